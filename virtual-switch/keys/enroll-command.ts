import type { KeyObject } from 'node:crypto';
import { confirmYesNo, type CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { keyword, type Node, word } from '../command-line/grammar.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import { canSign, isNamed } from './seams.ts';
import { generateRsa } from './rsa.ts';
import { hexLines, selfSignedCertificate } from './self-signed-certificate.ts';

/**
 * `crypto pki enroll NAME` of a trustpoint that signs for itself: the dialog of Cisco's PKI guide, "Configuring a
 * persistent self-signed certificate".
 */
export const enrollCommand: Node = keyword(
  'enroll',
  'Request a certificate from a CA',
  word('name', 'CA Server Name', { run: enroll }),
);

async function enroll({ configuration, device, io }: CommandContext, { name = '' }): Promise<void> {
  const { settings } = configuration.blocks.get(`crypto pki trustpoint ${name}`) ?? {};
  if (settings === undefined) throw new CommandError(`% CA '${name}' not found\n`);
  if (!settings.has('enrollment selfsigned')) {
    throw new CommandError('% Cannot enroll: no CA is reached from here\n');
  }
  await confirmYesNo(io, '% Include the router serial number in the subject name?');
  await io.ask('% Include an IP address in the subject name? [no]: ');
  if (!(await confirmYesNo(io, 'Generate Self Signed Router Certificate?'))) return;
  const label = /^rsakeypair (\S+)/.exec(settings.get('rsakeypair') ?? '')?.[1] ?? name;
  const privateKey = signingKey(device, label) ?? (await autogenerate(device, label));
  configuration.certificates.set(name, certificateLines(device, name, privateKey));
  io.print('\nRouter Self Signed Certificate successfully created\n\n');
}

const signingKey = ({ keys }: VirtualSwitch, label: string): KeyObject | undefined =>
  keys.all.find((pair) => canSign(pair) && isNamed(label)(pair))?.privateKey;

async function autogenerate(device: VirtualSwitch, name: string): Promise<KeyObject> {
  const { bits: modulusBits } = device.release.keys.selfSigned;
  const privateKey = await generateRsa(modulusBits);
  device.keys.add({
    name,
    usage: 'General Purpose Key',
    modulusBits,
    exportable: false,
    generatedAt: device.calendar.keyStamp(),
    privateKey,
    stored: false,
  });
  device.syslog.message('CRYPTO', 6, 'AUTOGEN', `Generated new ${modulusBits} bit key pair`);
  return privateKey;
}

/** The certificate of a trustpoint that signs for itself, as running-config shows it. */
export function certificateLines(device: VirtualSwitch, trustpoint: string, privateKey: KeyObject): string[] {
  const { calendar, configuration, release } = device;
  return hexLines(
    selfSignedCertificate({
      privateKey,
      commonName: trustpoint.replace('TP-self-signed-', 'IOS-Self-Signed-Certificate-'),
      hostname: hostnameOf(configuration),
      notBefore: calendar.now,
      notAfter: release.keys.selfSigned.notAfter(calendar.now),
    }),
  );
}

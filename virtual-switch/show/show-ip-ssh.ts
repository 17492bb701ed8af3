import type { RsaKeyPair } from '../keys/key-store.ts';
import { sshPublicBlob } from '../keys/key-store.ts';
import { algorithmsOf } from '../ssh-algorithms.ts';
import type { VirtualSwitch } from '../switch.ts';

const keyLineWidth = 80;

/**
 * `show ip ssh`: the guide's two lines (page 35) among those that the release has. Lists that do not fit into
 * `width` columns are wrapped as in show-ip-ssh--muninn-issue-1048--1; 0 is without end.
 */
export function showIpSsh(device: VirtualSwitch, width = 0): string {
  const { configuration, release, seams, ssh } = device;
  const form = release.showIpSsh;
  const { dhMinBits, timeOutSeconds, authenticationRetries } = configuration.ssh;
  const { key, version } = ssh;
  const lines =
    version === undefined
      ? [`SSH Disabled - version ${seams.shownSshVersion(ssh.versionWhenUp)}`, form.missingKey]
      : [`SSH Enabled - version ${seams.shownSshVersion(version)}`];
  const lists = form.lists.map(([, title]) => `${title}:`);
  for (const [kind, title] of form.lists) {
    lines.push(`${title}:${algorithmsOf(configuration, release, kind).join(',')}`);
  }
  const seconds = seams.shownTimeOut(timeOutSeconds);
  const retries = seams.shownRetries(authenticationRetries);
  lines.push(
    `Authentication timeout: ${seconds} secs; Authentication retries: ${retries}`,
    `Minimum expected Diffie Hellman key size : ${dhMinBits ?? release.ssh.defaultDhMinBits} bits`,
    ...keyLines(device, version === undefined ? undefined : key),
  );
  return seams
    .showIpSsh(lines)
    .flatMap((text) => (lists.some((title) => text.startsWith(title)) ? wrapped(text, width) : [text]))
    .map((text) => `${text}\n`)
    .join('');
}

function keyLines({ release: { showIpSsh: form } }: VirtualSwitch, key: RsaKeyPair | undefined): string[] {
  const heading = (format: string, name: string) =>
    `IOS Keys in SECSH format(${format}, base64 encoded):${name === '' ? '' : ` ${name}`}`;
  const curves = form.curveKeys ? [heading('ssh-ec', 'NONE')] : [];
  if (key === undefined) return [heading('ssh-rsa', 'NONE'), ...curves];
  const text = `ssh-rsa ${sshPublicBlob(key.privateKey).toString('base64')}`;
  const body: string[] = [];
  for (let at = 0; at < text.length; at += keyLineWidth) body.push(text.slice(at, at + keyLineWidth));
  return [
    heading('ssh-rsa', form.keyName ? key.name : ''),
    ...(form.keySize ? [`Modulus Size : ${key.modulusBits} bits`] : []),
    ...body.map((line) => (form.keyPadded ? line.padEnd(keyLineWidth) : line)),
    ...curves,
  ];
}

/** Words are kept whole where a line has room for them, and broken anywhere where none has. */
function wrapped(text: string, width: number): string[] {
  if (width === 0 || text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\S+\s*/g) ?? []) {
    if (line !== '' && line.length + word.trimEnd().length > width) {
      lines.push(line);
      line = '';
    }
    for (line += word; line.trimEnd().length > width; line = line.slice(width)) {
      lines.push(line.slice(0, width));
    }
  }
  return [...lines, line];
}

import { confirmYesNo, type CommandContext } from '../command-line/context.ts';
import { anyOrder, type Args, keyword, type Node, word, wordLike, number } from '../command-line/grammar.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import { generateRsa, generationTime } from './rsa.ts';
import type { Release } from '../release.ts';
import type { KeyUsage, RsaKeyPair } from './key-store.ts';

type Rest = Parameters<typeof keyword>[2][];

const generalPurpose: KeyUsage = 'General Purpose Key';

/** `crypto key generate|zeroize`, of EXEC and of configuration. */
export const keyCommands = ({ keys: { smallest, largest } }: Release): readonly Node[] => [
  keyword(
    'key',
    'Long term key operations',
    keyword(
      'generate',
      'Generate new keys',
      { run: generate },
      keyword(
        'rsa',
        'Generate RSA keys',
        { run: generate },
        anyOrder(
          [
            (...rest: Rest) =>
              keyword(
                'general-keys',
                'Generate a general purpose RSA key pair for signing and encryption',
                ...rest,
              ),
            (...rest: Rest) =>
              keyword(
                'usage-keys',
                'Generate separate RSA key pairs for signing and encryption',
                ...withFlag('usage-keys', rest),
              ),
            (...rest: Rest) =>
              keyword('exportable', 'Allow the key to be exported', ...withFlag('exportable', rest)),
            (...rest: Rest) =>
              keyword('label', 'Provide a label', word('label', 'RSA keypair label', ...rest)),
            (...rest: Rest) =>
              keyword(
                'modulus',
                'Provide number of modulus bits on the command line',
                number(
                  'modulus',
                  smallest,
                  largest,
                  `size of the key modulus [${smallest}..${largest}]`,
                  ...rest,
                ),
              ),
          ],
          { run: generate },
        ),
      ),
    ),
    keyword(
      'zeroize',
      'Remove keys',
      { run: zeroize },
      keyword(
        'rsa',
        'Remove RSA keys',
        { run: zeroize },
        wordLike('label', 'WORD', /./, 'RSA keypair label', { run: zeroize }),
      ),
    ),
  ),
];

/** Flags are seen in the canonical command, so they need no argument of their own. */
const withFlag = (_name: string, rest: Rest): Rest => rest;
const has = (context: CommandContext, flag: string) => context.parsed.canonical.split(' ').includes(flag);

async function generate(context: CommandContext, args: Args): Promise<void> {
  const { configuration, device, io } = context;
  const { seams, keys } = device;
  const exportable = has(context, 'exportable');
  const naming = { hostname: hostnameOf(configuration), domainName: configuration.domainName };
  const { label } = args;
  const named =
    label === undefined ? seams.keyNameWithoutLabel(naming) : seams.keyNameWithLabel(label, naming);
  if ('refusal' in named) return io.print(`${named.refusal}\n`);
  const { name } = named;
  const given = args['modulus'] === undefined ? undefined : Number(args['modulus']);
  if (keys.named(name).length === 0) io.print(`The name for the keys will be: ${name}\n`);
  else {
    io.print(`% You already have RSA keys defined named ${name}.\n`);
    if (given !== undefined) io.print('% They will be replaced.\n');
    else if (!(await confirmYesNo(io, '% Do you really want to replace them?'))) return;
  }
  const replaced = seams.keysReplaced(name, keys.all);
  if (replaced.length > 0) keys.remove(replaced);
  const parts = has(context, 'usage-keys') ? seams.partsOfUsageKeys() : [generalPurpose];
  const sizes: number[] = [];
  if (given !== undefined) io.print(`\n% The key modulus size is ${given} bits\n`);
  for (const usage of parts) sizes.push(given ?? (await askModulus(context, usage)));
  const pairs: RsaKeyPair[] = [];
  for (const [index, usage] of parts.entries()) {
    const modulusBits = seams.modulusMade(sizes[index] ?? sizes[0] ?? device.release.keys.offered);
    pairs.push(await generatePair(context, { name, usage, modulusBits, exportable }));
  }
  io.print('\n');
  keys.add(...pairs);
}

async function askModulus({ device, io }: CommandContext, usage: KeyUsage): Promise<number> {
  const { smallest, largest, offered } = device.release.keys;
  io.print(`Choose the size of the key modulus in the range of ${smallest} to ${largest} for your
  ${usage}s. Choosing a key modulus greater than 512 may take
  a few minutes.

`);
  for (;;) {
    const typed = (await io.ask(`How many bits in the modulus [${offered}]: `)).trim();
    const bits = typed === '' ? offered : Number(typed);
    if (Number.isInteger(bits) && bits >= smallest && bits <= largest) return bits;
    io.print(`% A decimal number between ${smallest} and ${largest}.\n`);
  }
}

/** Makes the pair for real, and lets the time go by that the switch's processor would take. */
async function generatePair(
  { device, io }: CommandContext,
  wanted: Pick<RsaKeyPair, 'name' | 'usage' | 'modulusBits' | 'exportable'>,
): Promise<RsaKeyPair> {
  const { modulusBits, exportable } = wanted;
  io.print(
    `% Generating ${modulusBits} bit RSA keys, keys will be ${exportable ? '' : 'non-'}exportable...\n`,
  );
  const { clock } = device;
  const begun = clock.now();
  const busy = clock.busy();
  const privateKey = await generateRsa(modulusBits).finally(() => busy.done());
  const left = begun + generationTime(modulusBits, device.hardware) - clock.now();
  if (left > 0) await new Promise<void>((resolve) => void clock.after(left, resolve));
  io.print(`[OK] (elapsed time was ${Math.round((clock.now() - begun) / 1000)} seconds)\n`);
  return { ...wanted, privateKey, generatedAt: device.calendar.keyStamp(), stored: false };
}

async function zeroize({ configuration, device, io }: CommandContext, { label }: Args): Promise<void> {
  const doomed = label === undefined ? device.keys.all.slice() : device.keys.named(label);
  if (doomed.length === 0) {
    return io.print(
      label === undefined
        ? '% No Signature RSA Keys found in configuration.\n'
        : `% No RSA Keys found in configuration with label '${label}'.\n`,
    );
  }
  io.print(
    label === undefined ? '% All keys will be removed.\n' : `% Keys to be removed are named '${label}'.\n`,
  );
  io.print('% All router certs issued using these keys will also be removed.\n');
  if (!(await confirmYesNo(io, 'Do you really want to remove these keys?'))) return;
  for (const [name, block] of configuration.blocks) {
    const trustpoint = /^crypto pki trustpoint (.+)$/.exec(name)?.[1];
    const key = /^rsakeypair (\S+)/.exec(block.settings.get('rsakeypair') ?? '')?.[1];
    if (trustpoint !== undefined && doomed.some((pair) => pair.name === key)) {
      configuration.certificates.delete(trustpoint);
    }
  }
  device.keys.remove(doomed);
}

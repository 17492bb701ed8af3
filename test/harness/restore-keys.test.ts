import t from 'tap';
import type { Answer, CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { takeBaseline } from '../../harness/baseline.ts';
import type { Dut } from '../../harness/dut.ts';
import { restore } from '../../harness/restore.ts';

interface Pair {
  readonly name: string;
  readonly usage: string;
  readonly bits: number;
}

/** A device that makes and loses key pairs, and the certificate that one of them signed. */
function deviceOf(initial: readonly Pair[]) {
  let pairs = [...initial];
  let certificate: string | undefined = '01';
  const typed: string[] = [];
  const made = (name: string, kind: string, sizes: readonly number[]): void => {
    const usages = kind === 'general' ? ['General Purpose Key'] : ['Signature Key', 'Encryption Key'];
    pairs = [
      ...pairs.filter((pair) => pair.name !== name),
      ...usages.map((usage, index) => ({ name, usage, bits: sizes[index] ?? sizes[0] ?? 0 })),
    ];
  };
  const print = (command: string, answers: readonly Answer[]): readonly string[] => {
    const sizes = answers
      .filter(({ question }) => new RegExp(question).test('How many bits in the modulus [512]:'))
      .map(({ answer }) => answer);
    if (!/^(?:show|dir) /.test(command)) typed.push([command, ...sizes].join(' / '));
    const generated = /^crypto key generate rsa (\S+)-keys label (\S+)(?: modulus (\d+))?$/.exec(command);
    const zeroized = /^crypto key zeroize rsa (\S+)$/.exec(command)?.[1];
    if (generated !== null) {
      const [, kind = '', name = '', modulus] = generated;
      made(name, kind, modulus === undefined ? sizes.map(Number) : [Number(modulus)]);
    } else if (zeroized !== undefined) pairs = pairs.filter(({ name }) => name !== zeroized);
    else if (command === 'crypto pki enroll TP-self-signed-1') certificate = '02';
    else if (command === 'show running-config') {
      const body = [
        'crypto pki certificate chain TP-self-signed-1',
        ` certificate self-signed ${certificate}`,
      ];
      return [
        'hostname Switch',
        ...(certificate === undefined ? [] : [...body, '  3082022B', '  \tquit']),
        'end',
      ];
    } else if (command === 'show crypto key mypubkey rsa') {
      return pairs.flatMap(({ name, usage, bits }) => [
        '% Key pair was generated at: 10:00:00 UTC Mar 1 1993',
        `Key name: ${name}`,
        `Key type: RSA KEYS      ${bits} bits`,
        ` Usage: ${usage}`,
      ]);
    } else if (/^(?:show|dir) /.test(command)) return ["% Invalid input detected at '^' marker."];
    return [];
  };
  const answer = (command: string, answers: readonly Answer[] = []): Promise<Recorded<CliObservation>> =>
    Promise.resolve({
      call: 0,
      spans: [],
      observation: {
        kind: 'cli',
        command,
        promptBefore: 'Switch#',
        modeBefore: 'privileged-exec',
        lines: print(command, answers).map((text) => ({ text, asynchronous: 'no', from: 0, to: 0 })),
        dialog: [],
        promptAfter: 'Switch#',
        modeAfter: 'privileged-exec',
      },
    });
  const dut = { execute: answer, show: answer, configure: answer, enter: () => Promise.resolve() };
  return {
    dut: dut as unknown as Dut,
    typed,
    loseAll: () => {
      pairs = [];
      certificate = undefined;
    },
    make: made,
  };
}

const masked = (text: string): string => text;
const usageKeys = (name: string, signature: number, encryption: number): Pair[] => [
  { name, usage: 'Signature Key', bits: signature },
  { name, usage: 'Encryption Key', bits: encryption },
];
const selfSigned: Pair = { name: 'TP-self-signed-1', usage: 'General Purpose Key', bits: 1024 };

t.test('usage keys, the self-signed key and its certificate come back after zeroizing all', async (t) => {
  const { dut, typed, loseAll } = deviceOf([
    selfSigned,
    ...usageKeys('alike', 1024, 1024),
    ...usageKeys('unlike', 1024, 2048),
  ]);
  const baseline = await takeBaseline(dut);
  loseAll();
  const { left } = await restore(dut, baseline, { masked });
  t.same(left, [], 'though the certificate has another number');
  t.same(typed, [
    'crypto key generate rsa general-keys label TP-self-signed-1 modulus 1024',
    'crypto key generate rsa usage-keys label alike modulus 1024',
    'crypto key generate rsa usage-keys label unlike / 1024 / 2048',
    'crypto pki enroll TP-self-signed-1',
  ]);
});

t.test('one of two usage keys that was made anew in another size', async (t) => {
  const { dut, typed, make } = deviceOf(usageKeys('pair', 1024, 2048));
  const baseline = await takeBaseline(dut);
  make('pair', 'usage', [1024, 1024]);
  const { left } = await restore(dut, baseline, { masked });
  t.same(left, []);
  t.same(typed, [
    'crypto key zeroize rsa pair',
    'crypto key generate rsa usage-keys label pair / 1024 / 2048',
  ]);
});

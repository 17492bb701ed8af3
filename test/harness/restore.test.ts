import t from 'tap';
import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { takeBaseline } from '../../harness/baseline.ts';
import type { Dut } from '../../harness/dut.ts';
import { restore } from '../../harness/restore.ts';

interface KeyPair {
  readonly usage: string;
  readonly bits: number;
}

/** A device that keeps lines of configuration and key pairs, and tells what was typed at it. */
function memoryDut(config: string[], keys: Map<string, KeyPair>, obeys: (command: string) => boolean) {
  const typed: string[] = [];
  const printed = (command: string): string[] => {
    if (command === 'show running-config') return [...config, 'end'];
    if (command === 'show crypto key mypubkey rsa')
      return [...keys].flatMap(([name, { usage, bits }]) => [
        '% Key pair was generated at: 10:00:00 UTC Mar 1 1993',
        `Key name: ${name}`,
        `Key type: RSA KEYS      ${bits} bits`,
        ` Usage: ${usage}`,
      ]);
    typed.push(command);
    if (!obeys(command)) return [];
    const zeroized = /^crypto key zeroize rsa (\S+)/.exec(command)?.[1];
    const generated = /^crypto key generate rsa (\S+)-keys label (\S+) modulus (\d+)/.exec(command);
    if (zeroized !== undefined) keys.delete(zeroized);
    else if (generated !== null)
      keys.set(generated[2] ?? '', {
        usage: generated[1] === 'general' ? 'General Purpose Key' : 'Signature Key',
        bits: Number(generated[3]),
      });
    else if (command.startsWith('no ')) config.splice(config.indexOf(command.slice(3)), 1);
    else config.push(command);
    return [];
  };
  const answer = (command: string): Promise<Recorded<CliObservation>> =>
    Promise.resolve({
      call: 0,
      spans: [],
      observation: {
        kind: 'cli',
        command,
        promptBefore: 'Switch#',
        modeBefore: 'privileged-exec',
        lines: printed(command).map((text) => ({ text, asynchronous: 'no', from: 0, to: 0 })),
        dialog: [],
        promptAfter: 'Switch#',
        modeAfter: 'privileged-exec',
      },
    });
  const dut = {
    execute: answer,
    show: answer,
    configure: answer,
    enter: () => Promise.resolve(),
  } as unknown as Dut;
  return { dut, typed };
}

const general = (bits: number): KeyPair => ({ usage: 'General Purpose Key', bits });

t.test('lines and key pairs come back, and it is proven by reading them again', async (t) => {
  const config = ['hostname Switch', 'ip ssh version 2'];
  const keys = new Map([['lost', general(1024)]]);
  const { dut, typed } = memoryDut(config, keys, () => true);
  const baseline = await takeBaseline(dut);
  keys.delete('lost');
  keys.set('cisco7200.example.com', general(2048));
  config.splice(1, 1, 'ip domain-name example.com');

  t.same(await restore(dut, baseline), []);
  t.same(typed, [
    'crypto key zeroize rsa cisco7200.example.com',
    'crypto key generate rsa general-keys label lost modulus 1024',
    'no ip domain-name example.com',
    'ip ssh version 2',
  ]);
});

t.test('what cannot be undone is told after a few rounds', async (t) => {
  const config = ['hostname Switch'];
  const { dut, typed } = memoryDut(config, new Map(), (command) => !command.startsWith('no '));
  const baseline = await takeBaseline(dut);
  config.push('ip domain-name example.com');
  t.same(await restore(dut, baseline), ['+ ip domain-name example.com']);
  t.equal(typed.length, 3);
});

t.test('a switch that is as it was is left alone', async (t) => {
  const { dut, typed } = memoryDut(['hostname Switch'], new Map([['kept', general(1024)]]), () => true);
  t.same(await restore(dut, await takeBaseline(dut)), []);
  t.same(typed, []);
});

import t from 'tap';
import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { baselineSchema, takeBaseline } from '../../harness/baseline.ts';
import type { Dut } from '../../harness/dut.ts';
import { differencesFrom, restore } from '../../harness/restore.ts';

interface KeyPair {
  readonly usage: string;
  readonly bits: number;
}

interface Memory {
  readonly config: string[];
  readonly keys: Map<string, KeyPair>;
  debugging?: string[];
  /** Undefined: the release does not know the command. */
  startup?: string[] | 'none';
  /** In flash; undefined: the device has no `dir`. */
  files?: Set<string>;
  /** The listing breaks off. */
  torn?: boolean;
}

/** A device that keeps lines of configuration and key pairs, and tells what was typed at it. */
function memoryDut(memory: Memory, obeys: (command: string) => boolean = () => true) {
  const { config, keys } = memory;
  const typed: string[] = [];
  const shown: Readonly<Record<string, () => readonly string[]>> = {
    'show running-config': () => (memory.torn === true ? config : [...config, 'end']),
    'show crypto key mypubkey rsa': () =>
      [...keys].flatMap(([name, { usage, bits }]) => [
        '% Key pair was generated at: 10:00:00 UTC Mar 1 1993',
        `Key name: ${name}`,
        `Key type: RSA KEYS      ${bits} bits`,
        ` Usage: ${usage}`,
      ]),
    'show debugging': () => memory.debugging ?? ["% Invalid input detected at '^' marker."],
    'dir flash:': () =>
      memory.files === undefined
        ? ["% Invalid input detected at '^' marker."]
        : [
            'Directory of flash:/',
            '',
            ...[...memory.files].map((name) => ` 7  -rw-   12  Mar 1 1993 00:00:00 +00:00  ${name}`),
            '',
            '1598627840 bytes total (880939008 bytes free)',
          ],
    'show startup-config': () => {
      if (memory.startup === undefined) return ["% Invalid input detected at '^' marker."];
      if (memory.startup === 'none') return ['startup-config is not present'];
      return ['Using 1234 out of 524288 bytes', '!', ...memory.startup, 'end'];
    },
  };
  const printed = (command: string): readonly string[] => {
    const listing = shown[command];
    if (listing !== undefined) return listing();
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
    else if (command.startsWith('delete flash:')) memory.files?.delete(command.slice('delete flash:'.length));
    else if (command === 'undebug all') memory.debugging = [];
    else if (command === 'write memory') memory.startup = [...config];
    else if (command.startsWith('no ')) {
      const at = config.findIndex((line) => line.startsWith(command.slice(3)));
      if (at >= 0) config.splice(at, 1);
    } else {
      const value = /^hostname /.exec(command)?.[0];
      const at = value === undefined ? -1 : config.findIndex((line) => line.startsWith(value));
      if (at >= 0) config.splice(at, 1, command);
      else config.push(command);
    }
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
const masked = (text: string): string => text;

t.test('lines and key pairs come back, names first, and it is proven by reading them again', async (t) => {
  const config = ['hostname Switch', 'ip ssh version 2'];
  const keys = new Map([['lost', general(1024)]]);
  const { dut, typed } = memoryDut({ config, keys });
  const baseline = await takeBaseline(dut);
  keys.delete('lost');
  keys.set('cisco7200.example.com', general(2048));
  config.splice(0, 2, 'hostname cisco7200', 'ip domain-name example.com');

  const { found, left } = await restore(dut, baseline, { masked });
  t.same(left, []);
  t.same(found, [
    '- hostname Switch',
    '- ip ssh version 2',
    '+ hostname cisco7200',
    '+ ip domain-name example.com',
    '+ key cisco7200.example.com, General Purpose Key, 2048 bits',
    '- key lost, General Purpose Key, 1024 bits',
  ]);
  t.same(typed, [
    'no ip domain-name example.com',
    'hostname Switch',
    'crypto key zeroize rsa cisco7200.example.com',
    'crypto key generate rsa general-keys label lost modulus 1024',
    'ip ssh version 2',
  ]);
});

t.test('it can be stopped at any command and begun again', async (t) => {
  for (let stopAt = 0; stopAt < 5; stopAt++) {
    const config = ['hostname Switch', 'ip ssh version 2'];
    const keys = new Map([['lost', general(1024)]]);
    let commands = 0;
    const { dut } = memoryDut({ config, keys }, () => {
      if (commands++ === stopAt) throw new Error('killed');
      return true;
    });
    const baseline = await takeBaseline(dut);
    keys.delete('lost');
    keys.set('cisco7200.example.com', general(2048));
    config.splice(0, 2, 'hostname cisco7200', 'ip domain-name example.com');
    await t.rejects(
      (async () => await restore(dut, baseline, { masked }))().catch((error: unknown) => {
        throw error;
      }),
    );
    t.same((await restore(dut, baseline, { masked })).left, [], `stopped at command ${stopAt}`);
    t.same([...config].sort(), ['hostname Switch', 'ip ssh version 2']);
    t.same([...keys], [['lost', general(1024)]]);
  }
});

t.test('a line that holds a secret is compared as the journal has it, and typed as it is', async (t) => {
  const config = ['hostname Switch', 'username bench password 7 0823455D0A16'];
  const hidden = (text: string): string => text.replaceAll(/0823455D0A16|14141B180F0B/g, '<secret>****');
  const { dut, typed } = memoryDut({ config, keys: new Map() });
  const baseline = await takeBaseline(dut);
  t.same(baselineSchema.parse(JSON.parse(JSON.stringify(baseline))), baseline, 'it is kept in clear');

  config.splice(1, 1, 'username bench password 7 14141B180F0B');
  t.same((await restore(dut, baseline, { masked: hidden })).found, [], 'the same secret, stored otherwise');
  config.splice(1, 1);
  const { found, left } = await restore(dut, baseline, { masked: hidden });
  t.same(found, ['- username bench password 7 <secret>****'], 'it is told masked');
  t.same(left, []);
  t.same(typed, ['username bench password 7 0823455D0A16']);
});

t.test('what cannot be undone is told after a few rounds', async (t) => {
  const config = ['hostname Switch'];
  const { dut, typed } = memoryDut({ config, keys: new Map() }, (command) => !command.startsWith('no '));
  const baseline = await takeBaseline(dut);
  config.push('ip domain-name example.com');
  t.same((await restore(dut, baseline, { masked })).left, ['+ ip domain-name example.com']);
  t.equal(typed.length, 3);
});

t.test('a switch that is as it was is left alone', async (t) => {
  const { dut, typed } = memoryDut({ config: ['hostname Switch'], keys: new Map([['kept', general(1024)]]) });
  t.same((await restore(dut, await takeBaseline(dut), { masked })).left, []);
  t.same(typed, []);
});

t.test('debugging is turned off before anything is read', async (t) => {
  const memory: Memory = { config: ['hostname Switch'], keys: new Map(), debugging: [] };
  const { dut, typed } = memoryDut(memory);
  const baseline = await takeBaseline(dut);
  memory.debugging = ['SSH:', '  Incoming SSH debugging is on'];
  t.same(await differencesFrom(dut, baseline, masked), [
    '+ debugging: SSH:',
    '+ debugging: Incoming SSH debugging is on',
  ]);
  t.same(typed, [], 'nothing is changed when one only looks');
  t.same((await restore(dut, baseline, { masked })).left, []);
  t.same(typed, ['undebug all']);
});

t.test('a configuration that breaks off is no baseline, and nothing is undone by it', async (t) => {
  const memory: Memory = { config: ['hostname Switch', 'ip ssh version 2'], keys: new Map() };
  const { dut, typed } = memoryDut(memory);
  const baseline = await takeBaseline(dut);
  memory.torn = true;
  await t.rejects(takeBaseline(dut), { message: /did not come whole/ });
  await t.rejects(restore(dut, baseline, { masked }), { message: /did not come whole/ });
  t.same(typed, []);
});

t.test('files in flash that a suite left', async (t) => {
  const files = new Set(['packages.conf', 'conform-old']);
  const { dut, typed } = memoryDut({ config: ['hostname Switch'], keys: new Map(), files });
  const baseline = await takeBaseline(dut);
  t.same(baseline.files, ['conform-old'], 'no others are looked at');
  files.add('crashinfo');
  files.add('conform-upload');
  t.same(await differencesFrom(dut, baseline, masked), ['+ file flash:conform-upload']);
  t.same((await restore(dut, baseline, { masked })).found, [], 'not looked at unless that is asked for');
  const { found, left } = await restore(dut, baseline, { files: true, masked });
  t.same(found, ['+ file flash:conform-upload']);
  t.same(left, []);
  t.same(typed, ['delete flash:conform-upload']);
  t.same([...files], ['packages.conf', 'conform-old', 'crashinfo']);
  files.delete('conform-old');
  const { notes } = await restore(dut, baseline, { files: true, masked });
  t.match(notes[0], /conform-old is gone/);
});

t.test('startup-config', async (t) => {
  const begin = async (startup: Memory['startup']) => {
    const memory: Memory = {
      config: ['hostname Switch'],
      keys: new Map(),
      ...(startup === undefined ? {} : { startup }),
    };
    const rig = memoryDut(memory);
    return { memory, ...rig, baseline: await takeBaseline(rig.dut) };
  };
  const back = async ({ dut, baseline }: Awaited<ReturnType<typeof begin>>) =>
    await restore(dut, baseline, { startup: true, masked });

  const saved = await begin(['hostname Switch']);
  saved.memory.startup = ['hostname cisco7200'];
  saved.memory.config.splice(0, 1, 'hostname cisco7200');
  t.match(await back(saved), {
    left: [],
    notes: [],
    found: [/hostname/, /hostname/, /startup-config is not as/],
  });
  t.same(saved.typed, ['hostname Switch', 'write memory'], 'saved when what runs is as it was found');

  const other = await begin(['hostname Other']);
  other.memory.startup = ['hostname cisco7200'];
  t.match(
    await back(other),
    { left: [], notes: [/was not as running-config then/] },
    'told, where it cannot come back',
  );
  t.same(other.typed, []);

  const none = await begin('none');
  none.memory.startup = ['hostname Switch'];
  t.match(await back(none), { left: [], notes: [/where none was found/] });
  t.same(none.typed, []);

  const unknown = await begin(undefined);
  t.match(await back(unknown), { left: [], notes: [] });
});

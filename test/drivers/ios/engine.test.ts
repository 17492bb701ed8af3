import t from 'tap';
import fc from 'fast-check';
import { readCli } from '../../../bench/cli-reading.ts';
import type { CliObservation } from '../../../bench/console.ts';
import { maskOf, Secret } from '../../../bench/secret.ts';
import type { CliEngine } from '../../../drivers/ios/engine.ts';
import type { Clock } from '../../../bench/clock.ts';
import { memoryRig } from '../../support/console-rig.ts';
import type { TinyIosOptions } from '../../support/tiny-ios.ts';

const secret = new Secret('user-secret', 'Abcdefgh12345678');
const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

/** A device that does a bit of everything the engine has to survive. */
const device: TinyIosOptions = {
  suffix: '>',
  page: 6,
  commands: {
    enable: {
      ask: { question: 'Password: ', echo: false, then: () => ({ suffix: '#' }) },
    },
    'configure terminal': {
      output: 'Enter configuration commands, one per line.  End with CNTL/Z.\r\n',
      suffix: '(config)#',
    },
    end: (ios) => {
      ios.suffix = '#';
      return { output: '' };
    },
    'hostname Lab': { host: 'Lab' },
    [`username x secret ${secret.reveal()}`]: {},
    'ip domain-name': { output: '% Incomplete command.\r\n\r\n' },
    'crypto key generate rsa': {
      output:
        'The name for the keys will be: Lab.example.com\r\nChoose the size [360-4096]: it matters\r\n\r\n',
      ask: {
        question: 'How many bits in the modulus [512]: ',
        then: (bits) => ({
          output: `% Generating ${bits} bit RSA keys, keys will be non-exportable...\r\n[OK] (elapsed time was 0 seconds)\r\n\r\n`,
        }),
      },
    },
    'show running-config': {
      output: [
        'Building configuration...',
        '',
        'Current configuration : 120 bytes',
        'banner motd ^C',
        'Lab#',
        'Lab#show version',
        'Lab>',
        'Password:',
        'Continue? [confirm]',
        'a --More-- b',
        '^C',
        `username x secret 0 ${secret.reveal()}`,
        'line vty 0 4',
        ' login local',
        'Lab(config)#',
        'end',
        '',
        '',
      ].join('\r\n'),
    },
    exit: (ios) => {
      ios.suffix = '#';
      return {};
    },
  },
};

/** The observations of one session, from first contact to the running-config and back. */
async function session(engine: CliEngine, clock: Clock): Promise<CliObservation[]> {
  const seen: CliObservation[] = [];
  const limit = (): ReturnType<Clock['in']> => clock.in(600_000);
  const execute = async (
    command: string,
    answers: { question: string; answer: string }[] = [],
  ): Promise<void> => {
    seen.push((await engine.execute({ command, answers }, limit())).observation);
  };
  seen.push(...(await engine.enter({ mode: 'global-config' }, limit())).observation.turns);
  await execute('hostname Lab');
  await execute(`username x secret ${secret.reveal()}`);
  await execute('ip domain-name');
  await execute('crypto key generate rsa', [{ question: 'modulus', answer: '768' }]);
  seen.push(...(await engine.enter({ mode: 'privileged-exec' }, limit())).observation.turns);
  await execute('show running-config');
  await execute('show bogus');
  return seen;
}

const credentials = { enableSecret: new Secret('enable', 'Enable1234') };

/** Where lines stand differs with the probes' nonces only in number, never in order. */
function withoutPlaces(observations: readonly CliObservation[]): unknown {
  return observations.map((observation) => ({
    ...observation,
    lines: observation.lines.map(({ text, asynchronous }) => ({ text, asynchronous })),
  }));
}

async function reference(): Promise<CliObservation[]> {
  const { engine, clock } = memoryRig(device, { credentials });
  return await session(engine, clock);
}

t.test('a session', async (t) => {
  const seen = await reference();
  t.same(
    seen.map(({ command, modeAfter, promptAfter }) => [command, modeAfter, promptAfter]),
    [
      ['enable', 'privileged-exec', 'Switch#'],
      ['configure terminal', 'global-config', 'Switch(config)#'],
      ['hostname Lab', 'global-config', 'Lab(config)#'],
      [`username x secret ${secret.reveal()}`, 'global-config', 'Lab(config)#'],
      ['ip domain-name', 'global-config', 'Lab(config)#'],
      ['crypto key generate rsa', 'global-config', 'Lab(config)#'],
      ['end', 'privileged-exec', 'Lab#'],
      ['show running-config', 'privileged-exec', 'Lab#'],
      ['show bogus', 'privileged-exec', 'Lab#'],
    ],
  );
  const [, , , , incomplete, keys, , running] = seen;
  t.same(
    incomplete?.lines.map(({ text }) => text),
    ['% Incomplete command.', ''],
  );
  t.same(keys?.dialog, [{ question: 'How many bits in the modulus [512]:', answer: '768' }]);
  t.same(
    running?.lines.map(({ text }) => text).join('\r\n'),
    (device.commands?.['show running-config'] as { output: string }).output.replace(/\r\n$/, ''),
  );
});

t.test('the same session split at random byte boundaries gives the same observations', async (t) => {
  const expected = withoutPlaces(await reference());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 }),
      async (sizes) => {
        let at = 0;
        const split = (): number => sizes[at++ % sizes.length] ?? 1;
        const { engine, clock } = memoryRig(device, { credentials, split });
        const seen = withoutPlaces(await session(engine, clock));
        t.strictSame(JSON.stringify(seen), JSON.stringify(expected));
        return JSON.stringify(seen) === JSON.stringify(expected);
      },
    ),
    { numRuns: 40 },
  );
});

t.test('log lines at line boundaries change neither modes nor output', async (t) => {
  const expected = withoutPlaces(await reference());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 40 }),
      fc.integer({ min: 1, max: 30 }),
      async (choices, size) => {
        let at = 0;
        const some = (): string => (choices[at++ % choices.length] === 0 ? `${log}\r\n` : '');
        const rig = memoryRig(device, {
          credentials,
          split: () => size,
          mangle: (text) => {
            // Behind a line feed, and behind a prompt, where IOS begins a line of its own for it.
            const inside = text.replace(/\n(?!$)/g, (feed) => feed + some());
            const prompt = /[#>]$/.test(inside) ? some() : '';
            return prompt === '' ? inside : `${inside}\r\n${prompt}`;
          },
        });
        const seen = await session(rig.engine, rig.clock);
        const without = seen.map((observation) => ({
          ...observation,
          lines: observation.lines.filter(({ asynchronous }) => asynchronous !== 'yes'),
        }));
        t.same(withoutPlaces(without), expected);
        return JSON.stringify(withoutPlaces(without)) === JSON.stringify(expected);
      },
    ),
    { numRuns: 40 },
  );
  t.pass('40 sessions');
});

t.test('an observation is what its bytes say, also when they are masked', async (t) => {
  const mask = maskOf(secret.name, secret.reveal().length);
  const masked = (text: string): string => text.replaceAll(secret.reveal(), mask);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 64 }), async (size) => {
      const { engine, clock, tape } = memoryRig(device, { credentials, split: () => size });
      const limit = (): ReturnType<Clock['in']> => clock.in(600_000);
      await engine.enter({ mode: 'global-config' }, limit());
      for (const command of [
        'hostname Lab',
        `username x secret ${secret.reveal()}`,
        'end',
        'show running-config',
      ]) {
        const { observation, spans } = await engine.execute({ command }, limit());
        const [span] = spans;
        if (span === undefined) return false;
        const bytes = tape.allReceived().slice(span.from, span.to);
        const plain = readCli(bytes, command, span.from);
        const hidden = readCli(masked(bytes), masked(command), span.from);
        const { lines, promptAfter, modeAfter } = observation;
        if (
          JSON.stringify([plain.lines, plain.promptAfter, plain.modeAfter]) !==
          JSON.stringify([lines, promptAfter, modeAfter])
        )
          return false;
        if (
          JSON.stringify([hidden.lines, hidden.promptAfter]) !== masked(JSON.stringify([lines, promptAfter]))
        )
          return false;
      }
      return true;
    }),
    { numRuns: 20 },
  );
  t.pass('20 sessions');
});

t.test('log lines are found by cursor', async (t) => {
  const { engine, clock, ios } = memoryRig({
    suffix: '#',
    commands: {
      'show clock': { output: `noon\r\n${log}\r\nmore\r\n` },
      'show logging': { output: `Log Buffer (4096 bytes):\r\n${log.replace('ENABLED', 'OLD')}\r\n` },
    },
  });
  await engine.enter({ mode: 'privileged-exec' }, clock.in(60_000));
  const { position } = (await engine.mark()).observation;
  const { observation: shown } = await engine.execute({ command: 'show clock' }, clock.in(60_000));
  t.same(
    shown.lines.map(({ text, asynchronous }) => [text, asynchronous]),
    [
      ['noon', 'no'],
      [log, 'yes'],
      ['more', 'no'],
    ],
  );
  const first = await engine.awaitLog({ pattern: 'SSH-5', since: position }, clock.in(60_000));
  t.equal(first.observation.line, log, 'inside output that was read already');
  const later = (await engine.mark()).observation.position;
  const none = await engine.awaitLog({ pattern: 'SSH-5', since: later }, clock.in(1000));
  t.equal(none.observation.line, '', 'that none came is an observation');
  t.match(none.spans, [{ from: later, to: later }]);
  const { observation: logging } = await engine.execute({ command: 'show logging' }, clock.in(60_000));
  t.same(
    logging.lines.map(({ asynchronous }) => asynchronous),
    ['no', 'maybe'],
  );
  await t.rejects(
    engine.awaitLog({ pattern: 'SSH-5-OLD', since: later }, clock.in(1000)),
    { message: /stands in the output of a command that prints the log/, facts: { got: /SSH-5-OLD/ } },
    'a line out of the buffer: whether it came by itself too is not known',
  );
  ios.log('SSH2 0: send: len 280 (includes padlen 4)');
  const bare = await engine.awaitLog({ pattern: 'padlen', since: later }, clock.in(60_000_000));
  t.equal(bare.observation.line, 'SSH2 0: send: len 280 (includes padlen 4)');
  await t.rejects(engine.awaitLog({ pattern: '(', since: 0 }, clock.in(1000)), {
    message: 'a pattern is no regular expression',
  });
});

t.test('a prompt that unknown lines have overtaken is found', async (t) => {
  const { engine, clock, stream } = memoryRig({
    suffix: '#',
    commands: { 'debug all': { output: 'All is on\r\n' } },
  });
  await engine.enter({ mode: 'privileged-exec' }, clock.in(60_000));
  stream.onTyped((typed) => {
    if (typed.startsWith('debug')) stream.send('\r\nsome debug line in no known form\r\nand another\r\n');
  });
  const { observation } = await engine.execute({ command: 'debug all' }, clock.in(60_000));
  t.same(
    observation.lines.map(({ text }) => text),
    ['All is on'],
  );
  t.equal(observation.promptAfter, 'Switch#');
});

t.test('a command is one printable line', async (t) => {
  const { engine, clock, tape } = memoryRig({ suffix: '#' });
  await t.rejects(engine.execute({ command: 'show clock\rreload' }, clock.in(1000)), { message: /one line/ });
  t.equal(tape.allSent(), '');
});

t.test('calls are carried out one after the other', async (t) => {
  const { engine, clock } = memoryRig({
    suffix: '#',
    commands: { one: { output: '1\r\n' }, two: { output: '2\r\n' } },
  });
  const both = await Promise.all(
    ['one', 'two'].map((command) => engine.execute({ command }, clock.in(60_000))),
  );
  t.same(
    both.map(({ observation }) => observation.lines.map(({ text }) => text)),
    [['1'], ['2']],
  );
});

t.test('leaving a session', async (t) => {
  const { engine, clock, stream } = memoryRig(
    {
      suffix: '#',
      commands: {
        exit: {
          output:
            '\r\n\r\n\r\nSwitch con0 is now available\r\n\r\n\r\n\r\nPress RETURN to get started.\r\n\r\n\r\n',
        },
        logout: { output: 'bye\r\n' },
      },
    },
    { mangle: (text) => text.replace(/(started\.\s+|bye\r\n)Switch#$/, '$1') },
  );
  const { observation } = await engine.execute({ command: 'exit' }, clock.in(60_000));
  t.equal(observation.modeAfter, 'press-return');
  t.equal(observation.promptAfter, 'Press RETURN to get started.');
  t.ok(observation.lines.some(({ text }) => text === 'Switch con0 is now available'));
  const { observation: again } = await engine.enter({ mode: 'privileged-exec' }, clock.in(60_000));
  t.same(
    again.turns.map(({ modeBefore, command }) => [modeBefore, command]),
    [['press-return', '']],
  );
  stream.onTyped((typed) => {
    if (typed.startsWith('logout')) setImmediate(() => setImmediate(() => stream.hangUp()));
  });
  const { observation: gone } = await engine.execute({ command: 'logout' }, clock.in(60_000));
  t.match(gone, { modeAfter: 'closed', promptAfter: '' });
});

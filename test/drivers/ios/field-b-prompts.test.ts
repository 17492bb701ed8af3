/** Group B of the field's failures, the prompts and what comes between them and us. Against a real tty. */
import t from 'tap';
import type { CliMode } from '../../../bench/cli-mode.ts';
import { play, ttyRig } from '../../support/console-rig.ts';
import { limit, log, logs, output } from './field-rig.ts';
import { stage } from './staged-device.ts';

// Most of the time is waited at the line.
t.jobs = 8;

for (const [suffix, mode] of [
  ['(config)#', 'global-config'],
  ['(config-if)#', 'interface-config'],
  ['(config-line)#', 'line-config'],
  ['(config-vrf)#', 'vrf-config'],
  ['(ca-trustpoint)#', 'pki-trustpoint-config'],
  ['(conf-ssh-pubkey-user)#', 'ssh-pubkey-user'],
  ['#', 'privileged-exec'],
  ['>', 'user-exec'],
] as const satisfies readonly (readonly [string, CliMode])[])
  t.test(`the order of modes: ${suffix} is no other mode (unicon.plugins#107, #98)`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    play(tty, { host: 'config', suffix, commands: { exit: {} } });
    const { observation } = await console.call('execute', { command: 'do show clock' }, clock.in(limit));
    t.match(observation, { modeBefore: mode, modeAfter: mode, promptAfter: `config${suffix}` });
  });

for (const host of [
  'P3.CAFOLC4507-20.222',
  'QD7609_B_20',
  'FL3-R2-SW02',
  'TUKDDSW02',
  'x',
  '27N2(2960_PoE)',
  'Sw(lab)',
])
  t.test(
    `the name ${host} (netmiko#552 on a 3650, #2184, #2372, #1235, #2008; parentheses: scrapli#291)`,
    async (t) => {
      const { console, tty, clock } = await ttyRig(t);
      play(tty, {
        host,
        suffix: '>',
        commands: { enable: { suffix: '#' }, 'show clock': { output: 'noon\r\n' } },
      });
      const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
      t.equal(observation.prompt, `${host}#`);
      const shown = await console.call('execute', { command: 'show clock' }, clock.in(limit));
      t.same(output(shown.observation), ['noon']);
    },
  );

t.test('a name that is cut where the mode needs the room', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const host = 'building-7-floor-3-access-switch-in-the-northern-wing';
  const cut = 'building-7-floor-3-a';
  play(tty, {
    host,
    suffix: '#',
    commands: { 'configure terminal': { host: cut, suffix: '(config)#' }, end: { host, suffix: '#' } },
  });
  const there = await console.call('enter', { mode: 'global-config' }, clock.in(limit));
  t.equal(there.observation.prompt, `${cut}(config)#`);
  const back = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.equal(back.observation.prompt, `${host}#`);
});

t.test(
  'a pattern without $, or that begins with [, is put to the question alone (unicon.plugins#65, pyats#183)',
  async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    play(tty, {
      suffix: '#',
      commands: {
        'copy a b': {
          output: '[OK to go on so far]\r\nDestination filename is asked for next\r\n',
          ask: {
            question: 'Destination filename [b]? ',
            then: (typed) => ({
              output: `named ${typed}\r\n`,
              ask: { question: '[OK to copy]? [yes/no]: ', then: (yes) => ({ output: `said ${yes}\r\n` }) },
            }),
          },
        },
      },
    });
    const answers = [
      { question: '^\\[OK', answer: 'yes' },
      { question: 'Destination filename', answer: 'c' },
    ];
    const { observation } = await console.call('execute', { command: 'copy a b', answers }, clock.in(limit));
    t.same(observation.dialog, [
      { question: 'Destination filename [b]?', answer: 'c' },
      { question: '[OK to copy]? [yes/no]:', answer: 'yes' },
    ]);
    t.same(output(observation).slice(-1), ['said yes']);
  },
);

t.test('what comes in one piece with the prompt and behind it is kept (netmiko#2129)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const send = (text: string): void =>
    tty.send(text.replace('noon\r\nSwitch#', `noon\r\nSwitch#\r\n${log}\r\n`));
  play(
    { onTyped: (listener) => tty.onTyped(listener), send },
    { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } },
  );
  const { observation: mark } = await console.call('mark', null, clock.in(limit));
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
  t.equal(observation.promptAfter, 'Switch#');
  const since = mark.position;
  const later = await console.call('awaitLog', { pattern: 'SSH-5-ENABLED', since }, clock.in(limit));
  t.equal(later.observation.line, log);
});

t.test('characters that get lost on their way to the device (labgrid#1749)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  let lost = 0;
  const onTyped = (listener: (typed: string) => void): void =>
    tty.onTyped((typed) => {
      if (!typed.startsWith('show')) return listener(typed);
      const rest = lost++ === 0 ? typed.slice(2) : typed;
      return listener(rest);
    });
  play(
    { onTyped, send: (text) => tty.send(text) },
    { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } },
  );
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  await t.rejects(console.call('execute', { command: 'show clock' }, clock.in(limit)), {
    name: 'PcoError',
    message: 'characters that were typed got lost on their way to the device',
    facts: { expected: 'the echo of 10 characters', got: '8 of them', next: /flow control/ },
  });
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon'], 'and the next command is not confused');
});

const erratic = '*Mar  1 00:05:02.123: SSH2 0: send: len 280 (includes padlen 4)';
for (const [name, before, expected] of [
  ['behind the echo', `show clock\r\n${log}\r\nnoon\r\nSwitch#`, [log]],
  ['in the middle of the echo', `show cl\r\n${log}\r\nock\r\nnoon\r\nSwitch#`, [log]],
  ['glued to half the echo', `show cl${log}\r\nock\r\nnoon\r\nSwitch#`, [log]],
  ['with the echo at its end', `\r\n${log}show clock\r\nnoon\r\nSwitch#`, [log]],
  ['before the prompt', `show clock\r\nnoon\r\n${log}\r\nSwitch#`, [log]],
  ['a debug line, glued to half the echo', `show cl${erratic}\r\nock\r\nnoon\r\nSwitch#`, [erratic]],
  [
    'in two lines, with the echo at its end',
    `\r\n*Mar  1 00:05:02.123: STP: tx\r\n    Data : 0000show clock\r\nnoon\r\nSwitch#`,
    ['*Mar  1 00:05:02.123: STP: tx', '    Data : 0000'],
  ],
] as const)
  t.test(`a log line between what is typed and the prompt: ${name} (labgrid PR#1763)`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    tty.onTyped((typed) =>
      tty.send(typed === 'show clock\r' ? before : `${typed.replace(/^\x15|\r/g, '')}\r\nSwitch#`),
    );
    tty.send('\r\nSwitch#');
    const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
    t.same(output(observation), ['noon']);
    t.same(logs(observation), expected);
  });

t.test('a login prompt that is ended by a line feed (labgrid#1786)', async (t) => {
  const { console, tty, clock } = await ttyRig(t, { username: 'admin' });
  const device = stage(
    tty,
    { login: { shows: 'Username: \r\n', lines: { admin: { to: 'exec' } } }, exec: { shows: 'Switch#' } },
    'login',
  );
  tty.send('\r\nUsername: \r\n');
  const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.equal(observation.prompt, 'Switch#');
  t.same(device.entered, ['login: admin']);
});

t.test('escape sequences of a terminal around the prompt (labgrid#969)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const send = (text: string): void =>
    tty.send(text.replace(/Switch#/g, '\x1b[?2004h\x1b[0mSwitch#').replace('noon', '\x1b[1mnoon\x1b[0m'));
  play(
    { onTyped: (listener) => tty.onTyped(listener), send },
    { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } },
  );
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
  t.equal(observation.promptAfter, 'Switch#');
});

for (const [name, line, until] of [
  ['debug lines', erratic, 'padlen'],
  [
    'lines in no known form',
    'STP: VLAN0001 Gi1/0/5 tx BPDU: config protocol=ieee\r\n  Data : 0000 00 00 00',
    '^  Data',
  ],
] as const)
  t.test(`a flood of ${name} (labgrid PR#244)`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    const ios = play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
    const flood = setInterval(() => ios.log(line), 5);
    t.teardown(() => clearInterval(flood));
    const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
    t.equal(observation.promptAfter, 'Switch#');
    t.ok(output(observation).includes('noon'));
    const { observation: mark } = await console.call('mark', null, clock.in(limit));
    const args = { since: mark.position, until, count: 20 };
    const { observation: seen } = await console.call('transcript', args, clock.in(limit));
    t.ok(seen.complete);
    t.equal(seen.lines.filter((text) => new RegExp(until).test(text)).length, 20);
  });

t.test('50 commands over a line that hands over a byte at a time (netmiko#2641)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const waiting: string[] = [];
  let sending = false;
  const sendNext = (): void => {
    const byte = waiting.shift();
    sending = byte !== undefined;
    if (byte === undefined) return;
    tty.send(byte);
    setImmediate(sendNext);
  };
  const send = (text: string): void => {
    waiting.push(...text.split(/(?=[\s\S])/));
    if (!sending) sendNext();
  };
  const commands = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`ip host h${index}`, { output: `answer ${index}\r\n` }]),
  );
  play({ onTyped: (listener) => tty.onTyped(listener), send }, { suffix: '(config)#', commands });
  for (const [index, command] of Object.keys(commands).entries()) {
    const { observation } = await console.call('execute', { command }, clock.in(limit));
    t.same(output(observation), [`answer ${index}`]);
  }
});

for (const [name, typed, sent] of [
  ['CR LF for each Enter', '\r\r', (text: string) => text],
  ['CR NUL for each Enter', '\r', (text: string) => text.replaceAll('\r\n', '\r\0\n')],
  ['CR CR LF at line ends', '\r', (text: string) => text.replaceAll('\r\n', '\r\r\n')],
  ['LF at line ends', '\r', (text: string) => text.replaceAll('\r\n', '\n')],
  ['LF CR at line ends', '\r', (text: string) => text.replaceAll('\r\n', '\n\r')],
] as const)
  t.test(`a terminal server that makes ${name} (netmiko PR#315)`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    play(
      {
        // The device takes CR LF as Enter twice.
        onTyped: (listener) => tty.onTyped((keys) => listener(keys.replaceAll('\r', typed))),
        send: (text) => tty.send(sent(text)),
      },
      {
        suffix: '#',
        commands: { 'show clock': { output: 'noon\r\n' }, 'show ip ssh': { output: 'SSH Enabled\r\n' } },
      },
    );
    for (const [command, line] of [
      ['show clock', 'noon'],
      ['show ip ssh', 'SSH Enabled'],
      ['show clock', 'noon'],
    ] as const) {
      const { observation } = await console.call('execute', { command }, clock.in(limit));
      // Who presses Enter twice gets two prompts, and the first is a line as any other.
      t.same(
        output(observation).filter((text) => typed === '\r' || text !== 'Switch#'),
        [line],
      );
      t.equal(observation.promptAfter, 'Switch#');
    }
  });

t.test('an unsolicited [Resuming connection 1 to sw1 ... ] of a terminal server', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const ios = play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
  tty.send('\r\n[Resuming connection 1 to sw1 ... ]\r\n');
  const first = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(first.observation), ['noon']);
  tty.send(`\r\n[Resuming connection 1 to sw1 ... ]\r\n\r\n${ios.prompt}`);
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation).slice(-1), ['noon']);
  t.equal(observation.promptAfter, 'Switch#');
});

t.test('User Access Verification in the middle: the line was cleared or timed out', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const device = stage(
    tty,
    {
      exec: {
        shows: 'Switch#',
        lines: { 'show clock': { says: '\r\n\r\nUser Access Verification\r\n', to: 'login' } },
      },
      login: { shows: 'Username: ' },
    },
    'exec',
  );
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  await t.rejects(console.call('execute', { command: 'show clock' }, clock.in(limit)), {
    message: "the session ended before 'show clock' was carried out: a login came",
    facts: { got: /User Access Verification/, next: /exec-timeout/ },
  });
  t.same(device.entered, ['exec: show clock'], 'nothing was entered at the login');
});

t.test('somebody else changes the host name', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const ios = play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  ios.host = 'Renamed';
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.match(observation, { promptBefore: 'Switch#', promptAfter: 'Renamed#' });
  t.same(output(observation), ['noon']);
  const again = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.match(again.observation, { promptBefore: 'Renamed#', promptAfter: 'Renamed#' });
});

t.test('a prompt is decided by typing a comment at it, not by a pattern alone (scrapli#30)', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  const device = stage(
    tty,
    {
      exec: {
        shows: 'Switch#',
        lines: { 'more flash:x': { says: '\r\nSwitch#\r\nOther>\r\n(config)#', to: 'exec' } },
      },
    },
    'exec',
  );
  const { observation } = await console.call('execute', { command: 'more flash:x' }, clock.in(limit));
  t.same(output(observation), ['Switch#', 'Other>', '(config)#']);
  t.equal(tape.allSent().match(/![0-9a-f]{8}\r/g)?.length, 2, 'one at first contact, one at the end');
  t.same(device.entered, ['exec: more flash:x']);
});

t.test(
  'paged output that stalls behind a line like the prompt is not cut short by our comment',
  async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t);
    let line = '';
    tty.onTyped((keys) => {
      for (const key of keys) {
        if (key === ' ' && line === '')
          tty.send(`${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}last line\r\nSwitch#`);
        else if (key === '\r') {
          if (line === 'more flash:x') {
            tty.send('\r\nSwitch#\r\n');
            setTimeout(() => tty.send('second line\r\n --More-- '), 700);
          } else tty.send('\r\nSwitch#');
          line = '';
        } else if (key >= ' ') {
          line += key;
          tty.send(key);
        }
      }
    });
    tty.send('\r\nSwitch#');
    const { observation } = await console.call('execute', { command: 'more flash:x' }, clock.in(limit));
    t.same(output(observation), ['Switch#', 'second line', 'last line']);
    t.match(tape.allSent(), /more flash:x\r ![0-9a-f]{8}\r$/, 'the pager was answered before anything else');
  },
);

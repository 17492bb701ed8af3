/** Group B of the field's failures: missed prompts and lost synchronisation. Against a real tty. */
import t from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { play, ttyRig } from '../../support/console-rig.ts';
import type { TinyAnswer } from '../../support/tiny-ios.ts';
import { credentials, enable, limit, log, logs, output } from './field-rig.ts';

// Most of the time is waited at the line.
t.jobs = 8;

t.test('a syslog line at the console login (unicon.plugins#71)', async (t) => {
  const { console, tty, clock } = await ttyRig(t, {
    username: 'admin',
    password: new Secret('password', 'Login12345'),
    ...credentials,
  });
  const typed: string[] = [];
  let line = '';
  const ios = { suffix: '>' };
  const lineTyped = (text: string): void => {
    typed.push(text);
    if (text === 'admin') return tty.send(`\r\n${log}\r\nPassword: \r\n${log}\r\n`);
    if (text === 'Login12345') return tty.send(`\r\n${log}\r\nSwitch>`);
    tty.send(text.startsWith('!') ? '\r\nSwitch>' : '\r\nUsername: ');
  };
  tty.onTyped((keys) => {
    for (const key of keys) {
      if (key === '\r') {
        const text = line;
        line = '';
        lineTyped(text);
      } else if (key >= ' ') {
        line += key;
        if (typed.at(-1) !== 'admin') tty.send(key);
      }
    }
  });
  tty.send(`\r\nUser Access Verification\r\n\r\nUsername: \r\n${log}\r\n`);
  const { observation } = await console.call('enter', { mode: 'user-exec' }, clock.in(limit));
  t.equal(observation.prompt, `Switch${ios.suffix}`);
  t.same(
    observation.turns.map(({ command, dialog }) => ({ command, dialog })),
    [{ command: 'admin', dialog: [{ question: 'Password:', answer: '<password>' }] }],
  );
  t.notMatch(JSON.stringify(observation), /Login12345/);
});

for (const banner of ['Authorized-users-only#', '*'.repeat(20), 'Switch#', '###########'])
  t.test(`a banner that ends in ${banner.slice(-8)} (netmiko#2184)`, async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t);
    let line = '';
    let user = '';
    tty.onTyped((keys) => {
      for (const key of keys) {
        if (key !== '\r') {
          if (key >= ' ') {
            line += key;
            tty.send(key);
          }
          continue;
        }
        if (line === 'exit') tty.send(`\r\n${banner}`);
        // The banner's end and what comes after it reach us apart.
        if (line === 'exit') setTimeout(() => tty.send('\r\n\r\nUsername: '), 20);
        else tty.send('\r\nSwitch#');
        user = line;
        line = '';
      }
    });
    tty.send('\r\nSwitch#');
    const { observation } = await console.call('execute', { command: 'exit' }, clock.in(limit));
    t.equal(observation.modeAfter, 'login-username');
    t.equal(observation.promptAfter, 'Username:');
    t.same(output(observation), [banner]);
    t.equal(user, 'exit', 'nothing was typed at the login');
    t.notMatch(tape.allSent().split('exit\r')[1] ?? '', /!/);
  });

t.test('a prompt written again behind a log line (logging synchronous)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const ios = play(tty, {
    suffix: '#',
    commands: { 'show clock': { output: `*12:00:00.000 UTC Mon Mar 1 1993\r\n` } },
  });
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const { observation: mark } = await console.call('mark', null, clock.in(limit));
  tty.send(`\r\n${log}\r\n${ios.prompt}`);
  const { observation } = await console.call(
    'awaitLog',
    { pattern: 'SSH-5-ENABLED', since: mark.position },
    clock.in(limit),
  );
  t.equal(observation.line, log);
  const show = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(show.observation), ['*12:00:00.000 UTC Mon Mar 1 1993']);
});

t.test('a line wrapped at 80 columns, scrolled behind $ (pyats#208)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const command = `snmp-server contact ${'a long name that does not fit '.repeat(4)}here`;
  const echoAs = (typed: string, prompt: string): string => {
    const room = 79 - prompt.length;
    if (typed.length <= room) return typed;
    const back = '\b'.repeat(room);
    const tail = typed.slice(-(room - 20));
    return `${typed.slice(0, room)}${back}$${tail}${' '.repeat(room - 1 - tail.length)}${'\b'.repeat(room - 1 - tail.length)}`;
  };
  play(tty, { suffix: '(config)#', echoAs, commands: { [command]: { output: 'done\r\n' } } });
  const { observation } = await console.call('execute', { command }, clock.in(limit));
  t.same(output(observation), ['done']);
  t.equal(observation.modeAfter, 'global-config');
});

t.test('typing that is repainted with backspaces (netmiko#2773)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const echoAs = (typed: string): string => `${typed}${'\b'.repeat(typed.length)}${typed}`;
  play(tty, { suffix: '#', echoAs, commands: { 'show clock': { output: 'noon\r\n' } } });
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
});

t.test('typing that is not echoed (netmiko#3761)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  play(tty, { suffix: '#', echo: false, commands: { 'show clock': { output: 'noon\r\n' } } });
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
  t.equal(observation.promptAfter, 'Switch#');
});

t.test('a stale prompt (netmiko#3287, #3012)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const ios = play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  // Enter pressed twice by somebody on another terminal of the server: their prompts come late.
  const { promise, resolve } = Promise.withResolvers<undefined>();
  tty.onTyped(() => resolve(undefined));
  const shown = console.call('execute', { command: 'show clock' }, clock.in(limit));
  tty.send(`\r\n${ios.prompt}\r\n${ios.prompt}`);
  await promise;
  const { observation } = await shown;
  t.same(output(observation), ['noon']);
});

for (const [name, erase] of [
  ['backspaces', '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9)],
  ['carriage returns', '\r          \r'],
] as const)
  t.test(`--More-- erased with ${name}`, async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t);
    const lines = Array.from({ length: 30 }, (_, index) => ` line ${index}`);
    play(tty, {
      suffix: '#',
      page: 7,
      erase,
      commands: { 'show running-config': { output: `${lines.join('\r\n')}\r\n` } },
    });
    const { observation } = await console.call(
      'execute',
      { command: 'show running-config' },
      clock.in(limit),
    );
    t.same(output(observation), lines);
    t.match(tape.allReceived(), /--More--/, 'the recording keeps it');
  });

for (const [name, ended] of [
  ['ends its line', '\r\n'],
  ['does not end its line', ''],
] as const)
  t.test(`a log line at --More-- that ${name}`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    const lines = Array.from({ length: 12 }, (_, index) => ` line ${index}`);
    play(tty, {
      suffix: '#',
      page: 4,
      erase: `\r\n${log}${ended}${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}`,
      commands: { 'show running-config': { output: `${lines.join('\r\n')}\r\n` } },
    });
    const { observation } = await console.call(
      'execute',
      { command: 'show running-config' },
      clock.in(limit),
    );
    t.same(output(observation), lines);
    t.same(logs(observation), [log, log]);
    t.equal(observation.promptAfter, 'Switch#');
  });

t.test('a dialog with a log line inside it', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  play(tty, {
    suffix: '(config)#',
    commands: {
      'crypto key generate rsa': {
        output: '% You already have RSA keys defined named Switch.example.com.\r\n',
        ask: {
          question: `% Do you really want to replace them? [yes/no]: \r\n${log}\r\n`,
          then: (typed) => ({
            output: `typed ${typed}\r\n${log}\r\n`,
            ask: {
              question: 'How many bits in the modulus [512]: ',
              then: (bits) => ({ output: `% ${bits}\r\n` }),
            },
          }),
        },
      },
    },
  });
  const answers = [
    { question: 'modulus', answer: '1024' },
    { question: 'replace them', answer: 'yes' },
  ];
  const { observation } = await console.call(
    'execute',
    { command: 'crypto key generate rsa', answers },
    clock.in(limit),
  );
  t.same(observation.dialog, [
    { question: '% Do you really want to replace them? [yes/no]:', answer: 'yes' },
    { question: 'How many bits in the modulus [512]:', answer: '1024' },
  ]);
  t.same(logs(observation), [log, log]);
  t.same(output(observation).slice(-1), ['% 1024']);
});

t.test('characters in a command that mean something to regular expressions (netmiko#3569)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const command = 'show running-config | include ^(a|b)+[c-d]*.$ \\(?{1}';
  play(tty, { suffix: '#', commands: { [command]: { output: 'x\r\n' } } });
  const { observation } = await console.call('execute', { command }, clock.in(limit));
  t.same(output(observation), ['x']);
});

t.test('output that imitates the prompt, and a stall right behind it', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  let line = '';
  let ahead = '';
  let busy = false;
  const take = (keys: string): void => {
    for (const [at, key] of keys.split('').entries()) {
      if (key >= ' ') {
        line += key;
        tty.send(key);
      } else if (key === '\r') {
        const command = line;
        line = '';
        if (command !== 'more flash:banner') tty.send('\r\nSwitch#');
        else {
          ahead = keys.slice(at + 1);
          busy = true;
          tty.send('\r\nfirst line\r\nSwitch#');
          setTimeout(() => {
            tty.send('configure terminal\r\nSwitch#\r\nlast line\r\nSwitch#');
            busy = false;
            take(ahead);
          }, 300);
          return;
        }
      }
    }
  };
  tty.onTyped((keys) => {
    // What is typed while a command prints is read behind it.
    if (busy) ahead += keys;
    else take(keys);
  });
  tty.send('\r\nSwitch#');
  const { observation } = await console.call('execute', { command: 'more flash:banner' }, clock.in(limit));
  t.same(output(observation), ['first line', 'Switch#configure terminal', 'Switch#', 'last line']);
  t.equal(observation.modeAfter, 'privileged-exec');
  t.match(tape.allSent(), /more flash:banner\r![0-9a-f]{8}\r/, 'a comment decided');
});

t.test('a console that is silent until Enter (netmiko#3532)', async (t) => {
  const { console, tty, clock } = await ttyRig(t, credentials);
  play(tty, { pressReturn: true, commands: enable });
  const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.equal(observation.prompt, 'Switch#');
});

t.test('a console that was left in a configuration mode', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  play(tty, { suffix: '(config-line)#', commands: { end: { suffix: '#' } } });
  const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.same(
    observation.turns.map(({ modeBefore, command }) => [modeBefore, command]),
    [['line-config', 'end']],
  );
});

t.test('half a typed line, which must not be run', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  play(tty, {
    suffix: '#',
    halfTyped: 'reload',
    commands: { reload: { output: 'REBOOTING\r\n' }, 'show clock': { output: 'noon\r\n' } },
  });
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
  t.notMatch(tape.allReceived(), /REBOOTING/);
});

t.test('bytes that are no ASCII', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const text = Buffer.from('Zürich – Müller', 'utf8').toString('latin1');
  play(tty, { suffix: '#', commands: { 'show location': { output: `${text}\xff\x80\r\n` } } });
  const { observation } = await console.call('execute', { command: 'show location' }, clock.in(limit));
  t.same(output(observation), [`${text}\xff\x80`]);
});

t.test('a wrong enable secret', async (t) => {
  const { console, tty, clock } = await ttyRig(t, { enableSecret: new Secret('enable', 'Wrong12345') });
  const again = (tries: number): TinyAnswer => ({
    ask: {
      question: 'Password: ',
      echo: false,
      then: () => (tries > 1 ? again(tries - 1) : { output: '% Bad secrets\r\n\r\n' }),
    },
  });
  play(tty, { suffix: '>', commands: { enable: again(3) } });
  await t.rejects(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit)), {
    name: 'PcoError',
    credential: 'enable-secret',
    message: 'the enable secret was not accepted',
    facts: { next: /enable secret/ },
  });
});

t.test('a question that nobody answers is left, and said', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  play(tty, {
    suffix: '#',
    commands: {
      'write erase': {
        ask: { question: 'Erasing the nvram filesystem! Continue? [confirm]', then: () => ({}) },
      },
    },
  });
  await t.rejects(console.call('execute', { command: 'write erase' }, clock.in(limit)), {
    message: 'a question came that nobody answers: Erasing the nvram filesystem! Continue? [confirm]',
    facts: { where: 'console, mode privileged-exec' },
  });
  const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.equal(observation.prompt, 'Switch#');
});

t.test('the boot loader cannot be left', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  tty.send('\r\nswitch: ');
  await t.rejects(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit)), {
    message: 'the device stands in its boot loader',
    facts: { next: /boot/ },
  });
});

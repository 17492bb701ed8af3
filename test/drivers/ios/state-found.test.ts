/** In which state a console can be found, and how it is brought to privileged EXEC; on a real tty. */
import t from 'tap';
import { type BenchError, explain } from '../../../bench/errors.ts';
import { Secret } from '../../../bench/secret.ts';
import { ttyRig } from '../../support/console-rig.ts';
import { type Scene, stage } from './staged-device.ts';

// Most of the time is waited at the line.
t.jobs = 8;
const limit = 20_000;

const exec: Record<string, Scene> = {
  user: { shows: 'Switch>', lines: { enable: { to: 'exec' } } },
  exec: { shows: 'Switch#', keys: { '\x03': {} }, lines: { reload: { says: '\r\nREBOOTING' } } },
  login: { shows: 'Username: ', lines: { '?': { to: 'password' } } },
  password: { shows: 'Password: ', echo: false, lines: { '?': { to: 'exec' } } },
};
const account = { username: 'admin', password: new Secret('password', 'Login12345') };

interface Found {
  readonly scenes: Record<string, Scene>;
  /** What is on the line when we come; nothing is seen of it where `unseen`. */
  readonly first: string;
  readonly before?: string;
  readonly unseen?: boolean;
  readonly halfTyped?: string;
  /** The lines that the device was given on the way. */
  readonly entered: readonly string[];
  readonly credentials?: typeof account;
}

const submodes = (suffix: string): Record<string, Scene> => ({
  ...exec,
  config: { shows: `Switch${suffix}#`, lines: { end: { to: 'exec' } } },
});

const found: Record<string, Found> = {
  'a [confirm] of somebody who wanted to reload': {
    scenes: {
      ...exec,
      asked: {
        shows: 'Proceed with reload? [confirm]',
        redisplays: false,
        keys: {
          '\r': { says: 'REBOOTING' },
          y: { says: 'REBOOTING' },
          '\x03': { to: 'exec' },
          n: { to: 'exec' },
        },
      },
    },
    first: 'asked',
    entered: [],
  },
  'the same, of which nothing is to be seen': {
    scenes: {
      ...exec,
      asked: {
        shows: 'Proceed with reload? [confirm]',
        redisplays: false,
        keys: { '\r': { says: 'REBOOTING' }, y: { says: 'REBOOTING' }, n: { to: 'exec' } },
      },
    },
    first: 'asked',
    unseen: true,
    entered: [],
  },
  'the same where Ctrl-C is not listened to': {
    scenes: {
      ...exec,
      asked: {
        shows: 'Proceed with reload? [confirm]',
        redisplays: false,
        keys: { '\r': { says: 'REBOOTING' }, y: { says: 'REBOOTING' }, '\x03': {}, n: { to: 'exec' } },
      },
    },
    first: 'asked',
    entered: [],
  },
  'a [yes/no]: of somebody': {
    scenes: {
      ...exec,
      asked: {
        shows: 'System configuration has been modified. Save? [yes/no]: ',
        keys: { '\x03': {} },
        lines: { no: { to: 'exec' }, yes: { says: 'SAVED' } },
      },
    },
    first: 'asked',
    entered: ['asked: no'],
  },
  'a question that proposes a name, which Enter would accept': {
    scenes: {
      ...exec,
      asked: {
        shows: 'Destination filename [startup-config]? ',
        keys: {
          '\r': { says: 'SAVED', to: 'exec' },
          '\x03': { says: '%Error parsing filename', to: 'exec' },
        },
      },
    },
    first: 'asked',
    entered: [],
  },
  'half a typed line': { scenes: exec, first: 'exec', halfTyped: 'reload', unseen: true, entered: [] },
  'half a typed line that is seen': { scenes: exec, first: 'exec', halfTyped: 'reload', entered: [] },
  "the password prompt of somebody's enable": {
    scenes: {
      ...exec,
      asked: {
        shows: 'Password: ',
        echo: false,
        keys: { '\x03': { to: 'user' } },
        lines: { '?': { says: '% Access denied' } },
      },
    },
    first: 'asked',
    entered: ['user: enable'],
    credentials: account,
  },
  'the same where only the third empty password ends it': {
    scenes: {
      ...exec,
      asked: { shows: 'Password: ', echo: false, keys: { '\x03': {} }, lines: { '': { to: 'second' } } },
      second: { shows: 'Password: ', echo: false, lines: { '': { says: '% Bad secrets\r\n', to: 'user' } } },
    },
    first: 'asked',
    entered: ['user: enable'],
    credentials: account,
  },
  "a login that somebody has begun with another's name": {
    scenes: {
      ...exec,
      asked: {
        shows: 'Password: ',
        echo: false,
        keys: { '\x03': {} },
        lines: { '': { says: '% Login invalid\r\n', to: 'login' } },
      },
    },
    first: 'asked',
    entered: ['login: admin', 'password: Login12345'],
    credentials: account,
  },
  'a setup dialog that PnP has written behind': {
    scenes: {
      ...exec,
      dialog: {
        shows: 'Would you like to enter the initial configuration dialog? [yes/no]: ',
        lines: { no: { to: 'return' }, '': { says: "% Please answer 'yes' or 'no'." } },
        redisplays: false,
      },
      return: {
        shows: 'Press RETURN to get started!\r\n\r\n',
        redisplays: false,
        lines: { '': { to: 'user' } },
      },
    },
    first: 'dialog',
    before: '\r\nAcquired IPv4 address 192.0.2.48 on Interface Vlan1\r\n',
    unseen: true,
    entered: ['dialog: no', 'user: enable'],
  },
  'the Tcl shell': {
    scenes: { ...exec, tcl: { shows: 'Switch(tcl)#', lines: { tclquit: { to: 'exec' } } } },
    first: 'tcl',
    entered: ['tcl: tclquit'],
  },
  'a pager': {
    scenes: { ...exec, pager: { shows: ' --More-- ', keys: { any: { to: 'exec' } } } },
    first: 'pager',
    entered: [],
  },
  'the lines of a key, which must stay as they are': {
    scenes: {
      ...exec,
      data: {
        shows: 'Switch(conf-ssh-pubkey-data)#',
        lines: { exit: { to: 'user-key' }, '?': { says: 'KEY DATA' } },
      },
      'user-key': { shows: 'Switch(conf-ssh-pubkey-user)#', lines: { end: { to: 'exec' } } },
    },
    first: 'data',
    entered: ['data: exit', 'user-key: end'],
  },
  ...Object.fromEntries(
    [
      '(config)',
      '(config-if)',
      '(config-if-range)',
      '(config-line)',
      '(config-vrf)',
      '(config-vrf-af)',
      '(ca-trustpoint)',
      '(conf-ssh-pubkey)',
      '(conf-ssh-pubkey-user)',
      '(conf-ssh-pubkey-server)',
      '(config-cert-chain)',
      '(config-keyring)',
    ].map((suffix) => [
      `the prompt Switch${suffix}#`,
      { scenes: submodes(suffix), first: 'config', entered: ['config: end'] },
    ]),
  ),
};

for (const [name, { scenes, first, before = '', unseen, halfTyped, entered, credentials }] of Object.entries(
  found,
))
  t.test(name, async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t, credentials);
    const device = stage(tty, scenes, first, halfTyped);
    tty.send(unseen === true ? before : `${before}\r\n${scenes[first]?.shows ?? ''}${halfTyped ?? ''}`);
    const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
    t.equal(observation.prompt, 'Switch#');
    t.same(device.entered, entered);
    t.notMatch(tape.allReceived(), /REBOOTING|SAVED|KEY DATA/, 'nothing was agreed to');
  });

async function told(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'it did not reject',
    (error: unknown) => explain(error as BenchError),
  );
}

for (const [prompt, redisplays] of [
  ['switch: ', true],
  ['rommon 1 >', true],
  ['rommon 2 > ', false],
] as const)
  t.test(`the boot loader's ${prompt.trim()} is told, and left as it is`, async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    const device = stage(tty, { loader: { shows: prompt, redisplays } }, 'loader');
    const said = await told(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit)));
    t.equal(
      said,
      [
        'the device stands in its boot loader',
        '  expected: a way to privileged-exec',
        `  got:      ${prompt.trim()}`,
        '  where:    console, mode boot-loader',
        '  next:     type `boot` at the console, wait until it has booted, then run again: nobody boots a device unasked',
      ].join('\n'),
    );
    t.same(device.entered, []);
  });

t.test('a line password, and the bench has an account only', async (t) => {
  const { console, tty, clock } = await ttyRig(t, account);
  const asks: Scene = { shows: 'Password: ', echo: false, keys: { '\x03': {} } };
  const device = stage(tty, { asks }, 'asks');
  tty.send('\r\nUser Access Verification\r\n\r\nPassword: ');
  t.equal(
    await told(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit))),
    [
      'the line asks for a password alone, and the bench has none for it',
      '  expected: a prompt for a user name, to log in as admin',
      '  got:      Password:',
      '  where:    console, mode login-password',
      '  next:     put `login local` or no `login` on line console 0, or log in by hand, then run again',
    ].join('\n'),
  );
  t.same(device.entered, [], "the account's password was not tried");
});

t.test('a line password that the bench has', async (t) => {
  const { console, tty, clock } = await ttyRig(t, { password: new Secret('password', 'Line12345') });
  const asks: Scene = { shows: 'Password: ', echo: false, lines: { Line12345: { to: 'exec' } } };
  const device = stage(tty, { ...exec, asks }, 'asks');
  tty.send('\r\nUser Access Verification\r\n\r\nPassword: ');
  const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.equal(observation.prompt, 'Switch#');
  t.same(device.entered, ['asks: Line12345'], 'at once: three wrong ones could lock the line');
});

t.test('something that is no command line of IOS', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  stage(tty, { shell: { shows: '[guestshell@guestshell ~]$ ' } }, 'shell');
  const said = await told(console.call('enter', { mode: 'privileged-exec' }, clock.in(1500)));
  t.match(said, /^timed out waiting for a prompt that is known\n {2}expected: a prompt that is known\n/);
  t.match(said, /got: .*\[guestshell@guestshell ~\]\$ "\n/);
  t.match(said, /next: {5}bring the console to a prompt of IOS by hand, then run again$/);
});

t.test('a setup dialog that cannot be left without an enable secret (16.x and 17.x)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const device = stage(
    tty,
    {
      dialog: {
        shows: 'Would you like to enter the initial configuration dialog? [yes/no]: ',
        lines: { no: { says: '\r\nThe enable secret is a password', to: 'secret' } },
      },
      secret: { shows: '  Enter enable secret: ', keys: { '\x03': { to: 'dialog' } } },
    },
    'dialog',
  );
  const said = await told(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit)));
  t.match(said, /^the setup dialog cannot be left without an answer: Enter enable secret:\n/);
  t.match(
    said,
    /next: {5}answer it by hand at the console \(an answer changes the device\), then run again$/,
  );
  t.same(device.entered, ['dialog: no']);
});

t.test('an enable secret that the bench does not have', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  stage(
    tty,
    {
      user: { shows: 'Switch>', lines: { enable: { to: 'secret' } } },
      secret: { shows: 'Password: ', echo: false, keys: { '\x03': { to: 'user' } } },
    },
    'user',
  );
  const said = await told(console.call('enter', { mode: 'privileged-exec' }, clock.in(limit)));
  t.match(said, /^the device asks for an enable secret and the bench has none\n/);
  t.match(said, /next: {5}give the DUT its enable secret in the topology$/);
});

t.test('somebody types at the console between two calls', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  let listener: (typed: string) => void = () => undefined;
  const device = stage(
    { send: (text) => tty.send(text), onTyped: (work) => tty.onTyped((listener = work)) },
    exec,
    'exec',
  );
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const { position: since } = (await console.call('mark', null, clock.in(limit))).observation;
  listener('reload');
  tty.send('\r\n*Mar  1 00:05:02.123: %SYS-5-CONFIG_I: x\r\nSwitch#reload');
  await console.call('awaitLog', { pattern: 'CONFIG_I', since }, clock.in(limit));
  await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(device.entered, ['exec: show clock']);
  t.notMatch(tape.allReceived(), /REBOOTING/);
});

t.test('the device is switched off and on between two calls', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  const device = stage(
    tty,
    {
      ...exec,
      booting: { shows: '', echo: false, redisplays: false },
      greeting: { shows: '', echo: false, redisplays: false, lines: { '': { to: 'user' } } },
    },
    'exec',
  );
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const sent = tape.allSent().length;
  const { position: since } = (await console.call('mark', null, clock.in(limit))).observation;
  device.go('booting');
  tty.send(
    '\r\n\r\nBooting...Initializing and Testing RAM +++@@@\r\nMemory Test Pass!\r\nStarting System Services\r\n',
  );
  await console.call('transcript', { since, until: '^Starting System' }, clock.in(limit));
  const shown = console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  await t.rejects(
    console.call('mark', null, clock.in(limit)).then(() => clock.within(clock.in(700), shown, 'it')),
    {
      name: 'DeadlineExceeded',
    },
  );
  t.equal(tape.allSent().length, sent, 'nothing is typed while it boots');
  device.go('greeting');
  tty.send('\r\n\r\nPress RETURN to get started!\r\n\r\n');
  const { observation } = await shown;
  t.equal(observation.prompt, 'Switch#');
});

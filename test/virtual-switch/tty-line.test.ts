import { connect } from 'node:net';
import { once } from 'node:events';
import t from 'tap';
import { aSwitch } from './a-switch.ts';
import { aSshSwitch } from './ssh/a-ssh-switch.ts';
import { user } from './ssh/fake-host.ts';
import { whyNoOpenSsh } from './ssh/openssh.ts';

const skip = whyNoOpenSsh();
const login = { password: user.password, flags: ['-tt'] };

t.test('exec-timeout ends the session on the console, counted from the last key', async (t) => {
  const { send, keys, pass, device } = await aSwitch();
  await send('configure terminal');
  await send('no logging console');
  await send('line con 0');
  await send('exec-timeout 2 30');
  await send('end');
  t.equal(await pass(149_000), '', 'not before its time');
  await keys('sh');
  t.equal(await pass(149_000), '', 'a key makes it begin anew');
  t.match(await pass(2000), /Switch con0 is now available/);
  t.equal(device.console.session, undefined);
  await send('');
  await send('enable');
  await send('configure terminal');
  await send('line con 0');
  await send('exec-timeout 0 0');
  await send('end');
  t.equal(await pass(10 * 3_600_000), '', '0 0: never');
});

t.test('exec-timeout ends a session on a vty', { skip }, async (t) => {
  const { ssh, pass, device, lines } = await aSshSwitch(t, { vty: ['exec-timeout 0 45'] });
  const session = ssh.session(login);
  await session.sees('Switch>');
  await pass(44_000);
  t.equal(device.vtys[0]?.busy, true);
  await pass(1500);
  t.match((await session.ended).stderr, /closed by remote host/);
  t.match(lines().join('\n'), 'SSH2_CLOSE');
});

t.test('newer software logs it', { skip }, async (t) => {
  const { ssh, pass, lines } = await aSshSwitch(t, { release: '16.12', vty: ['exec-timeout 0 45'] });
  const session = ssh.session(login);
  await session.sees('Switch>');
  await pass(46_000);
  await session.ended;
  t.match(
    lines().join('\n'),
    /%SYS-6-TTY_EXPIRE_TIMER: \(exec timer expired, tty 2 \(127\.0\.0\.1\)\), user cisco/,
  );
});

t.test('absolute-timeout ends a session that is not idle', { skip }, async (t) => {
  const { ssh, pass } = await aSshSwitch(t, { vty: ['absolute-timeout 5'] });
  const session = ssh.session(login);
  await session.sees('Switch>');
  for (let minute = 0; minute < 4; minute += 1) {
    session.type('show privilege\r');
    await pass(60_000);
  }
  session.type('show clock\r');
  await session.sees('show clock');
  await pass(61_000);
  t.match((await session.ended).stdout, 'Line timeout expired');
});

t.test('who is not let in is told by a TCP reset', { skip }, async (t) => {
  const { ssh, send, device } = await aSshSwitch(t);
  const allFree = async () => {
    while (device.vtys.some(({ busy }) => busy)) await new Promise((resolve) => setImmediate(resolve));
  };
  const configure = async (...commands: string[]) => {
    for (const command of ['configure terminal', ...commands, 'end']) await send(command);
  };
  const refused = async () => {
    const run = await ssh.run({ password: user.password }, 'show privilege');
    return /Connection reset|Connection closed/.test(run.stderr) && run.stdout === '';
  };
  for (const [why, commands] of [
    ['transport input none', ['line vty 0 15', 'transport input none']],
    ['transport input telnet', ['line vty 0 15', 'transport input telnet']],
    [
      'a numbered list that denies',
      [
        'access-list 10 deny 127.0.0.1',
        'access-list 10 permit any',
        'line vty 0 15',
        'transport input ssh',
        'access-class 10 in',
      ],
    ],
    ['a list that names others only', ['no access-list 10', 'access-list 10 permit 192.0.2.0 0.0.0.255']],
    [
      'a named list',
      ['ip access-list standard ADMINS', 'permit host 192.0.2.7', 'line vty 0 15', 'access-class ADMINS in'],
    ],
  ] as const) {
    await configure(...commands);
    t.ok(await refused(), why);
  }
  await configure('ip access-list standard ADMINS', 'permit 127.0.0.0 0.255.255.255');
  t.notOk(await refused(), 'and one that names the client lets it in');
  await allFree();
  await configure('line vty 0 15', 'no access-class ADMINS in', 'line vty 1 15', 'transport input none');
  t.notOk(await refused(), 'vty 0 still takes SSH');
  await allFree();
  const session = ssh.session(login);
  await session.sees('Switch>');
  t.ok(await refused(), 'and when it is taken there is none left');
  session.type('exit\r');
  await session.ended;
});

t.test('a reset it is, and not an end', async (t) => {
  const { server } = await aSshSwitch(t, { vty: ['transport input none'] });
  const socket = connect(server.port, server.address);
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  t.equal(error.code, 'ECONNRESET');
});

t.test('settings of lines and lists are shown and read again', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const typed = [
    'access-list 10 permit 192.0.2.10',
    'access-list 10 deny any',
    'ip access-list standard ADMINS',
    '20 permit host 192.0.2.7',
    '10 deny 192.0.2.0 0.0.0.255',
    'line vty 0 3',
    'exec-timeout 5 30',
    'session-timeout 15',
    'absolute-timeout 60',
    'access-class ADMINS in vrf-also',
    'transport input telnet ssh',
    'transport output none',
    'logging synchronous',
    'privilege level 7',
    'end',
  ];
  for (const line of typed) t.notMatch(await send(line), '%', line);
  const shown = device.runningConfig();
  for (const line of [
    'access-list 10 permit 192.0.2.10\n',
    'access-list 10 deny any\n',
    'ip access-list standard ADMINS\n deny 192.0.2.0 0.0.0.255\n permit 192.0.2.7\n',
    'line vty 0 3\n',
    ' session-timeout 15\n',
    ' absolute-timeout 60\n',
    ' access-class ADMINS in vrf-also\n',
    ' transport input telnet ssh\n',
    ' transport output none\n',
    'line vty 4\n',
  ]) {
    t.match(shown, line);
  }
  const again = await aSwitch({ startup: shown.slice(shown.indexOf('!')) });
  const settings = (text: string) => text.slice(text.indexOf('line vty 0'));
  t.equal(settings(again.device.runningConfig()), settings(shown));
  t.match(again.device.runningConfig(), 'ip access-list standard ADMINS\n deny 192.0.2.0 0.0.0.255\n');
});

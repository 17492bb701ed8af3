import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import type { AaaAuthorization } from '../../../bench/aaa-dialogue.ts';
import { changeOnBlank, expiredPassword } from '../../../harness/aaa-dialogues.ts';
import { address, aTacacsServer, key } from '../../drivers/aaa/a-tacacs-server.ts';
import { aaaLab } from './aaa-lab.ts';

/** The switch against the bench's TACACS+ server, with tshark as the one who decides about the wire. */

const password = 'aWordInTests7';

async function lab(t: Test, commands: readonly string[], proxied?: (server: Endpoint) => Promise<Endpoint>) {
  const server = await aTacacsServer(t);
  const real = (door: 49 | 9000) => ({ host: '127.0.6.49', port: server.doors[door].port });
  const at49 = proxied === undefined ? real(49) : await proxied(real(49));
  const made = await aaaLab({
    routes: [
      { service: { host: address, port: 49 }, real: at49 },
      { service: { host: address, port: 9000 }, real: real(9000) },
    ],
    commands,
  });
  return { ...server, ...made };
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const servers = [`tacacs-server host ${address}`, `tacacs-server key ${key}`];
const user = { username: 'user1', password, exec: { status: 'add', args: ['priv-lvl=15'] } } as const;

t.test('the server decides about a login, and is told who and where', async (t) => {
  const { call, login, level } = await lab(t, [
    ...servers,
    'username local secret ofLocal1',
    'aaa authentication login default group tacacs+',
    'aaa authorization exec default group tacacs+',
  ]);
  const { position: since } = await call('listen', { key, accounts: [user] });
  const good = await login('user1', [password]);
  t.match(good, { in: true, questions: [{ text: 'Password: ', echo: false }] });
  t.equal(await level('user1'), 15);
  t.match(await login('user1', ['wrong']), { in: false, gaveUp: false });
  t.match(await login('local', ['ofLocal1']), { in: false }, 'a local user is none of the list');
  const { exchanges } = await call('exchanges', { since });
  t.match(exchanges, [
    { kind: 'authentication', user: 'user1', port: 'tty2', status: 'pass', obfuscated: true },
    { kind: 'authorization', user: 'user1', status: 'pass-add' },
    { kind: 'authentication', user: 'user1', status: 'fail' },
    { kind: 'authentication', user: 'local', status: 'fail' },
  ]);
});

t.test('each question is relayed as it is, in the dialogues of the guide', async (t) => {
  const { call, login } = await lab(t, [...servers, 'aaa authentication login default group tacacs+']);
  await call('listen', {
    key,
    accounts: [
      { ...user, dialogue: changeOnBlank },
      { username: 'user2', password, dialogue: expiredPassword() },
    ],
  });
  const changed = await login('user1', ['', password, 'aNewWord88', 'aNewWord88']);
  t.match(changed, { in: true });
  t.same(
    changed.questions.map(({ text, echo }) => [text, echo]),
    [
      ['Password:', false],
      ['Old Password: ', false],
      ['New Password: ', false],
      ['Re-enter New password: ', false],
    ],
  );
  t.match(await login('user1', [password]), { in: false }, 'the old one is no longer right');
  t.match(await login('user1', ['aNewWord88']), { in: true });
  const expired = await login('user2', [password, 'first1', 'other1', 'again22', 'again22']);
  t.match(expired, { in: true });
  t.match(expired.questions[1]?.text, /^Your password has expired\.\nEnter a new one now\.\nNew Password: $/);
  t.match(expired.questions[3]?.text, /have to be the same\.\nTry again\.\nNew Password: $/);
});

t.test('who has one password in hand cannot answer more, and the server is told so', async (t) => {
  const { call, login } = await lab(t, [...servers, 'aaa authentication login default group tacacs+']);
  const { position: since } = await call('listen', {
    key,
    accounts: [{ ...user, dialogue: expiredPassword() }],
  });
  t.match(await login('user1', [password]), { in: false, gaveUp: true });
  const { exchanges } = await call('exchanges', { since, until: { count: 1 } });
  t.match(exchanges, [{ aborted: true }]);
});

t.test('a refusal is final, an outage is not', async (t) => {
  const { call, login } = await lab(t, [
    ...servers,
    'username user1 secret ofLocal1',
    'aaa authentication login default group tacacs+ local',
  ]);
  t.match(await login('user1', ['ofLocal1']), { in: true }, 'nobody listens');
  await call('listen', { key, accounts: [user] });
  t.match(await login('user1', ['ofLocal1']), { in: false }, 'the server says no');
  t.match(await login('user1', [password]), { in: true });
  for (const how of ['silence', 'close', 'garbage', 'key', 'session', 'unencrypted', 'status'] as const) {
    await call('close', {});
    await call('listen', { key, accounts: [user], misbehaves: { how } });
    t.match(await login('user1', ['ofLocal1']), { in: true }, `${how}: as good as nobody`);
  }
});

t.test('a wrong key lets nobody in, and the old way to write the list is known', async (t) => {
  const { call, login, send } = await lab(t, [
    `tacacs-server host ${address} port 9000 timeout 2`,
    'tacacs-server key another',
    'aaa authentication login default tacacs+',
  ]);
  const shown = await send('do show running-config | include tacacs');
  t.match(shown, 'aaa authentication login default group tacacs+\n');
  t.match(shown, `tacacs-server host ${address} port 9000 timeout 2\n`);
  t.match(shown, 'tacacs-server key another\n');
  await call('listen', { door: 9000, key, accounts: [user] });
  t.match(await login('user1', [password]), { in: false });
  await send(`tacacs-server key ${key}`);
  t.match(await login('user1', [password]), { in: true });
  await send('service password-encryption');
  t.match(await send('do show running-config | include server key'), /^tacacs-server key 7 \d\d[0-9A-F]+$/m);
  t.match(await login('user1', [password]), { in: true }, 'it is the same key, hidden');
});

t.test('servers with a name, their groups, and one behind another', async (t) => {
  const { call, login, send, device } = await lab(t, [
    ...['tacacs server first', `address ipv4 ${address}`, 'key nobodyknows', 'timeout 1', 'exit'],
    ...['tacacs server second', `address ipv4 ${address}`, 'port 9000', `key ${key}`, 'exit'],
    ...['aaa group server tacacs+ BOTH', 'server name first', 'server name second', 'exit'],
    ...['aaa group server tacacs+ ONE', 'server name first', 'exit'],
    'aaa authentication login default group BOTH',
    'aaa authentication login ONLY group ONE',
  ]);
  await call('listen', { door: 9000, key, accounts: [user] });
  t.match(await login('user1', [password]), { in: true }, 'the first does not listen');
  for (const line of ['line vty 0 15', 'login authentication ONLY']) await send(line);
  t.match(await login('user1', [password]), { in: false });
  for (const line of ['login authentication NOWHERE']) await send(line);
  t.match(await login('user1', [password]), { in: true }, 'a list that there is not is the default one');
  const shown = device.runningConfig();
  t.match(shown, `tacacs server second\n address ipv4 ${address}\n port 9000\n key ${key}\n`);
  t.match(shown, 'aaa group server tacacs+ BOTH\n server name first\n server name second\n');
});

t.test('on a line without a name the server asks for it', async (t) => {
  const { call, login, device } = await lab(t, [
    ...servers,
    'aaa authentication login default group tacacs+',
  ]);
  const { position: since } = await call('listen', { key, accounts: [user] });
  const tried = await login(undefined, ['user1', password], device.console);
  t.match(tried, {
    in: true,
    identity: { name: 'user1' },
    questions: [
      { text: 'Username: ', echo: true },
      { text: 'Password: ', echo: false },
    ],
  });
  const { exchanges } = await call('exchanges', { since });
  t.match(exchanges, [{ port: 'tty0', status: 'pass' }]);
});

t.test('what exec authorization answers', async (t) => {
  const { call, login, level, send } = await lab(t, [
    ...servers,
    'aaa authentication login default group tacacs+',
    'aaa authorization exec default group tacacs+ if-authenticated',
  ]);
  const account = (name: string, exec: AaaAuthorization) => ({ username: name, password, exec });
  await call('listen', {
    key,
    accounts: [
      account('full', { status: 'add', args: ['priv-lvl=15'] }),
      account('one', { status: 'replace', args: ['priv-lvl=1'] }),
      account('plain', { status: 'add' }),
      account('none', { status: 'fail' }),
      account('broken', { status: 'error' }),
    ],
  });
  const levels: (number | undefined)[] = [];
  for (const name of ['full', 'one', 'plain', 'none', 'broken']) {
    await login(name, [password]);
    levels.push(await level(name));
  }
  t.same(levels, [15, 1, 1, undefined, 1]);
  await send('aaa authorization exec default group tacacs+');
  t.equal(await level('broken'), undefined, 'nobody else is there to be asked');
});

t.test('debug tells of it, and never of what was typed', async (t) => {
  const { call, login, level, send, log } = await lab(t, [
    ...servers,
    'aaa authentication login default group tacacs+',
    'aaa authorization exec default group tacacs+',
  ]);
  for (const kind of ['tacacs', 'aaa authentication', 'aaa authorization']) await send(`do debug ${kind}`);
  await call('listen', { key, accounts: [user] });
  await login('user1', [password]);
  await level('user1');
  t.match(log(), /TPLUS: Received authen response status GET_PASSWORD \(8\)/);
  t.match(log(), /TPLUS: Received authen response status PASS \(2\)/);
  t.match(log(), /AAA\/AUTHOR\/EXEC\([0-9A-F]{8}\): processing AV priv-lvl=15/);
  t.notMatch(log(), password);
  t.notMatch(log(), key);
});

const programs = ['text2pcap', 'tshark'].filter((name) => execaSync(name, ['-v'], { reject: false }).failed);

t.test(
  'Wireshark decrypts every packet that goes to and fro, and finds nothing wrong',
  { skip: programs.length > 0 && `missing: ${programs.join(', ')} (apt-get install tshark)` },
  async (t) => {
    const wire: { from: 'switch' | 'server'; bytes: Buffer }[] = [];
    const { call, login, level } = await lab(
      t,
      [
        ...servers,
        'aaa authentication login default group tacacs+',
        'aaa authorization exec default group tacacs+',
      ],
      (server) => recorded(t, server, wire),
    );
    await call('listen', { key, accounts: [{ ...user, dialogue: changeOnBlank }] });
    t.match(await login('user1', ['', password, 'aNewWord88', 'aNewWord88']), { in: true });
    t.equal(await level('user1'), 15);
    const file = `${t.testdir({})}/login.pcap`;
    const input = wire
      .map(
        ({ from, bytes }) =>
          `${from === 'server' ? 'I' : 'O'}\n0000 ${bytes.toString('hex').replace(/../g, '$& ')}\n`,
      )
      .join('\n');
    await execa('text2pcap', ['-q', '-D', '-T', '49,40000', '-', file], { input });
    const { stdout } = await execa('tshark', ['-r', file, '-o', `tacplus.key:${key}`, '-V', '-O', 'tacplus']);
    t.equal(stdout.match(/Decrypted (?:Request|Reply)/g)?.length, wire.length, 'all packets');
    t.equal(wire.length, 12);
    t.notMatch(stdout, /Malformed|malformed/);
    for (const told of [
      /User: user1/,
      /Port: tty2/,
      /Remote Address: 192\.0\.2\.10/,
      /service=shell/,
      /cmd\*/,
    ]) {
      t.match(stdout, told);
    }
  },
);

/** A wire tap in front of a server: what goes by is written down, one piece for each packet. */
async function recorded(
  t: Test,
  { host, port }: Endpoint,
  wire: { from: 'switch' | 'server'; bytes: Buffer }[],
): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  const tap = createServer((near) => {
    const far = connect({ host, port, localAddress: '127.0.0.1' });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    near.on('data', (bytes: Buffer) => {
      wire.push({ from: 'switch', bytes });
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      wire.push({ from: 'server', bytes });
      near.write(bytes);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  });
  tap.listen(0, '127.0.0.1');
  await once(tap, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    tap.close();
  });
  const bound = tap.address();
  return { host: '127.0.0.1', port: typeof bound === 'object' ? (bound?.port ?? 0) : 0 };
}

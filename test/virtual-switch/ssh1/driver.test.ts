import t, { type Test } from 'tap';
import {
  readSshv1End,
  readSshv1Ident,
  readSshv1Linger,
  readSshv1Login,
  readSshv1Request,
} from '../../../bench/sshv1-reading.ts';
import { openSshv1Client } from '../../../drivers/ssh1/sshv1-client.ts';
import { type HostSettings, labOf } from '../ssh/driver-lab.ts';
import { serverKey, user } from '../ssh/fake-host.ts';

const version1 = {
  serverKey: () => Promise.resolve(serverKey),
  ciphers: ['des', '3des'],
  grants: () => false,
} as const;

/** The bench's own client of version 1 against the switch's own server. */
const lab = (t: Test, settings?: HostSettings) => labOf(t, openSshv1Client, settings);

t.test('a login tells everything that the switch showed', async (t) => {
  const { host, client, clock, tapes } = await lab(t, { banner: 'Authorized use only\n' });
  const { observation, spans } = await client.call('login', {}, clock.in(5000));
  t.match(observation, {
    outcome: 'authenticated',
    session: 1,
    connection: { client: { address: '192.0.2.10' }, server: { address: '192.0.2.1', port: 22 } },
    ident: 'SSH-1.99-Cisco-1.25',
    hostKeyBits: 1024,
    serverKeyBits: 768,
    cipherMask: ['des', '3des'],
    authMask: ['password'],
    cipher: '3des',
    turns: [
      { method: 'none', result: 'failure' },
      { method: 'password', result: 'success' },
    ],
  });
  t.equal(observation.textBeforeAuthentication, '', 'the login banner is not for version 1');
  t.same(readSshv1Login(tapes.read(spans, 'sshv1-client')), observation, 'and can be read again');
  t.notMatch(tapes.text('sshv1-client'), user.password, 'in which no secret stands');
  t.match(host.states.at(-1), { version: 1, username: user.name, in: { cipher: '3DES' } });
  t.ok(clock.activities > 5, 'and the clock was told of what moved');
});

t.test('single DES', async (t) => {
  const { host, client, clock } = await lab(t);
  const { observation } = await client.call('login', { cipher: 'des' }, clock.in(5000));
  t.match(observation, { outcome: 'authenticated', cipher: 'des' });
  t.match(host.states.at(-1), { in: { cipher: 'DES' } });
});

t.test('a cipher that the switch has not', async (t) => {
  const { client, clock } = await lab(t, { version1: { ...version1, ciphers: ['3des'] } });
  const { observation } = await client.call('login', { cipher: 'des' }, clock.in(5000));
  t.match(observation, { outcome: 'no-agreement', cipherMask: ['3des'], end: { by: 'us' } });
  t.equal(observation.detail, "no common cipher: ours des, the server's 3des");
});

t.test('wrong passwords, until the switch hangs up', async (t) => {
  const { host, client, clock } = await lab(t, { authenticationRetries: 2 });
  const methods = Array.from({ length: 9 }, () => 'password' as const);
  const { observation } = await client.call('login', { methods, password: 'not it' }, clock.in(5000));
  t.match(observation, {
    outcome: 'refused',
    end: { by: 'server', description: 'Too many authentication failures' },
  });
  t.same(
    observation.turns.map(({ method, result }) => `${method} ${result}`),
    ['none failure', 'password failure', 'password failure', 'password failure'],
  );
  await host.until(() => host.linesTaken === 0);
  t.match(host.logged.join('\n'), /%SSH-5-SSH_USERAUTH: User '' authentication .* '3DES' Failed/);
});

t.test('an RSA key is refused, and the password after it is not', async (t) => {
  const { client, clock } = await lab(t);
  const { observation } = await client.call('login', { methods: ['rsa', 'password'] }, clock.in(5000));
  t.same(
    observation.turns.map(({ method, result }) => `${method} ${result}`),
    ['none failure', 'rsa failure', 'password success'],
  );
});

t.test('a switch that speaks version 2 only', async (t) => {
  const { client, clock, tapes } = await lab(t, { ident: 'SSH-2.0-Cisco-1.25', protocolVersions: [2] });
  const { observation, spans } = await client.call('login', {}, clock.in(5000));
  t.match(observation, {
    outcome: 'protocol-mismatch',
    ident: 'SSH-2.0-Cisco-1.25',
    turns: [],
    textBeforeAuthentication: 'Protocol major versions differ.\n',
    end: { by: 'server' },
  });
  t.same(readSshv1Login(tapes.read(spans, 'sshv1-client')), observation);
});

t.test('identification strings', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const own = await client.call('identify', {}, clock.in(5000));
  t.match(own.observation, { answer: 'public-key', text: '', hostKeyBits: 1024, end: { by: 'us' } });
  t.same(readSshv1Ident(tapes.read(own.spans, 'sshv1-client')), own.observation);
  const garbage = await client.call('identify', { ident: 'GET / HTTP/1.1' }, clock.in(5000));
  t.match(garbage.observation, { answer: 'text', text: 'Protocol mismatch.\n', end: { by: 'server' } });
  const third = await client.call('identify', { ident: 'SSH-3.0-future' }, clock.in(5000));
  t.match(third.observation, { answer: 'text', text: 'Protocol major versions differ.\n' });
});

t.test('nobody there, and nobody for us', async (t) => {
  const { host, client, clock } = await lab(t);
  host.freeLines = 0;
  const { observation } = await client.call('login', {}, clock.in(5000));
  t.match(observation, { outcome: 'unreachable', turns: [] });
  const identified = await client.call('identify', {}, clock.in(5000));
  t.match(identified.observation, { answer: 'unreachable' });
});

t.test('a shell is a command line', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  const shell = await client.call('shell', { session }, clock.in(5000));
  t.match(shell.observation, { kind: 'mode', mode: 'user-exec', prompt: 'Switch>' });
  const shown = await client.call('shell.execute', { session, command: 'show clock' }, clock.in(5000));
  t.same(
    shown.observation.lines.map(({ text }) => text),
    ['ran show clock'],
  );
  t.equal(shown.spans[0]?.pco, `sshv1-client/${session}`);
  t.match(tapes.read(shown.spans, `sshv1-client/${session}`), /show clock\r\nran show clock\r\n/);
  const out = await client.call('logout', { session }, clock.in(5000));
  t.same(out.observation.end, { by: 'us' });
  await host.until(() => host.linesTaken === 0);
  t.equal(host.hungUp.length, 1);
});

t.test('much output comes whole', async (t) => {
  const { host, client, clock } = await lab(t);
  host.output = () => '0123456789\r\n'.repeat(30_000);
  const { observation: login } = await client.call('login', { cipher: 'des' }, clock.in(5000));
  const session = login.session ?? 0;
  await client.call('shell', { session }, clock.in(5000));
  const shown = await client.call('shell.execute', { session, command: 'show' }, clock.in(20_000));
  t.equal(shown.observation.lines.length, 30_000);
});

t.test('exit ends the session from the switch', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  await client.call('shell', { session }, clock.in(5000));
  await client.call('shell.execute', { session, command: 'exit' }, clock.in(5000));
  const ended = await client.call('ended', { session }, clock.in(5000));
  t.same(ended.observation.end, { by: 'server' });
  t.same(readSshv1End(tapes.read(ended.spans, 'sshv1-client')), ended.observation);
});

const asked = [
  { kind: 'exec', command: 'show clock' },
  { kind: 'port-forward', port: 2222, host: '192.0.2.9', hostPort: 7 },
  { kind: 'compress', level: 6 },
  { kind: 'agent' },
  { kind: 'x11' },
] as const;

t.test('what is refused is answered, and the session goes on', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  for (const request of asked) {
    const { observation, spans } = await client.call('request', { session, request }, clock.in(5000));
    const refused = { kind: 'sshv1-request', request: request.kind, granted: false, answer: 'failure' };
    t.same(observation, refused, request.kind);
    t.same(readSshv1Request(tapes.read(spans, 'sshv1-client')), observation);
  }
  const shell = await client.call('request', { session, request: { kind: 'shell' } }, clock.in(5000));
  t.match(shell.observation, { granted: true, answer: 'output' });
});

t.test('what is granted is seen', async (t) => {
  const { host, client, clock } = await lab(t, { version1: { ...version1, grants: () => true } });
  for (const request of asked) {
    const { observation: login } = await client.call('login', {}, clock.in(5000));
    const session = login.session ?? 0;
    const { observation } = await client.call('request', { session, request }, clock.in(5000));
    t.match(observation, { granted: true, answer: request.kind === 'exec' ? 'output' : 'success' });
    if (request.kind !== 'exec') await client.call('logout', { session }, clock.in(5000));
  }
  await host.until(() => host.linesTaken === 0);
});

t.test('a silent client is let for as long as the switch waits', async (t) => {
  const phases = ['connected', 'identified', 'keys-exchanged', 'authenticating'] as const;
  for (const phase of phases) {
    const { host, client, clock, tapes } = await lab(t, { timeOutSeconds: 30 });
    const waiting = client.call('linger', { phase, atMost: 20_000 }, clock.in(20_000));
    while (!tapes.text('sshv1-client').includes('silent')) await clock.wait(5);
    host.clock.advance(29_999);
    t.equal(host.linesTaken, 1);
    host.clock.advance(1);
    const { observation, spans } = await waiting;
    t.match(observation, { kind: 'sshv1-linger', phase, end: { by: 'server' } });
    t.ok(observation.milliseconds > 0);
    t.same(readSshv1Linger(tapes.read(spans, 'sshv1-client')), observation);
  }
});

t.test('a silent client that the switch lets be goes when it has waited long enough', async (t) => {
  const { host, client, clock, tapes } = await lab(t, { timeOutSeconds: 30 });
  const args = { phase: 'identified', atMost: 100 } as const;
  const { observation, spans } = await client.call('linger', args, clock.in(20_000));
  t.equal(observation.end, undefined);
  t.ok(observation.milliseconds >= 100);
  t.same(readSshv1Linger(tapes.read(spans, 'sshv1-client')), observation);
  await host.until(() => host.linesTaken === 0);
});

t.test('text in place of the first packet', async (t) => {
  const { client, clock } = await lab(t, { version1: { ...version1, clearText: 'Keep out!\nReally.\n' } });
  const { observation } = await client.call('login', {}, clock.in(5000));
  t.match(observation, { outcome: 'closed', turns: [] });
  t.match(observation.textBeforeAuthentication, /^Keep out!\nReally\.\n/);
});

t.test('lines before the identification string', async (t) => {
  const { client, clock } = await lab(t, { preamble: ['Keep out!'] });
  const { observation } = await client.call('login', {}, clock.in(5000));
  t.match(observation, { outcome: 'authenticated', textBeforeAuthentication: 'Keep out!\n' });
});

t.test('close() ends the sessions that were left open', async (t) => {
  const { host, client, clock } = await lab(t);
  await client.call('login', {}, clock.in(5000));
  await client.call('login', {}, clock.in(5000));
  t.equal(host.linesTaken, 2);
  await client.close();
  await host.until(() => host.linesTaken === 0);
  t.equal(host.clock.busyCount, 0);
  t.equal(host.clock.timers, 0);
});

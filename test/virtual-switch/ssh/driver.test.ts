import { createHash, createPublicKey } from 'node:crypto';
import t from 'tap';
import {
  readSshEnd,
  readSshExec,
  readSshKeyExchanges,
  readSshLinger,
  readSshLogin,
} from '../../../bench/ssh-reading.ts';
import { lingerPhases } from '../../../bench/ssh-client.ts';
import { standardPolicy } from '../../../virtual-switch/ssh/policy.ts';
import { lab } from './driver-lab.ts';
import { ciphers, exchanges, hostKey, macs, user } from './fake-host.ts';

t.test('a login tells everything that the switch showed', async (t) => {
  const { client, clock, tapes } = await lab(t, { banner: 'Authorized use only\n' });
  const { observation, spans } = await client.call('login', {}, clock.in(5000));
  t.match(observation, {
    outcome: 'authenticated',
    session: 1,
    ident: 'SSH-1.99-Cisco-1.25',
    offer: { kex: exchanges, hostKey: ['ssh-rsa'], cipherIn: ciphers, macOut: macs, compressionIn: ['none'] },
    algorithms: {
      kex: 'diffie-hellman-group-exchange-sha1',
      cipherIn: 'aes128-ctr',
      macOut: 'hmac-md5',
      compressionOut: 'none',
    },
    dhGroupBits: 2048,
    banner: 'Authorized use only\n',
    turns: [
      {
        method: 'keyboard-interactive',
        result: 'success',
        prompts: [{ text: 'Password: ', echo: false }],
      },
    ],
  });
  const { n = '', e = '' } = createPublicKey(hostKey).export({ format: 'jwk' });
  const mpint = (base64: string): Buffer => {
    const bytes = Buffer.from(base64, 'base64url');
    const signed = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(signed.length);
    return Buffer.concat([length, signed]);
  };
  const name = Buffer.from('ssh-rsa');
  const blob = Buffer.concat([Buffer.from([0, 0, 0, name.length]), name, mpint(e), mpint(n)]);
  const sha256 = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  t.same(observation.hostKey, { type: 'ssh-rsa', bits: 1024, sha256 });
  t.same(
    readSshLogin(tapes.read(spans, 'ssh-client')),
    observation,
    'and it can be read again from its spans',
  );
  t.notMatch(tapes.text('ssh-client'), user.password, 'in which no secret stands');
  t.ok(clock.activities > 5, 'and the clock was told of what moved');
});

t.test('methods are tried in the order that was asked for', async (t) => {
  const { client, clock } = await lab(t);
  const methods = ['none', 'password', 'keyboard-interactive'] as const;
  const right = await client.call('login', { methods }, clock.in(5000));
  t.same(
    right.observation.turns.map(({ method, result }) => [method, result]),
    [
      ['none', 'failure'],
      ['password', 'success'],
    ],
  );
  const wrong = await client.call('login', { methods, password: 'not it' }, clock.in(5000));
  t.equal(wrong.observation.outcome, 'refused');
  t.equal(wrong.observation.session, undefined);
  t.same(
    wrong.observation.turns.map(({ result }) => result),
    ['failure', 'failure', 'failure'],
  );
  t.same(wrong.observation.turns[0]?.canContinue, ['publickey', 'keyboard-interactive', 'password']);
  t.same(wrong.observation.end, { by: 'us' });
});

t.test('a server that lets in who says no more than a name', async (t) => {
  const policy = { ...standardPolicy, admitsWithoutMethod: true };
  const { client, clock } = await lab(t, { policy });
  const { observation } = await client.call('login', { methods: ['none'] }, clock.in(5000));
  t.equal(observation.outcome, 'authenticated');
  t.match(observation.turns, [{ method: 'none', result: 'success' }]);
});

t.test('the switch hangs up after too many attempts', async (t) => {
  const { client, clock } = await lab(t, { authenticationRetries: 2 });
  const methods = Array.from({ length: 9 }, () => 'password' as const);
  const { observation } = await client.call('login', { methods, password: 'not it' }, clock.in(5000));
  t.equal(observation.outcome, 'refused');
  t.equal(observation.turns.length, 3);
  t.same(observation.end, { by: 'server', reason: 2, description: 'Too many authentication failures' });
});

t.test('sitting there until the switch has enough', async (t) => {
  const { host, client, clock } = await lab(t, { timeOutSeconds: 30 });
  const waiting = client.call('login', { methods: [] }, clock.in(5000));
  await host.until(() => host.states.length > 0);
  host.clock.advance(30_000);
  const { observation } = await waiting;
  t.match(observation, { outcome: 'closed', end: { by: 'server' }, turns: [] });
});

t.test('what cannot be agreed upon', async (t) => {
  const { host, client, clock } = await lab(t, { ciphers: ['3des-cbc'] });
  const algorithms = { cipher: ['aes128-ctr'] };
  const { observation } = await client.call('login', { algorithms }, clock.in(5000));
  t.match(observation, { outcome: 'no-agreement', offer: { cipherIn: ['3des-cbc'] }, end: { by: 'us' } });
  t.equal(observation.detail?.split(';')[0], "no common cipher: ours aes128-ctr, the server's 3des-cbc");
  t.match(host.logged[0], '%SSH-3-NO_MATCH: No matching cipher found: client aes128-ctr server 3des-cbc');
});

t.test('a switch that speaks version 1 only', async (t) => {
  const { client, clock } = await lab(t, { ident: 'SSH-1.5-Cisco-1.25', protocolVersions: [1] });
  const { observation } = await client.call('login', {}, clock.in(5000));
  t.match(observation, { outcome: 'protocol-mismatch', ident: 'SSH-1.5-Cisco-1.25', turns: [] });
  t.match(observation.detail, 'the server speaks SSH version 1.5');
  const { observation: identified } = await client.call('identify', null, clock.in(5000));
  t.same(identified, { kind: 'ident', ident: 'SSH-1.5-Cisco-1.25' });
});

t.test('all groups, all key exchanges', async (t) => {
  const { client, clock } = await lab(t);
  for (const bits of [1024, 2048, 4096]) {
    const groupExchange = { min: bits, preferred: bits, max: bits };
    const { observation } = await client.call('login', { groupExchange }, clock.in(5000));
    t.equal(observation.dhGroupBits, bits);
    await client.call('logout', { session: observation.session ?? 0 }, clock.in(5000));
  }
  for (const kex of exchanges) {
    const { observation } = await client.call('login', { algorithms: { kex: [kex] } }, clock.in(5000));
    t.match(observation, { outcome: 'authenticated', algorithms: { kex } });
    t.equal(observation.dhGroupBits, kex.includes('exchange') ? 2048 : undefined);
    await client.call('logout', { session: observation.session ?? 0 }, clock.in(5000));
  }
});

t.test('a command, its output and its status', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  const outputs = ['', 'one line\r\n', 'all bytes \x00\x80\xff\r\n', '0123456789\r\n'.repeat(300_000)];
  for (const output of outputs) {
    host.output = () => output;
    const { observation: login } = await client.call('login', {}, clock.in(5000));
    const session = login.session ?? 0;
    const { observation, spans } = await client.call('exec', { session, command: 'show' }, clock.in(9000));
    t.equal(observation.exitStatus, 0);
    t.equal(observation.output.length, output.length);
    t.ok(observation.output === output, 'unaltered');
    const again = readSshExec(tapes.read(spans, `ssh-client/${session}`), tapes.read(spans, 'ssh-client'));
    t.ok(again.output === observation.output && again.exitStatus === 0, 'and can be read again');
    const ended = await client.call('ended', { session }, clock.in(5000));
    t.ok(['us', 'server'].includes(ended.observation.end.by));
    t.same(readSshEnd(tapes.read(ended.spans, 'ssh-client')), ended.observation);
  }
});

t.test('a shell is a command line', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  const shell = await client.call('shell', { session }, clock.in(5000));
  t.match(shell.observation, { kind: 'mode', mode: 'user-exec', prompt: 'Switch>' });
  t.same(host.users, ['cisco']);
  const shown = await client.call('shell.execute', { session, command: 'show clock' }, clock.in(5000));
  t.same(
    shown.observation.lines.map(({ text }) => text),
    ['ran show clock'],
  );
  t.equal(shown.spans[0]?.pco, `ssh-client/${session}`);
  t.match(tapes.read(shown.spans, `ssh-client/${session}`), /show clock\r\nran show clock\r\n/);
  const out = await client.call('logout', { session }, clock.in(5000));
  t.same(out.observation.end, { by: 'us' });
  await host.until(() => host.hungUp.length === 1);
});

t.test('the clock may run out while a session goes on', async (t) => {
  const { client, clock } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  await t.rejects(client.call('ended', { session }, clock.in(50)), {
    name: 'PcoError',
    message: 'timed out waiting for the end of SSH session 1',
  });
  const { observation } = await client.call('exec', { session, command: 'show clock' }, clock.in(5000));
  t.equal(observation.output, 'ran show clock\r\n', 'it is still usable');
});

t.test('what has no session or shell', async (t) => {
  const { client, clock } = await lab(t);
  await t.rejects(client.call('exec', { session: 7, command: 'x' }, clock.in(1000)), {
    name: 'PcoError',
    message: 'There is no SSH session 7',
  });
  const { observation } = await client.call('login', {}, clock.in(5000));
  const session = observation.session ?? 0;
  await t.rejects(client.call('shell.execute', { session, command: 'x' }, clock.in(1000)), {
    name: 'PcoError',
    message: 'SSH session 1 has no shell',
  });
  await client.call('shell', { session }, clock.in(5000));
  await t.rejects(client.call('exec', { session, command: 'x' }, clock.in(1000)), {
    name: 'PcoError',
    message: /The SSH server did not open the command x/,
  });
});

t.test('a switch with all lines taken', async (t) => {
  const { host, client, clock } = await lab(t);
  host.freeLines = 0;
  const reset = await client.call('login', {}, clock.in(5000));
  t.match(reset.observation, { outcome: 'unreachable', end: { by: 'network' }, detail: 'connection reset' });
  await t.rejects(client.call('identify', null, clock.in(5000)), {
    name: 'PcoError',
    message: 'The SSH server sent no identification string',
    facts: { got: 'connection reset' },
  });
});

t.test('close() ends the sessions that were left open', async (t) => {
  const { host, client, clock } = await lab(t);
  await client.call('login', {}, clock.in(5000));
  await client.call('login', {}, clock.in(5000));
  t.equal(host.linesTaken, 2);
  await client.close();
  await host.until(() => host.linesTaken === 0);
});

t.test('a client that falls silent, in every phase', async (t) => {
  const { host, client, clock, tapes } = await lab(t, { timeOutSeconds: 30 });
  for (const phase of lingerPhases) {
    const waiting = client.call('linger', { phase, atMost: 5000 }, clock.in(9000));
    while (!tapes.text('ssh-client').split(`"${phase}"`).at(-1)?.includes('"silent"')) await clock.wait(5);
    host.clock.advance(30_000);
    const { observation, spans } = await waiting;
    t.match(observation, { kind: 'ssh-linger', phase, reached: true, end: { by: 'server' } });
    t.ok(observation.milliseconds < 5000, phase);
    t.same(readSshLinger(tapes.read(spans, 'ssh-client')), observation, 'and can be read again');
    await host.until(() => host.linesTaken === 0);
  }
  t.equal(host.clock.timers, 0);
});

t.test('a server that lets a silent client be', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  for (const phase of lingerPhases) {
    const { observation, spans } = await client.call('linger', { phase, atMost: 400 }, clock.in(5000));
    t.equal(observation.end, undefined, `no end: ${phase}`);
    t.match(observation, { phase, reached: true });
    t.ok(observation.milliseconds >= 400 && observation.milliseconds < 2000, 'waited as long as asked for');
    t.same(readSshLinger(tapes.read(spans, 'ssh-client')), observation);
    await host.until(() => host.linesTaken === 0);
  }
  host.freeLines = 0;
  const refused = client.call('linger', { phase: 'connected', atMost: 400 }, clock.in(5000));
  const seen = await refused.then(
    ({ observation }) => observation.reached,
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  t.ok(seen === false || seen === 'No connection to the SSH server came up');
});

t.test('each attempt with a password of its own', async (t) => {
  const { client, clock } = await lab(t, { authenticationRetries: 3 });
  const tries = [
    { method: 'keyboard-interactive', password: 'not it' },
    { method: 'password', password: 'nor this' },
    { method: 'password' },
  ] as const;
  const { observation } = await client.call('login', { tries }, clock.in(5000));
  t.same(
    observation.turns.map(({ method, result, prompts }) => [method, result, prompts.length]),
    [
      ['keyboard-interactive', 'failure', 1],
      ['password', 'failure', 0],
      ['password', 'success', 0],
    ],
  );
});

t.test('a client that dies', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  await client.call('shell', { session }, clock.in(5000));
  const { observation, spans } = await client.call('abandon', { session }, clock.in(5000));
  t.same(observation, { kind: 'ssh-end', end: { by: 'us' } });
  t.same(readSshEnd(tapes.read(spans, 'ssh-client')), observation);
  await host.until(() => host.linesTaken === 0);
  t.equal(host.hungUp.length, 1);
});

t.test('how often keys were made', async (t) => {
  const { host, client, clock, tapes } = await lab(t);
  const { observation: login } = await client.call('login', {}, clock.in(5000));
  const session = login.session ?? 0;
  const first = await client.call('key-exchanges', { session }, clock.in(5000));
  t.same(first.observation, { kind: 'ssh-key-exchanges', count: 1, startedByServer: 0 });
  t.same(readSshKeyExchanges(tapes.read(first.spans, 'ssh-client')), first.observation);
  const none = await client.call('key-exchanges', { session, atLeast: 2 }, clock.in(100));
  t.equal(none.observation.count, 1, 'a switch that makes no new ones is observed, not thrown');
  const ended = client.call('key-exchanges', { session, atLeast: 2 }, clock.in(5000));
  await client.call('shell', { session }, clock.in(5000));
  host.terminals[0]?.hangUp();
  t.match((await ended).observation, { count: 1, end: { by: 'server' } });
});

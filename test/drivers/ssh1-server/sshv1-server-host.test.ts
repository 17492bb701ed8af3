import t, { type Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { ServedUntil } from '../../../bench/ssh-server-host.ts';
import type { Sshv1ServedConnection, Sshv1ServerHostContract } from '../../../bench/sshv1-server-host.ts';
import { openSshServerHost } from '../../../drivers/ssh-server/ssh-server-host.ts';
import { openSshv1ServerHost } from '../../../drivers/ssh1-server/sshv1-server-host.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { account, aPort, asker, clock, service } from '../ssh-server/a-server.ts';
import { Clients, whyWithout } from '../ssh-server/clients.ts';

/** The bench's server of version 1 with two clients that are not ours: OpenSSH 7.5 as Debian's ssh1, and plink. */

async function aServer1(t: Test) {
  const tapes = new TestTapes();
  const port = await aPort(t);
  const pco: Pco<Sshv1ServerHostContract> = openSshv1ServerHost({
    port,
    service,
    nameOf: (real) => real,
    openTape: tapes.open,
    clock,
  });
  const clients = new Clients(port);
  t.teardown(() => clients.remove());
  const call = asker(t, pco, tapes);
  const one = async (
    since: number,
    until: ServedUntil = { phase: 'ended' },
  ): Promise<Sshv1ServedConnection> => {
    const { connections } = await call('connections', { since, until });
    const [first] = connections;
    if (first === undefined || connections.length > 1) throw new Error(`${connections.length} connections`);
    return first;
  };
  return { port, pco, tapes, clients, call, one };
}

const remote = { answers: { 'show clock': 'noon' } };

t.test(
  'ssh1: a shell with each cipher, a command, a wrong password',
  { skip: whyWithout('ssh1') },
  async (t) => {
    const { call, one, clients } = await aServer1(t);
    for (const cipher of ['des', '3des']) {
      const { position } = await call('listen', { accounts: [account], remote });
      const run = await clients.ssh1({
        password: account.password,
        flags: ['-tt', '-c', cipher],
        input: 'show clock\rexit\r',
      });
      t.match(run.stdout, /remote>show clock\r\nnoon\r\nremote>exit/, run.stderr);
      t.equal(run.exitCode, 0);
      t.match(await one(position), {
        ident: /^SSH-1\.5-OpenSSH_7/,
        cipher,
        userAsked: true,
        authenticationAsked: true,
        user: 'user2',
        turns: [
          { method: 'none', result: 'failure' },
          { method: 'password', result: 'success', answer: 'right' },
        ],
        authenticated: true,
        pty: { term: String },
        program: { kind: 'shell' },
        typed: 'show clock\rexit\r',
        end: { by: 'client' },
      });
    }
    const { position } = await call('mark', null);
    const exec = await clients.ssh1({ password: account.password, command: 'show clock' });
    t.equal(exec.stdout, 'noon', exec.stderr);
    t.match(await one(position), { requests: ['exec'], program: { kind: 'exec', command: 'show clock' } });
    const wrong = await call('mark', null);
    t.match(await clients.ssh1({ password: 'not it' }), { exitCode: 255, stderr: /Permission denied/ });
    t.match(await one(wrong.position), {
      authenticated: false,
      turns: [{ method: 'none' }, { method: 'password', result: 'failure', answer: 'wrong' }],
    });
  },
);

t.test(
  'plink: DES and 3DES, a shell, a command, a wrong password',
  { skip: whyWithout('plink') },
  async (t) => {
    const { call, one, clients } = await aServer1(t);
    const { position: first } = await call('listen', { accounts: [account], remote });
    // Without a fingerprint that it knows, it says the one that it saw.
    const stranger = await clients.plink({ version: 1, fingerprints: [], password: account.password });
    const [fingerprint = ''] = /(?:[0-9a-f]{2}:){15}[0-9a-f]{2}/.exec(stranger.stderr) ?? [];
    t.not(fingerprint, '', stranger.stderr);
    t.match(await one(first), { authenticationAsked: false, end: { by: /client|network/ } });
    for (const [cipher, session] of [
      ['3des', 'Protocol=ssh\nCipher=3des,WARN'],
      ['des', 'Protocol=ssh\nCipher=des,3des,WARN'],
    ] as const) {
      const { position } = await call('listen', {
        accounts: [account],
        remote,
        ciphers: [cipher],
      });
      const run = await clients.plink({
        version: 1,
        fingerprints: [fingerprint],
        session,
        password: account.password,
        flags: ['-t'],
        input: 'show clock\rlogout\r',
      });
      t.match(run.stdout, /remote>show clock\r\nnoon\r\nremote>logout/, run.stderr);
      t.match(await one(position), {
        ident: /PuTTY/,
        cipher,
        typed: 'show clock\rlogout\r',
        authenticated: true,
      });
    }
    const { position } = await call('listen', { accounts: [account], remote });
    const how = { version: 1, fingerprints: [fingerprint] } as const;
    const exec = await clients.plink({ ...how, password: account.password, command: 'show clock' });
    t.equal(exec.stdout, 'noon', exec.stderr);
    t.match(await one(position), { program: { kind: 'exec', command: 'show clock' } });
    const { position: wrong } = await call('mark', null);
    const refused = await clients.plink({ ...how, password: 'not it' });
    t.match(refused.stderr, /password was not accepted|Access denied/i);
    t.match(await one(wrong), { authenticated: false, authenticationAsked: true });
  },
);

t.test(
  'enough wrong passwords, only an unknown cipher, keys of other sizes',
  { skip: whyWithout('ssh1') },
  async (t) => {
    const { call, one, clients } = await aServer1(t);
    const { position } = await call('listen', { accounts: [account], mostFailures: 2 });
    const run = await clients.ssh1({ password: 'not it', options: ['NumberOfPasswordPrompts=5'] });
    t.match(run.stderr, /Too many authentication failures/);
    t.match(await one(position), {
      turns: [
        { method: 'none', result: 'failure' },
        { method: 'password', result: 'failure' },
        { method: 'password', result: 'unanswered', answer: 'wrong' },
      ],
      end: { by: 'us', description: 'Too many authentication failures' },
    });

    const { position: unknown } = await call('listen', { accounts: [account], ciphers: ['other'] });
    const blowfish = await clients.ssh1({ password: account.password, flags: ['-c', 'des'] });
    t.equal(blowfish.exitCode, 255);
    t.match(await one(unknown), { authenticationAsked: false, authenticated: false });

    const { position: sized } = await call('listen', {
      accounts: [account],
      hostKeyBits: 1024,
      serverKeyBits: 768,
    });
    const small = await clients.ssh1({
      password: account.password,
      command: 'x',
      flags: ['-v'],
      options: ['UserKnownHostsFile=/dev/null'],
    });
    t.match(small.stderr, /Received server public key \(768 bits\) and host key \(1024 bits\)/);
    t.match(await one(sized), { authenticated: true });
    await t.rejects(call('listen', { hostKeyBits: 1024, serverKeyBits: 1024 }), /too much alike/);
  },
);

const phases = ['connected', 'identified', 'key-exchange', 'authenticating', 'session'] as const;

t.test('silence and farewell at each phase', { skip: whyWithout('ssh1') }, async (t) => {
  const { call, one, clients } = await aServer1(t);
  for (const phase of phases) {
    const { position } = await call('listen', { accounts: [account], stallAt: phase });
    const session = clients.ssh1({ password: account.password, held: true });
    // The client says nothing of itself before the server has.
    const stalled = await one(position, {
      phase: phase === 'connected' ? 'connected' : phase === 'identified' ? 'identified' : phase,
    });
    t.equal(stalled.serverIdent === undefined, phase === 'connected');
    t.equal(stalled.cipher === undefined, phase === 'connected' || phase === 'identified');
    t.equal(stalled.authenticated, phase === 'session');
    await call('end', { connection: stalled.connection, how: 'close' });
    t.equal((await session).exitCode, 255, phase);

    for (const how of ['disconnect', 'close', 'reset'] as const) {
      const leaveAt = { phase, how, description: 'no room' };
      const { position: leaving } = await call('listen', { accounts: [account], leaveAt });
      const run = await clients.ssh1({ password: account.password });
      t.equal(run.exitCode, 255, `${phase} ${how}`);
      const { end } = await one(leaving);
      t.equal(end?.by, 'us');
      if (how === 'disconnect' && phase !== 'connected') {
        t.equal(end?.description, 'no room');
        t.match(run.stderr, /no room/, phase);
      }
    }
  }
});

t.test('a session is printed in and ended by the bench', { skip: whyWithout('ssh1') }, async (t) => {
  const { call, one, clients } = await aServer1(t);
  const { position } = await call('listen', { accounts: [account], remote: { prompt: 'far# ' } });
  const session = clients.ssh1({ password: account.password, flags: ['-tt'], held: true });
  const { connection } = await one(position, { phase: 'session' });
  await call('send', { connection, text: 'shutting down\r\n' });
  await call('end', { connection, how: 'exit', status: 5 });
  const run = await session;
  t.match(run.stdout, /far# shutting down/);
  t.equal(run.exitCode, 5);
  t.match(await one(position), { phase: 'ended', end: { by: 'client' } });
  await t.rejects(call('end', { connection, how: 'exit' }), /has no program/);
  await call('close', null);
  t.match((await clients.ssh1()).stderr, /Connection refused/);
});

t.test('one host of both versions', { skip: whyWithout('ssh', 'ssh1') }, async (t) => {
  const { call, one, clients, port } = await aServer1(t);
  const tapes = new TestTapes();
  const two = openSshServerHost({ port, service, nameOf: (real) => real, openTape: tapes.open, clock });
  const call2 = asker(t, two, tapes);
  const ident = 'SSH-1.99-lab';
  const { position } = await call('listen', { ident, accounts: [account], remote });
  await t.rejects(call2('listen', { ident: 'SSH-2.0-lab' }), /one host of both versions/);
  const { position: position2 } = await call2('listen', { ident, accounts: [account], remote });
  const run1 = await clients.ssh1({ password: account.password, command: 'show clock' });
  t.equal(run1.stdout, 'noon', run1.stderr);
  const run2 = await clients.ssh({ password: account.password, command: 'show clock' });
  t.equal(run2.stdout, 'noon', run2.stderr);
  t.match(await one(position), { ident: /^SSH-1\.5-/, serverIdent: ident, authenticated: true });
  const { connections } = await call2('connections', { since: position2, until: { phase: 'ended' } });
  t.match(connections, [{ ident: /^SSH-2\.0-/, serverIdent: ident, authenticated: true }]);
  t.equal(connections.length, 1, 'each sees its own connection only');

  await call('close', null);
  t.equal((await clients.ssh({ password: account.password, command: 'show clock' })).stdout, 'noon');
  t.equal((await clients.ssh1({ password: account.password })).exitCode, 255, 'version 1 has gone');
  await call2('close', null);
  t.match((await clients.ssh()).stderr, /Connection refused/);
});

t.test('a client of version 2 is told so', { skip: whyWithout('ssh') }, async (t) => {
  const { call, one, clients } = await aServer1(t);
  const { position } = await call('listen', {});
  t.match((await clients.ssh()).stderr, /remote software version|Protocol major versions differ/);
  t.match(await one(position), { serverIdent: 'SSH-1.5-lab' });
});

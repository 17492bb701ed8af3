import t, { type Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { ServedUntil } from '../../../bench/ssh-server-host.ts';
import type { Sshv1ServedConnection, Sshv1ServerHostContract } from '../../../bench/sshv1-server-host.ts';
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

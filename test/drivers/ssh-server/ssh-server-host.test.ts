import t from 'tap';
import { account, aServer, service } from './a-server.ts';
import { whyWithout } from './clients.ts';

/** The bench's SSH-2 server with two clients that are not ours: OpenSSH and PuTTY's plink. */

const skip = whyWithout('ssh');

t.test('a shell, by keyboard-interactive', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const { position } = await call('listen', {
    accounts: [account],
    banner: 'You are dialled by a bench.\n',
    remote: { greeting: 'Welcome', answers: { 'show clock': 'noon\nby the sun' } },
  });
  const run = await clients.ssh({
    password: account.password,
    flags: ['-tt'],
    input: 'show clock\rnonsense\rexit\r',
  });
  t.equal(run.exitCode, 0, run.stderr);
  t.match(run.stderr, /You are dialled by a bench/);
  t.match(run.stdout, /Welcome\r\nremote>/);
  t.match(run.stdout, /show clock\r\nnoon\r\nby the sun\r\nremote>/, 'it echoes, answers and prompts');
  t.match(run.stdout, /nonsense: command not found/);
  const connection = await one(position);
  t.match(connection, {
    client: { address: '198.51.100.1' },
    server: service,
    ident: /^SSH-2\.0-OpenSSH_/,
    serverIdent: 'SSH-2.0-lab',
    serviceAsked: true,
    authenticationAsked: true,
    user: 'user2',
    authenticated: true,
    turns: [
      { method: 'none', result: 'failure', prompts: 0 },
      { method: 'keyboard-interactive', result: 'success', prompts: 1, answered: 1, answers: ['right'] },
    ],
    requests: ['pty-req', 'shell'],
    program: { kind: 'shell' },
    typed: 'show clock\rnonsense\rexit\r',
    end: { by: 'client', reason: 11 },
  });
  t.equal(connection.turns.length, 2);
  t.ok(connection.offer?.kex.includes('diffie-hellman-group14-sha1'));
  t.ok((connection.pty?.rows ?? -1) >= 0);
});

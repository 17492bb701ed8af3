import t from 'tap';
import {
  isReached,
  readHostKeyMade,
  readSshConnections,
  type ServedFact,
  writeServedFact,
} from '../../bench/ssh-served-reading.ts';
import { readSshv1Connections, writeServedv1Fact } from '../../bench/sshv1-served-reading.ts';

const client = { address: '198.51.100.1', port: 40001 };
const server = { address: '198.51.100.20', port: 22 };
const begun: ServedFact = { fact: 'connected', at: 5, client, server, door: 'service' };
const lines = (connection: number, ...facts: readonly ServedFact[]): string =>
  facts.map((fact) => writeServedFact(connection, fact)).join('');
const untyped = (): string => '';

t.test('a connection that began before the mark is none of those since', (t) => {
  const text = lines(1, { fact: 'service', name: 'ssh-userauth' }) + lines(2, begun);
  t.match(readSshConnections(text, untyped).connections, [
    { connection: 2, phase: 'connected', serviceAsked: false, authenticationAsked: false, turns: [] },
  ]);
  t.strictSame(readSshConnections('', untyped).connections, []);
  t.end();
});

t.test('how far it came, and what came of each request', (t) => {
  const text = lines(
    1,
    begun,
    { fact: 'ident-sent', ident: 'SSH-2.0-lab' },
    { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' },
    { fact: 'attempt', method: 'keyboard-interactive', user: 'user2' },
    { fact: 'prompts', count: 1 },
    { fact: 'answers', answers: ['wrong'] },
    { fact: 'result', result: 'failure' },
    { fact: 'attempt', method: 'password', user: 'user2' },
    { fact: 'answers', answers: ['right'] },
    { fact: 'disconnect', by: 'client', reason: 11, description: 'bye' },
    { fact: 'end', by: 'us' },
  );
  const [connection] = readSshConnections(text, () => 'exit\r').connections;
  t.match(connection, {
    phase: 'ended',
    ident: 'SSH-2.0-Cisco-1.25',
    user: 'user2',
    authenticated: false,
    typed: 'exit\r',
    turns: [
      { method: 'keyboard-interactive', result: 'failure', prompts: 1, answered: 1, answers: ['wrong'] },
      { method: 'password', result: 'unanswered', prompts: 0, answered: 0, answers: ['right'] },
    ],
  });
  t.strictSame(connection?.end, { by: 'us' }, 'the farewell of the one is not the end by the other');
  t.end();
});

t.test('the key of a later exchange is not that of the first', (t) => {
  const key = (sha256: string): ServedFact => ({ fact: 'host-key', type: 'ssh-rsa', bits: 2048, sha256 });
  const [connection] = readSshConnections(
    lines(1, begun, key('one'), { fact: 'rekey', by: 'client' }, key('two')),
    untyped,
  ).connections;
  t.equal(connection?.hostKey?.sha256, 'one');
  t.strictSame(connection?.rekeys, [{ by: 'client', completed: false, sha256: 'two' }]);
  t.end();
});

t.test('what is waited for', (t) => {
  const connection = { phase: 'authenticating', typed: 'show', turns: [1, 2] } as const;
  t.ok(isReached([connection], {}));
  t.ok(isReached([connection], { phase: 'key-exchange', typed: 'sh', turns: 2 }));
  t.notOk(isReached([connection], { phase: 'session' }));
  t.notOk(isReached([connection], { typed: 'exit' }));
  t.notOk(isReached([connection], { turns: 3 }));
  t.notOk(isReached([connection], { count: 2 }));
  t.ok(isReached([{ ...connection, phase: 'ended' }], { phase: 'session' }), 'what ended comes no further');
  t.end();
});

t.test('what is no line of the driver throws, and no key is none', (t) => {
  t.throws(() => readSshConnections('{"connection":1,"fact":"guessed"}\n', untyped));
  t.throws(() => readSshv1Connections('{"connection":-1,"fact":"shell"}\n', untyped));
  t.equal(readHostKeyMade(lines(1, begun)), undefined);
  t.end();
});

t.test('version 1: a request without an answer, and what was chosen', (t) => {
  const text = [
    { fact: 'connected', at: 5, client, server } as const,
    { fact: 'session-key', cipher: '3des' } as const,
    { fact: 'attempt', method: 'none', user: 'user2' } as const,
    { fact: 'end', by: 'client' } as const,
  ]
    .map((fact) => writeServedv1Fact(3, fact))
    .join('');
  t.match(readSshv1Connections(text, untyped).connections, [
    {
      connection: 3,
      phase: 'ended',
      cipher: '3des',
      userAsked: true,
      authenticationAsked: false,
      user: 'user2',
      turns: [{ method: 'none', result: 'unanswered' }],
      end: { by: 'client' },
    },
  ]);
  t.end();
});

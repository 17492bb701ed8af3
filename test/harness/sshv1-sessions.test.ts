import t from 'tap';
import type { Json } from '../../bench/pco.ts';
import type { RecordedPco } from '../../bench/recorded.ts';
import type { Sshv1ClientContract } from '../../bench/sshv1-client.ts';
import { sshv1Sessions } from '../../harness/sshv1-sessions.ts';

function sessions() {
  const calls: string[] = [];
  let count = 0;
  const pco = {
    name: 'sshv1-client',
    role: 'sshv1-client',
    call: (op: string, args: Json) => {
      calls.push(`${op} ${JSON.stringify(args)}`);
      const wrong = (args as { password?: string }).password !== undefined;
      const outcome = wrong ? { outcome: 'refused', detail: 'no' } : { outcome: 'authenticated' };
      const session = op === 'login' && !wrong ? { session: ++count } : {};
      return Promise.resolve({ observation: { ...outcome, ...session }, spans: [], call: calls.length });
    },
    close: () => Promise.resolve(),
  } as unknown as RecordedPco<Sshv1ClientContract>;
  return { calls, ...sshv1Sessions(pco, (milliseconds) => ({ at: milliseconds })) };
}

t.test('sessions that a step leaves open are closed after it', async (t) => {
  const opened = sessions();
  const { calls, client } = opened;
  const first = await client.login();
  await client.login({ cipher: 'des' });
  await client.login({ password: 'wrong' });
  await client.logout(first);
  calls.length = 0;
  await opened.closeAll();
  t.same(calls, ['logout {"session":2}']);
  await opened.closeAll();
  t.equal(calls.length, 1, 'once');
});

t.test('a login that did not succeed gives no session to work in', async (t) => {
  const { client } = sessions();
  const login = await client.login({ password: 'wrong' });
  t.throws(() => client.shell(login), {
    name: 'PcoError',
    facts: { expected: 'authenticated', got: 'refused (no)' },
  });
});

t.test('each call in the words of the contract', async (t) => {
  const { calls, client } = sessions();
  const login = await client.login();
  await client.shell(login);
  await client.type(login, 'show clock');
  await client.request(login, { kind: 'agent' });
  await client.identify();
  await client.identify('SSH-3.0-x');
  await client.linger('connected', 30);
  await client.ended(login);
  t.same(calls, [
    'login {}',
    'shell {"session":1}',
    'shell.execute {"session":1,"command":"show clock","answers":[]}',
    'request {"session":1,"request":{"kind":"agent"}}',
    'identify {}',
    'identify {"ident":"SSH-3.0-x"}',
    'linger {"phase":"connected","atMost":30000}',
    'ended {"session":1}',
  ]);
});

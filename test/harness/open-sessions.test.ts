import t from 'tap';
import { openSessions } from '../../harness/open-sessions.ts';

function sessions() {
  const ends: string[] = [];
  const open = openSessions('test session', (way: 'logout' | 'abandon' | 'fail', session) => {
    if (way === 'fail') return Promise.reject(new Error('not ended'));
    ends.push(`${way} ${session}`);
    return Promise.resolve(way);
  });
  return { ends, ...open };
}

const login = (session?: number) => ({
  observation: { outcome: 'authenticated', ...(session === undefined ? {} : { session }) },
  spans: [],
  call: 1,
});

t.test('what was opened and not left is closed, once', async (t) => {
  const { ends, opened, leave, closeAll } = sessions();
  const first = login(1);
  t.equal(opened(first), first);
  opened(login(2));
  opened(login(3));
  opened(login());
  t.equal(await leave(first, 'abandon'), 'abandon');
  await closeAll();
  t.same(ends, ['abandon 1', 'logout 2', 'logout 3']);
  await closeAll();
  t.equal(ends.length, 3);
});

t.test('a session whose end failed is still open', async (t) => {
  const { ends, opened, leave, closeAll } = sessions();
  const stubborn = opened(login(7));
  await t.rejects(leave(stubborn, 'fail'), { message: 'not ended' });
  await closeAll();
  t.same(ends, ['logout 7']);
});

t.test('a login that opened none has no session to work in or to leave', (t) => {
  const { ends, sessionOf, leave } = sessions();
  t.equal(sessionOf(login(4)), 4);
  const failed = { ...login(), observation: { outcome: 'refused', detail: 'no' } };
  const refusal = {
    name: 'PcoError',
    message: /^no test session to work in: the login did not succeed/,
    facts: { expected: 'authenticated', got: 'refused (no)' },
  };
  t.throws(() => sessionOf(failed), refusal);
  t.throws(() => leave(failed, 'logout'), refusal);
  t.throws(() => sessionOf({ ...failed, observation: { outcome: 'unreachable' } }), {
    name: 'PcoError',
    facts: { expected: 'authenticated', got: 'unreachable' },
  });
  t.same(ends, []);
  t.end();
});

import t from 'tap';
import {
  isTacacsReached,
  readTacacsExchanges,
  type TacacsFact,
  writeTacacsFact,
} from '../../bench/tacacs-reading.ts';

const client = { address: '198.51.100.1', port: 50_000 };
const server = { address: '198.51.100.49', port: 49 };
const place = (session: number, at: number) => ({ connection: 1, session, at });
const request = {
  ...{ user: 'user1', port: 'tty2', remoteAddress: '192.0.2.10', privilege: 1 },
  ...{ type: 'ascii', service: 'login' },
};
const begun = {
  ...place(7, 2),
  ...({ fact: 'request', door: 49, kind: 'authentication', obfuscated: true } as const),
  request,
};
const read = (...facts: TacacsFact[]) => readTacacsExchanges(facts.map(writeTacacsFact).join(''));

t.test('facts become exchanges, each of its session, in the order in which they began', (t) => {
  const seen = read(
    { fact: 'connected', connection: 1, at: 1, door: 49, client, server },
    begun,
    { ...begun, ...place(8, 3), kind: 'authorization' },
    { fact: 'prompt', ...place(7, 4), text: 'Password: ', echo: false, as: 'get-pass' },
    { fact: 'final', ...place(8, 5), status: 'pass-add', message: '', args: ['priv-lvl=15'] },
    { fact: 'continue', ...place(7, 6), answer: 'empty' },
    { fact: 'prompt', ...place(7, 7), text: 'Old Password: ', echo: false, as: 'get-pass' },
    { fact: 'continue', ...place(7, 8), aborted: true },
    { fact: 'ended', connection: 1, at: 9, by: 'client' },
    { fact: 'ended', connection: 1, at: 10, by: 'us' },
    { fact: 'lost', count: 2 },
    { fact: 'looked', at: 11 },
  );
  t.match(seen, {
    connections: [{ connection: 1, door: 49, client, server, end: 'client' }],
    exchanges: [
      {
        ...{ session: 7, at: 2, continues: 2, aborted: true },
        prompts: [{ text: 'Password: ', answer: 'empty' }, { text: 'Old Password: ' }],
      },
      { session: 8, kind: 'authorization', status: 'pass-add', endedAt: 5, replyArgs: ['priv-lvl=15'] },
    ],
    lost: 2,
  });
  t.equal(seen.exchanges[0]?.prompts[1]?.answer, undefined);
  t.end();
});

t.test('what began before the mark is not told of', (t) => {
  const seen = read(
    { fact: 'continue', ...place(7, 6), answer: 'right' },
    { fact: 'final', ...place(7, 7), status: 'pass', message: '' },
    { fact: 'ended', connection: 1, at: 9, by: 'us' },
    { fact: 'unreadable', connection: 1, at: 9, why: 'it was' },
  );
  t.same(seen, { kind: 'tacacs-exchanges', connections: [], exchanges: [], lost: 0 });
  t.throws(() => readTacacsExchanges('{"fact":"another"}\n'));
  t.end();
});

t.test('an exchange is over when the server has said its last, or what it does instead', (t) => {
  const open = read(begun);
  t.notOk(isTacacsReached(open, {}));
  for (const last of [
    { fact: 'final', ...place(7, 4), status: 'fail', message: '' },
    { fact: 'misbehaved', ...place(7, 4), how: 'silence' },
    { fact: 'continue', ...place(7, 4), aborted: true },
    { fact: 'continue', ...place(7, 4), unreadable: 'lengths' },
  ] as const) {
    const seen = read(begun, last);
    t.ok(isTacacsReached(seen, {}), last.fact);
    t.ok(isTacacsReached(seen, { kind: 'authentication', user: 'user1' }));
    t.notOk(isTacacsReached(seen, { kind: 'authorization' }));
    t.notOk(isTacacsReached(seen, { user: 'other' }));
    t.notOk(isTacacsReached(seen, { count: 2 }));
  }
  t.end();
});

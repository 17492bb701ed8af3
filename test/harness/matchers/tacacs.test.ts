import t from 'tap';
import type { TacacsExchange, TacacsExchangesObservation } from '../../../bench/tacacs-server.ts';
import { authorizedAfterLogin, tacacsAsked, tacacsPrompts } from '../../../harness/matchers/tacacs.ts';

function exchange(rest: Partial<TacacsExchange> = {}): TacacsExchange {
  return {
    ...{ at: 1000, door: 49, connection: 1, session: 7, kind: 'authentication', obfuscated: true },
    ...{ user: 'user1', port: 'tty2', prompts: [], continues: 0, aborted: false, status: 'pass' },
    ...rest,
  };
}

function seen(...exchanges: TacacsExchange[]): TacacsExchangesObservation {
  return { kind: 'tacacs-exchanges', connections: [], exchanges, lost: 0 };
}

t.test('tacacsAsked rejects another number, user, line, door and end', (t) => {
  const once = tacacsAsked({ kind: 'authentication', user: 'user1', times: 1 });
  t.ok(once.match(seen(exchange())).matches);
  t.ok(once.match(seen(exchange(), exchange({ user: 'other' }))).matches);
  t.match(once.match(seen()), { matches: false, got: '0 of no exchange' });
  t.notOk(once.match(seen(exchange(), exchange())).matches);
  t.match(once.match(seen(exchange({ user: 'other' }))), {
    matches: false,
    got: '0 of authentication of other at tty2 pass',
  });
  t.notOk(once.match(seen(exchange({ kind: 'authorization' }))).matches);
  const never = tacacsAsked({ kind: 'authorization', port: 'tty0', times: 0 });
  t.ok(never.match(seen(exchange({ kind: 'authorization' }))).matches, 'of a vty');
  t.notOk(never.match(seen(exchange({ kind: 'authorization', port: 'tty0' }))).matches);
  t.notOk(tacacsAsked({ door: 9000 }).match(seen(exchange())).matches);
  t.notOk(tacacsAsked({ status: 'fail' }).match(seen(exchange())).matches);
  t.ok(tacacsAsked({}).match(seen(exchange(), exchange())).matches, 'at least once');
  t.notOk(tacacsAsked({ most: 1 }).match(seen(exchange(), exchange())).matches);
  t.notOk(tacacsAsked({ least: 3 }).match(seen(exchange(), exchange())).matches);
  t.end();
});

t.test('tacacsAsked takes nothing for granted that could not be read, or that was lost', (t) => {
  const { user: _user, ...rest } = exchange();
  const unreadable: TacacsExchange = { ...rest, unreadable: 'the lengths do not add up' };
  t.notOk(tacacsAsked({ times: 0 }).match(seen(unreadable)).matches);
  t.notOk(tacacsAsked({}).match(seen(exchange(), unreadable)).matches);
  t.notOk(tacacsAsked({}).match(seen(exchange({ obfuscated: false }))).matches, 'in clear');
  t.notOk(tacacsAsked({ times: 0 }).match({ ...seen(), lost: 1 }).matches);
  t.end();
});

t.test('tacacsPrompts rejects other prompts, echoes, answers and logins', (t) => {
  const password = { text: 'Password:', echo: false, as: 'get-pass', answer: 'right' } as const;
  const colour = { text: 'Colour:', echo: true, as: 'get-data', answer: 'wrong' } as const;
  const two = tacacsPrompts([
    { text: 'Password:', echo: false, answer: 'right' },
    { text: 'Colour:', echo: true, answer: 'wrong' },
  ]);
  t.ok(two.match(seen(exchange({ prompts: [password, colour], continues: 2 }))).matches);
  for (const [prompts, continues] of [
    [[password], 1],
    [[colour, password], 2],
    [[password, colour, colour], 3],
    [[password, { ...colour, echo: false }], 2],
    [[password, { ...colour, answer: 'right' }], 2],
    [[password, { ...colour, text: 'Colour: ' }], 2],
    [[password, colour], 3],
  ] as const) {
    t.notOk(two.match(seen(exchange({ prompts, continues }))).matches, JSON.stringify(prompts));
  }
  const one = exchange({ prompts: [password], continues: 1 });
  const other = exchange({ prompts: [colour], continues: 1 });
  t.notOk(two.match(seen(one, other)).matches, 'in two logins');
  t.end();
});

t.test('authorizedAfterLogin rejects a right that is asked for too early', (t) => {
  const login = exchange({ at: 1000, endedAt: 1200 });
  const right = exchange({ kind: 'authorization', at: 1200, status: 'pass-add' });
  const after = authorizedAfterLogin();
  t.ok(after.match(seen(login, right)).matches);
  t.notOk(after.match(seen(login, { ...right, at: 1100 })).matches);
  t.notOk(after.match(seen(right)).matches, 'without a login');
  t.notOk(after.match(seen(login)).matches, 'without a right');
  t.notOk(after.match(seen({ ...login, status: 'fail' }, right)).matches);
  t.notOk(after.match(seen({ ...login, user: 'other' }, right)).matches);
  t.end();
});

import t from 'tap';
import { passwordStored } from '../../../harness/matchers/aaa-stored.ts';

t.test('passwordStored rejects another text, none of them, and another number of logins', (t) => {
  const stored = (which: number, logins = 3) =>
    ({ kind: 'aaa-stored', username: 'user1', which, logins }) as const;
  t.ok(passwordStored({ which: 1 }).match(stored(1)).matches);
  t.ok(passwordStored({ which: 1, logins: 3 }).match(stored(1)).matches);
  t.match(passwordStored({ which: 1 }).match(stored(0)), { matches: false, got: /text 0 after 3 logins/ });
  t.match(passwordStored({ which: 1 }).match(stored(-1)), { matches: false, got: /none of them/ });
  t.notOk(passwordStored({ which: 1, logins: 3 }).match(stored(1, 4)).matches);
  t.end();
});

import t from 'tap';
import type { SshKeyExchangesObservation, SshLingerObservation } from '../../../bench/ssh-client.ts';
import {
  attemptsTaken,
  keysRenewed,
  sessionOpen,
  silentClientEnded,
} from '../../../harness/matchers/ssh-limits.ts';
import { login } from './observations.ts';

const linger = (rest: Partial<SshLingerObservation> = {}): SshLingerObservation => ({
  ...{ kind: 'ssh-linger', phase: 'identified', reached: true, milliseconds: 30_010 },
  ...rest,
});
const exchanges = (rest: Partial<SshKeyExchangesObservation> = {}): SshKeyExchangesObservation => ({
  ...{ kind: 'ssh-key-exchanges', count: 1, startedByServer: 0 },
  ...rest,
});
const end = { by: 'server' } as const;

t.test(
  'silentClientEnded rejects a client that was let be, that left by itself or never came so far',
  (t) => {
    t.ok(silentClientEnded().match(linger({ end })).matches);
    t.ok(silentClientEnded().match(linger({ end: { by: 'network' } })).matches, 'a reset is an end too');
    t.notOk(silentClientEnded().match(linger()).matches);
    t.equal(silentClientEnded().match(linger()).got, 'still there after 30.0 s, identified');
    t.notOk(silentClientEnded().match(linger({ end: { by: 'us' } })).matches);
    t.notOk(silentClientEnded().match(linger({ end, reached: false })).matches);
    const version1 = { kind: 'sshv1-linger', phase: 'identified', milliseconds: 30_010 } as const;
    t.ok(silentClientEnded().match({ ...version1, end }).matches);
    t.notOk(silentClientEnded().match({ ...version1, end: { by: 'us' } }).matches);
    t.end();
  },
);

t.test('sessionOpen rejects one that has ended', (t) => {
  t.ok(sessionOpen().match(exchanges()).matches);
  t.notOk(sessionOpen().match(exchanges({ end })).matches);
  t.end();
});

t.test('keysRenewed rejects too few exchanges, those of the client, and a session that they ended', (t) => {
  t.ok(keysRenewed(1).match(exchanges({ count: 2, startedByServer: 1 })).matches);
  t.notOk(keysRenewed(1).match(exchanges()).matches);
  t.notOk(keysRenewed(1).match(exchanges({ count: 2 })).matches, 'begun by the client');
  t.notOk(keysRenewed(1).match(exchanges({ count: 1, startedByServer: 1 })).matches, 'begun, not ended');
  t.notOk(keysRenewed(2).match(exchanges({ count: 2, startedByServer: 1 })).matches);
  t.notOk(keysRenewed(1).match(exchanges({ count: 2, startedByServer: 1, end })).matches);
  t.end();
});

t.test('attemptsTaken rejects other numbers, and counts prompts within one authentication', (t) => {
  const prompt = { text: 'Password: ', echo: false };
  const turn = (method: 'password' | 'keyboard-interactive', prompts = 0) => ({
    ...{ method, result: 'failure' as const, canContinue: [] },
    prompts: Array.from({ length: prompts }, () => prompt),
  });
  const seen = login({
    outcome: 'refused',
    turns: [turn('keyboard-interactive', 2), turn('keyboard-interactive'), turn('password')],
  });
  t.ok(attemptsTaken({ method: 'keyboard-interactive', counts: [3] }).match(seen).matches);
  t.ok(attemptsTaken({ method: 'password', counts: [2, 1] }).match(seen).matches);
  t.notOk(attemptsTaken({ method: 'password', counts: [2, 3] }).match(seen).matches);
  t.notOk(attemptsTaken({ method: 'keyboard-interactive', counts: [2] }).match(seen).matches);
  t.match(
    attemptsTaken({ method: 'password', counts: [4] }).match(seen).got,
    '1 attempts by password, then refused',
  );
  t.end();
});

import t from 'tap';
import { passwordAttempts } from '../../../harness/matchers/attempts.ts';
import { login, sshv1Login } from './observations.ts';

t.test('passwordAttempts rejects more, fewer, and an end that was not the server', (t) => {
  const refused = (attempts: number, by: 'us' | 'server' = 'server') =>
    login({
      outcome: 'refused',
      end: { by },
      turns: Array.from({ length: attempts }, () => ({
        method: 'password' as const,
        result: 'failure' as const,
        canContinue: [],
        prompts: [],
      })),
    });
  t.ok(passwordAttempts({ retries: 3 }).match(refused(4)).matches);
  t.ok(passwordAttempts({ retries: 3 }).match(refused(3)).matches, 'recorded, not failed');
  t.notOk(passwordAttempts({ retries: 3 }).match(refused(5)).matches);
  t.notOk(passwordAttempts({ retries: 3 }).match(refused(2)).matches);
  t.notOk(passwordAttempts({ retries: 3 }).match(refused(4, 'us')).matches);
  const version1 = sshv1Login({
    outcome: 'refused',
    end: { by: 'server' },
    turns: [
      { method: 'none', result: 'failure' },
      { method: 'password', result: 'failure' },
    ],
  });
  t.ok(passwordAttempts({ retries: 0 }).match(version1).matches, 'the name alone is no attempt');
  t.end();
});

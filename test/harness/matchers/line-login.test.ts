import t from 'tap';
import type { CliMode } from '../../../bench/cli-mode.ts';
import type { CliObservation } from '../../../bench/console.ts';
import { letInUnasked } from '../../../harness/matchers/line-login.ts';

function entered(lines: readonly string[], promptAfter: string, modeAfter: CliMode): CliObservation {
  return {
    kind: 'cli',
    command: '',
    promptBefore: '',
    modeBefore: 'press-return',
    lines: lines.map((text) => ({ text, asynchronous: 'no', from: 0, to: 0 })),
    dialog: [],
    promptAfter,
    modeAfter,
  };
}

t.test('letInUnasked rejects whoever was asked for a name or a password, and no prompt', (t) => {
  const matcher = letInUnasked();
  t.ok(matcher.match(entered(['', ''], 'Switch>', 'user-exec')).matches);
  t.ok(matcher.match(entered([], 'Switch#', 'privileged-exec')).matches, 'a line with a level of its own');
  t.match(matcher.match(entered(['User Access Verification', ''], 'Username:', 'login-username')), {
    matches: false,
    got: 'Username:',
  });
  t.notOk(matcher.match(entered([], 'Password:', 'login-password')).matches);
  t.notOk(matcher.match(entered([], '', 'unknown')).matches);
  t.notOk(matcher.match(entered([], 'Press RETURN to get started.', 'press-return')).matches);
  const answered = entered([], 'Switch>', 'user-exec');
  t.match(matcher.match({ ...answered, dialog: [{ question: 'Password:', answer: '****' }] }), {
    matches: false,
    got: 'Password:, then Switch>',
  });
  const banner = ['Username: user1', 'Password:', '% Login invalid'];
  t.ok(matcher.match(entered(banner, 'Switch>', 'user-exec')).matches, 'a banner that looks like it');
  t.end();
});

import t from 'tap';
import { LineKnowledge } from '../../../drivers/ios/line-knowledge.ts';

t.test('what is known of a line', (t) => {
  const known = new LineKnowledge();
  t.match(known, { place: undefined, host: undefined, mode: 'unknown', echoes: true });
  const place = { mode: 'global-config', prompt: 'Lab(config)#', from: 2, end: 14 } as const;
  t.equal(known.standsAt(place), place);
  t.match(known, { place, host: 'Lab', mode: 'global-config' });
  known.forgetPlace();
  t.match(known, { place: undefined, host: 'Lab', mode: 'global-config' }, 'where it stood is still told');
  known.sawPrompt('Password:', 'login-password');
  t.match(known, { place: undefined, host: 'Lab', mode: 'login-password' }, 'a question names no host');
  known.sawPrompt('Other>', 'user-exec');
  t.match(known, { host: 'Other', mode: 'user-exec' });
  t.end();
});

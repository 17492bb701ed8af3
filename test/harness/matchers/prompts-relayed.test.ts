import t from 'tap';
import { noPromptEchoed, promptsRelayed } from '../../../harness/matchers/prompts-relayed.ts';
import { login } from './observations.ts';

const shown = (...prompts: { text: string; echo: boolean }[]) =>
  login({ turns: [{ method: 'keyboard-interactive', result: 'success', canContinue: [], prompts }] });
const old = { text: 'Password:', echo: false };
const next = { text: 'Expired.\nNew Password: ', echo: false };

t.test('promptsRelayed rejects prompts that are dropped, merged, changed, echoed or out of order', (t) => {
  const relayed = promptsRelayed([old, next]);
  t.ok(relayed.match(shown(old, next)).matches);
  t.ok(relayed.match(shown(old, { ...next, text: 'Expired.\r\nNew Password: ' })).matches, 'line ends');
  t.match(relayed.match(shown(old)), { matches: false, got: '"Password:"' });
  t.notOk(relayed.match(shown(next, old)).matches);
  t.notOk(relayed.match(shown(old, next, next)).matches);
  t.notOk(relayed.match(shown({ text: `${old.text}${next.text}`, echo: false })).matches);
  t.notOk(relayed.match(shown(old, { ...next, echo: true })).matches);
  t.notOk(relayed.match(shown(old, { ...next, text: 'New Password: ' })).matches);
  t.match(relayed.match(login()), { matches: false, got: 'no prompts' });
  t.end();
});

t.test('promptsRelayed: none, where the dialogue must not come', (t) => {
  t.ok(promptsRelayed([]).match(login()).matches);
  t.notOk(promptsRelayed([]).match(shown(old)).matches);
  t.end();
});

t.test('noPromptEchoed rejects a prompt with echo, and a login without prompts', (t) => {
  t.ok(noPromptEchoed().match(shown(old, next)).matches);
  t.match(noPromptEchoed().match(shown(old, { ...next, echo: true })), {
    matches: false,
    got: /with echo/,
  });
  t.match(noPromptEchoed().match(login()), { matches: false, got: 'no prompts' });
  t.end();
});

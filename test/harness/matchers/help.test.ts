import t from 'tap';
import type { HelpObservation } from '../../../bench/console.ts';
import { helpOffers } from '../../../harness/matchers/help.ts';

const help = (...lines: string[]): HelpObservation => ({
  kind: 'help',
  command: 'debug ip ',
  lines: lines.map((text, at) => ({ text, asynchronous: 'no', from: at * 80, to: at * 80 + text.length })),
  mode: 'privileged-exec',
});

t.test('helpOffers rejects help without the word, and a word in an explanation', (t) => {
  const shown = help('  scp   Secure Copy', '  ssh   Incoming ssh connections, not telnet', '  <cr>');
  t.ok(helpOffers(['scp', 'ssh', '<cr>']).match(shown).matches);
  t.notOk(helpOffers(['scp', 'telnet']).match(shown).matches, 'only explained');
  t.notOk(helpOffers(['sc']).match(shown).matches, 'a part of a word');
  t.notOk(helpOffers(['scp']).match(help('% Unrecognized command')).matches);
  t.notOk(helpOffers(['scp']).match(help()).matches);
  t.end();
});

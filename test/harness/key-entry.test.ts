import t from 'tap';
import { folded } from '../../harness/key-entry.ts';

t.test('a text in lines of 72 columns', (t) => {
  const text = 'x'.repeat(72 + 72 + 5);
  t.same(
    folded(text).map(({ length }) => length),
    [72, 72, 5],
  );
  t.equal(folded(text).join(''), text);
  t.same(folded('abcde', 2), ['ab', 'cd', 'e']);
  t.same(folded(''), []);
  t.end();
});

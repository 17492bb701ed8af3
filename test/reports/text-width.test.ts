import t from 'tap';
import { fitted, wrapped } from '../../reports/text-width.ts';

t.test('fitted', async (t) => {
  t.equal(fitted('abc', 3), 'abc');
  t.equal(fitted('abcd', 3), 'ab…');
  t.equal(fitted('a\r\nb', 10), 'a  b', 'one line');
  t.equal(fitted('abc', 0), '');
});

t.test('wrapped', async (t) => {
  t.strictSame(wrapped('as it is', undefined, 2), ['  as it is'], 'where the width is not known');
  t.strictSame(wrapped('one two three four five six', 20, 0), ['one two three four', 'five six']);
  t.strictSame(
    wrapped('x'.repeat(25), 21, 0),
    ['x'.repeat(20), 'xxxxx'],
    'a word wider than a line is broken',
  );
  t.strictSame(wrapped('', 40, 4), ['    ']);
});

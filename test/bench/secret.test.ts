import { inspect } from 'node:util';
import t from 'tap';
import { maskOf, Secret } from '../../bench/secret.ts';

t.test('a secret prints as its mask wherever it is put', async (t) => {
  const secret = new Secret('enable', 'Abcdefgh12345678');
  for (const printed of [String(secret), JSON.stringify({ secret }), inspect({ secret })]) {
    t.notMatch(printed, /Abcdefgh/);
    t.match(printed, /<enable>\*{8}/);
  }
  t.equal(secret.reveal(), 'Abcdefgh12345678');
});

t.test('a mask is as long as what it hides, also where its name is longer', async (t) => {
  t.equal(maskOf('a-long-name', 4), '<a-l');
  t.equal(maskOf('a', 6), '<a>***');
});

import { createHash } from 'node:crypto';
import t from 'tap';
import { contentOf } from '../../bench/scp-content.ts';

t.test('the same bytes for the same seed, others for another', (t) => {
  const bytes = contentOf({ seed: 'one', size: 100_000 });
  t.equal(bytes.length, 100_000);
  t.ok(bytes.equals(contentOf({ seed: 'one', size: 100_000 })));
  t.ok(bytes.subarray(0, 10).equals(contentOf({ seed: 'one', size: 10 })));
  t.notOk(bytes.equals(contentOf({ seed: 'two', size: 100_000 })));
  t.equal(new Set(bytes).size, 256, 'every value is among them');
  t.equal(contentOf({ seed: 'one', size: 0 }).length, 0);
  // A change here would make recorded runs tell of other bytes than today's suites send.
  t.equal(
    createHash('md5')
      .update(contentOf({ seed: 'one', size: 1000 }))
      .digest('hex'),
    '38531a168c348faeb83bd43cc68de5c3',
  );
  t.end();
});

t.test('a text is latin-1', (t) => {
  t.same([...contentOf({ text: 'a\xe9\n' })], [0x61, 0xe9, 0x0a]);
  t.end();
});

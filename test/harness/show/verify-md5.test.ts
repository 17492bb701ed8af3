import t from 'tap';
import { md5In, md5sIn } from '../../../harness/show/verify-md5.ts';
import { cli } from '../matchers/observations.ts';

const digest = '4b5eb5fee2ea4cbe48fbfdfe4340f47f';
const said = (of: string): string => `verify /md5 (flash:conform-x) = ${of}`;

t.test('the digest that verify /md5 prints', (t) => {
  t.same(md5sIn(['....................MD5 of flash:conform-x Done!', said(digest)]), [digest]);
  t.same(md5sIn([`  ${said(digest.toUpperCase())}  `]), [digest], 'in lower case, whatever stands around it');
  t.end();
});

t.test('what is no digest', (t) => {
  for (const line of [
    said(digest.slice(1)),
    said(`${digest}0`),
    said(digest.replace('4', 'g')),
    `${said(digest)} or so`,
    `Verified (flash:conform-x) = ${digest}`,
    '%Error opening flash:conform-x (No such file or directory)',
    digest,
  ])
    t.same(md5sIn([line]), [], line);
  t.end();
});

t.test('of an observation the last one, and none where it printed none', (t) => {
  const [first, last] = [said('0'.repeat(32)), said(digest)];
  const recorded = (lines: readonly string[]) => ({ observation: cli(lines), spans: [], call: 1 });
  t.equal(md5In(recorded([first, last])), digest);
  t.equal(md5In(recorded(['%Error opening flash:conform-x'])), undefined);
  t.end();
});

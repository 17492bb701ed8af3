import t from 'tap';
import { type7Of } from '../../harness/type7.ts';

/** "cisco" as other people's switches show it (published configurations and password lists), by the offset in front. */
const cisco = [
  '00071A150754',
  '02050D480809',
  '030752180500',
  '045802150C2E',
  '05080F1C2243',
  '060506324F41',
  '070C285F4D06',
  '0822455D0A16',
  '094F471A1A0A',
  '104D000A0618',
  '110A1016141D',
  '121A0C041104',
  '13061E010803',
  '14141B180F0B',
  '1511021F0725',
];

t.test('the type 7 strings that real switches show', (t) => {
  for (const shown of cisco) t.equal(type7Of('cisco', Number(shown.slice(0, 2))), shown);
  t.equal(type7Of('cisco'), '0822455D0A16', 'offset 8 where none is given');
  t.end();
});

t.test('a password that is longer than what is left of the key begins the key again', (t) => {
  const long = 'x'.repeat(60);
  t.equal(
    type7Of(long, 0).slice(2 + 2 * 53),
    type7Of('x'.repeat(7), 0).slice(2),
    'the key has 53 characters',
  );
  t.equal(type7Of(long, 15).length, 2 + 2 * 60);
  t.equal(type7Of('', 3), '03');
  t.end();
});

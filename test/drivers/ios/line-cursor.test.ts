import t from 'tap';
import { LineCursor } from '../../../drivers/ios/line-cursor.ts';
import { lineRig, receive } from './line-rig.ts';

t.test('complete lines with their places, in whatever pieces they come', async (t) => {
  const rig = lineRig();
  const cursor = new LineCursor(rig.line.wire, 2);
  const lines = (): string[] =>
    [...cursor.complete()].map(({ text, from, next }) => `${from} ${text.trim()} ${next}`);
  await receive(rig, '..one\r\nt');
  t.same(lines(), ['2 one 7']);
  await receive(rig, 'w');
  t.same(lines(), [], 'not complete yet');
  await receive(rig, 'o\r\n\nthree\nfo');
  t.same(lines(), ['7 two 12', '12  13', '13 three 19']);
  t.same(lines(), [], 'each is given once');
});

t.test('more is told to have come at once where it was not read yet', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  const cursor = new LineCursor(line.wire, 0);
  await receive(rig, 'one\r\n');
  t.equal(await cursor.more(clock.in(1000), 'a line'), 'more');
  t.equal([...cursor.complete()].length, 1);
  t.equal(await cursor.more(clock.in(1000), 'a line'), 'deadline');
  t.equal(clock.now(), 1000);
  stream.hangUp('the tty has gone');
  await t.rejects(cursor.more(clock.in(1000), 'a line'), {
    message: 'the line closed while waiting for a line',
  });
});

t.test('a line without a line feed is believed when nothing came behind it for a while', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  const cursor = new LineCursor(line.wire, 0);
  await receive(rig, 'one\r\ntw');
  t.equal([...cursor.complete()].length, 1);
  t.match(cursor.standing(), { text: 'tw', from: 5, next: 7 });
  void clock.wait(100).then(() => stream.send('o'));
  t.equal(await cursor.more(clock.in(10_000), 'two', true), 'more');
  t.equal([...cursor.complete()].length, 0);
  t.equal(cursor.standing().text, 'two');
  t.equal(await cursor.more(clock.in(10_000), 'two', true), 'stood');
  t.equal(clock.now(), 500);
});

import t from 'tap';
import { readTranscript } from '../../../bench/transcript-reading.ts';
import { awaitTranscript } from '../../../drivers/ios/transcript.ts';
import { lineRig, receive } from './line-rig.ts';

const debug = (packet: number): string => `*Mar  1 00:05:02.123: SSH2 0: packet ${packet}`;

t.test('all that came since a mark, up to the line that is awaited', async (t) => {
  const rig = lineRig();
  const { line, clock, tape } = rig;
  await receive(rig, `old ${debug(1)}\r\nSwitch#`);
  const since = line.wire.position;
  await receive(rig, `${debug(1)}\r\nshow clock\r\nnoon\r\nSwitch#${debug(2)}\r\n${debug(3)}\r\nSwi`);
  const { observation, spans } = await awaitTranscript(
    line.wire,
    { since, until: 'SSH2 0', count: 2 },
    clock.in(1000),
  );
  t.same(observation, {
    kind: 'transcript',
    lines: [debug(1), 'show clock', 'noon', `Switch#${debug(2)}`],
    complete: true,
  });
  const [span] = spans;
  const bytes = tape.allReceived().slice(span?.from, span?.to);
  t.same(readTranscript(bytes, 'SSH2 0', 2), observation, 'its bytes tell the same');
  t.equal(clock.now(), 0, 'nothing is waited for');
});

t.test('at the deadline what came until then is told, and its bytes tell the same', async (t) => {
  const rig = lineRig();
  const { line, clock, stream, tape } = rig;
  void clock.wait(100).then(() => stream.send(`${debug(1)}\r\n`));
  void clock.wait(200).then(() => stream.send(`${debug(2)}\r\nhalf a li`));
  const args = { since: 0, until: 'packet 3' };
  const { observation, spans } = await awaitTranscript(line.wire, args, clock.in(1000));
  t.same(observation, { kind: 'transcript', lines: [debug(1), debug(2)], complete: false });
  t.match(spans, [{ from: 0, to: tape.position }]);
  t.same(readTranscript(tape.allReceived(), 'packet 3'), observation);
});

t.test('it is awaited, in whatever pieces it comes', async (t) => {
  const { line, clock, stream } = lineRig();
  for (const [at, text] of ['pac', 'ket', ' 1', '\r', '\npacket 2\r\n'].entries())
    void clock.wait(100 * (at + 1)).then(() => stream.send(text));
  const { observation } = await awaitTranscript(line.wire, { since: 0, until: '^packet 1$' }, clock.in(5000));
  t.same(observation.lines, ['packet 1']);
});

t.test('a line that closes is no end, and a pattern that is none is said', async (t) => {
  const { line, clock, stream } = lineRig();
  await t.rejects(awaitTranscript(line.wire, { since: 0, until: '(' }, clock.in(1000)), {
    message: 'a pattern is no regular expression',
  });
  const awaited = awaitTranscript(line.wire, { since: 0, until: 'x' }, clock.in(1000));
  stream.hangUp('the tty has gone');
  await t.rejects(awaited, { name: 'PcoError', facts: { got: 'the tty has gone' } });
});

t.test(
  'a log line at the end of what was printed has no line feed: it is waited for, and believed',
  async (t) => {
    const { line, clock, stream, tape } = lineRig();
    const args = { since: 0, until: 'packet 2' };
    void clock.wait(100).then(() => stream.send(`\r\n${debug(1)}\r\n${debug(2).slice(0, -5)}`));
    void clock.wait(300).then(() => stream.send(debug(2).slice(-5)));
    const { observation } = await awaitTranscript(line.wire, args, clock.in(10_000));
    t.same(observation, { kind: 'transcript', lines: ['', debug(1), debug(2)], complete: true });
    t.equal(clock.now(), 700);
    t.same(readTranscript(tape.allReceived(), 'packet 2'), observation, 'its bytes tell the same');
  },
);

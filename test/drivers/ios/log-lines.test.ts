import t from 'tap';
import { LogLines } from '../../../drivers/ios/log-lines.ts';
import { lineRig, receive } from './line-rig.ts';

const stamp = '*Mar  1 00:05:02.123: ';
const log = (name: string): string => `${stamp}%SSH-5-${name}: something`;

t.test('log lines by cursor', async (t) => {
  const rig = lineRig();
  const { line, clock, tape } = rig;
  const logs = new LogLines(line.wire);
  const next = async (pattern: string, since: number): Promise<[string, string]> => {
    const { observation, spans } = await logs.next({ pattern, since }, clock.in(1000));
    const [span] = spans;
    return [observation.line, tape.allReceived().slice(span?.from, span?.to)];
  };
  await receive(rig, `\r\n${log('ONE')}\r\nSwitch#${log('TWO')}\r\nSSH-5 in output\r\n`);
  t.same(await next('ONE', 0), [log('ONE'), log('ONE')]);
  t.same(await next('TWO', 0), [log('TWO'), log('TWO')], 'glued to a prompt');
  const inTheMiddle = tape.allReceived().indexOf('SSH-5-TWO');
  t.same(await next('SSH-5', inTheMiddle), [log('TWO'), log('TWO')], 'its end came after the mark');
  t.same(await next('in output', 0), ['', tape.allReceived()], 'what is no log line; the span proves it');

  const from = line.wire.position;
  await receive(rig, `${log('PRINTED')}\r\n`);
  logs.excludePrinted({ pco: 'console', from, to: line.wire.position });
  await receive(rig, `${log('AFTER')}\r\n`);
  t.same(await next('SSH-5', from), [log('AFTER'), log('AFTER')]);
});

t.test('a log line is awaited, and taken when it is complete', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  void clock.wait(100).then(() => stream.send(`\r\n${log('LATE')}`));
  void clock.wait(300).then(() => stream.send(' and more\r\n'));
  const { observation } = await new LogLines(line.wire).next({ pattern: 'LATE', since: 0 }, clock.in(1000));
  t.equal(observation.line, `${log('LATE')} and more`);
});

t.test('a line that closes is no proof that nothing came', async (t) => {
  const { line, clock, stream } = lineRig();
  const awaited = new LogLines(line.wire).next({ pattern: 'x', since: 0 }, clock.in(1000));
  stream.hangUp('the tty has gone');
  await t.rejects(awaited, { name: 'PcoError', facts: { got: 'the tty has gone' } });
});

import t from 'tap';
import { ConsoleLog } from '../../virtual-switch/console-log.ts';

/** A line whose backlog the test sets. */
function aLine() {
  let drained: () => void = () => undefined;
  return {
    backlog: 0,
    onDrained: (listener: () => void) => void (drained = listener),
    drained: () => drained(),
  };
}

t.test('messages wait while the line has much to send, and come in their order', (t) => {
  const line = aLine();
  const shown: string[] = [];
  const log = new ConsoleLog(line, (text) => {
    shown.push(text);
    line.backlog += text.length;
  });
  line.backlog = 65;
  log.add('first message of some length, so that the line is busy with it for a while');
  log.add('second');
  t.same(shown, []);
  line.backlog = 64;
  line.drained();
  t.same(shown.length, 1, 'one fills the line again');
  line.backlog = 0;
  line.drained();
  t.same(shown[1], 'second');
  t.end();
});

t.test('a hundred may wait', (t) => {
  const line = aLine();
  const shown: string[] = [];
  const log = new ConsoleLog(line, (text) => void shown.push(text));
  line.backlog = 1000;
  for (let count = 0; count < 100; count += 1) {
    t.notOk(log.full);
    log.add(String(count));
  }
  t.ok(log.full);
  log.clear();
  line.backlog = 0;
  line.drained();
  t.same(shown, [], 'what was cleared is never shown');
  t.notOk(log.full);
  t.end();
});

t.test('without a paced line everything is shown at once', (t) => {
  const shown: string[] = [];
  const log = new ConsoleLog(undefined, (text) => void shown.push(text));
  for (let count = 0; count < 150; count += 1) log.add(String(count));
  t.equal(shown.length, 150);
  t.end();
});

import t from 'tap';
import {
  escaped,
  negotiation,
  optionCode,
  optionText,
  subnegotiation,
} from '../../../protocols/telnet/codes.ts';
import { type OptionPolicy, TelnetOptions } from '../../../protocols/telnet/options.ts';
import { TelnetReader, type TelnetEvent } from '../../../protocols/telnet/reader.ts';
import { readWindowSize, writeWindowSize } from '../../../protocols/telnet/window-size.ts';

const bytes = (...values: readonly number[]) => Buffer.from(values);
const echo = optionCode('echo');

t.test('commands are taken out of what is received', (t) => {
  const received = Buffer.concat([
    Buffer.from('a'),
    negotiation('will', echo),
    Buffer.from('b'),
    bytes(255, 255),
    subnegotiation(31, bytes(0, 255, 0, 24)),
    bytes(255, 246),
    Buffer.from('c\r\0d\r\ne'),
  ]);
  const expected: TelnetEvent[] = [
    { kind: 'data', bytes: Buffer.from('a') },
    { kind: 'negotiation', verb: 'will', option: 1 },
    { kind: 'data', bytes: bytes(0x62, 255) },
    { kind: 'subnegotiation', option: 31, body: bytes(0, 255, 0, 24) },
    { kind: 'command', code: 246 },
    { kind: 'data', bytes: Buffer.from('c\rd\r\ne') },
  ];
  t.same(new TelnetReader().push(received), expected);

  const reader = new TelnetReader();
  const single = [...received].flatMap((byte) => reader.push(bytes(byte)));
  t.same(joined(single), expected, 'and no less where every read is one byte');
  t.end();
});

t.test('a subnegotiation that never ends is not kept for ever', (t) => {
  const reader = new TelnetReader();
  reader.push(bytes(255, 250, 24));
  reader.push(Buffer.alloc(100_000, 65));
  const [event] = reader.push(bytes(255, 240));
  t.match(event, { kind: 'subnegotiation', option: 24 });
  t.equal(event?.kind === 'subnegotiation' ? event.body.length : 0, 1024);
  t.end();
});

t.test('data is escaped, and sizes are as RFC 1073 has them', (t) => {
  t.same([...escaped(bytes(1, 255, 2))], [1, 255, 255, 2]);
  t.same(readWindowSize(writeWindowSize({ columns: 255, rows: 300 })), { columns: 255, rows: 300 });
  t.equal(readWindowSize(bytes(0, 80)), undefined);
  t.equal(optionText(3), 'suppress-go-ahead');
  t.equal(optionText(44), 'option 44');
  t.end();
});

/** Two ends that answer each other until they are quiet; gives how often they did. */
function talk(
  left: OptionPolicy,
  right: OptionPolicy,
  begin: (left: TelnetOptions, right: TelnetOptions) => void,
) {
  const queue: { to: 'left' | 'right'; bytes: Buffer }[] = [];
  const ends = {
    left: new TelnetOptions(left, (sent) => queue.push({ to: 'right', bytes: sent })),
    right: new TelnetOptions(right, (sent) => queue.push({ to: 'left', bytes: sent })),
  };
  const readers = { left: new TelnetReader(), right: new TelnetReader() };
  begin(ends.left, ends.right);
  let said = 0;
  for (let next = queue.shift(); next !== undefined && said < 100; next = queue.shift()) {
    said += 1;
    for (const event of readers[next.to].push(next.bytes)) {
      if (event.kind === 'negotiation') ends[next.to].receive(event.verb, event.option);
    }
  }
  return { ...ends, said };
}

t.test('an option that both want goes on, once', (t) => {
  const all: OptionPolicy = { accepts: () => true };
  const { left, right, said } = talk(all, all, (one) => one.propose('us', echo));
  t.equal(left.isOn('us', echo), true);
  t.equal(right.isOn('them', echo), true);
  t.equal(said, 2);
  t.end();
});

t.test('both may propose the same at once', (t) => {
  const all: OptionPolicy = { accepts: () => true };
  const { left, right, said } = talk(all, all, (one, other) => {
    one.propose('us', echo);
    other.propose('them', echo);
  });
  t.ok(left.isOn('us', echo) && right.isOn('them', echo));
  t.equal(said, 2, 'each is the answer to the other');
  t.end();
});

t.test('an option that one does not want stays off, and nobody goes on about it', (t) => {
  const changes: string[] = [];
  const none: OptionPolicy = { accepts: () => false };
  const { left, right, said } = talk(
    {
      accepts: () => true,
      changed: (performer, option, on) => changes.push(`${performer} ${option} ${on}`),
    },
    none,
    (one) => {
      one.propose('us', echo);
      one.propose('us', echo);
    },
  );
  t.notOk(left.isOn('us', echo) || right.isOn('them', echo));
  t.equal(said, 2);
  t.same(changes, []);
  t.end();
});

t.test('an option can be taken back', (t) => {
  const sent: Buffer[] = [];
  const options = new TelnetOptions({ accepts: () => true }, (said) => sent.push(said));
  options.receive('do', echo);
  t.ok(options.isOn('us', echo));
  options.receive('dont', echo);
  t.notOk(options.isOn('us', echo));
  options.receive('dont', echo);
  t.same(Buffer.concat(sent), Buffer.concat([negotiation('will', echo), negotiation('wont', echo)]));
  t.end();
});

/** Data that came in pieces in one piece. */
function joined(events: readonly TelnetEvent[]): TelnetEvent[] {
  return events.reduce<TelnetEvent[]>((whole, event) => {
    const last = whole.at(-1);
    if (last?.kind === 'data' && event.kind === 'data') {
      whole[whole.length - 1] = { kind: 'data', bytes: Buffer.concat([last.bytes, event.bytes]) };
    } else whole.push(event);
    return whole;
  }, []);
}

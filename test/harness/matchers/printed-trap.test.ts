import t from 'tap';
import type { TranscriptObservation } from '../../../bench/console.ts';
import { trapPrinted, watchedLineCame } from '../../../harness/matchers/printed-trap.ts';

const stamp = '*Jul 18 10:18:42.619: ';
const index = '192.0.2.1.22.192.0.2.10.55246';
const local = { address: '192.0.2.1', port: 22 };
const remote = { address: '192.0.2.10', port: 55_246 };
const session = { local, remote };
const lines = [
  `${stamp}SNMP: Queuing packet to 192.0.2.10`,
  `${stamp}SNMP: V1 Trap, ent cisco, addr 192.0.2.1, gentrap 6, spectrap 1 `,
  ' local.9.3.1.1.2.1 = 6 ',
  ` tcpConnEntry.1.${index} = 4 `,
  ` ltcpConnEntry.5.${index} = 1015 `,
  ` ltcpConnEntry.1.${index} = 1056 `,
  ` ltcpConnEntry.2.${index} = 1392 `,
  ' local.9.2.1.18.2 = lab',
  `${stamp}SNMP: Packet sent via UDP to 192.0.2.10`,
];
const right = {
  session,
  queuedTo: '192.0.2.10',
  header: { enterprise: 'cisco', addresses: ['192.0.2.1'], generic: 6, specific: 1 },
  variables: [
    'local.9.3.1.1',
    'tcpConnEntry.1',
    'ltcpConnEntry.5',
    'ltcpConnEntry.1',
    'ltcpConnEntry.2',
    'local.9.2.1.18',
  ],
  index: true,
  sentTo: '192.0.2.10',
  whole: true,
} as const;

const printed = (given: readonly string[]): TranscriptObservation => ({
  kind: 'transcript',
  lines: given,
  complete: true,
});
const without = (at: number): string[] => lines.filter((_, each) => each !== at);
const changed = (at: number, from: string, to: string): string[] =>
  lines.map((line, each) => (each === at ? line.replace(from, to) : line));
const swapped = (one: number, two: number): string[] =>
  lines.map((line, each) => (each === one ? lines[two] : each === two ? lines[one] : line) ?? '');

t.test('trapPrinted rejects a print with a part missing, changed or out of its order', (t) => {
  const judge = trapPrinted(right);
  t.same(judge.match(printed(lines)), { matches: true, got: 'that print' });
  t.ok(
    judge.match(printed([...lines.slice(0, 4), `${stamp}%SYS-5-CONFIG_I: ...`, ...lines.slice(4)])).matches,
    'a log line of others in the middle',
  );
  const other = lines.map((line) => line.replaceAll('55246', '40000'));
  t.ok(judge.match(printed([...other, ...lines])).matches, 'beside that of another session');
  for (const at of lines.keys())
    t.notOk(judge.match(printed(without(at))).matches, `without ${lines[at] ?? ''}`);
  for (let at = 0; at < lines.length - 1; at += 1)
    t.notOk(judge.match(printed(swapped(at, at + 1))).matches, `${lines[at] ?? ''} later`);
  t.notOk(judge.match(printed(changed(0, '192.0.2.10', '192.0.2.11'))).matches, 'queued to another');
  t.notOk(judge.match(printed(changed(1, 'cisco', 'products'))).matches, 'another enterprise');
  t.notOk(judge.match(printed(changed(1, '192.0.2.1,', '0.0.0.0,'))).matches, 'agent address 0.0.0.0');
  t.notOk(judge.match(printed(changed(1, 'gentrap 6', 'gentrap 2'))).matches, 'another trap');
  t.notOk(judge.match(printed(changed(3, index, '192.0.2.10.55246.192.0.2.1.22'))).matches, 'ends swapped');
  t.notOk(judge.match(printed(changed(4, '1015', 'ten'))).matches, 'no number');
  t.notOk(judge.match(printed(changed(8, '192.0.2.10', '192.0.2.11'))).matches, 'sent to another');
  t.notOk(judge.match(printed([])).matches, 'nothing');
  t.end();
});

t.test('watchedLineCame rejects a transcript that ended with the deadline', (t) => {
  t.ok(watchedLineCame().match(printed(lines)).matches);
  t.notOk(watchedLineCame().match({ ...printed(lines), complete: false }).matches);
  t.end();
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import type { EventBody, JournalEvent } from '../../journal/events.ts';
import { foldPcapng } from '../../reports/pcapng.ts';

const { failed } = execaSync('tshark', ['--version'], { reject: false });
const skip = failed ? 'tshark is missing; on Debian: apt-get install tshark' : false;

const client = { address: '192.0.2.10', port: 40001 };
const server = { address: '192.0.2.1', port: 22 };
const begun = 1_795_765_048_729;

/** What the tapes of a capture hold, each event a millisecond after the one before. */
function journal(...parts: readonly (readonly [pco: string, bytes: string])[]): JournalEvent[] {
  return parts.map(([pco, bytes], seq) => {
    const data: EventBody = { type: 'data', pco, direction: 'received', from: 0, bytes };
    return { seq, at: seq, wall: begun + seq, ...data };
  });
}

const fact = (facts: object): readonly [string, string] => ['packet-capture', `${JSON.stringify(facts)}\n`];
const captured = journal(
  fact({ fact: 'opened', connection: 1, at: 0, client, server }),
  ['packet-capture/1/received', 'SSH-1.99-Cisco-1.25\n'],
  ['packet-capture/1/sent', 'SSH-2.0-Client\r\n'],
  ['packet-capture/1/sent', 'x'.repeat(4000)],
  fact({ fact: 'closed', connection: 1, at: 3 }),
  fact({ fact: 'ended', connections: 1 }),
);

/** What tshark prints of each packet, fields in columns. */
async function dissected(t: Test, bytes: Buffer, ...fields: readonly string[]): Promise<string[][]> {
  const file = join(t.testdir(), 'capture.pcapng');
  writeFileSync(file, bytes);
  const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
  const { stdout } = await execa('tshark', [
    ...['-r', file, '-T', 'fields', ...checks],
    ...fields.flatMap((field) => ['-e', field]),
  ]);
  return stdout.split('\n').map((line) => line.split('\t'));
}

t.test('without a capture there is no file', (t) => {
  t.equal(foldPcapng(journal(['console', 'Switch>'])), undefined);
  t.end();
});

t.test('tshark reads the connection as it was', { skip }, async (t) => {
  const file = foldPcapng(captured);
  if (file === undefined) throw new Error('nothing was folded');
  const packets = await dissected(
    t,
    file,
    ...['ip.src', 'tcp.srcport', 'ip.dst', 'tcp.dstport', 'tcp.len', 'ssh.protocol', 'frame.time_epoch'],
  );
  const lengths = packets.map(([from, , , , length]) => `${String(from)} ${String(length)}`);
  t.same(lengths, [
    ...['192.0.2.10 0', '192.0.2.1 0', '192.0.2.10 0'],
    ...['192.0.2.1 20', '192.0.2.10 16'],
    ...['192.0.2.10 1460', '192.0.2.10 1460', '192.0.2.10 1080'],
    ...['192.0.2.10 0', '192.0.2.1 0', '192.0.2.10 0'],
  ]);
  t.same(packets[3]?.slice(0, 6), ['192.0.2.1', '22', '192.0.2.10', '40001', '20', 'SSH-1.99-Cisco-1.25']);
  t.match(packets[4]?.[5], 'SSH-2.0-Client');
  t.equal(Number(packets[3]?.[6]), (begun + 1) / 1000, 'at the time of the wall clock');
});

t.test('its headers are sound', { skip }, async (t) => {
  const file = foldPcapng(captured);
  if (file === undefined) throw new Error('nothing was folded');
  const good = '1';
  for (const [ip, tcp, lost] of await dissected(
    t,
    file,
    'ip.checksum.status',
    'tcp.checksum.status',
    'tcp.analysis.lost_segment',
  )) {
    t.equal(ip, good);
    t.equal(tcp, good);
    t.notOk(lost, 'no segment is missing');
  }
});

t.test('of a payload of which only the ends were kept the length is right', { skip }, async (t) => {
  const [opened] = captured;
  if (opened === undefined) throw new Error('no event');
  const bulk = { head: 'a'.repeat(10), tail: 'b'.repeat(10), length: 1400, sha256: '0'.repeat(64) };
  const data: EventBody = {
    type: 'data',
    pco: 'packet-capture/1/sent',
    direction: 'received',
    from: 0,
    bulk,
  };
  const file = foldPcapng([opened, { seq: 1, at: 1, wall: begun, ...data }]);
  if (file === undefined) throw new Error('nothing was folded');
  const packets = await dissected(t, file, 'tcp.len', 'tcp.payload');
  t.equal(packets[3]?.[0], '1400');
  t.match(packets[3]?.[1], /^(?:61){10}(?:00)+(?:62){10}$/);
});

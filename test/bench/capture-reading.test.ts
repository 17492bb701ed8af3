import t from 'tap';
import { type CaptureFact, payloadTape, readCapture } from '../../bench/capture-reading.ts';

const client = { address: '192.0.2.10', port: 50_000 };
const server = { address: '192.0.2.1', port: 22 };
const facts = (...seen: CaptureFact[]): string => seen.map((fact) => `${JSON.stringify(fact)}\n`).join('');
const opened = { fact: 'opened', connection: 1, at: 100, client, server } as const;

t.test('each connection, its bytes and what stands among them', (t) => {
  const payload: Record<string, string> = {
    [payloadTape(1, 'sent')]: 'SSH-2.0-x\r\n secret',
    [payloadTape(1, 'received')]: 'SSH-2.0-y\r\n',
    [payloadTape(2, 'sent')]: 'nothing',
  };
  const seen = facts(
    opened,
    { ...opened, connection: 2 },
    { fact: 'closed', connection: 1, at: 350 },
    { fact: 'ended', connections: 2 },
  );
  t.same(
    readCapture(seen, (tape) => payload[tape] ?? '', ['secret', 'y\r']),
    {
      kind: 'capture',
      streams: [
        { client, server, openedAt: 100, closedAt: 350, sent: 18, received: 11, found: ['secret', 'y\r'] },
        { client, server, openedAt: 100, sent: 7, received: 0, found: [] },
      ],
    },
  );
  t.same(
    readCapture('', () => '', ['secret']),
    { kind: 'capture', streams: [] },
  );
  t.throws(() => readCapture('garbage\n', () => '', []));
  t.end();
});

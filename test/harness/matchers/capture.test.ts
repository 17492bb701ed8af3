import t from 'tap';
import { nothingInClear } from '../../../harness/matchers/capture.ts';

const end = { address: '192.0.2.1', port: 22 };
const stream = { client: end, server: end, openedAt: 0, sent: 900, received: 1200, found: [] };

t.test('nothingInClear rejects a text on the wire, and a capture of nothing', (t) => {
  const seen = (...streams: (typeof stream)[]) => ({ kind: 'capture', streams }) as const;
  t.ok(nothingInClear().match(seen(stream)).matches);
  t.notOk(nothingInClear().match(seen()).matches, 'no connection');
  t.notOk(nothingInClear().match(seen({ ...stream, sent: 0 })).matches, 'nothing sent');
  t.notOk(nothingInClear().match(seen({ ...stream, received: 0 })).matches, 'nothing received');
  const found = { kind: 'capture', streams: [stream, { ...stream, found: ['<marker>'] }] } as const;
  t.match(nothingInClear().match(found), { matches: false, got: /in clear: <marker>/ });
  t.end();
});

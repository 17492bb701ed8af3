import t from 'tap';
import { ReadLedger } from '../../../virtual-switch/ssh/read-ledger.ts';

t.test('a packet in several reads, as in the guide: 64, 64, 64, 64 and 24 bytes make 280', (t) => {
  const ledger = new ReadLedger();
  for (const bytes of [64, 64, 64, 64, 24]) ledger.read(bytes);
  const steps = ledger.take(280);
  t.same(
    steps.map(({ kind, bytes }) => [kind, bytes]),
    [64, 64, 64, 64, 24].map((bytes) => ['read', bytes]),
  );
  t.same(
    steps.map(({ first }) => first),
    [true, false, false, false, false],
  );
  t.end();
});

t.test('several packets in one read: only the first tells of it', (t) => {
  const ledger = new ReadLedger();
  ledger.read(192);
  t.same(ledger.take(80), [{ kind: 'read', bytes: 192, first: true }]);
  t.same(ledger.take(112), [{ kind: 'rest', bytes: 192, first: true }]);
  ledger.read(16);
  t.same(ledger.take(16), [{ kind: 'read', bytes: 16, first: true }], 'and nothing is left over');
  t.end();
});

t.test('a packet that begins in one read and ends in the next', (t) => {
  const ledger = new ReadLedger();
  ledger.read(100);
  ledger.take(60);
  ledger.read(50);
  t.same(ledger.take(80), [
    { kind: 'rest', bytes: 100, first: true },
    { kind: 'read', bytes: 50, first: false },
  ]);
  t.end();
});

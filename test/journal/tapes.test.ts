import { createHash } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { Secret } from '../../bench/secret.ts';
import type { Tape } from '../../bench/tape.ts';
import type { EventOf, JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { formsOf } from '../../journal/secret-forms.ts';
import { ReceivedStreams } from '../../journal/streams.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';

const wire = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const secret = new Secret('enable', 'Quux56781234abcd');

function tape(): {
  tape: Tape;
  again: () => Tape;
  events: readonly JournalEvent[];
  returned: () => void;
  close: () => void;
} {
  const redactor = createRedactor([secret]);
  const journal = memoryJournal({ redactor });
  const openTape = journalTapes(journal, redactor);
  return {
    tape: openTape('console'),
    again: () => openTape('console'),
    events: journal.events,
    returned: () => void journal.append({ type: 'return', call: 0, spans: [] }),
    close: () => journal.close(),
  };
}

const dataOf = (events: readonly JournalEvent[]): readonly EventOf<'data'>[] =>
  events.filter((event) => event.type === 'data');
const written = (events: readonly JournalEvent[], direction: 'received' | 'sent'): string =>
  dataOf(events)
    .filter((event) => event.direction === direction)
    .map(({ bytes }) => bytes ?? '')
    .join('');

t.test('what is sent is in the journal before sending returns', async (t) => {
  const { tape: console, events } = tape();
  console.sending(wire('show ip ssh\r'));
  t.match(events, [{ type: 'data', pco: 'console', direction: 'sent', from: 0, bytes: 'show ip ssh\r' }]);
  console.sending(wire('Quux56781234abcd\r'));
  t.match(events[1], { direction: 'sent', from: 12, bytes: '<enable>********\r' });
});

t.test('what was received stands before what is sent upon it', async (t) => {
  const { tape: console, events } = tape();
  console.received(wire('Password: Qu'));
  console.sending(wire('x'));
  t.strictSame(
    dataOf(events).map(({ direction, bytes }) => [direction, bytes]),
    [
      ['received', 'Password: '],
      ['received', 'Qu'],
      ['sent', 'x'],
    ],
  );
});

t.test('spans count from the beginning of the run, also when the tape is opened again', async (t) => {
  const { tape: console, again, events, returned } = tape();
  t.strictSame(console.received(wire('Switch>')), { pco: 'console', from: 0, to: 7 });
  const second = again();
  t.equal(second.position, 7);
  const span = second.received(wire('ÿenable'));
  t.strictSame(span, { pco: 'console', from: 7, to: 14 });
  returned();
  t.equal(new ReceivedStreams(events).bytes(span), 'ÿenable');
  t.equal(new ReceivedStreams(events).bytes({ pco: 'console', from: 3, to: 9 }), 'tch>ÿe');
  t.equal(new ReceivedStreams(events).bytes({ pco: 'console', from: 3, to: 15 }), undefined);
  t.equal(new ReceivedStreams(events).bytes({ pco: 'ssh-client', from: 0, to: 1 }), undefined);
});

t.test('what is held back is written before the return that cites it', async (t) => {
  const { tape: console, events, returned } = tape();
  console.received(wire('a Quux5678'));
  t.equal(written(events, 'received'), 'a ');
  returned();
  t.equal(written(events, 'received'), 'a <enable>'.slice(0, 10));
  t.equal(events.at(-1)?.type, 'return');
  console.received(wire('1234abcd#'));
  returned();
  t.equal(written(events, 'received'), 'a <enable>********#');
});

t.test('no secret, in no form, cut anywhere, in either direction, reaches the journal', async (t) => {
  const forms = formsOf(secret);
  for (const form of forms)
    for (let cut = 0; cut <= form.length; cut++)
      for (const flushed of [false, true]) {
        const { tape: console, events, returned, close } = tape();
        for (const part of [form.slice(0, cut), form.slice(cut)]) {
          console.received(wire(part));
          if (flushed) returned();
        }
        // A send writes what is held back of the other direction, so the two are not mixed here.
        close();
        if (written(events, 'received').includes(form) || written(events, 'received').length !== form.length)
          t.fail(`received ${form} cut at ${cut}`);
        const other = tape();
        for (const part of [form.slice(0, cut), form.slice(cut)]) other.tape.sending(wire(part));
        if (
          written(other.events, 'sent').includes(form) ||
          written(other.events, 'sent').length !== form.length
        )
          t.fail(`sent ${form} cut at ${cut}`);
      }
  t.ok(forms.length > 20);
});

t.test('the same over three reads, with returns and sends in between', async (t) => {
  const step = fc.constantFrom('read', 'return', 'send');
  fc.assert(
    fc.property(
      fc.constantFrom(...formsOf(secret)),
      fc.array(fc.tuple(fc.nat(20), step), { minLength: 3, maxLength: 5 }),
      (form, cuts) => {
        const { tape: console, events, returned, close } = tape();
        let rest = `Switch#${form}\r\n`;
        for (const [length, then] of cuts) {
          console.received(wire(rest.slice(0, length)));
          console.sending(wire(rest.slice(0, length)));
          rest = rest.slice(length);
          if (then === 'return') returned();
          if (then === 'send') console.sending(wire(' '));
        }
        console.received(wire(rest));
        close();
        t.notOk(JSON.stringify(events).includes(form));
        t.equal(written(events, 'received').length, form.length + 9);
      },
    ),
    { numRuns: 100 },
  );
});

t.test('up to 64 KiB between two returns are kept whole; of more, head, tail, length and hash', async (t) => {
  const { tape: console, events, returned } = tape();
  const page = 'x'.repeat(65_536);
  const bulk = `${'h'.repeat(5000)}${'m'.repeat(90_000)}${'t'.repeat(5000)}\r\nSwitch#`;
  console.received(wire(page));
  for (let at = 0; at < bulk.length; at += 700) console.received(wire(bulk.slice(at, at + 700)));
  returned();
  const last = dataOf(events).at(-1);
  t.match(last, {
    from: 65_536,
    bulk: {
      head: 'h'.repeat(4096),
      tail: bulk.slice(-4096),
      length: bulk.length,
      sha256: createHash('sha256').update(bulk).digest('hex'),
    },
  });
  const streams = new ReceivedStreams(events);
  const end = 65_536 + bulk.length;
  t.equal(streams.bytes({ pco: 'console', from: 65_530, to: 65_540 }), 'xxxxxxhhhh');
  t.equal(streams.bytes({ pco: 'console', from: end - 7, to: end }), 'Switch#');
  t.equal(streams.bytes({ pco: 'console', from: 65_530, to: end }), undefined);

  const after = console.received(wire('Switch#'));
  t.equal(after.from, end);
  returned();
  t.equal(new ReceivedStreams(events).bytes(after), 'Switch#', 'the limit is anew after a return');
});

t.test('a little more than 64 KiB is still whole', async (t) => {
  const { tape: console, events, returned } = tape();
  console.received(wire('x'.repeat(65_536 + 8192)));
  returned();
  t.equal(written(events, 'received').length, 65_536 + 8192);
});

t.test('bulk that is sent is in the journal before each send returns', async (t) => {
  const { tape: client, events } = tape();
  client.sending(wire('x'.repeat(65_536)));
  client.sending(wire('y'.repeat(32_768)));
  const last = dataOf(events).at(-1);
  t.match(last, { direction: 'sent', from: 65_536, bulk: { length: 32_768, head: 'y'.repeat(512) } });
});

t.test('what comes after the journal was closed is counted and not recorded', async (t) => {
  const { tape: console, events, close } = tape();
  console.received(wire('Switch#'));
  close();
  const before = events.length;
  t.strictSame(console.received(wire('bye')), { pco: 'console', from: 7, to: 10 });
  t.equal(events.length, before);
  t.throws(() => console.sending(wire('x')), /closed/);
});

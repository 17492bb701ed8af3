import t from 'tap';
import type { Bench } from '../../bench/bench.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Json } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import { recordBench } from '../../harness/recording.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { fakeBench, rejectionOf } from './fake-bench.ts';

const enable = new Secret('enable', 'Quux56781234abcd');
const soon = { at: 1000 };

function recorded(answer: Parameters<typeof fakeBench>[0]['answer'], differences: Partial<Bench> = {}) {
  const redactor = createRedactor();
  const journal = memoryJournal({ redactor });
  const openTape = journalTapes(journal, redactor);
  const bench = fakeBench({ secrets: [enable], answer, differences });
  return { bench: recordBench(bench, journal, redactor), events: journal.events, openTape };
}

const cli = (line: string): Json => ({ kind: 'cli', lines: [{ text: line }] });

t.test('a call is journalled before it is made, its return after it, both masked', async (t) => {
  const typesAtMoment: string[][] = [];
  const { bench, events } = recorded(async () => {
    typesAtMoment.push(events.map(({ type }) => type));
    return {
      observation: cli('enable secret Quux56781234abcd'),
      spans: [{ pco: 'console', from: 3, to: 9 }],
    };
  });
  const args = { command: 'enable secret Quux56781234abcd' };
  const answer = await bench.pco('console')?.call('execute', args, soon);
  t.strictSame(typesAtMoment, [['call']]);
  t.match(events[0], { type: 'call', call: 0, pco: 'console', op: 'execute' });
  t.match(events[0], { args: { command: 'enable secret <enable>********' } });
  t.match(events[1], { type: 'return', call: 0, spans: [{ pco: 'console', from: 3, to: 9 }] });
  t.match(answer, { call: 0, observation: { lines: [{ text: 'enable secret <enable>********' }] } });
  t.strictSame(answer?.spans, [{ pco: 'console', from: 3, to: 9 }]);
  t.notOk(JSON.stringify(events).includes('Quux'));
});

t.test('the caller gets copies: what it does to them does not reach the driver', async (t) => {
  const own = { kind: 'mark', position: 1 };
  const { bench } = recorded(async () => ({ observation: own, spans: [] }));
  const answer = await bench.pco('console')?.call('mark', null, soon);
  Object.assign(answer?.observation ?? {}, { position: 2 });
  t.equal(own.position, 1);
});

t.test('bytes that are held back stand in the journal before the return that cites them', async (t) => {
  const { bench, events, openTape } = recorded(async () => {
    const span = openTape('console').received(Buffer.from('Switch#Quu'));
    return { observation: cli(''), spans: [span] };
  });
  await bench.pco('console')?.call('execute', { command: '' }, soon);
  t.strictSame(
    events.map((event) => (event.type === 'data' ? event.bytes : event.type)),
    ['call', 'Switch#', 'Quu', 'return'],
  );
});

t.test('a PcoError is journalled with its facts and thrown on, both masked', async (t) => {
  const { bench, events } = recorded(() =>
    Promise.reject(new PcoError('no prompt came', { expected: 'a prompt', got: 'Quux56781234abcd' })),
  );
  const error = await rejectionOf(bench.pco('console')?.call('execute', { command: 'x' }, soon));
  t.ok(error instanceof PcoError);
  t.match(error, { name: 'PcoError', message: 'no prompt came', facts: { got: '<enable>********' } });
  t.match(events[1], {
    type: 'return',
    call: 0,
    spans: [],
    error: { message: 'no prompt came', expected: 'a prompt', got: '<enable>********' },
  });
  t.equal((events[1] as { error?: { name?: string } }).error?.name, undefined);
});

t.test('any other error is journalled with its name and thrown on as it is', async (t) => {
  const bug = new TypeError('x is not a function');
  const { bench, events } = recorded(() => Promise.reject(bug));
  t.equal(await rejectionOf(bench.pco('ssh-client')?.call('identify', null, soon)), bug);
  t.match(events[1], { error: { name: 'TypeError', message: 'x is not a function' } });
});

t.test('the clock is a PCO', async (t) => {
  const { bench, events } = recorded(() => Promise.reject(new Error('unused')));
  t.equal(await bench.clock.now(), 500);
  await bench.clock.wait(20);
  t.equal(await bench.clock.now(), 520);
  t.strictSame(bench.clock.in(5), { at: 525 });
  t.match(
    events.filter(({ type }) => type === 'call'),
    [
      { pco: 'clock', op: 'now', args: null },
      { pco: 'clock', op: 'wait', args: { milliseconds: 20 } },
      { pco: 'clock', op: 'now' },
    ],
  );
  t.match(
    events.filter(({ type }) => type === 'return'),
    [{ observation: 500 }, { observation: null }, { observation: 520 }],
  );
});

t.test('a role that the bench is without has no PCO', async (t) => {
  const { bench } = recorded(() => Promise.reject(new Error('unused')), {
    pco: () => undefined,
    whyWithout: () => 'no cable',
  });
  t.equal(bench.pco('ssh-client'), undefined);
  t.equal(bench.whyWithout('ssh-client'), 'no cable');
});

t.test('a secret that comes up while the bench is in use is masked too', async (t) => {
  const secrets = [enable];
  const { bench, events } = recorded(async () => ({ observation: cli('Later1234567890x'), spans: [] }), {
    secrets,
  });
  secrets.push(new Secret('later', 'Later1234567890x'));
  const answer = await bench.pco('console')?.call('execute', { command: 'Later1234567890x' }, soon);
  t.match(answer?.observation, { lines: [{ text: '<later>*********' }] });
  t.notOk(JSON.stringify(events).includes('Later1234567890x'));
});

t.test('clean state is answered in clear, and the journal has it masked all the same', async (t) => {
  const { bench, events } = recorded(async (_role, _op, args) => {
    t.match(args, { command: 'enable secret Quux56781234abcd' }, 'the driver types what was asked');
    return { observation: cli('enable secret Quux56781234abcd'), spans: [] };
  });
  const args = { command: 'enable secret Quux56781234abcd' };
  const answer = await bench.unmasked('console')?.call('execute', args, soon);
  t.match(answer, { call: 0, observation: { lines: [{ text: 'enable secret Quux56781234abcd' }] } });
  t.match(events[1], { observation: { lines: [{ text: 'enable secret <enable>********' }] } });
  t.notOk(JSON.stringify(events).includes('Quux'));
  t.equal(bench.masked('it is Quux56781234abcd'), 'it is <enable>********');
});

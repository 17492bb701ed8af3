import t from 'tap';
import { recordBench } from '../../harness/recording.ts';
import { runSuites } from '../../harness/run.ts';
import { suite } from '../../harness/suite.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { toyBench, type ToyDevice } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { uninterrupted } from '../support/uninterrupted.ts';

/** Whether a run begins on a real bench, by what its switches say when they are looked at first. */

const header = '    Line       User       Host(s)              Idle       Location';
const free: Readonly<Record<string, readonly string[]>> = {
  'show startup-config': ['Using 1024 out of 2097152 bytes', 'hostname Switch', 'end'],
  'show users': [header, '*  0 con 0                idle                 00:00:00'],
};

function real(says: Readonly<Record<string, readonly string[]>> = {}): ToyDevice {
  return { answer: (command) => says[command] ?? free[command] };
}

async function run(
  devices: { device: ToyDevice; second?: ToyDevice },
  kind: 'hardware' | 'virtual' = 'hardware',
): Promise<{ events: readonly JournalEvent[]; broken: string; marked: string[] }> {
  const redactor = createRedactor([]);
  const journal = memoryJournal({ redactor, now: () => 0 });
  const toy = toyBench({ ...devices, openTape: journalTapes(journal, redactor) });
  const marked: string[] = [];
  await runSuites({
    bench: recordBench({ ...toy, dut: { ...toy.dut, kind } }, journal, redactor),
    journal,
    registry: toyRegistry({ 'T-001': { expect: [{ re: '^colour red$', source: 'guide' }] } }),
    suites: [
      suite(
        'toy',
        { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] },
        ({ step, dut }) => {
          step('colour', ['T-001'], async () => {
            await dut.configure('colour red');
          });
        },
      ),
    ],
    interrupt: uninterrupted,
    store: {
      keep: () => marked.push('kept'),
      forget: () => undefined,
      markBroken: (why) => marked.push(why),
    },
  });
  const event = journal.events.find((each) => each.type === 'bench' && each.phase === 'broken');
  return { events: journal.events, broken: event?.type === 'bench' ? (event.detail ?? '') : '', marked };
}

const refusals: [what: string, says: Readonly<Record<string, readonly string[]>>, why: RegExp][] = [
  [
    'login block-for',
    { 'show running-config': ['hostname Switch', 'login block-for 60 attempts 3 within 30', 'end'] },
    /punishes failed logins[^]*login block-for 60/,
  ],
  [
    'max-fail',
    { 'show running-config': ['hostname Switch', 'aaa local authentication attempts max-fail 5', 'end'] },
    /punishes failed logins[^]*max-fail 5/,
  ],
  [
    'unsaved changes',
    { 'show running-config': ['hostname Other', 'end'] },
    /has unsaved changes[^]*copy running-config startup-config/,
  ],
  [
    'no startup configuration',
    { 'show startup-config': ['startup-config is not present'] },
    /has unsaved changes[^]*no startup-config/,
  ],
  [
    'somebody else',
    {
      'show users': [
        header,
        '*  0 con 0                idle                 00:00:00',
        '   3 vty 1     operator   idle                 00:01:02 192.0.2.77',
      ],
    },
    /others are logged in to [^]*vty 1 operator from 192\.0\.2\.77/,
  ],
];

t.test('two real switches that are free are taken', async (t) => {
  const { broken, marked } = await run({ device: real(), second: real() });
  t.equal(broken, '');
  t.strictSame(marked, ['kept']);
});

for (const [what, says, why] of refusals) {
  t.test(`a real switch is refused: ${what}`, async (t) => {
    const { broken, events, marked } = await run({ device: real(says), second: real() });
    t.match(broken, why);
    t.match(broken, /the switch/);
    t.notOk(
      events.some((event) => event.type === 'data' && event.bytes?.includes('colour red') === true),
      'nothing is changed',
    );
    t.strictSame(marked, [], 'and it is not marked as if something had been');
  });
  t.test(`so is the second device: ${what}`, async (t) => {
    const { broken, marked } = await run({ device: real(), second: real(says) });
    t.match(broken, why);
    t.match(broken, /^no baseline of the second device could be taken.*the second device/);
    t.strictSame(marked, []);
  });
  t.test(`a virtual one is taken as it is: ${what}`, async (t) => {
    t.equal((await run({ device: real(says), second: real(says) }, 'virtual')).broken, '');
  });
}

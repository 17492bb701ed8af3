import type { EventBody, JournalEvent } from '../../journal/events.ts';
import { memoryJournal } from '../../journal/writer.ts';

/** A head as a run on the virtual lab writes it, with two suites. */
export const head: Extract<EventBody, { type: 'head' }> = {
  type: 'head',
  version: 1,
  tool: { name: 'catalyst-conform', version: '0.0.0' },
  runId: 'sample',
  startedAt: '2026-01-02T03:04:05.000Z',
  topology: { name: 'virtual', file: 'virtual.yaml', description: {} },
  dut: { kind: 'virtual', address: '192.0.2.1', port: 22, addresses: [], username: 'bench', privilege: 1 },
  clock: 'steered',
  profile: { platform: 'WS-C3650', release: '03.03SE', facts: {} },
  roles: ['console', 'ssh-client'],
  services: {},
  without: {},
  grants: [],
  secrets: [],
  suites: ['first', 'second'],
  registry: [
    { id: 'A-001', suite: 'first', statement: 'The switch # does <this> & "that".' },
    { id: 'A-002', suite: 'first', statement: 'It fails here.' },
    { id: 'B-001', suite: 'second', statement: 'Nobody knows.' },
    { id: 'B-002', suite: 'second', statement: 'Not claimed.' },
    { id: 'B-003', suite: 'second', statement: 'Foreseen.' },
  ],
};

/** The same, where a deviation expects the fail of A-002. */
export const deviating: typeof head = {
  ...head,
  profile: {
    ...head.profile,
    deviations: [
      {
        requirement: 'A-002',
        reason: 'prints "y" # for x',
        owner: 'Ada',
        expires: '2026-01-02',
        where: '03.03SE.yaml:9:5',
      },
    ],
  },
};

export const dut: EventBody = {
  type: 'dut',
  platform: 'WS-C3650-24TS',
  release: '03.03.05SE',
  image: 'packages.conf',
};

const span = { pco: 'console', from: 10, to: 20 };

export const firstSuite: readonly EventBody[] = [
  { type: 'suite-start', suite: 'first', title: 'The first', requirements: ['A-001', 'A-002'] },
  { type: 'step-start', suite: 'first', step: 'Step 1', requirements: ['A-001', 'A-002'] },
  check('first', 'A-001', 'pass'),
  check('first', 'A-002', 'fail', 'expected ^x$, got "\u0007<y>\r"'),
  { type: 'step-end', suite: 'first', step: 'Step 1' },
  {
    type: 'suite-end',
    suite: 'first',
    verdict: 'fail',
    durationMs: 1500,
    requirements: [
      { id: 'A-001', suite: 'first', verdict: 'pass', evidence: [span] },
      {
        id: 'A-002',
        suite: 'first',
        verdict: 'fail',
        reason: 'expected ^x$, got "\u0007<y>\r"',
        evidence: [span],
      },
    ],
  },
];

/** As the first, where the fail is expected. */
export const expectedFailSuite: readonly EventBody[] = firstSuite.map((body) =>
  body.type === 'suite-end'
    ? {
        ...body,
        requirements: body.requirements.map((result) =>
          result.verdict === 'fail'
            ? { ...result, deviation: { owner: 'Ada', reason: 'prints "y" # for x', expires: '2026-01-02' } }
            : result,
        ),
      }
    : body,
);

export const passingSuite: readonly EventBody[] = [
  { type: 'suite-start', suite: 'first', title: 'The first', requirements: ['A-001'] },
  {
    type: 'suite-end',
    suite: 'first',
    verdict: 'pass',
    durationMs: 1500,
    requirements: [{ id: 'A-001', suite: 'first', verdict: 'pass', evidence: [span] }],
  },
];

export const secondSuite: readonly EventBody[] = [
  { type: 'suite-start', suite: 'second', title: 'The second', requirements: ['B-001', 'B-002', 'B-003'] },
  {
    type: 'suite-end',
    suite: 'second',
    verdict: 'inconclusive',
    durationMs: 20,
    requirements: [
      { id: 'B-001', suite: 'second', verdict: 'inconclusive', reason: 'timed out\nwaiting', evidence: [] },
      {
        id: 'B-002',
        suite: 'second',
        verdict: 'not-applicable',
        reason: 'no SSH-1 # in this release',
        evidence: [],
      },
      {
        id: 'B-003',
        suite: 'second',
        verdict: 'inconclusive',
        reason: 'without sshv1-client',
        accepted: true,
        evidence: [],
      },
    ],
  },
];

/** Only what the topology foresaw stays open. */
export const foreseenSuite: readonly EventBody[] = [
  { type: 'suite-start', suite: 'second', title: 'The second', requirements: ['B-003'] },
  {
    type: 'suite-end',
    suite: 'second',
    verdict: 'inconclusive',
    durationMs: 20,
    requirements: [
      {
        id: 'B-003',
        suite: 'second',
        verdict: 'inconclusive',
        reason: 'without sshv1-client',
        accepted: true,
        evidence: [],
      },
    ],
  },
];

export const thrown: EventBody = {
  type: 'error',
  where: 'second: Step 1',
  message: 'Cannot read properties of undefined',
  stack: 'TypeError: …',
};

export function end(exitCode: number, interrupted = false): EventBody {
  return { type: 'end', endedAt: '2026-01-02T03:05:05.000Z', exitCode, interrupted };
}

/** The events of a journal with these bodies, numbered and stamped. */
export function journalOf(...bodies: readonly EventBody[]): readonly JournalEvent[] {
  let time = 0;
  const journal = memoryJournal({ now: () => (time += 100) });
  for (const body of bodies) journal.append(body);
  return journal.events;
}

function check(suite: string, requirement: string, verdict: 'pass' | 'fail', reason?: string): EventBody {
  return {
    type: 'check',
    suite,
    step: 'Step 1',
    requirement,
    verdict,
    judgedBy: { kind: 'patterns', met: [], missed: [], violated: [] },
    calls: [0],
    evidence: [span],
    ...(reason === undefined ? {} : { reason }),
  };
}

import { z } from 'zod';

/**
 * The events of a run's journal (`journal.ndjson`), one JSON object a line. Everything people and programs
 * read of a run is a fold of these. All strings are masked before they are written.
 */

export const journalVersion = 1;

const json: z.ZodType = z.json();

export const spanSchema = z.strictObject({
  pco: z.string(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
});

export const verdictSchema = z.enum(['pass', 'fail', 'inconclusive', 'not-applicable']);

/** A departure that is claimed of the device, as the run found it: by it a replay judges the same. */
const deviation = z.object({
  requirement: z.string(),
  reason: z.string(),
  owner: z.string(),
  expires: z.iso.date(),
  source: z.string().optional(),
  where: z.string().optional(),
});

/** What a replay needs to run the same suites again, and a report to say what was run. */
const head = z.object({
  type: z.literal('head'),
  version: z.literal(journalVersion),
  tool: z.object({ name: z.string(), version: z.string() }),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  topology: z.object({ name: z.string(), file: z.string(), description: json }),
  dut: z.object({
    kind: z.enum(['virtual', 'hardware']),
    address: z.string(),
    port: z.int(),
    /** Its further addresses. */
    addresses: z.array(z.string()).default([]),
    username: z.string(),
    privilege: z.int(),
  }),
  /** Set where the bench has a second device. */
  secondDevice: z
    .object({
      address: z.string(),
      port: z.int(),
      /** Where it reaches the DUT. */
      dut: z.object({ address: z.string(), port: z.int() }),
      platform: z.string(),
      release: z.string(),
      username: z.string(),
      privilege: z.int(),
    })
    .optional(),
  /** Set where the bench has a VRF with a host in it; the address is the DUT's. */
  vrf: z.object({ name: z.string(), interface: z.string(), address: z.string() }).optional(),
  /** The other port of the role ssh-server-host, as the DUT types it. */
  otherSshPort: z.int().optional(),
  clock: z.enum(['steered', 'wall']),
  profile: z.object({
    platform: z.string(),
    release: z.string(),
    facts: z.record(
      z.string(),
      z.object({
        value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
        source: z.string(),
      }),
    ),
    deviations: z.array(deviation).optional(),
    chosen: z.object({ where: z.string(), among: z.array(z.string()) }).optional(),
  }),
  roles: z.array(z.string()),
  /** Where the DUT reaches the hosts of the bench, by role. */
  services: z.record(z.string(), z.object({ address: z.string(), port: z.int() })).default({}),
  without: z.record(z.string(), z.string()),
  grants: z.array(z.string()),
  /** Names and lengths, so that a replay can stand the masks in for them. */
  secrets: z.array(z.object({ name: z.string(), role: z.string(), length: z.int() })),
  suites: z.array(z.string()),
  /** Set where only these are reported. */
  only: z.array(z.string()).optional(),
  seed: z.int().optional(),
  /** The entries of the registry that the suites of this run claim, as they were. */
  registry: z.array(json),
});

const dut = z.object({
  type: z.literal('dut'),
  platform: z.string(),
  release: z.string(),
  image: z.string(),
});

/** What the second device says of itself. */
const secondDevice = z.object({
  type: z.literal('second-device'),
  platform: z.string(),
  release: z.string(),
  image: z.string(),
});

/**
 * Bytes that crossed a PCO, each as the character of its number (latin-1). `from` counts the bytes of that
 * direction since the run began. Of a payload above 64 KiB only head and tail are kept.
 */
const data = z.object({
  type: z.literal('data'),
  pco: z.string(),
  direction: z.enum(['received', 'sent']),
  from: z.int().nonnegative(),
  bytes: z.string().optional(),
  bulk: z.object({ head: z.string(), tail: z.string(), length: z.int(), sha256: z.string() }).optional(),
});

const call = z.object({
  type: z.literal('call'),
  call: z.int().nonnegative(),
  pco: z.string(),
  op: z.string(),
  args: json,
});

const errorFacts = z.object({
  /** What was thrown, where it was not a PcoError. */
  name: z.string().optional(),
  message: z.string(),
  expected: z.string().optional(),
  got: z.string().optional(),
  where: z.string().optional(),
  next: z.string().optional(),
});

const answer = z.object({
  type: z.literal('return'),
  call: z.int().nonnegative(),
  observation: json.optional(),
  spans: z.array(spanSchema),
  error: errorFacts.optional(),
});

const suiteStart = z.object({
  type: z.literal('suite-start'),
  suite: z.string(),
  title: z.string(),
  requirements: z.array(z.string()),
});

const stepStart = z.object({
  type: z.literal('step-start'),
  suite: z.string(),
  step: z.string(),
  requirements: z.array(z.string()),
});

/** What decides a check: the registry's patterns, a named matcher, or nothing because it could not be made. */
const judgedBySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('patterns'),
    met: z.array(z.int()),
    missed: z.array(z.int()),
    violated: z.array(z.int()),
  }),
  z.object({ kind: z.literal('matcher'), name: z.string(), expected: json }),
  z.object({ kind: z.literal('nothing') }),
]);

const check = z.object({
  type: z.literal('check'),
  suite: z.string(),
  step: z.string(),
  requirement: z.string(),
  judgedBy: judgedBySchema,
  verdict: verdictSchema,
  /** What was expected and what came, for a fail; why, for an inconclusive. */
  reason: z.string().optional(),
  /** An inconclusive that the topology foresaw: it grants no such hazard or has no such role. */
  accepted: z.boolean().optional(),
  /** The calls whose observations were judged. */
  calls: z.array(z.int()),
  evidence: z.array(spanSchema),
});

/** What a suite recorded beside a verdict, such as which of the accepted readings was observed. */
const note = z.object({
  type: z.literal('note'),
  suite: z.string(),
  step: z.string(),
  requirement: z.string(),
  name: z.string(),
  value: json,
});

const stepEnd = z.object({ type: z.literal('step-end'), suite: z.string(), step: z.string() });

/** The deviation by which a fail is expected; it does not make the run fail. */
export const acceptedDeviationSchema = z.strictObject({
  owner: z.string(),
  reason: z.string(),
  expires: z.iso.date().meta({ description: 'The last day on which it counts.' }),
});

const requirementResult = z.object({
  id: z.string(),
  verdict: verdictSchema,
  suite: z.string(),
  reason: z.string().optional(),
  accepted: z.boolean().optional(),
  deviation: acceptedDeviationSchema.optional(),
  evidence: z.array(spanSchema),
});

const suiteEnd = z.object({
  type: z.literal('suite-end'),
  suite: z.string(),
  verdict: verdictSchema,
  durationMs: z.number(),
  requirements: z.array(requirementResult),
});

/** The bench's own life: opened, baseline taken, restored after a suite, broken, closed. */
const bench = z.object({
  type: z.literal('bench'),
  /** The console of the device that it is about, where that is not the DUT. */
  pco: z.string().optional(),
  phase: z.enum(['opened', 'baseline', 'restoring', 'restored', 'broken', 'closed']),
  detail: z.string().optional(),
});

const error = z.object({
  type: z.literal('error'),
  /** Suite and step, or the room it came from. */
  where: z.string(),
  message: z.string(),
  stack: z.string().optional(),
});

const audit = z.object({
  type: z.literal('audit'),
  confirmed: z.int(),
  refuted: z.array(z.object({ check: z.int(), requirement: z.string(), why: z.string() })),
});

const end = z.object({
  type: z.literal('end'),
  endedAt: z.iso.datetime(),
  exitCode: z.int(),
  interrupted: z.boolean(),
});

const body = z.discriminatedUnion('type', [
  head,
  dut,
  secondDevice,
  data,
  call,
  answer,
  suiteStart,
  stepStart,
  check,
  note,
  stepEnd,
  suiteEnd,
  bench,
  error,
  audit,
  end,
]);

const stamp = z.object({
  /** Counts from 0 without gaps. */
  seq: z.int().nonnegative(),
  /** Milliseconds on the bench's clock. */
  at: z.number(),
  /** Wall clock, milliseconds since 1970. */
  wall: z.number(),
});

/** The types of event that this version knows. */
export const eventTypes: ReadonlySet<string> = new Set(body.options.map((option) => option.shape.type.value));

export const journalEventSchema = z.intersection(stamp, body);

export type Stamp = z.infer<typeof stamp>;
export type EventBody = z.infer<typeof body>;
export type JournalEvent = Stamp & EventBody;
export type EventOf<Type extends EventBody['type']> = Stamp & Extract<EventBody, { type: Type }>;
export type Head = Extract<EventBody, { type: 'head' }>;
export type RequirementResult = z.infer<typeof requirementResult>;
export type JudgedBy = z.infer<typeof judgedBySchema>;

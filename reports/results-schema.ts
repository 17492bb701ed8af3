import { z } from 'zod';
import { acceptedDeviationSchema, spanSchema, verdictSchema } from '../journal/events.ts';

/** The shape of `results.json`; published as reports/results.schema.json. */

export const resultsVersion = 1;

const count = z.int().nonnegative();

const requirement = z.strictObject({
  id: z.string(),
  verdict: verdictSchema,
  suite: z.string(),
  reason: z.string().optional().meta({ description: 'Always there for fail and inconclusive.' }),
  accepted: z
    .boolean()
    .optional()
    .meta({ description: 'An inconclusive that the topology foresaw; it does not change the exit code.' }),
  deviation: acceptedDeviationSchema
    .optional()
    .meta({ description: 'By it this fail was expected; it does not change the exit code.' }),
  evidence: z
    .array(spanSchema)
    .meta({ description: 'Bytes `from` to `to` of all that this PCO received in the run.' }),
});

export const resultsSchema = z.strictObject({
  schema: z.literal(resultsVersion),
  run: z.strictObject({
    id: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'null: the journal ends before the run did (it was killed).' }),
    topology: z.string(),
    dut: z.strictObject({
      kind: z.enum(['virtual', 'hardware']),
      platform: z.string(),
      release: z.string(),
      image: z.string(),
    }),
    seed: z.int().optional().meta({ description: 'The suites were shuffled by this seed.' }),
    interrupted: z.boolean(),
    exitCode: z.int().meta({ description: 'What the run exited with, or would have.' }),
  }),
  totals: z.strictObject({
    suites: count,
    requirements: count,
    pass: count,
    fail: count,
    inconclusive: count,
    accepted: count.meta({ description: 'So many of the inconclusive ones were foreseen by the topology.' }),
    deviations: count.meta({ description: 'So many of the fails were expected by a deviation.' }),
    'not-applicable': count,
    errors: count,
  }),
  suites: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      verdict: verdictSchema,
      durationMs: z.number(),
    }),
  ),
  requirements: z.array(requirement),
  errors: z
    .array(z.strictObject({ where: z.string(), message: z.string() }))
    .meta({ description: 'What went wrong in the harness itself, or on the bench.' }),
});

export type Results = z.infer<typeof resultsSchema>;

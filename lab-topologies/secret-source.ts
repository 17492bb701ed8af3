import { z } from 'zod';
import { strictObject } from './strict-object.ts';

const whyNoLiteral =
  'a source such as { env: NAME }, never the secret itself: a topology is shared, copied and printed';

const env = strictObject(
  {
    env: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable')
      .meta({ description: 'Name of the environment variable that holds the secret.' }),
  },
  whyNoLiteral,
);

const literal = strictObject({
  literal: z.string().min(1, 'a text').meta({
    description: 'The secret itself: only with `attach`, in a file that nobody else can read.',
  }),
});

/** Where a secret of a hardware bench comes from: the environment. */
export const hardwareSecretSchema = env;

/** On the virtual lab also `random`, and the secret of a lab that is attached to. */
export const virtualSecretSchema = z.union([z.literal('random'), env, literal], {
  error: ({ input }) =>
    typeof input === 'string'
      ? `random, or ${whyNoLiteral}`
      : 'random or { env: NAME }; with attach also { literal: ... }',
});

export type SecretSource = z.infer<typeof virtualSecretSchema>;

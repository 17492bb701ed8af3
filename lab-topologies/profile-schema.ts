import { z } from 'zod';
import { deviationsSchema } from './deviations.ts';
import { releaseName } from './release-name.ts';
import { strictObject } from './strict-object.ts';

/** The shape of a file in profiles/: what a platform and release claims, each fact with who says so. */
export const profileSchema = strictObject({
  extends: releaseName.optional(),
  platform: z.string().min(1, 'a platform such as WS-C3650'),
  release: releaseName,
  facts: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'the name of a fact: small letters, digits, hyphens'),
    strictObject(
      {
        value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
          error: 'a text, a number, true or false, or a list of texts',
        }),
        source: z
          .string({ error: 'who says so: a guide page, a transcript, or `unrecorded: ...`' })
          .min(1, 'who says so: a guide page, a transcript, or `unrecorded: ...`'),
      },
      'a map with value and source',
    ),
  ),
  deviations: deviationsSchema.optional(),
});

/** A profile file as it was written. */
export type ProfileFile = z.infer<typeof profileSchema>;

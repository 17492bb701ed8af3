import { z } from 'zod';
import { aaaPortNumbers, type AaaRole } from './aaa-ports.ts';
import { strictObject } from './strict-object.ts';

/** The role of an AAA server: its ports as the DUT types them are fixed, and each may be bound elsewhere. */
export function aaaRole<Fields extends z.ZodRawShape, Reach extends z.ZodType>(
  name: AaaRole,
  fields: Fields,
  reach: Reach,
) {
  const ports = aaaPortNumbers[name].map(String);
  return strictObject({
    ...fields,
    ports: z
      .partialRecord(z.enum(ports), reach, {
        error: (issue: z.core.$ZodRawIssue) =>
          issue.code === 'unrecognized_keys' ? ports.join(', ') : undefined,
      })
      .optional()
      .meta({ description: `What the harness binds in place of one of its ports: ${ports.join(', ')}.` }),
  });
}

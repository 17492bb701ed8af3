import { z } from 'zod';

const expected = 'the name of a file in lab-topologies/profiles, such as 03.03SE';

/** The name of a profile. Without quotes YAML takes `16.12` for a number. */
export const releaseName = z.union(
  [z.string().regex(/^[A-Za-z0-9._-]+$/, expected), z.number().transform(String)],
  { error: expected },
);

import { z } from 'zod';
import type { DnsQueriesObservation } from '../../bench/dns-server.ts';
import { defineMatcher } from './define.ts';

/** The DUT asked for a short name with the domain, and not for the short name alone before that. */
export const nameCompleted = defineMatcher<
  DnsQueriesObservation,
  { readonly short: string; readonly domain: string }
>(
  'nameCompleted',
  ['dns-queries'],
  z.strictObject({ short: z.string().min(1), domain: z.string().min(1) }),
  ({ short, domain }, { queries, lost }) => {
    const names = queries.map(({ name, malformed }) => name ?? malformed ?? 'nothing');
    const full = `${short}.${domain}`.toLowerCase();
    const asked = names.find((name) => name === full || name === short.toLowerCase());
    return {
      matches: lost === 0 && asked === full,
      got: names.length === 0 ? 'no query' : `asked for ${names.join(', ')}`,
    };
  },
);

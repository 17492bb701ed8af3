import { z } from 'zod';
import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import type { ServedCopy } from '../../bench/ssh-server-shell.ts';
import { defineMatcher } from './define.ts';

interface Copied {
  readonly [field: string]: string | undefined;
  readonly direction: ServedCopy['direction'];
  readonly path: string;
  /** Of the file; any where absent. */
  readonly sha256?: string;
}

/** The DUT copied that file to the bench's server, or from it, and all of it. */
export const farEndCopied = defineMatcher<SshConnectionsObservation, Copied>(
  'farEndCopied',
  ['ssh-connections'],
  z.strictObject({
    direction: z.enum(['to-us', 'from-us']),
    path: z.string().min(1),
    sha256: z.string().exactOptional(),
  }),
  ({ direction, path, sha256 }, { connections }) => {
    const copies = connections.flatMap(({ copy }) => (copy === undefined ? [] : [copy]));
    return {
      matches: copies.some(
        (copy) =>
          copy.whole &&
          copy.direction === direction &&
          copy.path === path &&
          (sha256 === undefined || copy.sha256 === sha256),
      ),
      got:
        copies
          .map(
            (copy) =>
              `${copy.path} ${copy.direction}, ${copy.bytes} bytes${copy.whole ? '' : ', broken off'}`,
          )
          .join('; ') || `no copy in ${connections.length} connections`,
    };
  },
);

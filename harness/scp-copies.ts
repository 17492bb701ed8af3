import { createHash } from 'node:crypto';
import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import { contentOf } from '../bench/scp-content.ts';
import type { ScpObservation, ScpUploadArgs } from '../bench/scp-client.ts';
import { aaaNewModel } from './aaa-new-model.ts';
import type { Lab } from './lab.ts';
import { suiteFilePrefix } from './suite-files.ts';

export interface User {
  readonly username: string;
  readonly password: string;
}

type Who = Pick<ScpUploadArgs, 'username' | 'password' | 'tries' | 'ident'>;

/** A file that went to flash, what the device says of it there, and the same file fetched. */
export interface ThereAndBack {
  readonly sent: Recorded<ScpObservation>;
  /** `verify /md5`. */
  readonly verified: Recorded<CliObservation>;
  readonly fetched: Recorded<ScpObservation>;
  /** Of what was to be sent. */
  readonly md5: string;
  readonly sha256: string;
}

export type ScpCopies = ReturnType<typeof scpCopies>;

/** What the suites on SCP do again and again. */
export function scpCopies({ dut, scp, bench }: Pick<Lab, 'dut' | 'scp' | 'bench'>) {
  const pathOf = (name: string): string => `flash:${suiteFilePrefix}${name}`;
  return {
    /** Where a suite may write. */
    pathOf,

    /** A user of our own with a password for this run. */
    user: async (username: string, privilege = 15): Promise<User> => {
      const password = bench.secret(username).reveal();
      await dut.configure(`username ${username} privilege ${privilege} password ${password}`);
      return { username, password };
    },

    /** AAA by the local database, and the SCP server (guide pages 16, 32 and 33). */
    localServer: async (): Promise<void> => {
      await aaaNewModel(dut);
      await dut.configure('aaa authentication login default local');
      await dut.configure('aaa authorization exec default local');
      await dut.configure('ip scp server enable');
    },

    /** Sends a file of some bytes to flash. */
    put: (who: Who, name: string, how: Partial<ScpUploadArgs> = {}): Promise<Recorded<ScpObservation>> =>
      scp.upload({ path: pathOf(name), content: { seed: name, size: 1000 }, ...who, ...how }),

    /** Fetches it again. */
    get: (who: Who, name: string): Promise<Recorded<ScpObservation>> =>
      scp.download({ path: pathOf(name), ...who }),

    /** Sends a file, lets the device digest it, and fetches it again. */
    thereAndBack: async (
      who: Who,
      name: string,
      of: { readonly size: number } | { readonly text: string } = { size: 1000 },
    ): Promise<ThereAndBack> => {
      const path = pathOf(name);
      const content = 'text' in of ? of : { seed: name, ...of };
      const bytes = contentOf(content);
      const digest = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
      return {
        sent: await scp.upload({ ...who, path, content }),
        verified: await dut.show(`verify /md5 ${path}`),
        fetched: await scp.download({ ...who, path }),
        md5: digest('md5'),
        sha256: digest('sha256'),
      };
    },
  };
}

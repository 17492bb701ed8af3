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
  const contentFor = (name: string, size: number) => ({ seed: name, size });
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
    put: (
      who: Pick<ScpUploadArgs, 'username' | 'password' | 'tries'>,
      name: string,
      { size = 1000, ...how }: Partial<ScpUploadArgs> & { readonly size?: number } = {},
    ): Promise<Recorded<ScpObservation>> =>
      scp.upload({ path: pathOf(name), content: contentFor(name, size), ...who, ...how }),

    /** Fetches it again. */
    get: (
      who: Pick<ScpUploadArgs, 'username' | 'password' | 'tries'>,
      name: string,
    ): Promise<Recorded<ScpObservation>> => scp.download({ path: pathOf(name), ...who }),

    /** Sends a file, lets the device digest it, and fetches it again. */
    thereAndBack: async (who: User, name: string, size = 1000): Promise<ThereAndBack> => {
      const path = pathOf(name);
      const content = contentFor(name, size);
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

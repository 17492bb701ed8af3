import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { BenchError } from '../../bench/errors.ts';
import type { Topology } from '../topology.ts';
import { type BenchResource, resourcesOf } from './bench-resources.ts';
import { BenchState, findLeft, type LeftBench } from './bench-state.ts';
import { Held, type Holder, holding, type LockFile, takeLockFile } from './lock-file.ts';
import { makePrivateFolder } from './private-file.ts';
import { stateFolder } from './state-folder.ts';

/** A bench that is held by this process alone. */
export interface HeldBench {
  readonly state: BenchState;
  /** What a run before this one kept of it, because it did not prove the bench restored. */
  readonly left: LeftBench | undefined;
  /** A run that held it and ended without letting go of it: it was killed. */
  readonly killed: Holder | undefined;
  release(): void;
}

export interface HoldOptions {
  readonly command: Holder['command'];
  /** Folder of the run that wants it. */
  readonly runFolder: string;
  readonly startedAt: Date;
  /** Where locks and baselines lie; default: `stateFolder()`. */
  readonly folder?: string;
}

/**
 * Holds a bench until it is released or this process ends, however it ends: one file for each resource of the
 * bench, all or none. Undefined for a run's own virtual switch, which needs none.
 *
 * Rejects with BenchError, naming the holder, where somebody else holds it.
 */
export async function holdBench(topology: Topology, options: HoldOptions): Promise<HeldBench | undefined> {
  const resources = await resourcesOf(topology);
  if (resources.length === 0) return undefined;
  const folder = options.folder ?? stateFolder();
  const locks = join(folder, 'locks');
  makePrivateFolder(folder);
  makePrivateFolder(locks);

  const held: LockFile[] = [];
  const release = (): void => {
    for (let lock = held.pop(); lock !== undefined; lock = held.pop()) lock.release();
  };
  const facts = {
    command: options.command,
    runFolder: options.runFolder,
    since: options.startedAt.toISOString(),
    topology: resolve(topology.file),
  };
  let killed: Holder | undefined;
  try {
    for (const resource of resources) {
      const holder = holding({ ...facts, resource: resource.inWords });
      const lock = takeLockFile(join(locks, fileName(resource)), holder);
      held.push(lock);
      killed ??= lock.left;
    }
    const left = findLeft(folder, resources);
    const note = { bench: topology.name, topology: facts.topology, runFolder: facts.runFolder };
    return { state: new BenchState(folder, note, resources, left), left, killed, release };
  } catch (error) {
    release();
    throw error instanceof Held ? heldByAnother(error) : error;
  }
}

/** Readable, and different for different keys. */
function fileName({ key }: BenchResource): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${key.replaceAll(/[^A-Za-z0-9.]+/g, '-')}-${hash}.lock`;
}

function heldByAnother({ holder, file, standing }: Held): BenchError {
  const { pid, user, host } = holder.process;
  const at = standing === 'elsewhere' ? ` on ${host}` : '';
  return new BenchError(`the bench is held by another conform ${holder.command}`, {
    expected: `${holder.resource} for this run alone`,
    got: `process ${pid} of ${user}${at} has it since ${holder.since}; ${holder.command === 'run' ? 'its run is in' : 'it was started in'} ${holder.runFolder}`,
    where: file,
    next:
      standing === 'alive'
        ? `wait until it has ended, or end it with Ctrl-C (kill -INT ${pid}): it restores the switch`
        : `wait until it has ended; whether it runs cannot be seen from here, so if it surely does not, delete ${file}`,
  });
}

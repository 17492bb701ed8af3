import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { BenchError } from '../bench/errors.ts';
import type { Fault } from '../harness/faults.ts';
import { roomsFolder, sourceExtension } from './package-folder.ts';

const faultsSchema = z.array(
  z.object({ name: z.string(), title: z.string(), requirements: z.array(z.string()) }),
);

/** The faults that the virtual switch says it can have. It is asked as a process, like all else. */
export async function knownFaults(): Promise<readonly Fault[]> {
  const program = join(roomsFolder, 'virtual-switch', `main${sourceExtension}`);
  const { stdout, stderr, exitCode } = await execa(process.execPath, [program, '--list-faults'], {
    reject: false,
    stdin: 'ignore',
    timeout: 30_000,
  });
  if (exitCode !== 0) {
    throw new BenchError('the virtual switch does not list its faults', {
      expected: 'exit code 0 of --list-faults',
      got: `exit code ${String(exitCode)}: ${stderr.trim()}`,
    });
  }
  return faultsSchema.parse(JSON.parse(stdout));
}

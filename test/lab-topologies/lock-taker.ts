import { createInterface } from 'node:readline';
import { Held, holding, takeLockFile } from '../../lab-topologies/lock/lock-file.ts';

/**
 * A process that takes a lock when it is told to: each line on stdin names a file to take at once. Says `taken`, with
 * the number of the process that left it if any, or `held` with the holder's number. Holds until it ends or reads `-`.
 */
process.stdout.write(`ready ${process.pid}\n`);
let release = (): void => undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === '-') {
    release();
    process.stdout.write('released\n');
    continue;
  }
  try {
    const lock = takeLockFile(
      line,
      holding({
        command: 'run',
        runFolder: '/runs/one',
        since: new Date().toISOString(),
        topology: '/x.yaml',
        resource: 'it',
      }),
    );
    release = () => lock.release();
    process.stdout.write(`taken ${lock.left?.process.pid ?? '-'}\n`);
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    process.stdout.write(`held ${error.holder.process.pid}\n`);
  }
}

import type { Clock, Deadline } from '../../bench/clock.ts';
import type { ConsoleContract } from '../../bench/console.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { type CliCredentials, CliEngine } from '../ios/engine.ts';
import { openSerialStream } from './serial-stream.ts';

/**
 * A switch's console at a serial port: the DUT's, or that of the second device. Rejects with BenchError when the port
 * cannot be had. Nothing is typed until the first call.
 */
export async function openSerialConsole(options: {
  role?: 'console' | 'second-device';
  path: string;
  baudRate: number;
  openTape: OpenTape;
  clock: Clock;
  credentials: CliCredentials;
}): Promise<Pco<ConsoleContract>> {
  const { role = 'console', path, baudRate, openTape, clock, credentials } = options;
  const stream = await openSerialStream({ path, baudRate });
  const tape = openTape(role);
  const engine = new CliEngine({ stream, tape, clock, credentials });
  return consolePco(role, engine);
}

/** The operations of a command line as a PCO. */
function consolePco(role: 'console' | 'second-device', engine: CliEngine): Pco<ConsoleContract> {
  const operations: {
    [Op in keyof ConsoleContract]: (
      args: ConsoleContract[Op]['args'],
      deadline: Deadline,
    ) => Promise<Return<ConsoleContract[Op]['observation']>>;
  } = {
    execute: (args, deadline) => engine.execute(args, deadline),
    help: (args, deadline) => engine.help(args, deadline),
    enter: (args, deadline) => engine.enter(args, deadline),
    mark: () => engine.mark(),
    awaitLog: (args, deadline) => engine.awaitLog(args, deadline),
    transcript: (args, deadline) => engine.transcript(args, deadline),
  };
  return {
    name: role,
    role,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => engine.close(),
  };
}

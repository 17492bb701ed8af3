import type { Clock } from '../bench/clock.ts';
import type { ConsoleContract } from '../bench/console.ts';
import { BenchError } from '../bench/errors.ts';
import type { Pco } from '../bench/pco.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { Drivers } from './bench-drivers.ts';
import { withCredentialPlaces } from './credential-places.ts';
import type { OpenedDut } from './open-dut.ts';
import type { Topology } from './topology.ts';

/** The console of the DUT. Rejects with BenchError that names the place in the topology that it is about. */
export async function openConsole(
  topology: Topology,
  opened: OpenedDut,
  { openSerialConsole }: Pick<Drivers, 'openSerialConsole'>,
  options: { readonly openTape: OpenTape; readonly clock: Clock },
): Promise<Pco<ConsoleContract>> {
  const { dut, enableSecret, password } = topology;
  const { username } = dut.accounts.bench;
  try {
    const terminal = await openSerialConsole({
      path: opened.console,
      baudRate: dut.console.baud,
      ...options,
      credentials: { username, password, enableSecret },
    });
    return withCredentialPlaces(terminal, topology);
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    throw new BenchError(error.message, {
      ...error.facts,
      where: topology.where(opened.consolePath),
      next: nextAtConsole(topology, error),
    });
  }
}

function nextAtConsole({ dut }: Topology, { message, facts }: BenchError): string {
  // Only here is it known that this tty is no cable.
  if (dut.kind === 'virtual' && /no such tty/.test(message)) {
    return 'this lab has ended: start it again with `conform lab --write-topology FILE`';
  }
  return facts.next ?? 'check the console cable and the path of the tty in the topology';
}

import { BenchError, PcoError } from '../bench/errors.ts';
import type { Clock } from '../bench/clock.ts';
import type { ConsoleContract } from '../bench/console.ts';
import type { Pco } from '../bench/pco.ts';
import type { ReleaseStack } from '../bench/release-stack.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { ConsoleTraffic } from './clocks/console-traffic.ts';
import type { LabClock } from './clocks/lab-clock-client.ts';
import { AttendedClocks } from './clocks/attended-clocks.ts';
import { withCredentialPlaces } from './credential-places.ts';
import type { Drivers } from './bench-drivers.ts';
import { secondDevicePath, type SecondDeviceFacts } from './second-device.ts';
import { type Between, portsBetween, secondPatchPanel, wiresToSecond } from './second-patch-panel.ts';
import { secondStartupConfiguration } from './startup-configuration.ts';
import { startPlanned, startSwitch, type SwitchOptions, type SwitchProcess } from './switch-process.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** The switches of a virtual lab: the DUT, and the second device where the topology has one. */
export interface VirtualSwitches {
  readonly dut: SwitchProcess;
  readonly second?: SwitchProcess;
}

/**
 * Starts the switches of a virtual lab at the same time. Rejects with BenchError when one does not come up; what was
 * started is on the stack.
 */
export async function startSwitches(
  topology: Topology,
  dut: VirtualDut,
  stack: ReleaseStack,
  options: SwitchOptions,
): Promise<VirtualSwitches> {
  const between = await portsBetween(topology, dut);
  if (between === undefined || topology.secondDevice === undefined) {
    return { dut: await startSwitch(topology, dut, stack, options) };
  }
  const started = await Promise.allSettled([
    startSwitch(topology, dut, stack, { ...options, wires: wiresToSecond(topology, between) }),
    startSecond(topology, topology.secondDevice, between, stack, options),
  ]);
  // Both are on the stack only when both attempts are over.
  const [first, second] = started;
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return { dut: first.value, second: second.value };
}

/** Faults and variations are the DUT's alone: the second device is what the DUT is judged beside. */
async function startSecond(
  topology: Topology,
  facts: SecondDeviceFacts,
  between: Between,
  stack: ReleaseStack,
  { faults: _faults, variations: _variations, bound = {}, ...options }: SwitchOptions,
): Promise<SwitchProcess> {
  const plan = {
    name: 'the second virtual switch',
    startup: secondStartupConfiguration(facts),
    release: facts.profile,
    baud: facts.file.console.baud,
    wires: secondPatchPanel(topology, facts, between, bound),
    where: topology.where(secondDevicePath),
  };
  return await startPlanned(plan, stack, { ...options, faults: [] });
}

/** What steers the clock of a virtual lab; what crosses the control pipe of each switch is on a tape of its own. */
export interface Steering {
  readonly lab: LabClock;
  /** Absent where the lab has one switch only. */
  readonly both?: AttendedClocks;
}

/** What crosses the consoles of the two switches. */
export interface ConsolesTraffic {
  readonly dut: ConsoleTraffic;
  readonly second: ConsoleTraffic;
}

export function steeringOf(
  { dut, second }: VirtualSwitches,
  openTape: OpenTape,
  consoles: ConsolesTraffic,
): Steering {
  dut.control.recordOn(openTape('lab-clock'));
  dut.control.watchConsole(consoles.dut);
  if (second === undefined) return { lab: dut.control };
  second.control.recordOn(openTape('lab-clock/second-device'));
  second.control.watchConsole(consoles.second);
  const both = new AttendedClocks(dut.control, second.control);
  return { lab: both, both };
}

/** The same console, but where a clock is steered its switch is brought along before anything is typed. */
function attended(pco: Pco<ConsoleContract>, both: AttendedClocks | undefined): Pco<ConsoleContract> {
  if (both === undefined) return pco;
  return {
    ...pco,
    call: async (op, args, deadline) => {
      await both.bringAlong().catch(hasGone);
      return await pco.call(op, args, deadline);
    },
  };
}

function hasGone(why: unknown): never {
  throw new PcoError('the second virtual switch has gone', {
    got: why instanceof Error ? why.message : String(why),
  });
}

/** A second switch that the run has started. */
export interface StartedSecond {
  readonly tty: string;
  /** Where the clock is steered. */
  readonly both?: AttendedClocks;
}

/**
 * The console of the second device; `started` where it is one that the run has started. Rejects with BenchError
 * that says which part of the topology is meant.
 */
export async function openSecondConsole(
  topology: Topology,
  facts: SecondDeviceFacts,
  started: StartedSecond | undefined,
  options: { drivers: Drivers; openTape: OpenTape; clock: Clock },
): Promise<Pco<ConsoleContract>> {
  const { account, enableSecret, file } = facts;
  const { drivers, openTape, clock } = options;
  try {
    const terminal = await drivers.openSerialConsole({
      role: 'second-device',
      path: started?.tty ?? file.attach?.console ?? file.console.path ?? '',
      baudRate: file.console.baud,
      openTape,
      clock,
      credentials: { username: account.username, password: account.password, enableSecret },
    });
    return attended(withCredentialPlaces(terminal, topology), started?.both);
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    const member = file.attach === undefined ? ['console', 'path'] : ['attach', 'console'];
    throw new BenchError(`the second device: ${error.message}`, {
      ...error.facts,
      where: topology.where([...secondDevicePath, ...member]),
      next:
        file.attach === undefined
          ? (error.facts.next ?? 'check its console cable and the path of its tty in the topology')
          : 'this lab has ended: start it again with `conform lab --write-topology FILE`',
    });
  }
}

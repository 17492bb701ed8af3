import type { Clock } from '../bench/clock.ts';
import { BenchError } from '../bench/errors.ts';
import type { ReleaseStack } from '../bench/release-stack.ts';
import type { OpenTape } from '../bench/tape.ts';
import { SteeredClock } from './clocks/steered-clock.ts';
import { wallClock } from './clocks/wall-clock.ts';
import { type ConsolesTraffic, startSwitches, type StartedSecond, steeringOf } from './open-second-device.ts';
import {
  agentAddress,
  agentPort,
  type BoundPorts,
  boundTo,
  remoteShellAddress,
  remoteShellPort,
  serviceAddress,
  telnetAddress,
  telnetPort,
} from './patch-panel.ts';
import type { Reach } from './reach.ts';
import type { VirtualDut } from './topology-schema.ts';
import type { Topology } from './topology.ts';

export interface OpenDutOptions {
  readonly openTape: OpenTape;
  /** Named departures from the guide, put into the virtual switch. */
  readonly faults?: readonly string[];
  /** Benign variations around it. */
  readonly variations?: readonly string[];
  /** For tests: program in place of the virtual switch. */
  readonly switchProgram?: string;
}

/** Where the parts of the opened DUT are. */
export interface OpenedDut {
  readonly clock: Clock;
  readonly console: string;
  readonly consolePath: readonly string[];
  /** A second virtual switch that this run has started. */
  readonly second?: StartedSecond;
  readonly reach: Reach;
  /** Where its SNMP agent is asked. */
  readonly agent: Reach;
  /** Where its Telnet server is dialled; absent where the bench has no Telnet client. */
  readonly telnet?: Reach;
  /** Where its remote shell would be; absent where the bench has no SCP client. */
  readonly remoteShell?: Reach;
  /** Somebody else stood it up: whether it answers is seen only by dialling. */
  readonly foreign: boolean;
}

/**
 * The DUT and the clock of its lab: a virtual switch is started, another device is where the topology says. Rejects with
 * BenchError; what was opened until then is on the stack.
 */
export async function openDut(
  topology: Topology,
  options: OpenDutOptions,
  stack: ReleaseStack,
  bound: BoundPorts,
  consoles: ConsolesTraffic,
): Promise<OpenedDut> {
  const { dut } = topology;
  if (dut.kind === 'virtual' && dut.attach === undefined) {
    return startOwnSwitch(topology, dut, options, stack, bound, consoles);
  }
  if ([...(options.faults ?? []), ...(options.variations ?? [])].length > 0) {
    throw new BenchError('faults and variations need a virtual switch that the run itself stands up', {
      got: dut.kind === 'hardware' ? 'a hardware bench' : 'a virtual lab that was already up',
      where: topology.where(['dut', dut.kind === 'hardware' ? 'kind' : 'attach']),
      next: 'run it on virtual.yaml',
    });
  }
  const clock = wallClock();
  stack.defer('the clock', () => clock.close());
  const { address, port, reach } = dut.management;
  const dialled =
    dut.kind === 'virtual' && dut.attach !== undefined
      ? dut.attach.reach
      : { host: reach?.host ?? address, port: reach?.port ?? port };
  const telnetOf = topology.roles['telnet-client'];
  const attached = dut.kind === 'virtual' ? dut.attach?.telnet : undefined;
  const telnet =
    attached ??
    (telnetOf && {
      host: telnetOf.reach?.host ?? dialled.host,
      port: telnetOf.reach?.port ?? telnetPort,
    });
  const agent = { host: dut.addresses[0]?.reach?.host ?? dialled.host, port: agentPort };
  const remoteShell = { host: dialled.host, port: remoteShellPort };
  return dut.kind === 'hardware'
    ? {
        clock,
        agent,
        remoteShell,
        ...(telnet === undefined ? {} : { telnet }),
        console: dut.console.path,
        consolePath: ['dut', 'console', 'path'],
        reach: dialled,
        foreign: true,
      }
    : {
        clock,
        agent: dut.attach?.agent ?? agent,
        remoteShell,
        console: dut.attach?.console ?? '',
        consolePath: ['dut', 'attach', 'console'],
        reach: dialled,
        foreign: true,
      };
}

async function startOwnSwitch(
  topology: Topology,
  dut: VirtualDut,
  options: OpenDutOptions,
  stack: ReleaseStack,
  bound: BoundPorts,
  consoles: ConsolesTraffic,
): Promise<OpenedDut> {
  const steered = topology.clock === 'steered';
  const switches = await startSwitches(topology, dut, stack, {
    steered,
    faults: options.faults ?? [],
    variations: options.variations ?? [],
    bound,
    ...(options.switchProgram === undefined ? {} : { program: options.switchProgram }),
  });
  const steering = steered ? steeringOf(switches, options.openTape, consoles) : undefined;
  const clock = steering === undefined ? wallClock() : new SteeredClock(steering.lab);
  stack.defer('the clock', () => clock.close());
  const { ready } = switches.dut;
  const tty = switches.second?.ready.console;
  const both = steering?.both;
  const second = tty === undefined ? undefined : { tty, ...(both === undefined ? {} : { both }) };
  return {
    clock,
    console: ready.console,
    consolePath: ['dut', 'console'],
    ...(second === undefined ? {} : { second }),
    reach: boundTo(ready.binds, serviceAddress(dut)),
    agent: boundTo(ready.binds, agentAddress(dut)),
    ...(topology.has('scp-client') ? { remoteShell: boundTo(ready.binds, remoteShellAddress(dut)) } : {}),
    ...(topology.has('telnet-client') ? { telnet: boundTo(ready.binds, telnetAddress(dut)) } : {}),
    foreign: false,
  };
}

import { stringify } from 'yaml';
import { UsageError } from '../bench/errors.ts';
import { freePorts, withPorts } from './free-ports.ts';
import { agentAddress, type BoundPorts, boundTo, serviceAddress, telnetAddress } from './patch-panel.ts';
import type { Reach } from './reach.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import { startSwitches } from './open-second-device.ts';
import type { Topology } from './topology.ts';
import type { TopologyFile, VirtualDut } from './topology-schema.ts';

/** A virtual lab that stays up for people and other runs, on the wall clock. */
export interface VirtualLab {
  /** Path of the tty that is the console. */
  readonly console: string;
  readonly baud: number;
  /** The switch's own address and port, as it knows them. */
  readonly address: string;
  readonly port: number;
  /** Where to dial instead. */
  readonly reach: Reach;
  /** In clear: for the person in front of the terminal, never for a journal or report. */
  readonly credentials: {
    readonly username: string;
    readonly password: string;
    readonly enableSecret: string;
  };
  /** A topology by which other runs attach to this lab. It holds the secrets: write it with mode 0600. */
  toTopology(): string;
  /** The second switch, where the lab has one. */
  readonly second?: {
    readonly console: string;
    readonly baud: number;
    readonly address: string;
    readonly credentials: VirtualLab['credentials'];
  };
  /** Resolves when a switch has ended, by whomever. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Stands up the virtual lab of a topology. Rejects with UsageError for a topology that is not of a virtual
 * lab of its own, and with BenchError when the switch does not come up.
 */
export async function standUpVirtualLab(
  topology: Topology,
  options: { readonly faults?: readonly string[]; readonly switchProgram?: string } = {},
): Promise<VirtualLab> {
  const { dut } = topology;
  if (dut.kind !== 'virtual' || dut.attach !== undefined) {
    throw new UsageError('only a virtual lab can be stood up', {
      expected: 'a topology with `kind: virtual` and without `attach`',
      got: dut.kind === 'virtual' ? 'one that attaches to a lab that is already up' : 'a hardware bench',
      where: topology.where(dut.kind === 'virtual' ? ['dut', 'attach'] : ['dut', 'kind']),
      next: 'leave --topology away: virtual.yaml is the default',
    });
  }
  const stack = new ReleaseStack();
  try {
    const bound = await freePorts(topology);
    const switches = await startSwitches(topology, dut, stack, {
      steered: false,
      bound,
      faults: options.faults ?? [],
      ...(options.switchProgram === undefined ? {} : { program: options.switchProgram }),
    });
    const { ready } = switches.dut;
    const tty = switches.second?.ready.console;
    const reach = boundTo(ready.binds, serviceAddress(dut));
    const credentials = {
      username: dut.accounts.bench.username,
      password: topology.password.reveal(),
      enableSecret: topology.enableSecret.reveal(),
    };
    return {
      console: ready.console,
      baud: dut.console.baud,
      address: dut.management.address,
      port: dut.management.port,
      reach,
      credentials,
      ...secondOf(topology, tty),
      toTopology: () => {
        const agent = boundTo(ready.binds, agentAddress(dut));
        const telnet = topology.has('telnet-client')
          ? { telnet: boundTo(ready.binds, telnetAddress(dut)) }
          : {};
        return attachTopology(topology, dut, { console: ready.console, reach, agent, ...telnet }, bound, tty);
      },
      ended: Promise.race([switches.dut.ended, ...(switches.second ? [switches.second.ended] : [])]),
      close: () => stack.release(),
    };
  } catch (error) {
    await stack.release();
    throw error;
  }
}

function secondOf({ secondDevice }: Topology, tty: string | undefined): Pick<VirtualLab, 'second'> {
  if (secondDevice === undefined || tty === undefined) return {};
  const { file, address, account, enableSecret } = secondDevice;
  const credentials = {
    username: account.username,
    password: account.password.reveal(),
    enableSecret: enableSecret.reveal(),
  };
  return { second: { console: tty, baud: file.console.baud, address, credentials } };
}

/** The roles of a topology by which others attach: the second device has its tty, and its secrets in clear. */
function withSecond(
  roles: Topology['roles'],
  { secondDevice }: Topology,
  tty: string | undefined,
): Topology['roles'] {
  if (secondDevice === undefined || tty === undefined) return roles;
  const { file, account, enableSecret } = secondDevice;
  return {
    ...roles,
    'second-device': {
      ...file,
      attach: { console: tty },
      accounts: { bench: { ...file.accounts.bench, password: { literal: account.password.reveal() } } },
      enableSecret: { literal: enableSecret.reveal() },
    },
  };
}

function attachTopology(
  topology: Topology,
  dut: VirtualDut,
  attach: NonNullable<VirtualDut['attach']>,
  ports: BoundPorts,
  secondTty: string | undefined,
): string {
  const { reach: _reach, ...management } = dut.management;
  const file: TopologyFile = {
    name: `${topology.name}-attached`,
    description: `A virtual lab that was already up (conform lab); ${topology.description}`,
    dut: {
      ...dut,
      management,
      attach,
      accounts: { bench: { ...dut.accounts.bench, password: { literal: topology.password.reveal() } } },
      enableSecret: { literal: topology.enableSecret.reveal() },
    },
    clock: 'wall',
    roles: withSecond(withPorts(topology.roles, ports), topology, secondTty),
    without: topology.without,
    grants: [...topology.grants],
    ...(topology.deviations === undefined ? {} : { deviations: topology.deviations }),
  };
  return [
    '# Written by `conform lab`. It holds the secrets of that lab: keep it for yourself (mode 0600).',
    stringify(file),
  ].join('\n');
}

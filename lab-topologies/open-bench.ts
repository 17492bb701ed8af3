import type { Account, Bench, RoleContracts } from '../bench/bench.ts';
import type { Clock } from '../bench/clock.ts';
import type { ConsoleContract } from '../bench/console.ts';
import { BenchError } from '../bench/errors.ts';
import type { Pco } from '../bench/pco.ts';
import type { Secret } from '../bench/secret.ts';
import type { SshClientContract } from '../bench/ssh-client.ts';
import type { OpenTape } from '../bench/tape.ts';
import { mustTakeAccount } from './account-check.ts';
import { SteeredClock } from './clocks/steered-clock.ts';
import { wallClock } from './clocks/wall-clock.ts';
import { withCredentialPlaces } from './credential-places.ts';
import { boundTo, serviceAddress } from './patch-panel.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import { mustAnswer, type Reach } from './reach.ts';
import { startSwitch } from './switch-process.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** The drivers that a bench is made of; others stand in only in tests. */
export interface Drivers {
  openSerialConsole(options: {
    path: string;
    baudRate: number;
    openTape: OpenTape;
    clock: Clock;
    credentials: { username?: string; password?: Secret; enableSecret?: Secret };
  }): Promise<Pco<ConsoleContract>>;
  openSshClient(options: {
    reach: Reach;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<SshClientContract>;
}

export interface OpenBenchOptions {
  readonly openTape: OpenTape;
  /** Named departures from the guide, put into the virtual switch. */
  readonly faults?: readonly string[];
  /** For tests: program in place of the virtual switch, drivers in place of the real ones. */
  readonly switchProgram?: string;
  readonly drivers?: Drivers;
}

/** Where the parts of the opened DUT are. */
interface OpenedDut {
  readonly clock: Clock;
  readonly console: string;
  readonly consolePath: readonly string[];
  readonly reach: Reach;
  /** Somebody else stood it up: whether it answers is seen only by dialling. */
  readonly foreign: boolean;
}

/**
 * Opens the lab that a topology describes: the virtual switch where it is virtual, the clock, and a driver for
 * each role. Rejects with BenchError (exit code 4) when a part is missing, busy or unreachable; what was
 * opened until then is closed again.
 */
export async function openBench(topology: Topology, options: OpenBenchOptions): Promise<Bench> {
  const stack = new ReleaseStack();
  try {
    return await open(topology, options, stack);
  } catch (error) {
    try {
      await stack.release();
    } catch (left) {
      // The first error says why; what is left behind is said with it.
      if (error instanceof BenchError && left instanceof BenchError) {
        throw new BenchError(error.message, {
          ...error.facts,
          got: [error.facts.got, left.facts.got].filter((part) => part !== undefined).join('; '),
        });
      }
    }
    throw error;
  }
}

async function open(topology: Topology, options: OpenBenchOptions, stack: ReleaseStack): Promise<Bench> {
  const { dut, enableSecret, password } = topology;
  const { address, port } = dut.management;
  const { openTape } = options;
  const drivers = options.drivers ?? (await realDrivers());
  const { username, privilege } = dut.accounts.bench;
  const account: Account = { username, password, privilege };

  const opened = await openDut(topology, options, stack);
  const { clock } = opened;
  const pcos: { -readonly [Role in keyof RoleContracts]?: Pco<RoleContracts[Role]> } = {};
  if (topology.has('console')) {
    const terminal = await consoleOrWhy(topology, opened, () =>
      drivers.openSerialConsole({
        path: opened.console,
        baudRate: dut.console.baud,
        openTape,
        clock,
        credentials: { username, password, enableSecret },
      }),
    );
    stack.defer('the console', () => terminal.close());
    pcos.console = withCredentialPlaces(terminal, topology);
  }
  if (topology.has('ssh-client')) {
    const localAddress = topology.roles['ssh-client']?.reach?.host;
    const reach = { ...opened.reach, ...(localAddress === undefined ? {} : { localAddress }) };
    if (opened.foreign) await mustAnswer(topology, reach);
    const client = drivers.openSshClient({ reach, account, enableSecret, openTape, clock });
    stack.defer('the SSH client', () => client.close());
    if (opened.foreign) await mustTakeAccount(topology, client, clock);
    pcos['ssh-client'] = withCredentialPlaces(client, topology);
  }

  return {
    name: topology.name,
    dut: { kind: dut.kind, address, port, enableSecret, account },
    profile: topology.profile,
    grants: topology.grants,
    clock,
    pco: (role) => pcos[role],
    whyWithout: (role) => topology.without[role],
    secrets: [password, enableSecret],
    close: () => stack.release(),
  };
}

async function openDut(
  topology: Topology,
  options: OpenBenchOptions,
  stack: ReleaseStack,
): Promise<OpenedDut> {
  const { dut } = topology;
  if (dut.kind === 'virtual' && dut.attach === undefined) {
    return startOwnSwitch(topology, dut, options, stack);
  }
  if ((options.faults ?? []).length > 0) {
    throw new BenchError('faults can be put only into a virtual switch that the run itself stands up', {
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
  return dut.kind === 'hardware'
    ? {
        clock,
        console: dut.console.path,
        consolePath: ['dut', 'console', 'path'],
        reach: dialled,
        foreign: true,
      }
    : {
        clock,
        console: dut.attach?.console ?? '',
        consolePath: ['dut', 'attach', 'console'],
        reach: dialled,
        foreign: true,
      };
}

async function startOwnSwitch(
  topology: Topology,
  dut: VirtualDut,
  options: OpenBenchOptions,
  stack: ReleaseStack,
): Promise<OpenedDut> {
  const steered = topology.clock === 'steered';
  const { ready, control } = await startSwitch(topology, dut, stack, {
    steered,
    faults: options.faults ?? [],
    ...(options.switchProgram === undefined ? {} : { program: options.switchProgram }),
  });
  if (steered) control.recordOn(options.openTape('lab-clock'));
  const clock = steered ? new SteeredClock(control) : wallClock();
  stack.defer('the clock', () => clock.close());
  return {
    clock,
    console: ready.console,
    consolePath: ['dut', 'console'],
    reach: boundTo(ready.binds, serviceAddress(dut)),
    foreign: false,
  };
}

/** An error of the console driver, with the place in the topology that it is about. */
async function consoleOrWhy<T>(topology: Topology, dut: OpenedDut, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    throw new BenchError(error.message, {
      ...error.facts,
      where: topology.where(dut.consolePath),
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

/** Loaded when a bench is opened: what only reads or judges needs no serial port. */
async function realDrivers(): Promise<Drivers> {
  const [{ openSerialConsole }, { openSshClient }] = await Promise.all([
    import('../drivers/console/serial-console.ts'),
    import('../drivers/ssh/ssh-client.ts'),
  ]);
  return { openSerialConsole, openSshClient };
}

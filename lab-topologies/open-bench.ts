import type { Account, Bench, RoleContracts } from '../bench/bench.ts';
import { claimed } from '../bench/claims.ts';
import type { Clock } from '../bench/clock.ts';
import type { ConsoleContract } from '../bench/console.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import { BenchError } from '../bench/errors.ts';
import type { Pco } from '../bench/pco.ts';
import type { Profile } from '../bench/profile.ts';
import { Secret } from '../bench/secret.ts';
import type { ScpClientContract } from '../bench/scp-client.ts';
import type { SshClientContract } from '../bench/ssh-client.ts';
import type { Sshv1ClientContract } from '../bench/sshv1-client.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { TelnetClientContract } from '../bench/telnet-client.ts';
import type { BoundTrapListener } from '../drivers/snmp/trap-listener.ts';
import type { ClaimedAlgorithms } from '../drivers/ssh/default-offer.ts';
import type { PacketCapture, WatchConnection } from '../drivers/ssh/packet-capture.ts';
import { mustTakeAccount } from './account-check.ts';
import { bindAaa } from './open-aaa.ts';
import { bindFarEnd, type FarEndDrivers, realFarEndDrivers } from './open-far-end.ts';
import { countTraffic } from './clocks/console-traffic.ts';
import { SteeredClock } from './clocks/steered-clock.ts';
import { wallClock } from './clocks/wall-clock.ts';
import { withCredentialPlaces } from './credential-places.ts';
import {
  agentAddress,
  agentPort,
  type BoundPorts,
  boundTo,
  labNames,
  otherSshPort,
  remoteShellAddress,
  remoteShellPort,
  serviceAddress,
  serviceOf,
  telnetAddress,
  telnetPort,
} from './patch-panel.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import { mustAnswer, type Reach } from './reach.ts';
import { randomSecret } from './secrets.ts';
import {
  type ConsolesTraffic,
  openSecondConsole,
  startSwitches,
  steeringOf,
  type StartedSecond,
} from './open-second-device.ts';
import { vrfOf } from './open-vrf.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** The drivers that a bench is made of; others stand in only in tests. */
export interface Drivers {
  openSerialConsole(options: {
    role?: 'console' | 'second-device';
    path: string;
    baudRate: number;
    openTape: OpenTape;
    clock: Clock;
    credentials: { username?: string; password?: Secret; enableSecret?: Secret };
  }): Promise<Pco<ConsoleContract>>;
  openPacketCapture(options: { openTape: OpenTape; clock: Clock }): PacketCapture;
  bindTrapListener(options: { host: string; port: number }): Promise<BoundTrapListener>;
  openSshClient(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    claimed?: ClaimedAlgorithms;
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<SshClientContract>;
  openSshv1Client(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<Sshv1ClientContract>;
  openTelnetClient(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<TelnetClientContract>;
  openScpClient(options: {
    reach: Reach;
    remoteShell: Reach;
    names: { client: string; server: Endpoint };
    claimed?: ClaimedAlgorithms;
    watch?: WatchConnection;
    account: Account;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<ScpClientContract>;
  /** Absent: the real ones. */
  readonly farEnd?: FarEndDrivers;
}

export interface OpenBenchOptions {
  readonly openTape: OpenTape;
  /** Named departures from the guide, put into the virtual switch. */
  readonly faults?: readonly string[];
  /** Benign variations around it. */
  readonly variations?: readonly string[];
  /** For tests: program in place of the virtual switch, drivers in place of the real ones. */
  readonly switchProgram?: string;
  readonly drivers?: Drivers;
}

/** Where the parts of the opened DUT are. */
interface OpenedDut {
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

  const listener = await bindListener(topology, drivers, stack);
  const farEnd = await bindFarEnd(
    topology,
    () => (drivers.farEnd === undefined ? realFarEndDrivers() : Promise.resolve(drivers.farEnd)),
    stack,
  );
  const aaa = await bindAaa(topology, stack);
  const tapes = { dut: countTraffic(openTape), second: countTraffic(openTape) };
  const bound = {
    ...(listener === undefined ? {} : { 'trap-listener': listener.port }),
    ...farEnd.ports,
    ...aaa.ports,
  };
  const consoles = { dut: tapes.dut.traffic, second: tapes.second.traffic };
  const opened = await openDut(topology, options, stack, bound, consoles);
  const { clock } = opened;
  const pcos: { -readonly [Role in keyof RoleContracts]?: Pco<RoleContracts[Role]> } = {};
  if (topology.has('console')) {
    const terminal = await consoleOrWhy(topology, opened, () =>
      drivers.openSerialConsole({
        path: opened.console,
        baudRate: dut.console.baud,
        openTape: tapes.dut.openTape,
        clock,
        credentials: { username, password, enableSecret },
      }),
    );
    stack.defer('the console', () => terminal.close());
    pcos.console = withCredentialPlaces(terminal, topology);
  }
  const { secondDevice } = topology;
  if (secondDevice !== undefined) {
    const own = { drivers, openTape: tapes.second.openTape, clock };
    const terminal = await openSecondConsole(topology, secondDevice, opened.second, own);
    stack.defer('the console of the second device', () => terminal.close());
    pcos['second-device'] = terminal;
  }
  const capture =
    topology.has('ssh-client') && topology.has('packet-capture')
      ? drivers.openPacketCapture({ openTape, clock })
      : undefined;
  if (capture !== undefined) pcos['packet-capture'] = capture.pco;
  /** Where a client of the DUT dials, and from where. */
  const dialled = (role: 'ssh-client' | 'sshv1-client'): Reach => {
    const localAddress = topology.roles[role]?.reach?.host;
    return { ...opened.reach, ...(localAddress === undefined ? {} : { localAddress }) };
  };
  if (topology.has('ssh-client')) {
    const reach = dialled('ssh-client');
    if (opened.foreign) await mustAnswer(topology, reach);
    const client = drivers.openSshClient({
      reach,
      names: {
        client: topology.roles['ssh-client']?.address ?? '',
        server: { address, port },
      },
      claimed: claimedAlgorithms(topology.profile),
      ...(capture === undefined ? {} : { watch: capture.watch }),
      account,
      enableSecret,
      openTape,
      clock,
    });
    stack.defer('the SSH client', () => client.close());
    if (opened.foreign) await mustTakeAccount(topology, client, clock);
    pcos['ssh-client'] = withCredentialPlaces(client, topology);
    if (opened.telnet !== undefined) {
      const telnet = drivers.openTelnetClient({
        reach: { ...reach, ...opened.telnet },
        names: {
          client: topology.roles['ssh-client']?.address ?? '',
          server: { address, port: telnetPort },
        },
        ...(capture === undefined ? {} : { watch: capture.watch }),
        account,
        enableSecret,
        openTape,
        clock,
      });
      stack.defer('the Telnet client', () => telnet.close());
      pcos['telnet-client'] = withCredentialPlaces(telnet, topology);
    }
    if (topology.has('scp-client') && opened.remoteShell !== undefined) {
      const scp = drivers.openScpClient({
        reach,
        remoteShell: opened.remoteShell,
        names: {
          client: topology.roles['ssh-client']?.address ?? '',
          server: { address, port },
        },
        claimed: claimedAlgorithms(topology.profile),
        ...(capture === undefined ? {} : { watch: capture.watch }),
        account,
        openTape,
        clock,
      });
      stack.defer('the SCP client', () => scp.close());
      pcos['scp-client'] = scp;
    }
  }
  if (topology.has('sshv1-client')) {
    const client = drivers.openSshv1Client({
      reach: dialled('sshv1-client'),
      names: {
        client: topology.roles['sshv1-client']?.address ?? '',
        server: { address, port },
      },
      ...(capture === undefined ? {} : { watch: capture.watch }),
      account,
      enableSecret,
      openTape,
      clock,
    });
    stack.defer('the SSH client of version 1', () => client.close());
    pcos['sshv1-client'] = withCredentialPlaces(client, topology);
  }

  Object.assign(pcos, farEnd.open({ openTape, clock, watch: capture?.watch }), aaa.open({ openTape, clock }));
  if (listener !== undefined) {
    const traps = listener.open({
      openTape,
      clock,
      nameOf: labNames(topology),
      agent: opened.agent,
      users: topology.snmpUsers,
    });
    pcos['trap-listener'] = traps;
  }

  const keys = topology.snmpUsers.flatMap(({ auth, priv }) =>
    [auth?.key, priv?.key].filter((key) => key !== undefined),
  );
  const secondSecrets = secondDevice && [secondDevice.account.password, secondDevice.enableSecret];
  const both = opened.second?.both;
  const vrf = vrfOf(topology);
  const otherPort = otherSshPort(topology);
  const placeholders = new Map<string, Secret>();
  return {
    name: topology.name,
    dut: {
      kind: dut.kind,
      address,
      port,
      addresses: dut.addresses.map((further) => further.address),
      enableSecret,
      account,
    },
    ...(secondDevice === undefined ? {} : { secondDevice }),
    ...(both === undefined ? {} : { attend: (attended: boolean) => both.attend(attended) }),
    ...(vrf === undefined ? {} : { vrf }),
    ...(otherPort === undefined ? {} : { otherSshPort: otherPort.typed }),
    profile: topology.profile,
    grants: topology.grants,
    clock,
    pco: (role) => pcos[role],
    serviceOf: (role) => serviceOf(topology, role),
    secret: (name) => {
      const placeholder = placeholders.get(name) ?? new Secret(name, randomSecret());
      placeholders.set(name, placeholder);
      return placeholder;
    },
    whyWithout: (role) => topology.without[role],
    get secrets() {
      return [password, enableSecret, ...(secondSecrets ?? []), ...keys, ...placeholders.values()];
    },
    close: () => stack.release(),
  };
}

/** Binds the trap listener's port; before the DUT is there, because the virtual one is told of it. */
async function bindListener(
  topology: Topology,
  drivers: Drivers,
  stack: ReleaseStack,
): Promise<BoundTrapListener | undefined> {
  const role = topology.roles['trap-listener'];
  const service = serviceOf(topology, 'trap-listener');
  if (role === undefined || service === undefined) return undefined;
  const { host, port } = role.reach ?? { host: service.address, port: service.port };
  // A virtual switch finds it by its patch panel, so any free port does.
  const fallback = topology.dut.kind === 'virtual' ? 0 : service.port;
  try {
    const listener = await drivers.bindTrapListener({ host, port: port ?? fallback });
    stack.defer('the trap listener', () => listener.close());
    return listener;
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    throw new BenchError(error.message, {
      ...error.facts,
      where: topology.where(['roles', 'trap-listener']),
    });
  }
}

async function openDut(
  topology: Topology,
  options: OpenBenchOptions,
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
  options: OpenBenchOptions,
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

function claimedAlgorithms(profile: Profile): ClaimedAlgorithms {
  return {
    kex: claimed(profile, 'ssh-kex'),
    hostKey: claimed(profile, 'ssh-host-key-algorithms'),
    cipher: claimed(profile, 'ssh-ciphers'),
    mac: claimed(profile, 'ssh-macs'),
    publicKey: claimed(profile, 'ssh-publickey-algorithms'),
  };
}

/** Loaded when a bench is opened: what only reads or judges needs no serial port. */
async function realDrivers(): Promise<Drivers> {
  const [console, ssh, ssh1, telnet, scp, capture, traps] = await Promise.all([
    import('../drivers/console/serial-console.ts'),
    import('../drivers/ssh/ssh-client.ts'),
    import('../drivers/ssh1/sshv1-client.ts'),
    import('../drivers/telnet/telnet-client.ts'),
    import('../drivers/scp/scp-client.ts'),
    import('../drivers/ssh/packet-capture.ts'),
    import('../drivers/snmp/trap-listener.ts'),
  ]);
  return {
    openSerialConsole: console.openSerialConsole,
    openSshClient: ssh.openSshClient,
    openSshv1Client: ssh1.openSshv1Client,
    openTelnetClient: telnet.openTelnetClient,
    openScpClient: scp.openScpClient,
    openPacketCapture: capture.openPacketCapture,
    bindTrapListener: traps.bindTrapListener,
  };
}

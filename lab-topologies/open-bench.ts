import type { Account, Bench, RoleContracts } from '../bench/bench.ts';
import { BenchError } from '../bench/errors.ts';
import type { Pco } from '../bench/pco.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import { Secret } from '../bench/secret.ts';
import { type Drivers, realDrivers } from './bench-drivers.ts';
import { countTraffic } from './clocks/console-traffic.ts';
import { bindAaa } from './open-aaa.ts';
import { openClients } from './open-clients.ts';
import { openConsole } from './open-console.ts';
import { openDut, type OpenDutOptions } from './open-dut.ts';
import { bindFarEnd, realFarEndDrivers } from './open-far-end.ts';
import { openSecondConsole } from './open-second-device.ts';
import { bindTrapListener } from './open-trap-listener.ts';
import { vrfOf } from './open-vrf.ts';
import { labNames, otherSshPort, serviceOf } from './patch-panel.ts';
import { randomSecret } from './secrets.ts';
import type { Topology } from './topology.ts';

export interface OpenBenchOptions extends OpenDutOptions {
  /** For tests: drivers in place of the real ones. */
  readonly drivers?: Drivers;
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

  const listener = await bindTrapListener(topology, drivers, stack);
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
    const terminal = await openConsole(topology, opened, drivers, { openTape: tapes.dut.openTape, clock });
    stack.defer('the console', () => terminal.close());
    pcos.console = terminal;
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
  const watch = capture === undefined ? {} : { watch: capture.watch };
  Object.assign(
    pcos,
    await openClients(topology, opened, drivers, stack, { account, openTape, clock, ...watch }),
    farEnd.open({ openTape, clock, ...watch }),
    aaa.open({ openTape, clock }),
  );
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

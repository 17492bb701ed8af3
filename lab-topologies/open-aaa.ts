import type { RoleContracts } from '../bench/bench.ts';
import type { Clock } from '../bench/clock.ts';
import type { Pco } from '../bench/pco.ts';
import type { RadiusDoor } from '../bench/radius-server.ts';
import type { ReleaseStack } from '../bench/release-stack.ts';
import type { TacacsDoor } from '../bench/tacacs-server.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { RadiusServerOptions } from '../drivers/aaa/radius-server.ts';
import type { TcpDoor } from '../drivers/aaa/tcp-door.ts';
import type { UdpSocket } from '../drivers/snmp/udp-socket.ts';
import { aaaPorts, type AaaPort, type AaaPortKey } from './aaa-ports.ts';
import { boundAt } from './bound-at.ts';
import { type BoundPorts, labNames, serviceOf } from './patch-panel.ts';
import type { Topology } from './topology.ts';

/** The AAA servers, the back end of one-time passwords and the syslog listener. */

const openedRoles = ['tacacs-server', 'radius-server', 'otp-server', 'syslog-listener'] as const;
type OpenedRole = (typeof openedRoles)[number];

export interface BoundAaa {
  readonly ports: BoundPorts;
  open(options: {
    readonly openTape: OpenTape;
    readonly clock: Clock;
  }): Partial<{ [Role in OpenedRole]: Pco<RoleContracts[Role]> }>;
}

/** Binds the ports of these roles. Rejects with BenchError that names the role's place in the topology. */
export async function bindAaa(topology: Topology, stack: ReleaseStack): Promise<BoundAaa> {
  if (!openedRoles.some((role) => topology.has(role))) return { ports: {}, open: () => ({}) };
  const drivers = await loadDrivers();
  const virtual = topology.dut.kind === 'virtual';
  const tcp = new Map<AaaPortKey, TcpDoor>();
  const udp = new Map<AaaPortKey, UdpSocket>();
  const ports: { -readonly [Key in keyof BoundPorts]: BoundPorts[Key] } = {};
  for (const { key, role, typed, host, port } of aaaPorts(topology)) {
    // A virtual switch finds it by its patch panel, so any free port does.
    const where = { role, host, port: port ?? (virtual ? 0 : typed) };
    if (role === 'tacacs-server') {
      const door = await boundAt(topology, ['roles', role], () => drivers.bindTcpDoor(where));
      stack.defer(`port ${typed} of the TACACS+ server`, () => door.close());
      tcp.set(key, door);
      ports[key] = door.port;
    } else {
      const socket = await boundAt(topology, ['roles', role], () => drivers.bindUdpPort(where));
      stack.defer(`port ${typed} of the RADIUS server`, () => socket.close());
      udp.set(key, socket);
      ports[key] = socket.port;
    }
  }
  const syslog = await bindSyslog(topology, drivers, stack);
  if (syslog !== undefined) ports['syslog-listener'] = syslog.port;
  const nameOf = labNames(topology);
  return {
    ports,
    open: (options) => ({
      ...(topology.has('tacacs-server') && {
        'tacacs-server': drivers.openTacacsServer({
          ...options,
          nameOf,
          address: serviceOf(topology, 'tacacs-server')?.address ?? '',
          doors: { 49: tcpDoor(tcp, 49), 9000: tcpDoor(tcp, 9000) },
        }),
      }),
      ...(topology.has('radius-server') && {
        'radius-server': drivers.openRadiusServer({ ...options, nameOf, doors: radiusDoorsOf(udp) }),
      }),
      ...(topology.has('otp-server') && { 'otp-server': drivers.openOtpServer(options) }),
      ...(syslog && {
        'syslog-listener': drivers.openSyslogListener({ ...options, nameOf, socket: syslog }),
      }),
    }),
  };
}

async function bindSyslog(
  topology: Topology,
  drivers: Awaited<ReturnType<typeof loadDrivers>>,
  stack: ReleaseStack,
): Promise<UdpSocket | undefined> {
  const role = topology.roles['syslog-listener'];
  const service = serviceOf(topology, 'syslog-listener');
  if (role === undefined || service === undefined) return undefined;
  const { host, port } = role.reach ?? { host: service.address, port: service.port };
  const where = { host, port: port ?? (topology.dut.kind === 'virtual' ? 0 : service.port) };
  const path = ['roles', 'syslog-listener'];
  const socket = await boundAt(topology, path, () =>
    drivers.bindUdpPort({ role: 'syslog-listener', ...where }),
  );
  stack.defer('the syslog listener', () => socket.close());
  return socket;
}

function tcpDoor(bound: ReadonlyMap<AaaPortKey, TcpDoor>, door: TacacsDoor): TcpDoor {
  return mustBeBound(bound.get(`tacacs-server/${door}`), door);
}

function radiusDoorsOf(bound: ReadonlyMap<AaaPortKey, UdpSocket>): RadiusServerOptions['doors'] {
  const door = (typed: RadiusDoor) => ({
    authentication: mustBeBound(bound.get(`radius-server/${typed}`), typed),
    accounting: mustBeBound(bound.get(`radius-server/${typed + 1}`), typed + 1),
  });
  return { 1812: door(1812), 1645: door(1645), 1650: door(1650) };
}

function mustBeBound<Bound>(bound: Bound | undefined, typed: AaaPort['typed']): Bound {
  if (bound === undefined) throw new Error(`port ${typed} was not bound`);
  return bound;
}

/** Loaded when a bench with such a host is opened. */
async function loadDrivers() {
  const [tcp, udp, tacacs, radius, otp, syslog] = await Promise.all([
    import('../drivers/aaa/tcp-door.ts'),
    import('../drivers/aaa/udp-port.ts'),
    import('../drivers/aaa/tacacs-server.ts'),
    import('../drivers/aaa/radius-server.ts'),
    import('../drivers/aaa/otp-server.ts'),
    import('../drivers/syslog/syslog-listener.ts'),
  ]);
  return {
    bindTcpDoor: tcp.bindTcpDoor,
    bindUdpPort: udp.bindUdpPort,
    openTacacsServer: tacacs.openTacacsServer,
    openRadiusServer: radius.openRadiusServer,
    openOtpServer: otp.openOtpServer,
    openSyslogListener: syslog.openSyslogListener,
  };
}

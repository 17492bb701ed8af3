import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { RoleName } from '../bench/pco.ts';
import { aaaPorts, aaaRoles } from './aaa-ports.ts';
import { type BoundPorts, otherSshPort } from './patch-panel.ts';
import type { Topology } from './topology.ts';

/** The roles whose port the DUT calls, and that a run binds. */
const calledRoles = [
  'trap-listener',
  'ssh-server-host',
  'sshv1-server-host',
  'dns-server',
  'syslog-listener',
  'vrf',
] as const;
const datagramRoles: readonly RoleName[] = [
  'trap-listener',
  'dns-server',
  'syslog-listener',
  'radius-server',
];

/**
 * Ports for the hosts of the runs to come, where the topology names none; each stays free until a run binds it. Roles
 * of SSH that share a host share its port, as a run takes them.
 */
export async function freePorts(topology: Topology): Promise<BoundPorts> {
  const { roles } = topology;
  const ports: { -readonly [Role in keyof BoundPorts]: BoundPorts[Role] } = {};
  for (const name of calledRoles) {
    const reach = roles[name]?.reach;
    if (reach === undefined) continue;
    const shares = name === 'sshv1-server-host' && roles['ssh-server-host']?.reach?.host === reach.host;
    const shared = shares ? ports['ssh-server-host'] : undefined;
    ports[name] = reach.port ?? shared ?? (await freePort(reach.host, name));
  }
  const other = roles['ssh-server-host']?.reach === undefined ? undefined : otherSshPort(topology);
  if (other !== undefined)
    ports['other-ssh-port'] = other.port ?? (await freePort(other.host, 'ssh-server-host'));
  for (const { key, role, host, port } of aaaPorts(topology)) {
    if (roles[role]?.reach !== undefined) ports[key] = port ?? (await freePort(host, role));
  }
  return ports;
}

/** The roles of a topology, with these ports. */
export function withPorts(roles: Topology['roles'], ports: BoundPorts): Topology['roles'] {
  const changed = calledRoles.flatMap((name) => {
    const role = roles[name];
    const port = ports[name];
    if (role?.reach === undefined || port === undefined) return [];
    return [[name, { ...role, reach: { ...role.reach, port } }]];
  });
  const all = {
    ...roles,
    ...(Object.fromEntries(changed) as Topology['roles']),
    ...withAaaPorts(roles, ports),
  };
  const server = all['ssh-server-host'];
  const other = ports['other-ssh-port'];
  if (server?.reach === undefined || other === undefined) return all;
  const { otherPort, reach } = server;
  const host = otherPort.reach?.host ?? reach.host;
  return {
    ...all,
    'ssh-server-host': { ...server, otherPort: { ...otherPort, reach: { host, port: other } } },
  };
}

function withAaaPorts(roles: Topology['roles'], ports: BoundPorts): Partial<Topology['roles']> {
  return Object.fromEntries(
    aaaRoles.flatMap((name) => {
      const role = roles[name];
      if (role?.reach === undefined) return [];
      const own = aaaPorts({ roles }).filter((port) => port.role === name);
      const reaches = own.flatMap(({ key, typed, host }) => {
        const port = ports[key];
        return port === undefined ? [] : [[String(typed), { host, port }]];
      });
      return [[name, { ...role, ports: Object.fromEntries(reaches) as object }]];
    }),
  );
}

async function freePort(host: string, role: RoleName): Promise<number> {
  if (datagramRoles.includes(role)) {
    const socket = createSocket('udp4');
    try {
      socket.bind(0, host);
      await once(socket, 'listening');
      return socket.address().port;
    } finally {
      socket.close();
    }
  }
  const server = createServer();
  try {
    server.listen({ host, port: 0, exclusive: true });
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  } finally {
    server.close();
  }
}

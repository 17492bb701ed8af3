import { BenchError } from '../../bench/errors.ts';

/** A port of a server of the bench. */
export interface ServicePort {
  readonly role: 'tacacs-server' | 'radius-server' | 'syslog-listener';
  readonly transport: 'TCP' | 'UDP';
  readonly host: string;
  readonly port: number;
}

/** Why a port could not be bound, and what to do. */
export function bindError(
  { role, transport, host, port }: ServicePort,
  { code = '', message }: NodeJS.ErrnoException,
): BenchError {
  const protocol = transport.toLowerCase();
  const facts = { got: message, where: `${host}, ${transport} port ${port}` };
  const what = `no ${role} can be there`;
  if (code === 'EADDRINUSE') {
    const list = transport === 'TCP' ? 'ss -tlpn' : 'ss -ulpn';
    return new BenchError(`${transport} port ${port} of ${host} is taken: ${what}`, {
      ...facts,
      expected: 'a port of its own',
      next: `end the program that has it (on Linux \`${list} 'sport = :${port}'\` names it), or give the role another address of this machine`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new BenchError(`${transport} port ${port} of ${host} may not be bound: ${what}`, {
      ...facts,
      expected: 'the right to bind a port below 1024',
      next: `redirect it to a high port and give that as the role's reach (nft add rule ip nat prerouting ${protocol} dport ${port} redirect to :${10_000 + port}), or give node the right (setcap cap_net_bind_service=+ep on its binary)`,
    });
  }
  const next = `correct the address or reach of the role ${role} in the topology`;
  if (code === 'EADDRNOTAVAIL') {
    const expected = 'an address of this machine';
    return new BenchError(`${host} is no address of this machine: ${what}`, { ...facts, expected, next });
  }
  return new BenchError(`${host}, ${transport} port ${port}: ${what}`, { ...facts, next });
}

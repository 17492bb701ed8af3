import type { SessionTuple, Varbind } from '../trap-listener.ts';

/** Tables that are indexed by local address, local port, remote address, remote port: tcpConnEntry, ltcpConnEntry. */
const connectionTables = ['1.3.6.1.2.1.6.13.1.', '1.3.6.1.4.1.9.2.6.1.1.'];

/**
 * The TCP connection that the variables of a notification are about. Where their indexes contradict each other, or
 * one is none, there is no session and `finding` says why.
 */
export function sessionOf(varbinds: readonly Varbind[]): { session?: SessionTuple; finding?: string } {
  let named: { index: string; by: string; session: SessionTuple } | undefined;
  for (const { oid, name } of varbinds) {
    const table = connectionTables.find((each) => oid.startsWith(each));
    if (table === undefined) continue;
    const index = oid.slice(table.length).split('.').slice(1);
    const session = tupleOf(index.map(Number));
    if (session === undefined) return { finding: `the index of ${name} is no TCP connection` };
    const key = index.join('.');
    if (named !== undefined && named.index !== key) {
      return { finding: `${named.by} and ${name} name two TCP connections` };
    }
    named ??= { index: key, by: name, session };
  }
  return named === undefined ? {} : { session: named.session };
}

function tupleOf(arcs: readonly number[]): SessionTuple | undefined {
  if (arcs.length !== 10) return undefined;
  const [localPort = 0, remotePort = 0] = [arcs[4], arcs[9]];
  const [local, remote] = [arcs.slice(0, 4), arcs.slice(5, 9)];
  if ([...local, ...remote].some((octet) => octet > 255)) return undefined;
  if (localPort > 65_535 || remotePort > 65_535) return undefined;
  return {
    local: { address: local.join('.'), port: localPort },
    remote: { address: remote.join('.'), port: remotePort },
  };
}

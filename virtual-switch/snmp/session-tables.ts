import type { VirtualSwitch } from '../switch.ts';
import { execTimeoutMs, type TtyLine } from '../tty-line.ts';
import { elapsed, tupleOf } from './close-trap.ts';
import type { Connection, Connections } from './connections.ts';
import { columnsOf, type MibPart, tableInstances } from './mib.ts';
import { loctcpConnEntry, sessionTypes, tcpConnEntry, tsLineEntry, tslineSessionEntry } from './objects.ts';
import { address, integer, type SnmpValue, text, ticks } from './values.ts';

type Columns<Row> = Readonly<Record<number, (row: Row) => SnmpValue>>;

/** RFC 1213 tcpConnTable and OLD-CISCO-TCP-MIB lts tables, of the connections that hold a vty. */
export function tcpTables(device: VirtualSwitch, connections: Connections): MibPart {
  const standard: Columns<Connection> = {
    1: ({ traffic }) => integer(traffic.state),
    2: ({ local }) => address(local.host),
    3: ({ local }) => integer(local.port),
    4: ({ remote }) => address(remote.host),
    5: ({ remote }) => integer(remote.port),
  };
  const own: Columns<Connection> = {
    1: ({ traffic }) => integer(traffic.bytesIn),
    2: ({ traffic }) => integer(traffic.bytesOut),
    5: (connection) => ticks(elapsed(connection, device.clock.now())),
  };
  return {
    objects: [...columnsOf(tcpConnEntry, standard), ...columnsOf(loctcpConnEntry, own)],
    instances: () => {
      const rows = connections.all.map((connection) => [tupleOf(connection), connection] as const);
      return [...tableInstances(tcpConnEntry, rows, standard), ...tableInstances(loctcpConnEntry, rows, own)];
    },
  };
}

/** OLD-CISCO-TS-MIB: the lines, and the sessions on them. */
export function terminalTables(device: VirtualSwitch, connections: Connections): MibPart {
  const idleSeconds = (line: TtyLine) => Math.floor((device.clock.now() - line.lastInput) / 1000);
  const lines: Columns<TtyLine> = {
    1: (line) => integer(line.busy || line.session !== undefined ? 1 : 0),
    2: (line) => integer(line.kind === 'console' ? 2 : 5),
    8: (line) => text(line.location ?? ''),
    13: (line) => integer(Math.floor((execTimeoutMs(device.lineBlock(line)) ?? 0) / 1000)),
    18: (line) => text(line.user ?? ''),
    20: (line) => integer(line.number),
  };
  const sessions: Columns<Connection> = {
    1: ({ transport }) => integer(sessionTypes[transport]),
    2: () => integer(2),
    3: ({ remote }) => address(remote.host),
    4: ({ remote }) => text(remote.host),
    5: () => integer(1),
    6: ({ line }) => integer(idleSeconds(line)),
    7: ({ line }) => integer(line.number),
    8: () => integer(1),
  };
  return {
    objects: [...columnsOf(tsLineEntry, lines), ...columnsOf(tslineSessionEntry, sessions)],
    instances: () => [
      ...tableInstances(
        tsLineEntry,
        [device.console, ...device.vtys].map((line) => [String(line.number), line] as const),
        lines,
      ),
      ...tableInstances(
        tslineSessionEntry,
        connections.all.map((connection) => [`${connection.line.number}.1`, connection] as const),
        sessions,
      ),
    ],
  };
}

import type { Connection } from './connections.ts';
import type { Notification } from './notification.ts';
import {
  cisco,
  loctcpConnEntry,
  sessionTypes,
  tcpConnEntry,
  tsLineEntry,
  tslineSessionEntry,
} from './objects.ts';
import { integer, text, ticks, type Varbind } from './values.ts';

/** A line's first session: an inbound one has no other. */
const session = 1;

/**
 * tcpConnectionClose of CISCO-GENERAL-TRAPS: the six variables in the order of guide page 42. The byte counters
 * are INTEGERs in OLD-CISCO-TCP-MIB, whatever they count.
 */
export function closeVariables(connection: Connection, now: number): Varbind[] {
  const { line, traffic, transport, user = '' } = connection;
  const tuple = tupleOf(connection);
  return [
    { oid: `${tslineSessionEntry}.1.${line.number}.${session}`, value: integer(sessionTypes[transport]) },
    { oid: `${tcpConnEntry}.1.${tuple}`, value: integer(traffic.state) },
    { oid: `${loctcpConnEntry}.5.${tuple}`, value: ticks(elapsed(connection, now)) },
    { oid: `${loctcpConnEntry}.1.${tuple}`, value: integer(traffic.bytesIn) },
    { oid: `${loctcpConnEntry}.2.${tuple}`, value: integer(traffic.bytesOut) },
    { oid: `${tsLineEntry}.18.${line.number}`, value: text(user) },
  ];
}

export function closeNotification(connection: Connection, varbinds: readonly Varbind[]): Notification {
  return {
    trap: 'tty',
    type: 'tty',
    enterprise: cisco,
    generic: 6,
    specific: 1,
    v2: `${cisco}.0.1`,
    varbinds,
    client: connection.remote,
  };
}

/** Index of the TCP tables: `192.0.2.1.22.192.0.2.10.55246`. */
export function tupleOf({ local, remote }: Connection): string {
  return `${local.host}.${local.port}.${remote.host}.${remote.port}`;
}

/** Hundredths of a second since the connection was opened. */
export function elapsed({ openedAt }: Connection, now: number): number {
  return Math.floor((now - openedAt) / 10);
}

import type { Endpoint } from '../patch-panel.ts';
import type { AnyPdu, TrapV1 } from './message.ts';
import type { NotificationHost } from './settings.ts';
import type { Varbind } from './values.ts';

/** An SSH session that a user has logged in to. */
export interface WatchedSession {
  /** Calls back once, when the session has ended: by the switch (exit, clear line, exec-timeout) or by the client. */
  onEnd(listener: (by: 'switch' | 'client') => void): void;
  /** Calls back while the session still goes on, so many milliseconds of the switch's time from now. */
  after(milliseconds: number, listener: () => void): void;
}

/** When `debug snmp packet` prints: a line each, and for `packet` all lines of one. */
export type DebugMoment = 'queuing' | 'received' | 'packet' | 'sent';

/** The rules of SNMP that a known departure may replace. */
export interface SnmpSeams {
  /** Whether `snmp-server community` turns the agent on. */
  communityStartsAgent(): boolean;
  /** The types that `snmp-server host` keeps of those that were typed. */
  storedTrapTypes(typed: readonly string[]): readonly string[];

  /** When a session makes `notify` send its tcpConnectionClose. */
  watchSession(session: WatchedSession, notify: () => void): void;
  /** Whether a notification is made at all. */
  notificationOn(state: { readonly enabled: boolean; readonly debugging: boolean }): boolean;
  /** Where it goes, given the host configured and the client of the session that it is about. */
  notificationTarget(host: NotificationHost, client: Endpoint | undefined): Endpoint;
  notificationCommunity(host: NotificationHost): string;
  /** The six variables of tcpConnectionClose; `users` are those on all lines, by absolute number. */
  closeVariables(varbinds: readonly Varbind[], users: ReadonlyMap<number, string>): readonly Varbind[];
  trapV1(pdu: TrapV1): TrapV1;

  /** What debug output shows of a packet. */
  debugged(pdu: AnyPdu, origin: 'own' | 'received'): AnyPdu;
  /** The lines printed at one moment; none are printed where there are none. */
  debugLines(moment: DebugMoment, lines: readonly string[], origin: 'own' | 'received'): readonly string[];
  /** The datagram as it leaves. */
  notificationDatagram(datagram: Buffer): Buffer;
  /** Lets a notification leave; gives whether it is reported as sent. `send` gives whether there was a route. */
  transmit(send: () => boolean): boolean;
}

export function standardSnmpSeams(): SnmpSeams {
  return {
    communityStartsAgent: () => true,
    storedTrapTypes: (typed) => typed,
    watchSession: (session, notify) => session.onEnd(notify),
    notificationOn: ({ enabled }) => enabled,
    notificationTarget: ({ address, port }) => ({ host: address, port }),
    notificationCommunity: ({ community }) => community,
    closeVariables: (varbinds) => varbinds,
    trapV1: (pdu) => pdu,
    debugged: (pdu) => pdu,
    debugLines: (_moment, lines) => lines,
    notificationDatagram: (datagram) => datagram,
    transmit: (send) => send(),
  };
}

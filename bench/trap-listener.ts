import type { Endpoint } from './endpoint.ts';

/** One variable binding (RFC 1157 section 4.1.1, RFC 3416 section 3). */
export type Varbind = {
  /** Dotted, as it was on the wire: `1.3.6.1.4.1.9.2.9.3.1.1.2.1`. */
  readonly oid: string;
  /** Name of the MIB object with its index: `tslineSesType.2.1`; the OID where no MIB here knows it. */
  readonly name: string;
  /** ASN.1 or SMI type: `Integer`, `OctetString`, `TimeTicks`, `Counter32`, `Gauge32`, `IpAddress`, `Oid`, … */
  readonly type: string;
  /**
   * INTEGER, Counter32, Gauge32 and TimeTicks as numbers, Counter64 as text; octets as text where they are printable ASCII
   * and do not begin with `0x`, else as `0x` and hex digits.
   */
  readonly value: string | number | null;
};

/** The TCP connection of an SSH session as the DUT names it in a varbind's index (RFC 1213 tcpConnTable). */
export type SessionTuple = { readonly local: Endpoint; readonly remote: Endpoint };

/** One SNMP message that reached the listener. */
export type Trap = {
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  readonly sender: Endpoint;
  /** The raw datagram, hex. */
  readonly raw: string;
  /** What the strict walk found wrong, each with its offset; empty where the message is well-formed BER and a complete notification. */
  readonly malformed: readonly string[];
  /** Absent where the message could not be read at all, or was not let in. */
  readonly message?: {
    readonly version: 'v1' | 'v2c' | 'v3';
    /** v1 and v2c. */
    readonly community?: string;
    /** v3. */
    readonly user?: string;
    readonly pdu: 'trap' | 'inform';
    /** The notification's name, such as `tcpConnectionClose`; its OID where no MIB here knows it. */
    readonly notification: string;
    /** snmpTrapOID; for v1 derived by RFC 3584 section 3.1. */
    readonly trapOid: string;
    /** v1 only, as it was on the wire. */
    readonly v1?: {
      readonly enterprise: string;
      readonly agentAddress: string;
      readonly generic: number;
      readonly specific: number;
    };
    /** sysUpTime, hundredths of a second. */
    readonly upTime?: number;
    /** Without sysUpTime and snmpTrapOID of v2c and v3. */
    readonly varbinds: readonly Varbind[];
    /** Where an index names a TCP connection. */
    readonly session?: SessionTuple;
  };
  /** Why a readable message was not let in: wrong community or user, wrong digest. Never a key. */
  readonly refused?: string;
};

/** All that came since a mark, in order. */
export type TrapsObservation = {
  readonly kind: 'traps';
  readonly traps: readonly Trap[];
  /** Datagrams that were counted and not kept, because more came than the listener keeps. */
  readonly lost: number;
};

export type SnmpGetObservation = {
  readonly kind: 'snmp-get';
  readonly outcome: 'answered' | 'silent' | 'error';
  /** errorStatus by name, such as `noSuchName`, or what the operating system said. */
  readonly detail?: string;
  readonly varbinds: readonly Varbind[];
};

/** Receives SNMP notifications of the DUT, and can ask its agent. */
export type TrapListenerContract = {
  /** A place in the recording, from which `traps` looks. */
  mark: { args: null; observation: { readonly kind: 'mark'; readonly position: number } };
  /**
   * What came since a mark. With `until`, waits until so many well-read notifications of that name have come
   * (from that session, where one is given) or the deadline; at the deadline it does not reject: the span from the mark to where the
   * recording stands proves what did not come. Without `until`, answers at once.
   */
  traps: {
    args: {
      readonly since: number;
      readonly until?: {
        readonly notification: string;
        readonly count: number;
        readonly remote?: Endpoint;
      };
    };
    observation: TrapsObservation;
  };
  /** One GetRequest (v2c, or v1) to the DUT's agent. */
  'snmp-get': {
    args: {
      readonly oids: readonly string[];
      readonly community: string;
      readonly version?: 'v1' | 'v2c';
    };
    observation: SnmpGetObservation;
  };
};

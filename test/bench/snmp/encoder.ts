/** BER for tests: what goes in comes out, right or wrong, so that wrong messages can be made piece by piece. */

export function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const value = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(value.length), value]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  const significant = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

export function sequence(...contents: Uint8Array[]): Buffer {
  return element(0x30, ...contents);
}

export function integer(value: number | bigint, tag = 0x02): Buffer {
  const octets: number[] = [];
  let left = BigInt(value);
  do {
    octets.unshift(Number(left & 0xffn));
    left >>= 8n;
  } while (!((left === 0n && (octets[0] ?? 0) < 0x80) || (left === -1n && (octets[0] ?? 0) >= 0x80)));
  return element(tag, Buffer.from(octets));
}

export function octets(value: string | Uint8Array): Buffer {
  return element(0x04, typeof value === 'string' ? Buffer.from(value) : value);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, ...[first * 40 + second, ...rest].map(subIdentifier));
}

function subIdentifier(value: number): Buffer {
  const octets = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    octets.unshift((left % 128) | 0x80);
  }
  return Buffer.from(octets);
}

export function ipAddress(dotted: string): Buffer {
  return element(0x40, Buffer.from(dotted.split('.').map(Number)));
}

export function timeTicks(value: number): Buffer {
  return integer(value, 0x43);
}

export function varbind(name: string, value: Uint8Array): Buffer {
  return sequence(oid(name), value);
}

export function trapV1(
  options: {
    community?: string;
    enterprise?: string;
    agent?: string;
    generic?: number;
    specific?: number;
    upTime?: number;
    varbinds?: readonly Uint8Array[];
  } = {},
): Buffer {
  const pdu = element(
    0xa4,
    oid(options.enterprise ?? '1.3.6.1.4.1.9'),
    ipAddress(options.agent ?? '192.0.2.1'),
    integer(options.generic ?? 6),
    integer(options.specific ?? 1),
    timeTicks(options.upTime ?? 123_456),
    sequence(...(options.varbinds ?? [])),
  );
  return sequence(integer(0), octets(options.community ?? 'public'), pdu);
}

/** Trap, or with another tag what else has a request id: Inform 0xa6, Response 0xa2. */
export function messageV2(
  varbinds: readonly Uint8Array[],
  { tag = 0xa7, id = 7, errorStatus = 0, errorIndex = 0, community = 'public', version = 1 } = {},
): Buffer {
  const pdu = element(tag, integer(id), integer(errorStatus), integer(errorIndex), sequence(...varbinds));
  return sequence(integer(version), octets(community), pdu);
}

export function headOfV2(trapOid: string, upTime = 555): Buffer[] {
  return [varbind('1.3.6.1.2.1.1.3.0', timeTicks(upTime)), varbind('1.3.6.1.6.3.1.1.4.1.0', oid(trapOid))];
}

/** The variables of a tcpConnectionClose for an SSH session, in the order of CISCO-GENERAL-TRAPS. */
export function closeVarbinds(remote = '192.0.2.10.55246', { line = 2, user = 'lab' } = {}): Buffer[] {
  const connection = `192.0.2.1.22.${remote}`;
  return [
    varbind(`1.3.6.1.4.1.9.2.9.3.1.1.${line}.1`, integer(6)),
    varbind(`1.3.6.1.2.1.6.13.1.1.${connection}`, integer(4)),
    varbind(`1.3.6.1.4.1.9.2.6.1.1.5.${connection}`, timeTicks(1015)),
    varbind(`1.3.6.1.4.1.9.2.6.1.1.1.${connection}`, integer(1056)),
    varbind(`1.3.6.1.4.1.9.2.6.1.1.2.${connection}`, integer(1392)),
    varbind(`1.3.6.1.4.1.9.2.9.2.1.18.${line}`, octets(user)),
  ];
}

export const closeTrap = trapV1({ varbinds: closeVarbinds() });

/** The same bytes with one of them replaced, left out, or put in. */
export function spliced(bytes: Uint8Array, at: number, removed: number, ...put: number[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + removed)]);
}

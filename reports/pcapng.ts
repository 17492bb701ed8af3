import { z } from 'zod';
import type { EventOf, JournalEvent } from '../journal/events.ts';

/**
 * What a run captured, as a file that Wireshark and tshark open (draft-ietf-opsawg-pcapng). Payload, order and times
 * are those of the wire; the IPv4 and TCP headers around it are made here, from the addresses that the device knows, so
 * that no rights were needed to capture. Secrets in payload that was sent in clear are masked, as in the journal.
 */

const tapes = /^packet-capture\/(\d+)\/(sent|received)$/;

const endpoint = z.object({ address: z.ipv4(), port: z.int() });
const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('opened'), connection: z.int(), client: endpoint, server: endpoint }),
  z.object({ fact: z.literal('closed'), connection: z.int() }),
  z.object({ fact: z.literal('ended') }),
]);

/** Bytes of payload that one made segment carries. */
const segmentBytes = 1460;
const made =
  'catalyst-conform: payload as captured, IPv4 and TCP headers made from the addresses that the device knows';

/** Undefined where nothing was captured. */
export function foldPcapng(events: readonly JournalEvent[]): Buffer | undefined {
  const connections = new Map<number, Connection>();
  const blocks: Buffer[] = [];
  for (const event of events) {
    if (event.type !== 'data' || event.direction !== 'received') continue;
    if (event.pco === 'packet-capture') {
      for (const seen of factsOf(event)) {
        if (seen.fact === 'opened') {
          const connection = new Connection(seen.client, seen.server);
          connections.set(seen.connection, connection);
          blocks.push(...connection.open().map((packet) => packetBlock(packet, event.wall)));
        } else if (seen.fact === 'closed') {
          const packets = connections.get(seen.connection)?.close() ?? [];
          blocks.push(...packets.map((packet) => packetBlock(packet, event.wall)));
        }
      }
      continue;
    }
    const [, number, direction] = tapes.exec(event.pco) ?? [];
    const connection = connections.get(Number(number));
    if (connection === undefined) continue;
    const from = direction === 'sent' ? 'client' : 'server';
    for (const packet of connection.carry(from, payloadOf(event)))
      blocks.push(packetBlock(packet, event.wall));
  }
  if (connections.size === 0) return undefined;
  return Buffer.concat([sectionHeader(), interfaceBlock(), ...blocks]);
}

function factsOf({ bytes = '' }: EventOf<'data'>): z.infer<typeof fact>[] {
  return bytes
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fact.parse(JSON.parse(line)));
}

/** What the journal kept of a payload; of a very large one the middle is blank, so that the counts are right. */
function payloadOf({ bytes, bulk }: EventOf<'data'>): Buffer {
  if (bulk === undefined) return Buffer.from(bytes ?? '', 'latin1');
  const missing = Buffer.alloc(Math.max(0, bulk.length - bulk.head.length - bulk.tail.length));
  return Buffer.concat([Buffer.from(bulk.head, 'latin1'), missing, Buffer.from(bulk.tail, 'latin1')]);
}

type Endpoint = z.infer<typeof endpoint>;
type Side = 'client' | 'server';

const flags = { fin: 0x01, syn: 0x02, push: 0x08, ack: 0x10 };

/** Makes the segments of one TCP connection, counting its sequence numbers from 0. */
class Connection {
  readonly #ends: Readonly<Record<Side, Endpoint>>;
  readonly #sequence: Record<Side, number> = { client: 0, server: 0 };

  constructor(client: Endpoint, server: Endpoint) {
    this.#ends = { client, server };
  }

  open(): Buffer[] {
    return [
      this.#segment('client', flags.syn),
      this.#segment('server', flags.syn | flags.ack),
      this.#segment('client', flags.ack),
    ];
  }

  carry(from: Side, payload: Buffer): Buffer[] {
    const segments: Buffer[] = [];
    for (let at = 0; at < payload.length; at += segmentBytes) {
      segments.push(this.#segment(from, flags.ack | flags.push, payload.subarray(at, at + segmentBytes)));
    }
    return segments;
  }

  close(): Buffer[] {
    return [
      this.#segment('client', flags.fin | flags.ack),
      this.#segment('server', flags.fin | flags.ack),
      this.#segment('client', flags.ack),
    ];
  }

  /** RFC 9293 section 3.1 in RFC 791 section 3.1. */
  #segment(from: Side, bits: number, payload: Buffer = Buffer.alloc(0)): Buffer {
    const to = from === 'client' ? 'server' : 'client';
    const [source, destination] = [this.#ends[from], this.#ends[to]];
    const tcp = Buffer.alloc(20);
    tcp.writeUInt16BE(source.port, 0);
    tcp.writeUInt16BE(destination.port, 2);
    tcp.writeUInt32BE(this.#sequence[from] >>> 0, 4);
    if (bits & flags.ack) tcp.writeUInt32BE(this.#sequence[to] >>> 0, 8);
    tcp.writeUInt8(5 << 4, 12);
    tcp.writeUInt8(bits, 13);
    tcp.writeUInt16BE(0xffff, 14);
    this.#sequence[from] += payload.length + (bits & (flags.syn | flags.fin) ? 1 : 0);

    const ip = Buffer.alloc(20);
    ip.writeUInt8(0x45, 0);
    ip.writeUInt16BE(ip.length + tcp.length + payload.length, 2);
    ip.writeUInt16BE(0x4000, 6);
    ip.writeUInt8(64, 8);
    ip.writeUInt8(6, 9);
    ip.set(octets(source.address), 12);
    ip.set(octets(destination.address), 16);
    ip.writeUInt16BE(checksum(ip), 10);
    const pseudo = Buffer.concat([ip.subarray(12, 20), Buffer.from([0, 6, 0, 0])]);
    pseudo.writeUInt16BE(tcp.length + payload.length, 10);
    tcp.writeUInt16BE(checksum(Buffer.concat([pseudo, tcp, payload])), 16);
    return Buffer.concat([ip, tcp, payload]);
  }
}

function octets(address: string): number[] {
  return address.split('.').map(Number);
}

/** The one's complement sum of RFC 1071. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  if (bytes.length % 2 === 1) sum += (bytes.at(-1) ?? 0) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Raw IP (LINKTYPE_RAW). */
const rawIp = 101;

function sectionHeader(): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(0x1a2b3c4d, 0);
  body.writeUInt16LE(1, 4);
  body.writeBigInt64LE(-1n, 8);
  return block(0x0a0d0d0a, Buffer.concat([body, option(1, made), option(0, '')]));
}

function interfaceBlock(): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(rawIp, 0);
  return block(1, body);
}

/** An enhanced packet block; its time counts microseconds. */
function packetBlock(packet: Buffer, wall: number): Buffer {
  const head = Buffer.alloc(20);
  const time = BigInt(Math.round(wall * 1000));
  head.writeUInt32LE(Number(time >> 32n), 4);
  head.writeUInt32LE(Number(time & 0xffffffffn), 8);
  head.writeUInt32LE(packet.length, 12);
  head.writeUInt32LE(packet.length, 16);
  return block(6, Buffer.concat([head, padded(packet)]));
}

function option(code: number, text: string): Buffer {
  const head = Buffer.alloc(4);
  const value = Buffer.from(text, 'utf8');
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

function block(type: number, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length + 12);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(type);
  return Buffer.concat([head, length, body, length]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

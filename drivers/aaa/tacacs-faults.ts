import type { TacacsFaultName } from '../../bench/tacacs-server.ts';
import type { TacacsHeader } from '../../protocols/tacacs/header.ts';
import { packetType } from '../../protocols/tacacs/numbers.ts';
import { writePacket } from '../../protocols/tacacs/packets.ts';

export type ReplyHeader = Omit<TacacsHeader, 'length'>;

/** What is sent in place of a reply, and whether the connection is left behind it. */
export interface FaultyReply {
  readonly bytes: Buffer;
  readonly leaves: boolean;
}

/** Where the status stands in a body. */
const statusAt: Readonly<Record<number, number>> = { [packetType.accounting]: 4 };
const noStatus = 0x7f;
const noVersion = 0xb0;

/** A reply that is wrong in one way; `body` is the right one, in clear. */
export function faultyReply(
  how: TacacsFaultName,
  header: ReplyHeader,
  body: Buffer,
  key: string,
): FaultyReply {
  const right = writePacket(header, body, key);
  const sent = (bytes: Buffer): FaultyReply => ({ bytes, leaves: false });
  switch (how) {
    case 'silence':
      return sent(Buffer.alloc(0));
    case 'close':
      return { bytes: Buffer.alloc(0), leaves: true };
    case 'half':
      return { bytes: right.subarray(0, Math.floor(right.length / 2)), leaves: true };
    case 'garbage':
      return sent(Buffer.from('220 this host speaks no TACACS+\r\n'));
    case 'lengths':
      return sent(writePacket(header, Buffer.concat([body, Buffer.from('left over')]), key));
    case 'key':
      return sent(writePacket(header, body, `${key}${key}`));
    case 'unencrypted':
      return sent(writePacket(header, body, undefined));
    case 'session':
      return sent(writePacket({ ...header, session: (header.session ^ 1) >>> 0 }, body, key));
    case 'sequence':
      return sent(writePacket({ ...header, sequence: header.sequence - 1 }, body, key));
    case 'version':
      return sent(withByte(right, 0, noVersion));
    case 'type':
      return sent(writePacket({ ...header, type: (header.type % 3) + 1 }, body, key));
    case 'status':
      return sent(writePacket(header, withByte(body, statusAt[header.type] ?? 0, noStatus), key));
  }
}

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(value, at);
  return changed;
}

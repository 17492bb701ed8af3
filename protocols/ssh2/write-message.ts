/** Writers for messages of SSH-2 that ssh2 does not send as they are wanted; each gives a payload. */

import { message } from './messages.ts';

/** RFC 4251 section 5: byte, boolean, uint32, string. */
export function byte(value: number): Buffer {
  return Buffer.from([value]);
}

export function boolean(value: boolean): Buffer {
  return byte(value ? 1 : 0);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function string(value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** Bytes and octets that a channel of ours takes before it must be told to send more: all that a test reads. */
const window = 64 * 1024 * 1024;
const largestPacket = 32 * 1024;

/** SSH_MSG_CHANNEL_OPEN (RFC 4254 section 5.1); `data` is what the type adds. */
export function channelOpen(type: string, ourChannel: number, ...data: readonly Buffer[]): Buffer {
  return Buffer.concat([
    byte(message.channelOpen),
    string(type),
    uint32(ourChannel),
    uint32(window),
    uint32(largestPacket),
    ...data,
  ]);
}

/** SSH_MSG_CHANNEL_REQUEST that wants a reply (RFC 4254 section 5.4). */
export function channelRequest(theirChannel: number, name: string, ...data: readonly Buffer[]): Buffer {
  return Buffer.concat([
    byte(message.channelRequest),
    uint32(theirChannel),
    string(name),
    boolean(true),
    ...data,
  ]);
}

export function channelClose(theirChannel: number): Buffer {
  return Buffer.concat([byte(message.channelClose), uint32(theirChannel)]);
}

export function channelFailure(theirChannel: number): Buffer {
  return Buffer.concat([byte(message.channelFailure), uint32(theirChannel)]);
}

/** A channel that nothing is behind (RFC 4254 section 5.1). */
export function channelOpenConfirmation(theirChannel: number): Buffer {
  const ours = theirChannel;
  const numbers = [theirChannel, ours, window, largestPacket];
  return Buffer.concat([byte(message.channelOpenConfirmation), ...numbers.map(uint32)]);
}

/** Administratively prohibited, without a description (RFC 4254 section 5.1). */
export function channelOpenFailure(theirChannel: number): Buffer {
  return Buffer.concat([
    byte(message.channelOpenFailure),
    uint32(theirChannel),
    uint32(1),
    string(''),
    string(''),
  ]);
}

/** SSH_MSG_DISCONNECT (RFC 4253 section 11.1). */
export function disconnect(reason: number, description: string): Buffer {
  return Buffer.concat([byte(message.disconnect), uint32(reason), string(description), string('')]);
}

/** SSH_MSG_GLOBAL_REQUEST that wants a reply (RFC 4254 section 4). */
export function globalRequest(name: string, ...data: readonly Buffer[]): Buffer {
  return Buffer.concat([byte(message.globalRequest), string(name), boolean(true), ...data]);
}

/** `pty-req` (RFC 4254 section 6.2), sizes in characters, without terminal modes. */
export function ptyRequest({ rows, cols }: { readonly rows: number; readonly cols: number }): Buffer[] {
  const noModes = Buffer.from([0]);
  return [string('vt100'), uint32(cols), uint32(rows), uint32(0), uint32(0), string(noModes)];
}

import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import { protocolOf } from './internals.ts';
import { message } from './messages.ts';
import { sendPayloadAtOnce } from './send-payload.ts';

/** Sends SSH_MSG_IGNORE (RFC 4253 section 11.2) with so many bytes of data. */
export function sendIgnore(client: Client, bytes: number): void {
  sendPayloadAtOnce(protocolOf(client), ignorePayload(bytes));
}

/** The same with one bit of its MAC changed; `socket` is the client's. */
export function sendIgnoreWithWrongMac(client: Client, socket: Socket): void {
  const sealed: Uint8Array[] = [];
  const write = socket.write.bind(socket);
  socket.write = (chunk: Uint8Array | string): boolean => sealed.push(Buffer.from(chunk)) > 0;
  try {
    sendPayloadAtOnce(protocolOf(client), ignorePayload(16));
  } finally {
    socket.write = write;
  }
  const packet = Buffer.concat(sealed);
  const last = packet.length - 1;
  packet.writeUInt8(packet.readUInt8(last) ^ 1, last);
  socket.write(packet);
}

/** A global request that means nothing and wants an answer. */
export function sendPing(client: Client): void {
  protocolOf(client).ping();
}

function ignorePayload(bytes: number): Buffer {
  const payload = Buffer.alloc(1 + 4 + bytes);
  payload.writeUInt8(message.ignore, 0);
  payload.writeUInt32BE(bytes, 1);
  return payload;
}

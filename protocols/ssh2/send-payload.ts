import type { Protocol } from './internals.ts';

/** Sends a message at once, past the queue that ssh2 keeps while keys are exchanged. */
export function sendPayload(protocol: Protocol, payload: Uint8Array): void {
  const { write } = protocol._packetRW;
  const packet = write.alloc(payload.length, true);
  packet.set(payload, write.allocStartKEX);
  protocol._cipher.encrypt(write.finalize(packet, true));
}

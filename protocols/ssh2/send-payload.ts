import { internals, type Protocol } from './internals.ts';

/** Sends a payload as one packet; while keys are exchanged it waits in ssh2's queue. False once the protocol is dead. */
export function sendPayload(protocol: Protocol, payload: Uint8Array): boolean {
  if (protocol._destruct === undefined) return false;
  const { write } = protocol._packetRW;
  const packet = write.alloc(payload.length, false);
  packet.set(payload, write.allocStart);
  internals().sendPacket(protocol, write.finalize(packet, false));
  return true;
}

/** The same at once, also in the middle of a key exchange. */
export function sendPayloadAtOnce(protocol: Protocol, payload: Uint8Array): boolean {
  if (protocol._destruct === undefined) return false;
  const { write } = protocol._packetRW;
  const packet = write.alloc(payload.length, true);
  packet.set(payload, write.allocStartKEX);
  protocol._cipher.encrypt(write.finalize(packet, true));
  return true;
}

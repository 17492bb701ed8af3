import type { Protocol } from './internals.ts';
import { message, readFirstKexPacketFollows, readKexInit } from './messages.ts';
import type { Offer } from './offer.ts';
import type { PacketEvent } from './packet-tap.ts';
import { sendPayloadAtOnce } from './send-payload.ts';
import { byte, string, uint32 } from './write-message.ts';

/** Sets first_kex_packet_follows in our KEXINIT as it goes out (RFC 4253 section 7.1), and in what the server signs of it. */
export function announceGuess(protocol: Protocol, packet: Buffer): void {
  const ours = protocol._kexinit;
  if (ours === undefined || packet[5] !== message.kexInit) return;
  const end = 4 + packet.readUInt32BE(0) - packet.readUInt8(4);
  // The flag stands before the reserved uint32 at the end.
  packet[end - 5] = 1;
  ours[ours.length - 5] = 1;
}

export function isFirstOffer({ direction, type, encrypted }: PacketEvent): boolean {
  return direction === 'in' && type === message.kexInit && !encrypted;
}

/**
 * To be called with the server's KEXINIT before ssh2 has seen it. Where we guessed wrong, a packet of the exchange that
 * we prefer goes out ahead of the one that was agreed upon, and the server has to ignore it. Where we guessed right,
 * ssh2's own first packet is the guess: the order on the wire is all that the server sees of it.
 */
export function sendGuess(protocol: Protocol, offer: Offer, theirs: Uint8Array): boolean {
  const { kex, hostKey } = readKexInit(theirs);
  const right = kex[0] === offer.kex[0] && hostKey[0] === offer.hostKey[0];
  if (!right) sendPayloadAtOnce(protocol, firstPacketOf(offer.kex[0] ?? ''));
  return right;
}

/**
 * The server's side: whether the packet after this KEXINIT is a wrong guess, which has to be ignored. ssh2 looks only
 * whether the exchange agreed upon is the client's first choice; the RFC asks that it be the server's too.
 */
export function isFollowedByWrongGuess(theirs: Uint8Array, ours: Offer): boolean {
  const { kex, hostKey } = readKexInit(theirs);
  return readFirstKexPacketFollows(theirs) && (kex[0] !== ours.kex[0] || hostKey[0] !== ours.hostKey[0]);
}

function firstPacketOf(kex: string): Buffer {
  if (kex.startsWith('diffie-hellman-group-exchange-')) {
    return Buffer.concat([byte(message.gexRequest), uint32(1024), uint32(2048), uint32(4096)]);
  }
  const value = Buffer.alloc(kex.startsWith('curve25519') ? 32 : 128, 0x42);
  return Buffer.concat([byte(message.kexdhInit), string(value)]);
}

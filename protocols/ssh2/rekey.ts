import type { Protocol } from './internals.ts';
import { message } from './messages.ts';
import type { PacketEvent } from './packet-tap.ts';

/**
 * New keys for a running session (RFC 4253 section 9), begun by us: after so many bytes, or when somebody asks.
 *
 * ssh2 queues what is sent while keys are made. Two things would spoil the data without anybody noticing: an
 * exchange that begins later than between two packets lets what is already on its way, a CHANNEL_CLOSE even,
 * overtake the KEXINIT; and ssh2 empties its queue in a loop that an exchange begun inside of it corrupts. So an
 * exchange begins in the turn in which a packet went or came, and the queue is emptied here.
 */
export class Rekeying {
  readonly #protocol: Protocol;
  readonly #volume: number;
  #moved = 0;
  #authenticated = false;
  #ending = false;

  /** `volume`: bytes of packets, both directions together, after which new keys are made. */
  constructor(protocol: Protocol, volume: number | undefined) {
    this.#protocol = protocol;
    this.#volume = volume ?? Infinity;
    const complete = protocol._onHandshakeComplete.bind(protocol);
    protocol._onHandshakeComplete = (...negotiated) => {
      this.#moved = 0;
      this.#emptyQueue();
      // ssh2 is not to see what has been queued since for the next exchange.
      const queued = takeQueue(protocol);
      complete(...negotiated);
      const later = takeQueue(protocol);
      if (queued.length + later.length > 0) protocol._queue = [...queued, ...later];
    };
  }

  /** To be told of each packet before it is sent, and before what was received is understood. */
  packet({ direction, type, packetLength, macLength }: PacketEvent): void {
    this.#moved += packetLength + 4 + macLength;
    if (type === message.userauthSuccess) this.#authenticated = true;
    const last = direction === 'out' && type === message.channelEof;
    this.#ending ||= last || type === message.channelClose || type === message.disconnect;
  }

  /** To be called after each packet: begins an exchange when enough has moved. */
  between(): void {
    if (this.#moved >= this.#volume) this.start();
  }

  /** Begins an exchange, unless one is under way or the session is about to end. */
  start(): void {
    const protocol = this.#protocol;
    const alive = protocol._destruct !== undefined;
    if (alive && this.#authenticated && !this.#ending && protocol._kexinit === undefined) protocol.rekey();
  }

  #emptyQueue(): void {
    const protocol = this.#protocol;
    const payloads = takeQueue(protocol);
    for (const [index, payload] of payloads.entries()) {
      if (protocol._kexinit !== undefined) {
        protocol._queue = [...takeQueue(protocol), ...payloads.slice(index)];
        return;
      }
      const packet = protocol._cipher.allocPacket(payload.length);
      packet.set(payload, 5);
      protocol._cipher.encrypt(packet);
    }
  }
}

function takeQueue(protocol: Protocol): Buffer[] {
  const queue = protocol._queue ?? [];
  protocol._queue = undefined;
  return queue;
}

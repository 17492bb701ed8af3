import type { Client } from 'ssh2';
import { announceGuess, isFirstOffer, sendGuess } from './guess.ts';
import { askForGroup, bitsOfGroup, type GroupSizes } from './group-exchange.ts';
import { asGroupExchange, protocolOf } from './internals.ts';
import { message } from './messages.ts';
import { exactKexInit, type Offer } from './offer.ts';
import { type PacketEvent, tapPackets } from './packet-tap.ts';
import { onKeyExchange } from './patch-key-exchange.ts';

export interface ConnectOptions {
  readonly offer: Offer;
  readonly groupSizes: GroupSizes;
  /** Say nothing once keys are exchanged: authentication is not asked for. */
  readonly silentAfterKeys?: boolean;
  readonly onPacket?: ((packet: PacketEvent) => void) | undefined;
  /** Bits of the group that the server chose in a group exchange. */
  readonly onGroup?: ((bits: number) => void) | undefined;
  /** Without its line end; that of ssh2 where left out. */
  readonly ident?: string | undefined;
  /** Guess the first packet of the key exchange (RFC 4253 section 7.1), and tell whether the guess was right. */
  readonly onGuess?: ((right: boolean) => void) | undefined;
}

/**
 * Makes an ssh2 client say exactly what it is told to. To be called in the same tick as `connect()`.
 *
 * ssh2 believes that group exchange does not work with `Cisco-1.25` and leaves it out; it does work, and it is
 * what the guide's devices offer first.
 */
export function patchSsh2Client(client: Client, options: ConnectOptions): void {
  const protocol = protocolOf(client);
  protocol._offer = exactKexInit(options.offer);
  protocol._strictMode = false;
  Object.defineProperty(protocol, '_compatFlags', { get: () => 0, set: () => undefined });

  const { ident, onGuess } = options;
  if (ident !== undefined) {
    protocol._identRaw = Buffer.from(ident, 'latin1');
    protocol.start = () => {
      protocol.start = undefined;
      protocol._onWrite(Buffer.from(`${ident}\r\n`, 'latin1'));
    };
  }
  if (options.silentAfterKeys === true) protocol.service = () => undefined;

  let inGroupExchange = false;
  tapPackets(protocol, {
    ...(onGuess === undefined ? {} : { rewrite: (packet) => announceGuess(protocol, packet) }),
    onPacket: (packet) => {
      if (onGuess !== undefined && isFirstOffer(packet))
        onGuess(sendGuess(protocol, options.offer, packet.payload));
      if (packet.direction === 'in' && packet.type === message.gexGroup && inGroupExchange) {
        inGroupExchange = false;
        options.onGroup?.(bitsOfGroup(packet.payload));
      }
      options.onPacket?.(packet);
    },
  });
  onKeyExchange(protocol, (kex) => {
    inGroupExchange = kex.type === 'groupex';
    if (inGroupExchange) askForGroup(asGroupExchange(kex), options.groupSizes);
  });
}

import type { Client } from 'ssh2';
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

  if (options.silentAfterKeys === true) protocol.service = () => undefined;

  let inGroupExchange = false;
  tapPackets(protocol, {
    onPacket: (packet) => {
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

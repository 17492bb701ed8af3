import { message, readChannelOpen, readChannelOpenConfirmation, readRecipient } from './messages.ts';
import type { PacketEvent } from './packet-tap.ts';

/** What a server does with a message that came. */
export type Verdict =
  /** It is in its place. */
  | 'take'
  /** It may come, and means nothing. */
  | 'ignore'
  /** It must not come now, or not at all. */
  | 'unexpected'
  /** A channel on which not a single byte could be sent. */
  | 'refuse-channel';

type Packet = Pick<PacketEvent, 'direction' | 'type' | 'payload'>;

/**
 * Which messages a client may send when (RFC 4253 section 10, RFC 4252 section 5.3, RFC 4254 section 5). ssh2's handlers
 * run for whatever comes: messages that only a server sends, an authentication without its service, data after the end.
 */
export class MessageOrder {
  #service = false;
  #authenticated = false;
  /** Our numbers of the channels that are open, and whether the client may still send data on them. */
  readonly #channels = new Map<number, 'open' | 'ended'>();

  /** Shown every packet that goes out. */
  sent({ type, payload }: Packet): void {
    if (type === message.userauthSuccess) this.#authenticated = true;
    else if (type === message.channelOpenConfirmation) {
      this.#channels.set(readChannelOpenConfirmation(payload).channel, 'open');
    }
  }

  /** Of a packet that came; while keys are exchanged, ssh2 itself takes nothing that is out of order. */
  judge({ type, payload }: Packet, exchangingKeys: boolean): Verdict {
    if (type <= message.debug || type === message.kexInit) return 'take';
    if (type < message.userauthRequest && type > message.kexInit)
      return exchangingKeys ? 'take' : 'unexpected';
    if (exchangingKeys) return 'take';
    if (type === message.serviceRequest) {
      this.#service = true;
      return 'take';
    }
    if (type === message.userauthRequest || type === message.userauthInfoResponse) {
      if (this.#authenticated) return 'ignore';
      return this.#service ? 'take' : 'unexpected';
    }
    return this.#authenticated ? this.#judgeConnection(type, payload) : 'unexpected';
  }

  #judgeConnection(type: number, payload: Uint8Array): Verdict {
    switch (type) {
      case message.globalRequest:
        return 'take';
      case message.channelOpen:
        return readChannelOpen(payload).maximumPacket === 0 ? 'refuse-channel' : 'take';
      case message.channelWindowAdjust:
      case message.channelRequest:
        return this.#channels.has(readRecipient(payload)) ? 'take' : 'unexpected';
      case message.channelData:
      case message.channelExtendedData:
        return this.#channels.get(readRecipient(payload)) === 'open' ? 'take' : 'unexpected';
      case message.channelEof:
        return this.#end(readRecipient(payload));
      case message.channelClose:
        return this.#channels.delete(readRecipient(payload)) ? 'take' : 'unexpected';
      default:
        return 'unexpected';
    }
  }

  #end(channel: number): Verdict {
    if (this.#channels.get(channel) !== 'open') return 'unexpected';
    this.#channels.set(channel, 'ended');
    return 'take';
  }
}

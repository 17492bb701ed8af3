import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Connection, ParsedKey } from 'ssh2';
import { type GroupSizes, serveGroupExchange } from './group-exchange.ts';
import { isFollowedByWrongGuess } from './guess.ts';
import { asGroupExchange, internals, protocolOf } from './internals.ts';
import { MessageOrder } from './message-order.ts';
import {
  disconnectReason,
  type KexInitLists,
  message,
  readChannelOpen,
  readChannelOpenConfirmation,
  readKexInit,
  readRecipient,
  wantsReply,
} from './messages.ts';
import { exactKexInit, findMismatch, listsOf, type Mismatch, type Offer } from './offer.ts';
import { type BrokenPacket, type PacketEvent, tapPackets } from './packet-tap.ts';
import { onKeyExchange } from './patch-key-exchange.ts';
import { sendPayload, sendPayloadAtOnce } from './send-payload.ts';
import { Rekeying } from './rekey.ts';
import { channelFailure, channelOpenConfirmation, channelOpenFailure, disconnect } from './write-message.ts';

export interface ServeOptions {
  /** As it was already sent, without line end: it is part of what the host key signs. */
  readonly ident: string;
  readonly hostKey: KeyObject;
  /** Signs the key exchange; the host key where left out. */
  readonly signingKey?: KeyObject | undefined;
  /** Changes the signature of each key exchange before it is sent. */
  readonly alterSignature?: ((signature: Buffer) => Buffer) | undefined;
  /** The host key of all key exchanges but the first; the same where left out. */
  readonly rekeyHostKey?: KeyObject | undefined;
  readonly offer: Offer;
  readonly dhMinBits: number;
  /** Whether a wrong guess at the key exchange is ignored (RFC 4253 section 7.1); it is where left out. */
  readonly ignoresWrongGuess?: boolean | undefined;
  /** Whether a channel may be opened before the authentication; it may not where left out. */
  readonly grantsEarlyChannel?: boolean | undefined;
  /** Sizes of the groups that group exchange gives; all that are known where left out. */
  readonly groupBits?: readonly number[] | undefined;
  /** Sent before authentication, exactly as given. */
  readonly banner?: string | undefined;
  /** Bytes, both directions together, after which new keys are made. */
  readonly rekeyVolume?: number | undefined;
  readonly onPacket?: ((packet: PacketEvent) => void) | undefined;
  /** A packet had a wrong length or MAC; the connection is about to end. */
  readonly onBroken?: ((packet: BrokenPacket) => void) | undefined;
  /** Takes every MAC for right. */
  readonly anyMac?: boolean | undefined;
  readonly onKexInit?: ((client: KexInitLists) => void) | undefined;
  /** Client and server have nothing in common; the connection is about to end. */
  readonly onMismatch?: ((mismatch: Mismatch) => void) | undefined;
  /** A message came that may not come now; the connection is about to end. */
  readonly onUnexpected?: ((type: number) => void) | undefined;
  /** A group was asked for; `chosen` is undefined when there is none, and the connection is about to end. */
  readonly onGroupRequest?: ((asked: GroupSizes, chosen: number | undefined) => void) | undefined;
}

export interface ServedConnection {
  readonly connection: Connection;
  /** Sends SSH_MSG_DISCONNECT; ending the socket is the caller's. */
  disconnect(reason: number, description: string): void;
  /** Begins to make new keys, unless that is under way or the session is about to end. */
  rekey(): void;
  /** Takes no notice of what comes from now on, the packet that is looked at included; the connection stays. */
  fallSilent(): void;
  /** Does nothing with what still comes, and sends nothing any more; ending the socket is the caller's. */
  abandon(): void;
  /** Keys are being made: what is written now waits in a queue until that is over. */
  readonly exchangingKeys: boolean;
}

/**
 * The SSH-2 server's side of a connection on which our identification string was sent and the client's was
 * put back (`socket.unshift`). Nothing goes out that the offer does not name.
 */
export function serveSsh2(socket: Socket, options: ServeOptions): ServedConnection {
  const { IncomingClient, doFatalError } = internals();
  const { offer, alterSignature: alter } = options;
  let hostKey = signingWith(parsedHostKey(options.hostKey), options.signingKey, alter);
  const connection = new IncomingClient(
    socket,
    // Looked up anew in each key exchange.
    Object.defineProperties(
      {},
      Object.fromEntries(offer.hostKey.map((name) => [name, { enumerable: true, get: () => hostKey }])),
    ),
    undefined,
    exactKexInit(offer),
    undefined,
    { emit: () => true },
    // 0 would mean ssh2's default, a ping every 15 s, which no switch sends; this is the longest timer there is.
    { keepaliveInterval: 2 ** 31 - 1 },
  );
  const protocol = protocolOf(connection);
  protocol._identRaw = Buffer.from(options.ident, 'latin1');
  protocol.start = () => undefined;
  protocol._banner = options.banner;
  // ssh2 would turn strict key exchange on from the client's list alone, and lose count of the packets.
  protocol._strictMode = false;
  // Nor is anything left out for clients that ssh2 takes for broken, as it does group exchange for `Cisco-1.25`.
  Object.defineProperty(protocol, '_compatFlags', { get: () => 0, set: () => undefined });

  // ssh2's own rule for wrong guesses is another, and both would drop a packet.
  Object.defineProperty(protocol, '_skipNextInboundPacket', { get: () => false, set: () => undefined });
  let guessFollows = false;
  const rekeying = new Rekeying(protocol, options.rekeyVolume);
  const order = new MessageOrder();
  /** The client's number of each channel by ours. */
  const theirNumbers = new Map<number, number>();
  let answered = false;
  const noteSent = (packet: PacketEvent): void => {
    const { type, payload } = packet;
    order.sent(packet);
    if (type === message.channelSuccess || type === message.channelFailure) answered = true;
    if (type === message.channelOpenConfirmation) {
      theirNumbers.set(readChannelOpenConfirmation(payload).channel, readRecipient(payload));
    }
  };
  const outOfOrder = (packet: PacketEvent): boolean => {
    answered = false;
    switch (order.judge(packet, protocol._kexinit !== undefined)) {
      case 'take':
        return false;
      case 'ignore':
        return true;
      case 'refuse-channel':
        sendPayload(protocol, channelOpenFailure(readChannelOpen(packet.payload).channel));
        return true;
      case 'unexpected':
        if (options.grantsEarlyChannel === true && packet.type === message.channelOpen) {
          sendPayload(protocol, channelOpenConfirmation(readChannelOpen(packet.payload).channel));
          return true;
        }
        options.onUnexpected?.(packet.type);
        doFatalError(
          protocol,
          `Unexpected message ${packet.type}`,
          'protocol',
          disconnectReason.protocolError,
        );
        return true;
    }
  };
  let replyIsGex = false;
  let silent = false;
  tapPackets(protocol, {
    takes: (packet) => {
      if (silent) return true;
      const { type, payload } = packet;
      const isWrongGuess = guessFollows;
      guessFollows =
        options.ignoresWrongGuess !== false &&
        type === message.kexInit &&
        isFollowedByWrongGuess(payload, options.offer);
      return isWrongGuess || outOfOrder(packet);
    },
    handled: ({ type, payload }) => {
      // ssh2 leaves a request on a channel that is ending, or that has a program already, without an answer.
      if (silent || type !== message.channelRequest || answered || !wantsReply(payload)) return;
      const theirs = theirNumbers.get(readRecipient(payload));
      if (theirs !== undefined) sendPayload(protocol, channelFailure(theirs));
    },
    onBroken: options.onBroken,
    anyMac: options.anyMac,
    rewrite: (packet) => {
      if (replyIsGex && packet[5] === message.kexdhReply) packet[5] = message.gexReply;
    },
    onPacket: (packet) => {
      if (packet.direction === 'out') noteSent(packet);
      if (packet.direction === 'in' && packet.type === message.kexInit) {
        const lists = readKexInit(packet.payload);
        options.onKexInit?.(lists);
        const mismatch = findMismatch(lists, listsOf(options.offer));
        if (mismatch !== undefined) options.onMismatch?.(mismatch);
      }
      options.onPacket?.(packet);
      rekeying.packet(packet);
    },
    afterPacket: () => rekeying.between(),
  });
  let exchanges = 0;
  onKeyExchange(protocol, (kex) => {
    exchanges += 1;
    if (exchanges === 2 && options.rekeyHostKey !== undefined)
      hostKey = signingWith(parsedHostKey(options.rekeyHostKey), undefined, alter);
    if (kex.type !== 'groupex') return;
    serveGroupExchange(
      protocol,
      asGroupExchange(kex),
      { minBits: options.dhMinBits, sizes: options.groupBits, onRequest: options.onGroupRequest },
      (step) => {
        replyIsGex = true;
        try {
          return step();
        } finally {
          replyIsGex = false;
        }
      },
    );
  });
  return {
    connection,
    get exchangingKeys() {
      return protocol._kexinit !== undefined;
    },
    rekey: () => rekeying.start(),
    fallSilent: () => {
      silent = true;
    },
    abandon: () => protocol._destruct?.(),
    disconnect: (reason, description) => {
      sendPayloadAtOnce(protocol, disconnect(reason, description));
    },
  };
}

/** The key, whose signatures are another's, or are changed. */
function signingWith(
  key: ParsedKey,
  other: KeyObject | undefined,
  alter: ServeOptions['alterSignature'],
): ParsedKey {
  const signer = other === undefined ? key : parsedHostKey(other);
  const sign = signer.sign.bind(signer);
  key.sign = (data, algorithm) => {
    const signature = sign(data, algorithm);
    return alter === undefined ? signature : alter(signature);
  };
  return key;
}

function parsedHostKey(key: KeyObject): ParsedKey {
  const pem = key.export({ type: 'pkcs1', format: 'pem' });
  const parsed = internals().parseKey(pem.toString());
  const first = Array.isArray(parsed) ? parsed[0] : parsed;
  if (first === undefined || first instanceof Error) {
    throw new Error(`The host key cannot be used: ${first?.message ?? 'it is empty'}`);
  }
  return first;
}

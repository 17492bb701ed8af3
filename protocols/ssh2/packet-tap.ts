import {
  asCipher,
  asDecipher,
  type Cipher,
  type Decipher,
  type OnPayload,
  type Protocol,
} from './internals.ts';

/** One binary packet of RFC 4253 section 6 that was sent, or received with a right MAC. */
export interface PacketEvent {
  readonly direction: 'in' | 'out';
  readonly type: number;
  /** The packet_length field: padding length byte, payload and padding. */
  readonly packetLength: number;
  readonly padLength: number;
  /** 0 before the first NEWKEYS. */
  readonly macLength: number;
  readonly blockLength: number;
  readonly sequence: number;
  readonly encrypted: boolean;
  /** Valid only during the call. */
  readonly payload: Uint8Array;
}

/** A packet that came and could not be believed; the connection is over then. */
export interface BrokenPacket {
  readonly what: 'length' | 'mac';
  /** As its packet_length field says, whatever that is worth. */
  readonly packetLength: number;
  readonly macLength: number;
  readonly blockLength: number;
  readonly sequence: number;
}

export interface PacketTap {
  readonly onPacket?: ((packet: PacketEvent) => void) | undefined;
  /** Told once, before ssh2 gives the connection up. */
  readonly onBroken?: ((packet: BrokenPacket) => void) | undefined;
  /** Takes every MAC for right. */
  readonly anyMac?: boolean | undefined;
  /** Whether a packet that came is the caller's business alone, and ssh2 is not to hear of it. */
  readonly takes?: ((packet: PacketEvent) => boolean) | undefined;
  /** The packet of the last `onPacket` has been sent, or understood. */
  readonly afterPacket?: () => void;
  /** May change a framed packet in place before it is encrypted; the type is its byte 5. */
  readonly rewrite?: (packet: Buffer) => void;
  /** The protocol has done with a packet what it does; what it answers at once has gone out. */
  readonly handled?: (packet: PacketEvent) => void;
}

/**
 * Shows every packet of a protocol as it crosses the boundary between plain and cipher text. A protocol that is dead
 * sends nothing any more: ssh2 has freed its ciphers by then, and would throw at whoever writes to a channel.
 */
export function tapPackets(protocol: Protocol, tap: PacketTap): void {
  const isDead = (): boolean => protocol._destruct === undefined;
  let cipher = tapCipher(asCipher(protocol._cipher), tap, isDead);
  let decipher = protocol._decipher === undefined ? undefined : tapDecipher(protocol._decipher, tap);
  Object.defineProperties(protocol, {
    _cipher: {
      get: () => cipher,
      set: (next: unknown) => {
        cipher = tapCipher(asCipher(next), tap, isDead);
      },
    },
    _decipher: {
      get: () => decipher,
      set: (next: unknown) => {
        decipher = next === undefined ? undefined : tapDecipher(asDecipher(next), tap);
      },
    },
  });
}

function tapCipher(cipher: Cipher, tap: PacketTap, isDead: () => boolean): Cipher {
  const encrypt = cipher.encrypt.bind(cipher);
  cipher.encrypt = (packet) => {
    if (isDead()) return;
    tap.rewrite?.(packet);
    const macLength = cipher._macActualLen ?? 0;
    const packetLength = packet.readUInt32BE(0);
    const padLength = packet.readUInt8(4);
    tap.onPacket?.({
      direction: 'out',
      type: packet.readUInt8(5),
      packetLength,
      padLength,
      macLength,
      blockLength: cipher._encBlockLen ?? 8,
      sequence: cipher.outSeqno,
      encrypted: macLength > 0,
      payload: packet.subarray(5, 4 + packetLength - padLength),
    });
    encrypt(packet);
    tap.afterPacket?.();
  };
  return cipher;
}

function tapDecipher(decipher: Decipher, tap: PacketTap): Decipher {
  if (tap.anyMac === true) trustEveryMac(decipher);
  const decrypt = decipher.decrypt.bind(decipher);
  let broken = false;
  decipher.decrypt = (data, from, length) => {
    try {
      return decrypt(data, from, length);
    } catch (error) {
      const what = error instanceof Error ? brokenBy[error.message] : undefined;
      if (what !== undefined && !broken) {
        broken = true;
        tap.onBroken?.({
          what,
          packetLength: decipher._len ?? 0,
          macLength: decipher._macActualLen ?? 0,
          blockLength: decipher._block?.length ?? 8,
          sequence: decipher.inSeqno,
        });
      }
      throw error;
    }
  };
  // ssh2 exchanges `_onPayload` of a living decipher when a rekey begins: so the tap sits in an accessor.
  let inner = decipher._onPayload;
  const tapped: OnPayload = (payload) => {
    if (payload.length > 0) {
      const macLength = decipher._macActualLen ?? 0;
      const padLength = new Uint8Array(payload.buffer, payload.byteOffset - 1, 1)[0] ?? 0;
      const packet: PacketEvent = {
        direction: 'in',
        type: payload.readUInt8(0),
        packetLength: payload.length + padLength + 1,
        padLength,
        macLength,
        blockLength: decipher._block?.length ?? 8,
        sequence: decipher.inSeqno - 1,
        encrypted: macLength > 0,
        payload,
      };
      tap.onPacket?.(packet);
      if (tap.takes?.(packet) === true) return undefined;
      const result = inner(payload);
      tap.handled?.(packet);
      tap.afterPacket?.();
      return result;
    }
    const result = inner(payload);
    tap.afterPacket?.();
    return result;
  };
  Object.defineProperty(decipher, '_onPayload', {
    get: () => tapped,
    set: (next: OnPayload) => {
      inner = next;
    },
  });
  return decipher;
}

/** What ssh2 says of a packet that it does not believe. */
const brokenBy: Readonly<Record<string, BrokenPacket['what']>> = {
  'Bad packet length': 'length',
  'Invalid MAC': 'mac',
};

/** What is computed is what came. */
function trustEveryMac(decipher: Decipher): void {
  let instance: unknown = null;
  const trusting = {
    update: () => trusting,
    digest: () => Uint8Array.from(decipher._mac ?? []),
  };
  Object.defineProperty(decipher, '_macInstance', {
    get: () => instance,
    set: (next: unknown) => {
      instance = next === null ? null : trusting;
    },
  });
}

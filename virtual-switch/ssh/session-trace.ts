import {
  MalformedMessage,
  message,
  readChannelRequest,
  readGexGroup,
  readGexRequest,
  readKexInit,
  readKexReply,
  readUserauthRequest,
  bitLength,
} from '../../protocols/ssh2/messages.ts';
import { listsOf, type Offer } from '../../protocols/ssh2/offer.ts';
import type { BrokenPacket, PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import type { DebugForm } from './debug-forms.ts';
import type { SshDebugLine, TerminalSize } from './host.ts';
import { ReadLedger } from './read-ledger.ts';

/** What ended a session: a shell that was left, or something that cut it off. */
type SessionEnd = 'normal' | 'cut off';

const passwordMethods: readonly string[] = ['password', 'keyboard-interactive'];

type Text = string | readonly string[] | undefined;

/**
 * Tells `debug ip ssh` of one connection, out of the packets that really crossed it: events (`detail`) and
 * packets (`packet`). Order and wording are the guide's, pages 36 to 43.
 */
export class SessionTrace {
  readonly #number: number;
  readonly #tell: (line: SshDebugLine) => void;
  readonly #sizeOf: (asked: TerminalSize) => TerminalSize;
  #about: SshDebugLine['about'];
  #broken = false;
  readonly #reads = new ReadLedger();
  #user = '';
  #method = '';
  #clientLeft = false;
  #opened = false;
  #cut = false;

  constructor(
    number: number,
    tell: (line: SshDebugLine) => void,
    terminalSize: (asked: TerminalSize) => TerminalSize = sizeOf,
  ) {
    this.#number = number;
    this.#tell = tell;
    this.#sizeOf = terminalSize;
  }

  /** The connection was taken and our identification string sent. */
  started(ident: string): void {
    this.#event(`SSH${this.#number}: starting SSH control process`);
    this.#event(`SSH${this.#number}: sent protocol version id ${ident}`);
  }

  identified(theirs: string): void {
    this.#event(`SSH${this.#number}: protocol version id is - ${theirs}`);
  }

  /** Bytes that one read gave, after the identification string. */
  read(bytes: number): void {
    if (bytes > 0) this.#reads.read(bytes);
  }

  packet(packet: PacketEvent, offer: Offer): void {
    this.#about = { direction: packet.direction, type: packet.type };
    try {
      if (packet.direction === 'in') this.#received(packet, offer);
      else this.#sent(packet);
    } catch (error) {
      // What a client sent in no good form is for the protocol to refuse, not for its debug.
      if (!(error instanceof MalformedMessage)) throw error;
    } finally {
      this.#about = undefined;
    }
  }

  /** A packet came that cannot be believed; `complaint` is what the client is told. */
  broken({ what, packetLength, blockLength, macLength, sequence }: BrokenPacket, complaint: string): void {
    const n = this.#number;
    this.#broken = true;
    const length = what === 'length' ? (packetLength | 0) + 4 : packetLength + 4;
    const bytes = what === 'length' ? blockLength : length + macLength;
    this.#readSteps(bytes, length, { blockLength, macLength, partial: what === 'mac' });
    if (what === 'length') this.#event((form) => form.badLength(n, packetLength | 0));
    else {
      this.#packet((form) => form.wrongMac(n, sequence));
      this.#event(`${this.#tag}: ${complaint}`);
    }
  }

  /** The shell that was asked for is running. */
  shellStarted(): void {
    this.#event(`${this.#tag}: shell message received`);
    this.#event(`${this.#tag}: starting shell for vty`);
  }

  /** The switch is about to cut the connection off: what the client says to that is no farewell. */
  cut(): void {
    this.#cut = true;
  }

  ended(how: SessionEnd): void {
    const normal = how === 'normal' || (this.#clientLeft && this.#opened && !this.#cut);
    const n = this.#number;
    this.#event((form) =>
      normal && !this.#broken
        ? `SSH${n}: Session terminated normally`
        : `SSH${n}: Session disconnected - error ${this.#broken ? form.brokenPacketError : '0x00'}`,
    );
  }

  get #tag(): string {
    return `SSH2 ${this.#number}`;
  }

  #received(packet: PacketEvent, offer: Offer): void {
    const n = this.#number;
    const { blockLength, macLength, padLength, sequence, type } = packet;
    const length = packet.packetLength + 4;
    this.#readSteps(length + macLength, length, { blockLength, macLength, partial: true });
    if (packet.encrypted) this.#packet((form) => form.checkedMac(n, sequence));
    this.#packet((form) => form.padLength(n, padLength));
    if (type === message.newKeys) this.#packet(`${this.#tag}: newkeys: mode 0`);
    this.#packet((form) => form.type(n, type));
    this.#understood(packet, offer);
  }

  /** The reads that so many bytes came in, with the packet that began there. */
  #readSteps(
    bytes: number,
    length: number,
    {
      blockLength,
      macLength,
      partial,
    }: Pick<PacketEvent, 'blockLength' | 'macLength'> & { readonly partial: boolean },
  ): void {
    const n = this.#number;
    for (const step of this.#reads.take(bytes)) {
      if (step.kind === 'read') this.#packet((form) => form.read(n, step.bytes));
      if (step.first) this.#packet((form) => form.packetLength(n, length));
      if (partial) this.#packet((form) => form.partial(n, blockLength, length - blockLength, macLength));
    }
  }

  #understood({ type, payload }: PacketEvent, offer: Offer): void {
    const tag = this.#tag;
    switch (type) {
      case message.disconnect:
      case message.channelClose:
        this.#clientLeft = true;
        return;
      case message.kexInit:
        this.#event(`${tag}: SSH2_MSG_KEXINIT received`);
        this.#negotiated(payload, offer);
        return;
      case message.kexdhInit:
        this.#event(`${tag}: SSH2_MSG_KEXDH_INIT received`);
        return;
      case message.gexRequest: {
        const { min, preferred, max } = readGexRequest(payload);
        this.#event(`${tag}: SSH2_MSG_KEX_DH_GEX_REQUEST received`);
        this.#event(`${tag}: Range sent by client is - ${min} < ${preferred} < ${max} `);
        return;
      }
      case message.gexInit:
        this.#event(`${tag}: SSH2_MSG_KEX_DH_GEX_INIT received`);
        return;
      case message.newKeys:
        this.#event(`${tag}: SSH2_MSG_NEWKEYS received`);
        return;
      case message.userauthRequest: {
        const { user, method } = readUserauthRequest(payload);
        this.#user = user;
        this.#method = method;
        this.#event((form) => form.method(this.#number, method));
        return;
      }
      case message.channelOpen:
        this.#opened = true;
        this.#event(`${tag}: channel open request`);
        return;
      case message.channelRequest:
        this.#asked(payload);
    }
  }

  /** RFC 4253 section 7.1: the first of the client's that the server has too. */
  #negotiated(payload: Uint8Array, offer: Offer): void {
    const client = readKexInit(payload);
    const server = listsOf(offer);
    const chosen = (list: keyof typeof server) => client[list].find((name) => server[list].includes(name));
    const kex = chosen('kex');
    const toServer = [chosen('cipherToServer'), chosen('macToServer')];
    const toClient = [chosen('cipherToClient'), chosen('macToClient')];
    const [inCipher, inMac, outCipher, outMac] = [...toServer, ...toClient];
    if (inCipher === undefined || inMac === undefined || outCipher === undefined || outMac === undefined) {
      return;
    }
    const n = this.#number;
    this.#event((form) => form.algorithms(n, 'client->server', inCipher, inMac));
    this.#event((form) => form.algorithms(n, 'server->client', outCipher, outMac));
    if (kex === undefined) return;
    this.#event((form) => form.exchange(n, kex));
    if (!kex.includes('group-exchange')) this.#event(`${this.#tag}: expecting SSH2_MSG_KEXDH_INIT`);
  }

  #asked(payload: Uint8Array): void {
    const { request, size } = readChannelRequest(payload);
    this.#event(`${this.#tag}: ${request} request`);
    if (size === undefined) return;
    const { height, width } = this.#sizeOf(size);
    const asked = `height ${size.height}, width ${size.width}`;
    this.#event(`${this.#tag}: setting TTY - requested: ${asked}; set: height ${height}, width ${width}`);
  }

  #sent(packet: PacketEvent): void {
    const n = this.#number;
    const tag = this.#tag;
    const { type, payload, padLength, sequence } = packet;
    if (type === message.gexGroup && this.#isGroup(packet)) {
      const bits = bitLength(readGexGroup(payload).prime);
      this.#event(`${tag}:  Modulus size established : ${bits} bits`);
    } else if (type === message.kexdhReply || type === message.gexReply) {
      this.#packet(`${tag}: signature length ${readKexReply(payload).signature.length}`);
    }
    if (type === message.userauthFailure && passwordMethods.includes(this.#method)) {
      this.#event((form) => form.refused(n, this.#user));
    }
    if (type === message.newKeys) this.#event((form) => form.keysDerived(n));
    this.#packet((form) => form.sent(n, packet.packetLength + 4, padLength));
    if (packet.encrypted) this.#packet((form) => form.madeMac(n, sequence, type));
    switch (type) {
      case message.kexInit:
        this.#event(`${tag}: SSH2_MSG_KEXINIT sent`);
        return;
      case message.gexGroup:
        if (this.#isGroup(packet)) this.#event(`${tag}: expecting SSH2_MSG_KEX_DH_GEX_INIT`);
        return;
      case message.newKeys:
        this.#packet(`${tag}: newkeys: mode 1`);
        this.#event(`${tag}: SSH2_MSG_NEWKEYS sent`);
        this.#event(`${tag}: waiting for SSH2_MSG_NEWKEYS`);
        return;
      case message.userauthSuccess:
        this.#event(`${tag}: authentication successful for ${this.#user}`);
    }
  }

  /** 31 is the group of a group exchange or the reply of a plain one: a group's prime is no host key. */
  #isGroup({ payload }: PacketEvent): boolean {
    return readKexReply(payload).hostKeyType === undefined;
  }

  #event(text: Text | ((form: DebugForm) => Text)): void {
    this.#say('event', text);
  }

  #packet(text: Text | ((form: DebugForm) => Text)): void {
    this.#say('packet', text);
  }

  #say(kind: SshDebugLine['kind'], text: Text | ((form: DebugForm) => Text)): void {
    const about = this.#about;
    this.#tell({
      kind,
      ...(about === undefined ? {} : { about }),
      text: typeof text === 'function' ? text : () => text,
    });
  }
}

/** The size that a terminal gets: a client that names none has 80 columns and 24 lines. */
export function sizeOf(asked: TerminalSize): TerminalSize {
  return { height: asked.height === 0 ? 24 : asked.height, width: asked.width === 0 ? 80 : asked.width };
}

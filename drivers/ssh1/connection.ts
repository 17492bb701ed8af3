import { generateKeyPair, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import type { Sshv1End, Sshv1LoginArgs, Sshv1Phase, Sshv1Request } from '../../bench/sshv1-client.ts';
import type { Sshv1Fact } from '../../bench/sshv1-reading.ts';
import { mpint, string, uint32 } from '../../protocols/ssh1/fields.ts';
import {
  type PublicKeyMessage,
  readPublicKey,
  readString,
  writePortForwardRequest,
  writePtyRequest,
  writeSessionKey,
  writeX11Request,
} from '../../protocols/ssh1/messages.ts';
import { type BuiltCipher, cipherNumber, message } from '../../protocols/ssh1/numbers.ts';
import type { Packet } from '../../protocols/ssh1/packets.ts';
import type { Ssh1ProtocolError } from '../../protocols/ssh1/protocol-error.ts';
import { modulusBits, publicHalf } from '../../protocols/ssh1/rsa.ts';
import { sealSessionKey, sessionId, sessionKeyLength } from '../../protocols/ssh1/session-key.ts';
import { Ssh1Transport } from '../../protocols/ssh1/transport.ts';
import { readIdentification } from '../../protocols/ssh2/identification.ts';
import type { ByteStream } from '../ios/byte-stream.ts';
import type { ConnectionEnds } from '../ssh/connection.ts';
import { endSocket, onDialled, reasonOf, resetWords } from '../ssh/dial.ts';
import type { FactTape } from '../ssh/fact-tape.ts';
import { type WatchConnection, watchPayload } from '../ssh/packet-capture.ts';
import { type ShellData, shellStream } from './shell-stream.ts';

export interface Ssh1ConnectionOptions {
  readonly reach: { readonly host: string; readonly port: number };
  readonly facts: FactTape<Sshv1Fact>;
  /** The ends of a TCP connection as the DUT knows them, given the port that ours has. */
  readonly endsOf: (localPort: number) => ConnectionEnds;
  readonly watch?: WatchConnection | undefined;
  /** Told whenever bytes go or come. */
  readonly activity: () => void;
}

/** What we call ourselves; the server's version does not change it. */
export const ourIdent = 'SSH-1.5-catalyst-conform';

/** Longest wait, in real milliseconds, for a server that spoke no protocol to end what it says. */
const lastWordsMs = 1000;
const mostText = 4096;
const terminal = { term: 'vt100', rows: 24, columns: 80 };

/** One TCP connection to an SSH server, in protocol version 1; writes down what it sees. */
export class Ssh1Connection {
  readonly #options: Ssh1ConnectionOptions;
  #socket: Socket | undefined;
  #transport: Ssh1Transport | undefined;
  #ahead: Uint8Array = new Uint8Array();
  readonly #packets: Packet[] = [];
  #wake: (() => void) | undefined;
  #shell: ShellData | undefined;
  #endedBy: Sshv1End['by'] | undefined;
  /** A fault of ours inside of a listener. */
  #fault: Error | undefined;
  /** We have ended it, and wait for the server to close its side. */
  #hungUp = false;
  #over = false;
  readonly #overListeners: (() => void)[] = [];

  constructor(options: Ssh1ConnectionOptions) {
    this.#options = options;
  }

  /** Whether the connection has ended; `ended()` then settles at once. */
  get over(): boolean {
    return this.#over;
  }

  /** Settles when the connection has ended, by whomever; rejects for a fault of this program. */
  ended(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        if (this.#fault === undefined) resolve();
        else reject(this.#fault);
      };
      if (this.#over) settle();
      else this.#overListeners.push(settle);
    });
  }

  /** Connects and reads the identification string of the server: true when it sent one. */
  async dial(): Promise<boolean> {
    const socket = connect({ ...this.#options.reach, noDelay: true });
    this.#socket = socket;
    if (!(await this.#connected(socket))) return false;
    socket.on('data', () => this.#options.activity());
    this.#watchEnd(socket);
    const theirs = await readIdentification(socket, 'server');
    switch (theirs.kind) {
      case 'ended':
        return false;
      case 'not-ssh':
        this.#write({ fact: 'not-ssh', text: theirs.text });
        this.hangUp();
        return false;
      case 'ident':
        if (theirs.before !== '') this.#write({ fact: 'text', text: theirs.before });
        this.#write({ fact: 'ident', ident: theirs.line });
        this.#ahead = theirs.bytes.subarray(theirs.bytes.indexOf(lineFeed) + 1);
        return !this.#over;
    }
  }

  /** Sends our identification string and waits for the server's keys; undefined when it ended instead. */
  async announce(ident = ourIdent): Promise<PublicKeyMessage | undefined> {
    const socket = this.#socket;
    if (socket === undefined || this.#over) return undefined;
    this.#options.activity();
    socket.write(`${ident}\n`);
    this.#transport = new Ssh1Transport({
      socket,
      ahead: this.#ahead,
      onPacket: (packet) => this.#guarded(() => this.#take(packet)),
      onBroken: (error, rest) => this.#guarded(() => this.#broken(error, rest)),
    });
    const packet = await this.#next();
    if (packet === undefined) return undefined;
    return this.#readOrHangUp(() => {
      expectType(packet, message.serverPublicKey);
      const keys = readPublicKey(packet.data);
      this.#write({
        fact: 'public-key',
        hostKeyBits: modulusBits(keys.host),
        serverKeyBits: modulusBits(keys.server),
        cipherMask: keys.ciphers,
        authMask: keys.authentications,
      });
      return keys;
    });
  }

  /** True when the server has confirmed the cipher. */
  async exchangeKeys(keys: PublicKeyMessage, cipher: BuiltCipher): Promise<boolean> {
    const { cookie, host, server, ciphers } = keys;
    if (!ciphers.includes(cipher)) {
      const detail = `no common cipher: ours ${cipher}, the server's ${ciphers.join(',') || 'none'}`;
      this.#write({ fact: 'no-agreement', detail });
      this.hangUp();
      return false;
    }
    const key = randomBytes(sessionKeyLength);
    const id = sessionId(host, server, cookie);
    const sealed = this.#readOrHangUp(() => sealSessionKey(key, { host, server }, id));
    if (sealed === undefined) return false;
    const asked = { cipher: cipherNumber(cipher), cookie, sealed, flags: 0 };
    this.#send(message.clientSessionKey, writeSessionKey(asked));
    this.#transport?.encrypt(cipher, key);
    const packet = await this.#next();
    if (packet === undefined) return false;
    const confirmed = this.#readOrHangUp(() => {
      expectType(packet, message.serverSuccess);
      return true;
    });
    if (confirmed !== true) return false;
    this.#write({ fact: 'keys', cipher });
    return true;
  }

  /** Settles true when authenticated, false when every method failed or the connection ended. */
  async authenticate(how: {
    readonly username: string;
    readonly password: string;
    readonly methods: NonNullable<Sshv1LoginArgs['methods']>;
  }): Promise<boolean> {
    if (await this.name(how.username)) return true;
    for (const method of how.methods) {
      if (this.#over || this.#hungUp) return false;
      this.#write({ fact: 'attempt', method });
      const answer = method === 'password' ? await this.#tryPassword(how.password) : await this.#tryRsa();
      if (answer === 'success') return true;
    }
    this.hangUp();
    return false;
  }

  /** Names the user: true when that alone was enough. */
  async name(username: string): Promise<boolean> {
    this.#write({ fact: 'attempt', method: 'none' });
    this.#send(message.clientUser, string(username));
    return (await this.#answer()) === 'success';
  }

  /** Writes down that we say nothing from now on. */
  fallSilent(phase: Sshv1Phase): void {
    this.#write({ fact: 'silent', phase });
    this.#socket?.resume();
  }

  /** Asks for something; settles when the server has answered or ended. */
  async request(request: Sshv1Request): Promise<void> {
    this.#write({ fact: 'request', request: request.kind });
    if (request.kind === 'shell') {
      this.#send(message.clientRequestPty, writePtyRequest(terminal));
      const granted = await this.#next();
      if (granted === undefined || granted.type !== message.serverSuccess) {
        if (granted !== undefined) this.#write({ fact: 'reply', reply: 'failure' });
        return;
      }
    }
    this.#send(...requestMessage(request));
    const packet = await this.#next();
    if (packet === undefined) return;
    const reply = replyIn(packet);
    if (reply !== undefined) this.#write({ fact: 'reply', reply });
    else this.#broken({ message: `packet type ${packet.type} in place of an answer` });
  }

  /** Opens a terminal and a shell; undefined when the server refuses either. */
  async shell(): Promise<ByteStream | undefined> {
    this.#send(message.clientRequestPty, writePtyRequest(terminal));
    const granted = await this.#next();
    if (granted?.type !== message.serverSuccess) return undefined;
    const shell = shellStream({
      send: (bytes) => this.#send(message.clientStdinData, string(bytes)),
      writable: () => !this.#over && this.#socket?.writable === true,
      close: () => this.hangUp(),
    });
    this.#shell = shell;
    this.#overListeners.push(() => shell.closed());
    this.#send(message.clientExecShell);
    return shell.stream;
  }

  /** Ends the connection from our side, politely where SSH is spoken; `ended()` tells when it is over. */
  hangUp(): void {
    if (this.#over || this.#hungUp) return;
    if (this.#endedBy === undefined) this.#send(message.disconnect, string('Closed by the user'));
    this.#hungUp = true;
    this.#endedBy ??= 'us';
    this.#transport?.stop();
    this.#tellNext();
    if (this.#socket !== undefined) endSocket(this.#socket);
  }

  /** Ends it at once. */
  destroy(): void {
    this.#endedBy ??= 'us';
    this.#socket?.destroy();
  }

  async #tryPassword(password: string): Promise<string | undefined> {
    this.#send(message.clientAuthPassword, string(password));
    return this.#answer();
  }

  /** With a key that the server cannot know; a challenge is answered wrongly, because all that matters is that it came. */
  async #tryRsa(): Promise<string | undefined> {
    const { publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 1024 });
    this.#send(message.clientAuthRsa, mpint(publicHalf(publicKey).modulus));
    const answer = await this.#answer();
    if (answer !== 'challenge') return answer;
    this.#send(message.clientAuthRsaResponse, Buffer.alloc(16));
    return (await this.#next())?.type === message.serverSuccess ? 'success' : 'failure';
  }

  async #answer(): Promise<'success' | 'failure' | 'challenge' | undefined> {
    const packet = await this.#next();
    if (packet === undefined) return undefined;
    const result = answers.get(packet.type);
    if (result === undefined) {
      this.#broken({ message: `packet type ${packet.type} in place of an answer` });
      return undefined;
    }
    this.#write({ fact: 'answer', result });
    return result;
  }

  #connected(socket: Socket): Promise<boolean> {
    return new Promise((resolve) => {
      onDialled(socket, (outcome) => {
        if (outcome.up) {
          this.#options.activity();
          const ends = this.#options.endsOf(socket.localPort ?? 0);
          const watch = this.#options.watch?.(ends.client, ends.server);
          if (watch !== undefined) watchPayload(socket, watch);
          this.#write({ fact: 'connected', ...ends });
        } else if (outcome.detail === resetWords) {
          // TCP had come up, and we were too slow to see it.
          this.#write({ fact: 'end', by: 'network', detail: outcome.detail });
        } else this.#write({ fact: 'unreachable', detail: outcome.detail });
        const up = outcome.up && this.#fault === undefined;
        if (!up) this.#finish();
        resolve(up);
      });
    });
  }

  #watchEnd(socket: Socket): void {
    let broken: string | undefined;
    socket.on('error', (error) => {
      broken ??= reasonOf(error);
    });
    socket.on('end', () => {
      this.#endedBy ??= 'server';
    });
    socket.once('close', () => {
      const by = this.#endedBy ?? (broken === undefined ? 'server' : 'network');
      const detail = by === 'network' ? broken : undefined;
      this.#write({ fact: 'end', by, ...(detail === undefined ? {} : { detail }) });
      this.#finish();
    });
  }

  #finish(): void {
    this.#over = true;
    this.#transport?.stop();
    this.#tellNext();
    for (const tell of this.#overListeners.splice(0)) tell();
  }

  #send(type: number, ...parts: readonly Uint8Array[]): void {
    this.#options.activity();
    if (!this.#over) this.#transport?.send(type, ...parts);
  }

  #take(packet: Packet): void {
    switch (packet.type) {
      case message.ignore:
        return;
      case message.debug:
        this.#write({ fact: 'text', text: readString(packet.data).toString('latin1') });
        return;
      case message.disconnect:
        this.#endedBy ??= 'server';
        this.#write({ fact: 'disconnect', description: readString(packet.data).toString('utf8') });
        this.hangUp();
        return;
    }
    if (this.#shell === undefined) {
      this.#packets.push(packet);
      this.#tellNext();
      return;
    }
    switch (packet.type) {
      case message.serverStdoutData:
      case message.serverStderrData:
        this.#shell.received(readString(packet.data));
        return;
      case message.serverExitStatus:
        this.#endedBy ??= 'server';
        this.#send(message.clientExitConfirmation);
        this.hangUp();
    }
  }

  /** The next packet that is waited for; undefined when the connection has ended or was given up. */
  async #next(): Promise<Packet | undefined> {
    for (;;) {
      const packet = this.#packets.shift();
      if (packet !== undefined) return packet;
      if (this.#over || this.#hungUp) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #tellNext(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  /** The server speaks something else. What it says before the keys may be words; they are kept. */
  #broken({ message: detail }: Pick<Ssh1ProtocolError, 'message'>, rest?: Buffer): void {
    this.#write({ fact: 'broken', detail });
    const socket = this.#socket;
    if (rest === undefined || socket === undefined || this.#shell !== undefined) {
      this.hangUp();
      return;
    }
    let text = rest.toString('latin1');
    const giveUp = setTimeout(() => this.hangUp(), lastWordsMs);
    socket.on('data', (bytes: Buffer) => {
      if (text.length < mostText) text += bytes.toString('latin1');
    });
    socket.prependOnceListener('close', () => {
      clearTimeout(giveUp);
      const printable = text.slice(0, mostText).replace(/[^\t\n\x20-\x7e]/g, '');
      if (printable !== '') this.#write({ fact: 'text', text: printable });
    });
  }

  /** What the server sent is read; where it makes no sense, the connection is given up. */
  #readOrHangUp<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#broken({ message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  #write(fact: Sshv1Fact): void {
    this.#guarded(() => this.#options.facts.write(fact));
  }

  /** Does something in a listener; what it throws ends the connection and comes out of `ended()`. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error('a listener failed', { cause: error });
      this.#socket?.destroy();
    }
  }
}

const lineFeed = 0x0a;

const answers: ReadonlyMap<number, 'success' | 'failure' | 'challenge'> = new Map([
  [message.serverSuccess, 'success'],
  [message.serverFailure, 'failure'],
  [message.serverAuthRsaChallenge, 'challenge'],
]);

function requestMessage(request: Sshv1Request): [number, ...Uint8Array[]] {
  switch (request.kind) {
    case 'shell':
      return [message.clientExecShell];
    case 'exec':
      return [message.clientExecCommand, string(request.command)];
    case 'port-forward':
      return [message.clientPortForwardRequest, writePortForwardRequest(request)];
    case 'compress':
      return [message.clientRequestCompression, uint32(request.level)];
    case 'agent':
      return [message.clientAgentRequestForwarding];
    case 'x11':
      return [message.clientX11RequestForwarding, writeX11Request('MIT-MAGIC-COOKIE-1', '00'.repeat(16), 0)];
  }
}

function replyIn({ type }: Packet): 'success' | 'failure' | 'output' | undefined {
  switch (type) {
    case message.serverSuccess:
      return 'success';
    case message.serverFailure:
      return 'failure';
    case message.serverStdoutData:
    case message.serverStderrData:
    case message.serverExitStatus:
      return 'output';
    default:
      return undefined;
  }
}

function expectType({ type }: Packet, expected: number): void {
  if (type !== expected) throw new Error(`packet type ${type} in place of ${expected}`);
}

import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type AnyAuthMethod, Client, type ClientChannel, type NegotiatedAlgorithms } from 'ssh2';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { SshAuthTurn, SshLoginArgs, SshTry } from '../../bench/ssh-client.ts';
import type { PtySize } from '../../bench/ssh-request.ts';
import type { SshFact } from '../../bench/ssh-reading.ts';
import { askForX11 } from '../../protocols/ssh2/ask-for-x11.ts';
import { identOf, patchSsh2Client } from '../../protocols/ssh2/connect.ts';
import { type PublicKeyRequest, steerPublicKeyLogin } from '../../protocols/ssh2/public-key-login.ts';
import { sendIgnore, sendIgnoreWithWrongMac, sendPing } from '../../protocols/ssh2/ignore.ts';
import { readIdentification, speaksVersion2 } from '../../protocols/ssh2/identification.ts';
import {
  type KexInitLists,
  message,
  readBanner,
  readDisconnect,
  readHostKey,
  readInfoRequest,
  readKexInit,
  readUserauthFailure,
} from '../../protocols/ssh2/messages.ts';
import { findMismatch, listsOf, type Offer } from '../../protocols/ssh2/offer.ts';
import type { PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import { protocolOf } from '../../protocols/ssh2/internals.ts';
import { sendPayload } from '../../protocols/ssh2/send-payload.ts';
import type { ReceivedPacket } from './asking.ts';
import { type ClaimedAlgorithms, defaultGroupSizes, offerFor } from './default-offer.ts';
import { endSocket, onDialled, reasonOf, resetWords } from './dial.ts';
import { askForEarlyChannel } from './early-channel.ts';
import type { FactTape } from './fact-tape.ts';
import { type WatchConnection, watchPayload } from './packet-capture.ts';
import { writeInPieces } from './write-in-pieces.ts';

export interface ConnectionEnds {
  readonly client: Endpoint;
  readonly server: Endpoint;
}

export interface ConnectionOptions {
  readonly reach: { readonly host: string; readonly port: number };
  readonly facts: FactTape;
  /** The ends of a TCP connection as the DUT knows them, given the port that ours has. */
  readonly endsOf: (localPort: number) => ConnectionEnds;
  readonly watch?: WatchConnection | undefined;
  /** Our bytes go out in pieces of so many. */
  readonly writeSize?: number | undefined;
  /** Told of each SSH packet. */
  readonly onPacket?: (packet: PacketEvent) => void;
  /** Told whenever bytes go or come. */
  readonly activity: () => void;
}

export interface LoginOptions {
  readonly username: string;
  /** Made in this order; where there are none, the client sits there until the server has enough. */
  readonly tries: readonly Required<SshTry>[];
  /** Say nothing more once that far; told of when it is. */
  readonly silentFrom?: {
    readonly phase: 'keys-exchanged' | 'authenticating';
    readonly reached: () => void;
  };
  /** What publickey asks and signs with; `pem` is the private key. */
  readonly publicKey?: (PublicKeyRequest & { readonly pem: string }) | undefined;
  readonly algorithms?: SshLoginArgs['algorithms'];
  readonly claimed?: ClaimedAlgorithms | undefined;
  readonly groupExchange?: SshLoginArgs['groupExchange'];
  readonly ident?: SshLoginArgs['ident'];
  readonly guess?: SshLoginArgs['guess'];
  readonly channelFirst?: SshLoginArgs['channelFirst'];
}

/** One TCP connection to an SSH server; writes down what it sees. */
export class SshConnection {
  readonly #options: ConnectionOptions;
  #socket: Socket | undefined;
  #client: Client | undefined;
  #endedBy: 'us' | 'server' | undefined;
  /** Why ssh2 gave the connection up. */
  #complaint: string | undefined;
  /** A fault of ours inside of a listener, which ssh2 would take for one of the connection. */
  #fault: Error | undefined;
  #over = false;
  #method: SshAuthTurn['method'] | undefined;
  readonly #overListeners: (() => void)[] = [];
  #keyExchanges = 0;
  /** Keys are being made anew. */
  #rekeying = false;
  readonly #keyListeners = new Set<() => void>();
  readonly #watchers = new Set<(packet: ReceivedPacket) => void>();
  /** Packets that somebody waits for in place of ssh2. */
  #takes: ((packet: PacketEvent) => boolean) | undefined;

  constructor(options: ConnectionOptions) {
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

  /** Connects and reads the identification string: true when the server sent one that names SSH-2. */
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
        this.#options.facts.write({ fact: 'not-ssh', text: theirs.text });
        this.hangUp();
        return false;
      case 'ident':
        this.#options.facts.write({ fact: 'ident', ident: theirs.line });
        socket.unshift(theirs.bytes);
        if (speaksVersion2(theirs.version)) return true;
        this.#options.facts.write({
          fact: 'version-mismatch',
          detail: `the server speaks SSH version ${theirs.version}, this client version 2`,
        });
        this.hangUp();
        return false;
    }
  }

  /** After `dial()`: settles true when authenticated, false when the connection ended before. */
  login(how: LoginOptions): Promise<boolean> {
    const socket = this.#socket;
    if (socket === undefined || this.#over) return Promise.resolve(false);
    const { facts } = this.#options;
    const offer = offerFor(how.algorithms, how.claimed);
    const client = new Client();
    this.#client = client;
    const left = [...how.tries];
    const { silentFrom } = how;
    return new Promise((resolve, reject) => {
      this.ended().then(() => resolve(false), reject);
      client.on('error', (error) => this.#failed(error));
      client.on('handshake', (negotiated) => {
        this.guarded(() => facts.write({ fact: 'keys', algorithms: algorithmsOf(negotiated) }));
        this.#keysExchanged();
        if (silentFrom?.phase === 'keys-exchanged') silentFrom.reached();
      });
      client.on('ready', () => resolve(true));
      client.connect({
        sock: socket,
        username: how.username,
        readyTimeout: 0,
        keepaliveInterval: 0,
        hostVerifier: (blob: Buffer) => {
          const sha256 = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
          this.guarded(() => facts.write({ fact: 'host-key', ...readHostKey(blob), sha256 }));
          return true;
        },
        authHandler: (_left, _partial, next) => {
          // What the server said in the same breath as its refusal, such as that it hangs up, is heard first.
          setImmediate(() => {
            if (this.#over || this.#endedBy !== undefined) return;
            const attempt = left.shift();
            if (silentFrom !== undefined && attempt === undefined) silentFrom.reached();
            else if (attempt === undefined) {
              // Asked to try nothing at all: we only sit there, until the server has enough.
              if (how.tries.length > 0) this.hangUp();
            } else {
              const { method } = attempt;
              const withKey = method === 'publickey' ? how.publicKey : undefined;
              this.#method = method;
              this.guarded(() =>
                facts.write({
                  fact: 'attempt',
                  method,
                  ...(withKey && { algorithm: withKey.algorithm, asks: withKey.asks }),
                }),
              );
              if (how.channelFirst === true) this.guarded(() => askForEarlyChannel(this, facts));
              next(authenticationOf(how, attempt, left));
            }
          });
        },
      });
      if (how.publicKey !== undefined) {
        const { publicKey } = how;
        steerPublicKeyLogin(client, () => publicKey);
      }
      patchSsh2Client(client, {
        offer,
        groupSizes: how.groupExchange ?? defaultGroupSizes,
        silentAfterKeys: silentFrom?.phase === 'keys-exchanged',
        ident: how.ident,
        onGuess: how.guess && ((right) => this.guarded(() => facts.write({ fact: 'guess', right }))),
        onGroup: (bits) => this.guarded(() => facts.write({ fact: 'group', bits })),
        onPacket: (packet) => this.guarded(() => this.#packet(packet, offer)),
        takes: (packet) => this.#takes?.(packet) ?? false,
      });
      this.guarded(() => facts.write({ fact: 'ident-sent', ident: identOf(client) }));
    });
  }

  /** After `dial()`: says at most who we are, and then nothing; what comes is read and dropped. */
  sitThere(ident?: string): void {
    if (this.#socket === undefined || this.#over) return;
    if (ident !== undefined) this.#socket.write(`${ident}\r\n`);
    this.#socket.resume();
  }

  /** Settles when there were so many key exchanges, or the connection is over. */
  keyExchanges(atLeast: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (this.#keyExchanges < atLeast) return;
        this.#keyListeners.delete(check);
        resolve();
      };
      this.#keyListeners.add(check);
      check();
      this.ended().then(resolve, reject);
    });
  }

  /**
   * Runs a command. `take` gets the channel in the same turn: output, exit status and end may have come in the
   * same packet as the server's consent, and later nobody would hear of them.
   */
  exec<T>(command: string, take: (channel: ClientChannel) => T): Promise<T> {
    return this.#opened(take, (client, opened) => client.exec(command, opened));
  }

  /** Opens a shell; for `take` see `exec`. */
  shell<T>(
    take: (channel: ClientChannel) => T,
    {
      pty = { rows: 24, cols: 80 },
      x11 = false,
    }: { readonly pty?: PtySize | false | undefined; readonly x11?: boolean } = {},
  ): Promise<T> {
    return this.#opened(take, (client, opened) => {
      if (x11) {
        const { takes } = askForX11(client, (answer) => {
          this.#takes = undefined;
          this.guarded(() => this.#options.facts.write({ fact: 'x11', answer }));
        });
        this.#takes = takes;
      }
      client.shell(pty === false ? false : { term: 'vt100', ...pty }, opened);
    });
  }

  /** Sends SSH_MSG_IGNORE with so many bytes of data. */
  ignore(bytes: number): void {
    if (this.#client !== undefined && !this.#over) sendIgnore(this.#client, bytes);
  }

  /**
   * Sends one packet with a wrong MAC, and behind it a request that a server answers only if it took the packet: then we
   * hang up. `ended()` tells when it is over.
   */
  damage(): void {
    const client = this.#client;
    const socket = this.#socket;
    if (client === undefined || socket === undefined || this.#over) return;
    sendIgnoreWithWrongMac(client, socket);
    this.#takes = ({ type }) => {
      const answer = type === message.requestSuccess || type === message.requestFailure;
      if (answer) queueMicrotask(() => this.hangUp());
      return answer;
    };
    sendPing(client);
  }

  /** Sends a message of ours; false where the connection is over. */
  send(payload: Uint8Array): boolean {
    if (this.#client === undefined || this.#over) return false;
    this.#options.activity();
    return sendPayload(protocolOf(this.#client), payload);
  }

  /** Shows every packet that comes, until the returned function is called. */
  watch(listener: (packet: ReceivedPacket) => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  /** Ends the connection from our side, politely where SSH is spoken; `ended()` tells when it is over. */
  hangUp(): void {
    if (this.#over) return;
    this.#endedBy ??= 'us';
    this.#client?.end();
    this.#endSocket();
  }

  /** Dies without a farewell: RST. */
  abandon(): void {
    this.#endedBy ??= 'us';
    this.#socket?.resetAndDestroy();
  }

  /** Ends it at once. */
  destroy(): void {
    this.#endedBy ??= 'us';
    this.#socket?.destroy();
  }

  #connected(socket: Socket): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (fact: SshFact): void => {
        this.guarded(() => this.#options.facts.write(fact));
        const up = fact.fact === 'connected' && this.#fault === undefined;
        if (!up) this.#finish();
        resolve(up);
      };
      onDialled(socket, (outcome) => {
        if (!outcome.up) {
          const { detail } = outcome;
          // After a reset TCP had come up, and we were too slow to see it.
          if (detail === resetWords) settle({ fact: 'end', by: 'network', detail });
          else settle({ fact: 'unreachable', detail });
          return;
        }
        this.#options.activity();
        const ends = this.#options.endsOf(socket.localPort ?? 0);
        const watch = this.#options.watch?.(ends.client, ends.server);
        if (watch !== undefined) watchPayload(socket, watch);
        if (this.#options.writeSize !== undefined) writeInPieces(socket, this.#options.writeSize);
        settle({ fact: 'connected', ...ends });
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
      this.guarded(() => {
        const by = this.#endedBy ?? (broken === undefined ? 'server' : 'network');
        const detail = by === 'network' ? broken : this.#complaint;
        this.#options.facts.write({ fact: 'end', by, ...(detail === undefined ? {} : { detail }) });
      });
      this.#finish();
    });
  }

  #finish(): void {
    this.#over = true;
    for (const tell of this.#overListeners.splice(0)) tell();
  }

  #packet(packet: PacketEvent, offer: Offer): void {
    this.#options.activity();
    this.#options.onPacket?.(packet);
    const { facts } = this.#options;
    if (packet.type === message.kexInit && packet.encrypted && !this.#rekeying) {
      this.#rekeying = true;
      facts.write({ fact: 'rekey', by: packet.direction === 'out' ? 'us' : 'server' });
    }
    if (packet.direction === 'out') return;
    for (const show of this.#watchers) show(packet);
    switch (packet.type) {
      case message.kexInit: {
        if (packet.encrypted) return;
        const theirs = readKexInit(packet.payload);
        facts.write({ fact: 'offer', offer: offerOf(theirs) });
        const mismatch = findMismatch(listsOf(offer), theirs);
        if (mismatch === undefined) return;
        const { what, client, server } = mismatch;
        const detail = `no common ${what}: ours ${client.join(',')}, the server's ${server.join(',')}`;
        facts.write({ fact: 'no-agreement', detail });
        this.#endedBy ??= 'us';
        return;
      }
      case message.disconnect:
        this.#endedBy ??= 'server';
        facts.write({ fact: 'disconnect', ...readDisconnect(packet.payload) });
        return;
      case message.userauthBanner:
        facts.write({ fact: 'banner', text: readBanner(packet.payload) });
        return;
      case message.userauthInfoRequest:
        // SSH_MSG_USERAUTH_PK_OK has the same number.
        if (this.#method === 'publickey') facts.write({ fact: 'key-accepted' });
        else facts.write({ fact: 'prompts', prompts: readInfoRequest(packet.payload).prompts });
        return;
      case message.userauthFailure: {
        const { canContinue, partial } = readUserauthFailure(packet.payload);
        const result: SshAuthTurn['result'] = partial ? 'partial' : 'failure';
        facts.write({ fact: 'answer', result, canContinue });
        return;
      }
      case message.userauthSuccess:
        facts.write({ fact: 'answer', result: 'success', canContinue: [] });
    }
  }

  #keysExchanged(): void {
    this.#keyExchanges += 1;
    this.#rekeying = false;
    for (const check of [...this.#keyListeners]) check();
  }

  #failed(error: Error & { level?: string }): void {
    // What the server said (DISCONNECT) and what the socket says is written down elsewhere.
    if (error.level !== 'client-socket' && this.#endedBy === undefined) {
      this.#endedBy = 'us';
      this.#complaint = error.message;
    }
    this.#endSocket();
  }

  #endSocket(): void {
    const socket = this.#socket;
    if (socket === undefined || this.#over) return;
    endSocket(socket);
  }

  #opened<T>(
    take: (channel: ClientChannel) => T,
    open: (client: Client, opened: (error: Error | undefined, channel: ClientChannel) => void) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const client = this.#client;
      if (client === undefined || this.#over) {
        reject(new Error('the connection is closed'));
        return;
      }
      open(client, (error, channel) => {
        if (error === undefined) this.guarded(() => resolve(take(channel)));
        else reject(error);
      });
    });
  }

  /** Does something in a listener of ssh2; what it throws ends the connection and comes out of `ended()`. */
  guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error('a listener failed', { cause: error });
      this.#socket?.destroy();
    }
  }
}

/**
 * An attempt in ssh2's words. A server may ask again within one keyboard-interactive authentication: that is
 * answered with the next attempt by that method, where there is one. Silence leaves the prompt unanswered.
 */
function authenticationOf(
  { username, publicKey, silentFrom }: LoginOptions,
  { method, password }: Required<SshTry>,
  left: Required<SshTry>[],
): AnyAuthMethod {
  if (method === 'publickey') {
    if (publicKey === undefined) throw new Error('publickey was to be tried, and no key was given');
    return { type: 'publickey', username, key: publicKey.pem };
  }
  if (method === 'none') return { type: 'none', username };
  if (method === 'password') return { type: 'password', username, password };
  let answer = password;
  let asked = false;
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      if (silentFrom !== undefined) {
        silentFrom.reached();
        return;
      }
      if (asked && left[0]?.method === method) answer = left.shift()?.password ?? answer;
      asked ||= prompts.length > 0;
      finish(prompts.map(() => answer));
    },
  };
}

function offerOf(lists: KexInitLists): Record<keyof ReturnType<typeof algorithmsOf>, readonly string[]> {
  return {
    kex: lists.kex,
    hostKey: lists.hostKey,
    cipherIn: lists.cipherToClient,
    cipherOut: lists.cipherToServer,
    macIn: lists.macToClient,
    macOut: lists.macToServer,
    compressionIn: lists.compressionToClient,
    compressionOut: lists.compressionToServer,
  };
}

function algorithmsOf({ kex, serverHostKey, cs, sc }: NegotiatedAlgorithms): {
  kex: string;
  hostKey: string;
  cipherIn: string;
  cipherOut: string;
  macIn: string;
  macOut: string;
  compressionIn: string;
  compressionOut: string;
} {
  return {
    kex,
    hostKey: serverHostKey,
    cipherIn: sc.cipher,
    cipherOut: cs.cipher,
    macIn: sc.mac,
    macOut: cs.mac,
    compressionIn: sc.compress,
    compressionOut: cs.compress,
  };
}

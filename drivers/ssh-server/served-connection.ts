import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import type { NegotiatedAlgorithms, ServerChannel, Session } from 'ssh2';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { ServedFact } from '../../bench/ssh-served-reading.ts';
import type { SshServerArgs } from '../../bench/ssh-server-host.ts';
import type { ServedCopy, ServedProgram, ServedPty } from '../../bench/ssh-server-shell.ts';
import { type Identification, speaksVersion2 } from '../../protocols/ssh2/identification.ts';
import {
  type KexInitLists,
  message,
  readDisconnect,
  readHostKey,
  readInfoRequest,
  readKexReply,
  readServiceRequest,
  readSessionRequest,
  readUserauthRequest,
} from '../../protocols/ssh2/messages.ts';
import type { Mismatch, Offer } from '../../protocols/ssh2/offer.ts';
import type { PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import { plainPacket } from '../../protocols/ssh2/plain-packet.ts';
import { type ServedConnection, serveSsh2 } from '../../protocols/ssh2/serve.ts';
import { disconnect } from '../../protocols/ssh2/write-message.ts';
import { ServedAuthentication } from './authentication.ts';
import { RemoteShell, runCommand, type SessionEnd } from './remote-shell.ts';
import { copyAskedFor, serveCopy, type ServedFiles } from './served-copy.ts';
import { ServedSocket } from './served-socket.ts';
import type { OpenedConnection } from './server-port.ts';
import { byApplication, type Leaving, stopAt } from './stopping.ts';

/** What a connection is served with. */
export interface ServingOptions {
  readonly args: SshServerArgs;
  readonly offer: Offer;
  readonly hostKey: KeyObject;
  readonly signingKey?: KeyObject | undefined;
  readonly rekeyHostKey?: KeyObject | undefined;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly at: number;
  readonly write: (fact: ServedFact) => void;
  readonly typed: (bytes: Uint8Array) => void;
  /** Absent where it serves none. */
  readonly files?: ServedFiles | undefined;
  /** Told whenever a packet goes or comes. */
  readonly activity: () => void;
}

const tooManyFailures = { reason: 2, description: 'Too many authentication failures' };

/** Serves SSH-2 on one connection, as it was told to, and writes down what it sees. */
export class Ssh2ServedConnection implements OpenedConnection {
  readonly #socket: Socket;
  readonly #ends: ServedSocket;
  readonly #options: ServingOptions;
  #served: ServedConnection | undefined;
  #exchangingKeys = false;
  #firstKeys = false;
  readonly #macs = new Set<'in' | 'out'>();
  #pty = false;
  #session: SessionEnd | undefined;
  /** A fault of ours inside of a listener, which ssh2 would take for one of the connection. */
  #fault: Error | undefined;

  constructor(socket: Socket, options: ServingOptions) {
    this.#socket = socket;
    this.#options = options;
    const { write, at, client, server, args } = options;
    write({ fact: 'connected', at, client, server, door: args.door ?? 'service' });
    this.#ends = new ServedSocket(socket, (end) => write({ fact: 'end', ...end }));
    if (this.#stopsAt('connected')) this.#ends.deaf();
  }

  get over(): boolean {
    return this.#ends.over;
  }

  get fault(): Error | undefined {
    return this.#fault;
  }

  identSent(ident: string): void {
    this.#options.write({ fact: 'ident-sent', ident });
  }

  identified(theirs: Identification): void {
    const { write } = this.#options;
    switch (theirs.kind) {
      case 'ended':
        return;
      case 'not-ssh':
        write({ fact: 'detail', detail: `in place of an identification string came "${theirs.text}"` });
        this.#ends.end();
        return;
      case 'ident':
        write({ fact: 'ident', ident: theirs.line });
        if (this.over || this.#stopsAt('identified')) return;
        if (speaksVersion2(theirs.version)) {
          this.#socket.unshift(theirs.bytes);
          this.#guarded(() => this.#serve());
          return;
        }
        write({ fact: 'detail', detail: `the client speaks SSH version ${theirs.version}` });
        this.#socket.write('Protocol major versions differ.\n');
        this.#ends.end();
    }
  }

  /** Begins to make new keys. */
  rekey(): void {
    this.#served?.rekey();
  }

  /** False where there is no session to print in. */
  print(text: string): boolean {
    this.#session?.print(text);
    return this.#session !== undefined;
  }

  /** False where there is no program to end. */
  exit(status: number): boolean {
    const session = this.#session;
    session?.exit(status);
    return session !== undefined;
  }

  leave({ how, reason, description }: Leaving): void {
    if (how === 'reset') {
      this.#ends.reset();
      return;
    }
    if (how === 'disconnect') this.#sayFarewell(reason, description);
    this.#served?.abandon();
    this.#ends.end();
  }

  hangUp(): void {
    this.leave({ how: 'close', reason: byApplication, description: '' });
  }

  #serve(): void {
    const { args, offer, hostKey, signingKey, rekeyHostKey } = this.#options;
    const authentication = new ServedAuthentication({
      args,
      judged: (answers) => this.#options.write({ fact: 'answers', answers }),
      exhausted: () => this.leave({ how: 'disconnect', ...tooManyFailures }),
    });
    const served = serveSsh2(this.#socket, {
      ident: args.ident ?? defaultIdent,
      hostKey,
      signingKey,
      rekeyHostKey,
      alterSignature: args.signature === 'one-bit-flipped' ? flipBit : undefined,
      offer,
      dhMinBits: 1024,
      groupBits: args.groupBits,
      banner: args.banner,
      rekeyVolume: args.rekeyBytes,
      onPacket: (packet) => this.#guarded(() => this.#packet(packet)),
      onKexInit: (lists) => this.#guarded(() => this.#kexInit(lists)),
      onMismatch: (mismatch) => this.#guarded(() => this.#mismatch(mismatch)),
      onUnexpected: (type) =>
        this.#options.write({ fact: 'detail', detail: `message ${type} came where it may not` }),
      onBroken: ({ what }) =>
        this.#options.write({ fact: 'detail', detail: `a packet with a wrong ${what} came` }),
      onGroupRequest: ({ min, preferred, max }, given = 0) =>
        this.#options.write({ fact: 'group', min, preferred, max, given }),
    });
    this.#served = served;
    const { connection } = served;
    connection.on('error', () => {
      served.abandon();
      this.#ends.end();
    });
    connection.on('handshake', (negotiated) => {
      this.#exchangingKeys = false;
      this.#firstKeys = true;
      this.#options.write({ fact: 'keys', algorithms: algorithmsOf(negotiated) });
    });
    connection.on('authentication', (context) => {
      if (this.#stopsAt('authenticating')) return;
      this.#guarded(() => authentication.take(context));
    });
    connection.on('session', (accept) => this.#serveSession(accept()));
  }

  #serveSession(session: Session): void {
    // ssh2 gives no `accept` for a request that wants no answer, whatever its types say.
    const grant = (accept: (() => unknown) | undefined): void => void accept?.();
    session.on('pty', (accept, _reject, { rows, cols }) => {
      this.#pty = true;
      const pty: ServedPty = { term: this.#term, rows, columns: cols };
      this.#options.write({ fact: 'pty', ...pty });
      grant(accept);
    });
    session.on('window-change', (accept) => grant(accept));
    session.on('env', (accept) => grant(accept));
    session.on('shell', (accept) => {
      const end = this.#start({ kind: 'shell' }, accept);
      if (end === undefined) return;
      const shell = new RemoteShell(this.#options.args.remote ?? {}, end.session, this.#pty);
      end.channel.on('data', (bytes: Buffer) => {
        this.#guarded(() => {
          this.#options.typed(bytes);
          shell.type(bytes.toString('latin1'));
        });
      });
      end.channel.on('end', () => shell.endOfInput());
    });
    session.on('exec', (accept, _reject, { command }) => {
      const end = this.#start({ kind: 'exec', command }, accept);
      if (end === undefined) return;
      const { files } = this.#options;
      const copy = files === undefined ? undefined : copyAskedFor(command);
      if (files !== undefined && copy !== undefined) {
        this.#copy(copy, files, end);
        return;
      }
      end.channel.on('data', (bytes: Buffer) => this.#guarded(() => this.#options.typed(bytes)));
      const { output, status } = runCommand(this.#options.args.remote ?? {}, command, this.#pty);
      end.session.print(output);
      end.session.exit(status);
    });
    session.on('subsystem', (_accept, reject, { name }) => {
      this.#options.write({ fact: 'detail', detail: `subsystem ${name} was refused` });
      reject();
    });
  }

  #copy(
    asked: Pick<ServedCopy, 'direction' | 'path'>,
    files: ServedFiles,
    { channel, session }: { readonly channel: ServerChannel; readonly session: SessionEnd },
  ): void {
    const { write } = this.#options;
    const served = serveCopy(asked, { channel, files, guarded: (work) => this.#guarded(work) });
    served.then(
      (copy) =>
        this.#guarded(() => {
          write({ fact: 'copy', ...copy });
          session.exit(copy.whole ? 0 : 1);
        }),
      (error: unknown) =>
        this.#guarded(() => {
          throw error instanceof Error ? error : new Error('a copy failed', { cause: error });
        }),
    );
  }

  /** Undefined where the server stops there, or the client ended the session before it asked. */
  #start(
    program: ServedProgram,
    accept: () => ServerChannel | undefined,
  ): { readonly channel: ServerChannel; readonly session: SessionEnd } | undefined {
    this.#options.write({ fact: 'program', program });
    if (this.#stopsAt('session')) return undefined;
    const channel = accept();
    if (channel === undefined) return undefined;
    channel.on('error', () => this.#ends.end());
    const session: SessionEnd = {
      print: (text) => {
        if (text !== '' && channel.writable) channel.write(Buffer.from(text, 'latin1'));
      },
      exit: (status) => {
        if (!channel.writable) return;
        this.#session = undefined;
        // The callback of an empty write comes after all that was written before it has gone out.
        channel.write(Buffer.alloc(0), () => {
          channel.exit(status);
          channel.end();
        });
      },
    };
    this.#session = session;
    return { channel, session };
  }

  #term = '';

  #packet({ direction, type, payload, encrypted, macLength }: PacketEvent): void {
    const { write, activity } = this.#options;
    activity();
    if (encrypted && !this.#macs.has(direction)) {
      this.#macs.add(direction);
      write({ fact: 'mac', direction, length: macLength });
    }
    if (type === message.disconnect) {
      const by = direction === 'in' ? 'client' : 'us';
      if (by === 'client') this.#ends.clientLeaves();
      write({ fact: 'disconnect', by, ...readDisconnect(payload) });
      return;
    }
    if (type === message.kexInit && this.#firstKeys && !this.#exchangingKeys) {
      this.#exchangingKeys = true;
      write({ fact: 'rekey', by: direction === 'in' ? 'client' : 'us' });
    }
    if (direction === 'out') this.#sent(type, payload);
    else this.#received(type, payload);
  }

  #sent(type: number, payload: Uint8Array): void {
    const { write } = this.#options;
    switch (type) {
      case message.kexdhReply:
      case message.gexReply: {
        const { hostKeyType, hostKey } = readKexReply(payload);
        if (hostKeyType === undefined) return;
        const sha256 = createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '');
        write({ fact: 'host-key', ...readHostKey(hostKey), sha256 });
        return;
      }
      case message.userauthInfoRequest:
        write({ fact: 'prompts', count: readInfoRequest(payload).prompts.length });
        return;
      case message.userauthFailure:
        write({ fact: 'result', result: 'failure' });
        return;
      case message.userauthSuccess:
        write({ fact: 'result', result: 'success' });
    }
  }

  #received(type: number, payload: Uint8Array): void {
    const { write } = this.#options;
    switch (type) {
      case message.serviceRequest:
        write({ fact: 'service', name: readServiceRequest(payload) });
        return;
      case message.userauthRequest:
        write({ fact: 'attempt', ...readUserauthRequest(payload) });
        return;
      case message.channelRequest: {
        const { request, term } = readSessionRequest(payload);
        if (term !== undefined) this.#term = term;
        write({ fact: 'request', name: request });
      }
    }
  }

  #kexInit(lists: KexInitLists): void {
    if (this.#firstKeys) return;
    this.#options.write({
      fact: 'offer',
      offer: {
        kex: lists.kex,
        hostKey: lists.hostKey,
        cipherIn: lists.cipherToServer,
        cipherOut: lists.cipherToClient,
        macIn: lists.macToServer,
        macOut: lists.macToClient,
        compressionIn: lists.compressionToServer,
        compressionOut: lists.compressionToClient,
      },
    });
    this.#stopsAt('key-exchange');
  }

  #mismatch({ what, client, server }: Mismatch): void {
    const detail = `no ${what} in common: the client offers ${client.join(',')}, the server ${server.join(',')}`;
    this.#options.write({ fact: 'detail', detail });
  }

  /** Whether the server stops here; then it has. */
  #stopsAt(phase: Parameters<typeof stopAt>[1]): boolean {
    const stop = stopAt(this.#options.args, phase);
    if (stop === undefined) return false;
    if (stop === 'stall') {
      this.#served?.fallSilent();
      // Before the protocol is at work, nobody reads what comes.
      if (this.#served === undefined) this.#ends.deaf();
    } else this.leave(stop);
    return true;
  }

  #sayFarewell(reason: number, description: string): void {
    if (this.#served !== undefined) {
      this.#served.disconnect(reason, description);
      return;
    }
    // Before our identification string, there is no such message.
    if (this.#options.args.leaveAt?.phase === 'connected' || !this.#socket.writable) return;
    this.#socket.write(plainPacket(disconnect(reason, description)));
    this.#options.write({ fact: 'disconnect', by: 'us', reason, description });
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
      this.#ends.reset();
    }
  }
}

export const defaultIdent = 'SSH-2.0-lab';

function flipBit(signature: Buffer): Buffer {
  const flipped = Buffer.from(signature);
  const middle = flipped.length >> 1;
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 1, middle);
  return flipped;
}

/** `in` is from the client to us. */
function algorithmsOf({ kex, serverHostKey, cs, sc }: NegotiatedAlgorithms) {
  return {
    kex,
    hostKey: serverHostKey,
    cipherIn: cs.cipher,
    cipherOut: sc.cipher,
    macIn: cs.mac,
    macOut: sc.mac,
    compressionIn: cs.compress,
    compressionOut: sc.compress,
  };
}

import { type KeyObject, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { StoppingPhase } from '../../bench/ssh-server-host.ts';
import type { Servedv1Fact } from '../../bench/sshv1-served-reading.ts';
import type { Sshv1ServerArgs } from '../../bench/sshv1-server-host.ts';
import { string, uint32 } from '../../protocols/ssh1/fields.ts';
import {
  cookieLength,
  readPassword,
  readPtyRequest,
  readSessionKey,
  readString,
  writePublicKey,
} from '../../protocols/ssh1/messages.ts';
import { cipherNames, isBuilt, message } from '../../protocols/ssh1/numbers.ts';
import type { Packet } from '../../protocols/ssh1/packets.ts';
import { publicHalf } from '../../protocols/ssh1/rsa.ts';
import { openSessionKey, sessionId } from '../../protocols/ssh1/session-key.ts';
import { Ssh1Transport } from '../../protocols/ssh1/transport.ts';
import { type Identification, speaksVersion1 } from '../../protocols/ssh2/identification.ts';
import { RemoteShell, runCommand, type SessionEnd } from '../ssh-server/remote-shell.ts';
import { ServedSocket } from '../ssh-server/served-socket.ts';
import type { OpenedConnection } from '../ssh-server/server-port.ts';
import { type Leaving, stopAt } from '../ssh-server/stopping.ts';

export interface Serving1Options {
  readonly args: Sshv1ServerArgs;
  readonly hostKey: KeyObject;
  readonly serverKey: KeyObject;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly at: number;
  readonly write: (fact: Servedv1Fact) => void;
  readonly typed: (bytes: Uint8Array) => void;
  /** Told whenever a packet comes. */
  readonly activity: () => void;
}

type Phase = 'session-key' | 'user' | 'authentication' | 'preparation' | 'interactive';

/** What may be asked for before the program, by its message; only a terminal is granted. */
const requestNames: ReadonlyMap<number, string> = new Map([
  [message.clientRequestPty, 'pty'],
  [message.clientExecShell, 'shell'],
  [message.clientExecCommand, 'exec'],
  [message.clientRequestCompression, 'compression'],
  [message.clientMaxPacketSize, 'max-packet-size'],
  [message.clientAgentRequestForwarding, 'agent'],
  [message.clientX11RequestForwarding, 'x11'],
  [message.clientPortForwardRequest, 'port-forward'],
]);

const methodNames: ReadonlyMap<number, 'password' | 'rsa' | 'rhosts'> = new Map([
  [message.clientAuthPassword, 'password'],
  [message.clientAuthRsa, 'rsa'],
  [message.clientAuthRhosts, 'rhosts'],
]);

const tooManyFailures = 'Too many authentication failures';
/** Output of one packet at most. */
const longestOutput = 8192;

/** Serves version 1 on one connection, as it was told to, and writes down what it sees. */
export class Ssh1ServedConnection implements OpenedConnection {
  readonly #socket: Socket;
  readonly #ends: ServedSocket;
  readonly #options: Serving1Options;
  readonly #cookie = randomBytes(cookieLength);
  #transport: Ssh1Transport | undefined;
  #phase: Phase = 'session-key';
  #failures = 0;
  #username = '';
  #pty = false;
  #shell: RemoteShell | undefined;
  #session: SessionEnd | undefined;

  constructor(socket: Socket, options: Serving1Options) {
    this.#socket = socket;
    this.#options = options;
    const { write, at, client, server } = options;
    write({ fact: 'connected', at, client, server });
    this.#ends = new ServedSocket(socket, (end) => {
      this.#transport?.stop();
      write({ fact: 'end', ...end });
    });
    if (this.#stopsAt('connected')) this.#ends.deaf();
  }

  get over(): boolean {
    return this.#ends.over;
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
        if (this.over) return;
        if (speaksVersion1(theirs.version)) {
          this.#serve(theirs.bytes.subarray(theirs.bytes.indexOf(lineFeed) + 1));
          return;
        }
        write({ fact: 'detail', detail: `the client speaks SSH version ${theirs.version}` });
        this.#socket.write('Protocol major versions differ.\n');
        this.#ends.end();
    }
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

  leave({ how, description }: Pick<Leaving, 'how' | 'description'>): void {
    if (how === 'reset') {
      this.#ends.reset();
      return;
    }
    if (how === 'disconnect' && this.#transport !== undefined && !this.over) {
      this.#transport.send(message.disconnect, string(description));
      this.#options.write({ fact: 'disconnect', by: 'us', description });
    }
    this.#transport?.stop();
    this.#ends.end();
  }

  hangUp(): void {
    this.leave({ how: 'close', description: '' });
  }

  #serve(ahead: Buffer): void {
    const { args, hostKey, serverKey } = this.#options;
    const transport = new Ssh1Transport({
      socket: this.#socket,
      ahead,
      onPacket: (packet) => {
        this.#options.activity();
        this.#take(transport, packet);
      },
      onBroken: ({ what }) => this.#broken(`a packet with a wrong ${what} came`),
    });
    this.#transport = transport;
    if (this.#stopsAt('identified')) return;
    transport.send(
      message.serverPublicKey,
      writePublicKey({
        cookie: this.#cookie,
        server: publicHalf(serverKey),
        host: publicHalf(hostKey),
        flags: 0,
        ciphers: offeredCiphers(args),
        authentications: args.methods ?? ['password'],
      }),
    );
  }

  #take(transport: Ssh1Transport, packet: Packet): void {
    switch (packet.type) {
      case message.ignore:
      case message.debug:
        return;
      case message.disconnect: {
        this.#ends.clientLeaves();
        const description = readString(packet.data).toString('utf8');
        this.#options.write({ fact: 'disconnect', by: 'client', description });
        transport.stop();
        this.#ends.end();
        return;
      }
    }
    switch (this.#phase) {
      case 'session-key':
        if (packet.type === message.clientSessionKey) this.#takeSessionKey(transport, packet);
        else this.#unexpected(packet);
        return;
      case 'user':
        if (packet.type === message.clientUser) this.#takeUser(transport, packet);
        else this.#unexpected(packet);
        return;
      case 'authentication':
        this.#authenticate(transport, packet);
        return;
      case 'preparation':
        this.#prepare(transport, packet);
        return;
      case 'interactive':
        this.#interact(transport, packet);
    }
  }

  #takeSessionKey(transport: Ssh1Transport, { data }: Packet): void {
    const { args, hostKey, serverKey, write } = this.#options;
    const asked = readSessionKey(data);
    const cipher = cipherNames[asked.cipher];
    write({ fact: 'session-key', cipher: cipher ?? String(asked.cipher) });
    if (!this.#cookie.equals(asked.cookie)) {
      this.#broken('the cookie did not come back');
      return;
    }
    if (!isBuilt(cipher) || !offeredCiphers(args).includes(cipher)) {
      this.#broken('Cipher type not supported.');
      return;
    }
    const id = sessionId(publicHalf(hostKey), publicHalf(serverKey), this.#cookie);
    const key = openSessionKey(asked.sealed, { host: hostKey, server: serverKey }, id);
    // The client encrypts already: a farewell in clear would not be understood.
    transport.encrypt(cipher, key);
    if (this.#stopsAt('key-exchange')) return;
    transport.send(message.serverSuccess);
    write({ fact: 'keys' });
    this.#phase = 'user';
  }

  #takeUser(transport: Ssh1Transport, { data }: Packet): void {
    this.#username = readString(data).toString('utf8');
    this.#options.write({ fact: 'attempt', method: 'none', user: this.#username });
    this.#phase = 'authentication';
    if (!this.#stopsAt('authenticating')) this.#answer(transport, false);
  }

  #authenticate(transport: Ssh1Transport, { type, data }: Packet): void {
    const { args, write } = this.#options;
    const method = methodNames.get(type) ?? 'other';
    write({ fact: 'attempt', method });
    if (method !== 'password' || args.methods?.includes('password') === false) {
      this.#answer(transport, false);
      return;
    }
    const given = readPassword(data);
    const wanted = args.accounts?.find(({ username }) => username === this.#username)?.password;
    const right = wanted !== undefined && given === wanted;
    write({ fact: 'answer', answer: right ? 'right' : given === '' ? 'empty' : 'wrong' });
    if (!right) this.#failures += 1;
    if (this.#failures >= (args.mostFailures ?? Infinity)) {
      this.leave({ how: 'disconnect', description: tooManyFailures });
    } else this.#answer(transport, right);
  }

  #answer(transport: Ssh1Transport, success: boolean): void {
    if (success) this.#phase = 'preparation';
    transport.send(success ? message.serverSuccess : message.serverFailure);
    this.#options.write({ fact: 'result', result: success ? 'success' : 'failure' });
  }

  #prepare(transport: Ssh1Transport, { type, data }: Packet): void {
    const { write, args } = this.#options;
    write({ fact: 'request', name: requestNames.get(type) ?? String(type) });
    switch (type) {
      case message.clientRequestPty:
        this.#pty = true;
        write({ fact: 'pty', ...readPtyRequest(data) });
        transport.send(message.serverSuccess);
        return;
      case message.clientExecShell: {
        write({ fact: 'shell' });
        if (this.#stopsAt('session')) return;
        const session = this.#start(transport);
        this.#shell = new RemoteShell(args.remote ?? {}, session, this.#pty);
        return;
      }
      case message.clientExecCommand: {
        const command = readString(data).toString('utf8');
        write({ fact: 'exec', command });
        if (this.#stopsAt('session')) return;
        const session = this.#start(transport);
        const { output, status } = runCommand(args.remote ?? {}, command, this.#pty);
        session.print(output);
        session.exit(status);
        return;
      }
      default:
        transport.send(message.serverFailure);
    }
  }

  #start(transport: Ssh1Transport): SessionEnd {
    this.#phase = 'interactive';
    const session: SessionEnd = {
      print: (text) => {
        const bytes = Buffer.from(text, 'latin1');
        for (let at = 0; at < bytes.length; at += longestOutput) {
          transport.send(message.serverStdoutData, string(bytes.subarray(at, at + longestOutput)));
        }
      },
      exit: (status) => {
        this.#session = undefined;
        transport.send(message.serverExitStatus, uint32(status));
      },
    };
    this.#session = session;
    return session;
  }

  #interact(transport: Ssh1Transport, { type, data }: Packet): void {
    switch (type) {
      case message.clientStdinData: {
        const bytes = readString(data);
        this.#options.typed(bytes);
        this.#shell?.type(bytes.toString('latin1'));
        return;
      }
      case message.clientEof:
        this.#shell?.endOfInput();
        return;
      case message.clientExitConfirmation:
        // Whoever closes the connection first now: the client has said that it leaves.
        this.#ends.clientLeaves();
        transport.stop();
        this.#ends.end();
    }
  }

  #unexpected({ type }: Packet): void {
    this.#broken(`packet type ${type} came where it may not`);
  }

  #broken(detail: string): void {
    this.#options.write({ fact: 'detail', detail });
    this.leave({ how: 'disconnect', description: `Protocol error: ${detail}` });
  }

  /** Whether the server stops here; then it has. */
  #stopsAt(phase: StoppingPhase): boolean {
    const stop = stopAt(this.#options.args, phase);
    if (stop === undefined) return false;
    if (stop === 'stall') {
      this.#transport?.stop();
      this.#ends.deaf();
    } else this.leave(stop);
    return true;
  }
}

const lineFeed = 0x0a;

function offeredCiphers({ ciphers = ['des', '3des'] }: Sshv1ServerArgs): string[] {
  return ciphers.map((cipher) => (cipher === 'other' ? 'blowfish' : cipher));
}

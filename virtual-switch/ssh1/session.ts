import { type KeyObject, randomBytes } from 'node:crypto';
import { string } from '../../protocols/ssh1/fields.ts';
import {
  cookieLength,
  readPassword,
  readPtyRequest,
  readSessionKey,
  readString,
  readWindowSize,
  writePublicKey,
} from '../../protocols/ssh1/messages.ts';
import { type BuiltCipher, cipherNames, isBuilt, message } from '../../protocols/ssh1/numbers.ts';
import type { Packet } from '../../protocols/ssh1/packets.ts';
import { publicHalf } from '../../protocols/ssh1/rsa.ts';
import { openSessionKey, sessionId } from '../../protocols/ssh1/session-key.ts';
import { Ssh1Transport } from '../../protocols/ssh1/transport.ts';
import { GaveUp, passwordInHand } from '../aaa/login-attempt.ts';
import { aloud, asPromise } from '../ssh/aloud.ts';
import type { AcceptedConnection } from '../ssh/connection.ts';
import { endSocket } from '../ssh/end-socket.ts';
import type { HandshakeWatch } from '../ssh/handshake-watch.ts';
import { sessionStates } from '../ssh/session-states.ts';
import { type SessionTrace, sizeOf } from '../ssh/session-trace.ts';
import { PacketTerminal } from './packet-terminal.ts';
import type { Ssh1Request, Ssh1Settings } from './settings.ts';
import { Ssh1Trace } from './trace.ts';

/** Of the requests that a client may make before the shell, those that are not for it. */
const requests: ReadonlyMap<number, Ssh1Request> = new Map([
  [message.clientExecCommand, 'exec'],
  [message.clientPortForwardRequest, 'port-forward'],
  [message.clientAgentRequestForwarding, 'agent'],
  [message.clientX11RequestForwarding, 'x11'],
  [message.clientRequestCompression, 'compression'],
]);

/** As `show ssh` names them (guide pages 11 and 34). */
const shownCiphers: Readonly<Record<BuiltCipher, string>> = { des: 'DES', '3des': '3DES' };

type Phase = 'session-key' | 'user' | 'authentication' | 'preparation' | 'interactive';

/** One connection of version 1, from the identification string of its client to its end. */
export class Ssh1Session {
  readonly #accepted: AcceptedConnection;
  readonly #settings: Ssh1Settings;
  readonly #cookie = randomBytes(cookieLength);
  readonly #trace: Ssh1Trace;
  readonly #connectionTrace: SessionTrace;
  readonly #watch: HandshakeWatch;
  readonly #cancelTimeOut: () => void;
  readonly #size = { width: 80, height: 24 };
  #transport: Ssh1Transport | undefined;
  #phase: Phase = 'session-key';
  #cipher: BuiltCipher | undefined;
  #username = '';
  #failures = 0;
  #authenticated = false;
  #clientLeft = false;
  #terminal: PacketTerminal | undefined;

  constructor(
    accepted: AcceptedConnection,
    settings: Ssh1Settings,
    phase: {
      readonly watch: HandshakeWatch;
      readonly cancelTimeOut: () => void;
      readonly trace: SessionTrace;
      /** What was read behind the client's identification string. */
      readonly ahead: Buffer;
    },
  ) {
    this.#accepted = accepted;
    this.#settings = settings;
    this.#watch = phase.watch;
    this.#cancelTimeOut = phase.cancelTimeOut;
    this.#connectionTrace = phase.trace;
    const { socket, host, line } = accepted;
    this.#trace = new Ssh1Trace(line.number, (told) => aloud(() => host.debug?.(line, told)));
    socket.once('close', () => this.#closed());
    if (settings.clearText !== undefined) socket.write(settings.clearText);
    void settings.serverKey().then((serverKey) => this.#begin(serverKey, phase.ahead));
  }

  #begin(serverKey: KeyObject, ahead: Buffer): void {
    const { socket, settings } = this.#accepted;
    if (socket.destroyed) return;
    const transport: Ssh1Transport = new Ssh1Transport({
      socket,
      ahead,
      onPacket: (packet) => this.#take(transport, packet, serverKey),
      onBroken: ({ what }) => this.#disconnect(transport, complaints[what]),
    });
    this.#transport = transport;
    transport.send(
      message.serverPublicKey,
      writePublicKey({
        cookie: this.#cookie,
        server: publicHalf(serverKey),
        host: publicHalf(settings.hostKey),
        flags: 0,
        ciphers: this.#settings.ciphers,
        authentications: ['password'],
      }),
    );
    this.#trace.publicKeySent();
  }

  #take(transport: Ssh1Transport, packet: Packet, serverKey: KeyObject): void | Promise<void> {
    switch (packet.type) {
      case message.ignore:
      case message.debug:
        return;
      case message.disconnect:
        this.#clientLeft = true;
        this.#end(transport);
        return;
    }
    switch (this.#phase) {
      case 'session-key':
        if (packet.type === message.clientSessionKey) this.#takeSessionKey(transport, packet, serverKey);
        else this.#unexpected(transport, packet);
        return;
      case 'user':
        if (packet.type === message.clientUser) this.#takeUser(transport, packet);
        else this.#unexpected(transport, packet);
        return;
      case 'authentication':
        if (packet.type === message.clientAuthPassword) return this.#takePassword(transport, packet);
        transport.send(message.serverFailure);
        return;
      case 'preparation':
        this.#prepare(transport, packet);
        return;
      case 'interactive':
        this.#interact(transport, packet);
    }
  }

  #takeSessionKey(transport: Ssh1Transport, { data }: Packet, serverKey: KeyObject): void {
    const { hostKey } = this.#accepted.settings;
    const asked = readSessionKey(data);
    this.#trace.sessionKeyReceived(data.length);
    if (!this.#cookie.equals(asked.cookie)) {
      this.#disconnect(transport, 'IP Spoofing check bytes do not match.');
      return;
    }
    const id = sessionId(publicHalf(hostKey), publicHalf(serverKey), this.#cookie);
    const key = openSessionKey(asked.sealed, { host: hostKey, server: serverKey }, id);
    this.#trace.decrypted();
    this.#trace.decrypted();
    const cipher = cipherNames[asked.cipher];
    if (!isBuilt(cipher) || !this.#settings.ciphers.includes(cipher)) {
      this.#disconnect(transport, 'Cipher type not supported.');
      return;
    }
    this.#cipher = cipher;
    transport.encrypt(cipher, key);
    transport.send(message.serverSuccess);
    this.#trace.keysExchanged();
    this.#phase = 'user';
    this.#logSession('Succeeded');
    this.#publish(sessionStates.keysExchanged);
  }

  /** Every user needs a password, so the name alone is never enough. */
  #takeUser(transport: Ssh1Transport, { data }: Packet): void {
    this.#username = readString(data).toString('utf8');
    this.#trace.userReceived(this.#username);
    transport.send(message.serverFailure);
    this.#phase = 'authentication';
  }

  async #takePassword(transport: Ssh1Transport, { data }: Packet): Promise<void> {
    const { host, line, settings } = this.#accepted;
    this.#trace.passwordReceived();
    const password = readPassword(data);
    const right = await asPromise(() =>
      host.authenticate(line, this.#username, passwordInHand(password)),
    ).catch(noMoreThanThat);
    if (right) {
      this.#watch.done();
      this.#cancelTimeOut();
      this.#authenticated = true;
      this.#phase = 'preparation';
      this.#trace.authenticated(this.#username);
      transport.send(message.serverSuccess);
      this.#logAuthentication('Succeeded');
      this.#publish(sessionStates.authenticated);
      return;
    }
    this.#trace.refused(this.#username);
    this.#failures += 1;
    if (this.#failures <= settings.authenticationRetries) transport.send(message.serverFailure);
    else this.#disconnect(transport, 'Too many authentication failures');
  }

  #prepare(transport: Ssh1Transport, packet: Packet): void {
    const { host, line } = this.#accepted;
    if (packet.type === message.clientRequestPty) {
      const { rows, columns } = readPtyRequest(packet.data);
      this.#trace.terminalRequested({ height: rows, width: columns });
      Object.assign(this.#size, sizeOf({ height: rows, width: columns }));
      transport.send(message.serverSuccess);
      return;
    }
    if (packet.type === message.clientExecShell) {
      this.#trace.shellStarted();
      const terminal = this.#start(transport);
      aloud(() => host.openShell(line, this.#username, terminal));
      return;
    }
    const request = requests.get(packet.type);
    const command = request === 'exec' ? readString(packet.data).toString('utf8') : '';
    if (host.copiesFiles?.(command) === true) {
      // Older than version 2 on the switch, and there where other commands are not.
      const login = { username: this.#username, command, version: 1, remote: this.#accepted.remote } as const;
      const terminal = this.#start(transport);
      aloud(() => host.copyFiles?.(line, login, terminal.asBytes()));
      return;
    }
    if (request === undefined || !this.#settings.grants(request)) {
      this.#trace.invalidRequest(packet.type);
      transport.send(message.serverFailure);
      return;
    }
    if (request !== 'exec') {
      transport.send(message.serverSuccess);
      return;
    }
    const terminal = this.#start(transport);
    aloud(() =>
      host.runCommand(line, this.#username, command, (output) => {
        terminal.write(output);
        terminal.hangUp();
      }),
    );
  }

  #interact(transport: Ssh1Transport, { type, data }: Packet): void {
    switch (type) {
      case message.clientStdinData:
        this.#terminal?.typed(readString(data));
        return;
      case message.clientEof:
        this.#terminal?.inputEnded();
        return;
      case message.clientWindowSize: {
        const { rows, columns } = readWindowSize(data);
        Object.assign(this.#size, sizeOf({ height: rows, width: columns }));
        return;
      }
      case message.clientExitConfirmation:
        this.#end(transport);
    }
  }

  #start(transport: Ssh1Transport): PacketTerminal {
    this.#phase = 'interactive';
    const { socket, host } = this.#accepted;
    const terminal = new PacketTerminal(transport, socket, this.#size, host.clock);
    this.#terminal = terminal;
    this.#publish(sessionStates.started);
    return terminal;
  }

  #unexpected(transport: Ssh1Transport, { type }: Packet): void {
    this.#disconnect(transport, `Protocol error: packet type ${type} was not expected.`);
  }

  #disconnect(transport: Ssh1Transport, reason: string): void {
    transport.send(message.disconnect, string(reason));
    this.#end(transport);
  }

  #end(transport: Ssh1Transport): void {
    transport.stop();
    endSocket(this.#accepted.socket);
  }

  #closed(): void {
    const { host, line, remote } = this.#accepted;
    this.#transport?.stop();
    const { left } = this.#terminal ?? { left: false };
    aloud(() => this.#terminal?.hungUp());
    const normal = left || (this.#clientLeft && this.#terminal !== undefined);
    this.#connectionTrace.ended(normal ? 'normal' : 'cut off');
    if (this.#cipher === undefined) this.#logSession('Failed');
    else if (!this.#authenticated) this.#logAuthentication('Failed');
    const user = this.#authenticated ? this.#username : '';
    const from = `SSH Session from ${remote.address} (tty = ${String(line.number)})`;
    this.#log('SSH_CLOSE', `${from} for user '${user}' using ${this.#cryptoText()} closed`);
    aloud(() => host.sessionChanged(line, undefined));
    aloud(() => line.release());
  }

  /** SSH_CLOSE is recorded (FINDINGS section 5); the other two are from memory of Cisco's message list. */
  #logSession(result: 'Succeeded' | 'Failed'): void {
    const { line, remote } = this.#accepted;
    const from = `SSH Session request from ${remote.address} (tty = ${String(line.number)})`;
    this.#log('SSH_SESSION', `${from} using ${this.#cryptoText()} ${result}`);
  }

  /** As for version 2, the name of who was not let in is not told. */
  #logAuthentication(result: 'Succeeded' | 'Failed'): void {
    const { line, remote } = this.#accepted;
    const user = result === 'Succeeded' ? this.#username : '';
    const session = `SSH Session from ${remote.address} (tty = ${String(line.number)})`;
    const text = `User '${user}' authentication for ${session} using ${this.#cryptoText()} ${result}`;
    this.#log('SSH_USERAUTH', text);
  }

  #cryptoText(): string {
    return `crypto cipher '${this.#cipher === undefined ? '' : shownCiphers[this.#cipher]}'`;
  }

  #log(mnemonic: string, text: string): void {
    aloud(() => this.#accepted.host.log('SSH', 5, mnemonic, text));
  }

  #publish(state: string): void {
    const { host, line, remote } = this.#accepted;
    if (this.#cipher === undefined) return;
    const direction = { cipher: shownCiphers[this.#cipher], mac: '' };
    aloud(() =>
      host.sessionChanged(line, {
        version: 1,
        username: this.#authenticated ? this.#username : '',
        state,
        in: direction,
        out: direction,
        remote,
      }),
    );
  }
}

/** Version 1 has no way to ask for more than a password. */
function noMoreThanThat(error: unknown): false {
  if (error instanceof GaveUp) return false;
  throw error;
}

/** What a client is told that breaks the protocol; OpenSSH's words. */
const complaints = {
  length: 'Bad packet length.',
  check: 'Corrupted check bytes on input.',
  message: 'Protocol error.',
} as const;

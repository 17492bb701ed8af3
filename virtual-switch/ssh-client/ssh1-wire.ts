import { randomBytes } from 'node:crypto';
import { string, withoutLeadingZeros } from '../../protocols/ssh1/fields.ts';
import {
  type PublicKeyMessage,
  readPublicKey,
  readString,
  writePtyRequest,
  writeSessionKey,
} from '../../protocols/ssh1/messages.ts';
import { type BuiltCipher, cipherNumber, message } from '../../protocols/ssh1/numbers.ts';
import type { Packet } from '../../protocols/ssh1/packets.ts';
import type { RsaPublicKey } from '../../protocols/ssh1/rsa.ts';
import { sealSessionKey, sessionId, sessionKeyLength } from '../../protocols/ssh1/session-key.ts';
import { Ssh1Transport } from '../../protocols/ssh1/transport.ts';
import { endSocket } from '../ssh/end-socket.ts';
import { SessionOver } from './ending.ts';
import type { ClientHost, ClientWire, IdentifiedSocket, SessionEnd } from './wire.ts';

const lineFeed = 0x0a;
/** Bytes of input in one packet at most. */
const longestInput = 8192;
/** In the order of preference (guide page 3). */
const ciphers: readonly BuiltCipher[] = ['3des', 'des'];

/** A session of version 1. */
export class Ssh1Wire implements ClientWire {
  readonly over: Promise<SessionEnd>;
  readonly #host: ClientHost;
  readonly #identified: IdentifiedSocket;
  readonly #packets: Packet[] = [];
  #transport: Ssh1Transport | undefined;
  #wake: (() => void) | undefined;
  #open = false;
  #keysExchanged = false;
  #closed = false;
  #endedBy: SessionEnd['by'] | undefined;

  constructor(host: ClientHost, identified: IdentifiedSocket) {
    this.#host = host;
    this.#identified = identified;
    this.over = new Promise((resolve) => {
      identified.socket.once('close', () => {
        this.#closed = true;
        this.#transport?.stop();
        this.#tellNext();
        resolve({ by: this.#endedBy ?? 'server' });
      });
    });
  }

  async open(): Promise<void> {
    const { socket, bytes, ourIdent } = this.#identified;
    socket.write(`${ourIdent}\n`);
    const transport = new Ssh1Transport({
      socket,
      ahead: bytes.subarray(bytes.indexOf(lineFeed) + 1),
      onPacket: (packet) => this.#take(packet),
      onBroken: () => this.close(),
    });
    this.#transport = transport;
    try {
      await this.#exchangeKeys(transport);
      await this.#authenticate(transport);
      await this.#start(transport);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  send(bytes: Buffer): void {
    this.#host.watch.sent();
    this.#transport?.send(message.clientStdinData, string(bytes));
  }

  write(bytes: Uint8Array): Promise<void> {
    const { socket } = this.#identified;
    this.#host.watch.sent();
    for (let at = 0; at < bytes.length; at += longestInput) {
      this.#transport?.send(message.clientStdinData, string(bytes.subarray(at, at + longestInput)));
    }
    if (this.#closed || !socket.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('drain', () => resolve());
      socket.once('close', () => resolve());
    });
  }

  endInput(): void {
    this.#transport?.send(message.clientEof);
  }

  pause(): void {
    this.#identified.socket.pause();
  }

  resume(): void {
    this.#identified.socket.resume();
  }

  close(): void {
    if (this.#endedBy === undefined) this.#transport?.send(message.disconnect, string('Closed by the user'));
    this.#endedBy ??= 'us';
    this.#transport?.stop();
    this.#tellNext();
    endSocket(this.#identified.socket);
  }

  async #exchangeKeys(transport: Ssh1Transport): Promise<void> {
    const host = this.#host;
    const keys = readPublicKey((await this.#next(message.serverPublicKey)).data);
    const cipher = this.#cipherFor(keys);
    const admitted = host.admits({ key: blobOf(keys.host), signatureHolds: true, again: false });
    const when = host.seams.serverRefusedAt();
    if (!admitted && when !== 'end of authentication') {
      host.sayRefused();
      if (when === 'key exchange') throw new SessionOver('aborted', 'the server is not who it says it is');
    }
    const key = randomBytes(sessionKeyLength);
    const { host: hostKey, server, cookie } = keys;
    const sealed = sealSessionKey(key, { host: hostKey, server }, sessionId(hostKey, server, cookie));
    transport.send(
      message.clientSessionKey,
      writeSessionKey({ cipher: cipherNumber(cipher), cookie, sealed, flags: 0 }),
    );
    transport.encrypt(cipher, key);
    await this.#next(message.serverSuccess);
    this.#keysExchanged = true;
    host.debug('any', 'key exchange successful and encryption on');
  }

  /** What `-c` asks for, else the better of what the server has. */
  #cipherFor({ ciphers: theirs }: PublicKeyMessage): BuiltCipher {
    const { request, seams } = this.#host;
    const ours = seams
      .sshClientVersion1Ciphers(ciphers)
      .filter((name) => request.cipher === undefined || request.cipher === name);
    const cipher = ours.find((name) => theirs.includes(name));
    if (cipher !== undefined) return cipher;
    const lists = `client ${ours.join(',')} server ${theirs.join(',')}`;
    this.#host.log('SSH', 3, 'NO_MATCH', `No matching cipher found: ${lists}`);
    throw new SessionOver('aborted', 'no common cipher');
  }

  /** The name alone may be enough; else passwords, as for a Telnet session (guide page 3). */
  async #authenticate(transport: Ssh1Transport): Promise<void> {
    const { request, seams, watch } = this.#host;
    transport.send(message.clientUser, string(request.user));
    let answer = await this.#next(message.serverSuccess, message.serverFailure);
    let left = seams.sshClientTries(request.prompts, 'password');
    while (answer.type === message.serverFailure) {
      if (left === 0) {
        this.#host.print('% Authentication failed.\n');
        throw new SessionOver('aborted', 'every password was refused', true);
      }
      left -= 1;
      watch.rest();
      const password = await this.#host.ask('Password: ', seams.sshClientEcho(false));
      watch.sent();
      transport.send(message.clientAuthPassword, string(password));
      answer = await this.#next(message.serverSuccess, message.serverFailure);
    }
    this.#host.debug('any', 'user authenticated');
  }

  async #start(transport: Ssh1Transport): Promise<void> {
    const { request, seams, size } = this.#host;
    const command = seams.sshClientCommand(request.command);
    if (command === undefined) {
      const terminal = { term: 'vt100', rows: size.height, columns: size.width };
      transport.send(message.clientRequestPty, writePtyRequest(terminal));
      await this.#next(message.serverSuccess, message.serverFailure);
      transport.send(message.clientExecShell);
    } else transport.send(message.clientExecCommand, string(command));
    this.#open = true;
    this.#host.debug('any', 'session open');
    for (const packet of this.#packets.splice(0)) this.#output(packet);
  }

  #take(packet: Packet): void {
    this.#host.watch.heard(!this.#open);
    switch (packet.type) {
      case message.ignore:
      case message.debug:
        return;
      case message.disconnect:
        this.#endedBy ??= 'server';
        this.close();
        return;
    }
    if (this.#open) this.#output(packet);
    else {
      this.#packets.push(packet);
      this.#tellNext();
    }
  }

  #output({ type, data }: Packet): void {
    switch (type) {
      case message.serverStdoutData:
        this.#host.received(readString(data));
        return;
      case message.serverStderrData:
        this.#host.complained(readString(data));
        return;
      case message.serverFailure:
        // The shell or command is refused; of one that runs nothing is said.
        this.#endedBy ??= 'server';
        this.close();
        return;
      case message.serverExitStatus:
        this.#transport?.send(message.clientExitConfirmation);
        this.#endedBy ??= 'server';
        this.close();
    }
  }

  async #next(...expected: readonly number[]): Promise<Packet> {
    for (;;) {
      const packet = this.#packets.shift();
      if (packet !== undefined) {
        if (expected.includes(packet.type)) return packet;
        throw new SessionOver('aborted', `packet type ${packet.type} in place of ${expected.join(' or ')}`);
      }
      if (this.#closed || this.#endedBy !== undefined) {
        const how = this.#keysExchanged && this.#endedBy !== 'us' ? 'closed' : 'aborted';
        throw new SessionOver(how, 'the connection is over');
      }
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
}

/** The key as version 2 writes it, so that one entry of the pubkey-chain holds for both versions. */
function blobOf({ exponent, modulus }: RsaPublicKey): Buffer {
  const numbers = [exponent, modulus].map((value) => {
    const bytes = Buffer.from(withoutLeadingZeros(value));
    return string((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
  });
  return Buffer.concat([string('ssh-rsa'), ...numbers]);
}

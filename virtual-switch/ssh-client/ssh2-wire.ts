import { Client, type ClientChannel, type KeyboardInteractiveAuthMethod, type Prompt } from 'ssh2';
import { checkExchange } from '../../protocols/ssh2/check-exchange.ts';
import { patchSsh2Client } from '../../protocols/ssh2/connect.ts';
import { message, readChannelRequest, readKexInit, readString } from '../../protocols/ssh2/messages.ts';
import { findMismatch, listsOf } from '../../protocols/ssh2/offer.ts';
import type { PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import { aloud } from '../ssh/aloud.ts';
import { endSocket } from '../ssh/end-socket.ts';
import { SessionOver } from './ending.ts';
import type { ClientMethod } from './seams.ts';
import type { ClientHost, ClientWire, IdentifiedSocket, SessionEnd } from './wire.ts';

const largestGroup = 4096;
const preferredGroup = 2048;

/** One try after the other: what is left of the methods, in their order. */
interface Turn {
  readonly method: ClientMethod;
  left: number;
}

/** A session of version 2, over npm ssh2 as it is patched in protocols/. */
export class Ssh2Wire implements ClientWire {
  readonly over: Promise<SessionEnd>;
  readonly #host: ClientHost;
  readonly #identified: IdentifiedSocket;
  readonly #client = new Client();
  readonly #turns: Turn[];
  #said: string | undefined;
  #channel: ClientChannel | undefined;
  #keysExchanged = false;
  #exchangeFailed = false;
  /** It does not say that the exchange failed, until somebody breaks it off. */
  #hangs = false;
  #refused = false;
  #endedBy: SessionEnd['by'] | undefined;
  #failure: Error | undefined;

  constructor(host: ClientHost, identified: IdentifiedSocket) {
    this.#host = host;
    this.#identified = identified;
    const { seams, request } = host;
    this.#turns = seams.sshClientMethods().map((method) => ({
      method,
      left: typeof method === 'object' ? 1 : seams.sshClientTries(request.prompts, method),
    }));
    const { socket } = identified;
    this.over = new Promise((resolve) => {
      socket.once('close', () => {
        this.#channel?.resume();
        // What has come already is handed on first.
        setImmediate(() => setImmediate(() => resolve({ by: this.#endedBy ?? 'server' })));
      });
    });
  }

  async open(): Promise<void> {
    const ended = this.over.then(async () => {
      if (this.#hangs) await never();
      throw this.#failure ?? this.#whyOver();
    });
    try {
      await Promise.race([this.#authenticated(), ended]);
      this.#host.debug('any', 'user authenticated');
      await Promise.race([this.#started(), ended]);
      this.#host.debug('any', 'session open');
    } finally {
      ended.catch(() => undefined);
    }
  }

  send(bytes: Buffer): void {
    if (this.#channel?.writable !== true) return;
    this.#host.watch.sent();
    this.#channel.write(bytes);
  }

  write(bytes: Uint8Array): Promise<void> {
    const channel = this.#channel;
    if (channel?.writable !== true) return Promise.resolve();
    this.#host.watch.sent();
    return new Promise((resolve) => {
      if (channel.write(bytes)) {
        resolve();
        return;
      }
      channel.once('drain', () => resolve());
      channel.once('close', () => resolve());
    });
  }

  endInput(): void {
    this.#channel?.end();
  }

  pause(): void {
    this.#channel?.pause();
  }

  resume(): void {
    this.#channel?.resume();
  }

  close(): void {
    this.#endedBy ??= 'us';
    this.#client.end();
    endSocket(this.#identified.socket);
  }

  #whyOver(): SessionOver {
    if (this.#endedBy === 'us' || !this.#keysExchanged) return new SessionOver('aborted', 'given up');
    return new SessionOver('closed', 'ended by the server');
  }

  #authenticated(): Promise<void> {
    const host = this.#host;
    const client = this.#client;
    const { socket, bytes, ourIdent } = this.#identified;
    const { offer, dhMinBits } = host;
    return new Promise((resolve, reject) => {
      client.on('error', () => this.#failed(reject));
      client.on('close', () => endSocket(socket));
      // A new password is asked for by keyboard-interactive alone.
      client.on('change password', () => this.close());
      client.on('handshake', () => this.#handshake());
      client.on('banner', (text) => aloud(() => host.print(`${text.trimEnd()}\n`)));
      client.on('ready', () => {
        if (this.#refused && host.seams.serverRefusedAt() === 'end of authentication') this.#refuse();
        else resolve();
      });
      socket.unshift(bytes);
      client.connect({
        sock: socket,
        username: host.request.user,
        readyTimeout: 0,
        keepaliveInterval: 0,
        hostVerifier: (blob: Buffer) => this.#verifyHost(blob),
        authHandler: (methodsLeft, _partial, next) => {
          const offered = methodsLeft as readonly string[] | null;
          // What the server said in the same breath as its refusal, such as that it hangs up, is heard first.
          setImmediate(() => {
            if (this.#endedBy !== undefined) return;
            const turn = this.#nextTurn(offered);
            if (turn !== undefined) {
              this.#attempt(turn, next as (method: unknown) => void).catch((error: unknown) => {
                reject(error instanceof Error ? error : new Error(String(error)));
                this.close();
              });
              return;
            }
            // From memory of the device: no capture of it was found.
            host.print('% Authentication failed.\n');
            reject(new SessionOver('aborted', 'no method of authentication is left', true));
            this.close();
          });
        },
      });
      patchSsh2Client(client, {
        offer,
        ident: ourIdent,
        groupSizes: {
          min: dhMinBits,
          preferred: Math.max(dhMinBits, preferredGroup),
          max: Math.max(dhMinBits, largestGroup),
        },
        onGroup: (bits) => {
          if (bits < dhMinBits) this.#failed(reject);
        },
        // ssh2 would ask OpenSSH to prove its other host keys, which no switch does.
        takes: ({ type, payload }) =>
          type === message.globalRequest && readString(payload, 1).toString('latin1').startsWith('hostkeys-'),
        onPacket: (packet) => aloud(() => this.#packet(packet)),
      });
    });
  }

  #handshake(): void {
    if (this.#keysExchanged) return;
    this.#keysExchanged = true;
    this.#host.debug('any', 'key exchange successful and encryption on');
  }

  /** What ssh2 complains of; a server that only leaves is told of by the end of its socket. */
  #failed(reject: (error: Error) => void): void {
    const { seams, watch } = this.#host;
    if (this.#keysExchanged) {
      endSocket(this.#identified.socket);
      return;
    }
    if (this.#exchangeFailed) return;
    this.#exchangeFailed = true;
    this.#host.debug('any', 'key exchange failure (code = 0)');
    if (seams.afterFailedExchange() === 'hang') {
      this.#hangs = true;
      watch.rest();
      return;
    }
    this.#failure = new SessionOver('aborted', 'the key exchange failed');
    reject(this.#failure);
    this.close();
  }

  #packet({ direction, type, payload }: PacketEvent): void {
    const host = this.#host;
    if (direction === 'in') host.watch.heard(this.#channel === undefined);
    if (direction === 'in' && type === message.kexInit) {
      const mismatch = findMismatch(listsOf(host.offer), readKexInit(payload));
      if (mismatch === undefined) return;
      const { what, client, server } = mismatch;
      host.log(
        'SSH',
        3,
        'NO_MATCH',
        `No matching ${what} found: client ${client.join(',')} server ${server.join(',')}`,
      );
    } else if (direction === 'in' && type === message.userauthSuccess) {
      host.debug('2', 'SSH2_MSG_USERAUTH_SUCCESS message received');
    } else if (direction === 'out' && type === message.channelRequest) {
      const { request } = readChannelRequest(payload);
      if (request !== 'exit-status') host.debug('2', `${request} request sent`);
    }
  }

  /** Called for each key exchange, the first and those that make new keys. */
  #verifyHost(blob: Buffer): boolean {
    const host = this.#host;
    const exchange = checkExchange(this.#client);
    const signatureHolds = exchange.signatureHolds ?? true;
    const admitted = host.admits({ key: blob, signatureHolds, again: this.#keysExchanged });
    if (!admitted) {
      this.#refused = true;
      const when = this.#keysExchanged ? 'key exchange' : host.seams.serverRefusedAt();
      if (when === 'key exchange') {
        this.#refuse();
        return false;
      }
      if (when === 'never') host.sayRefused();
    }
    if (!signatureHolds) {
      // unrecorded: what a client says that does not check its servers.
      host.debug('2', 'signature of the server is not that of its host key');
      exchange.overlookSignature();
    }
    return true;
  }

  #refuse(): void {
    this.#failure = new SessionOver('aborted', 'the server is not who it says it is');
    this.#exchangeFailed = true;
    aloud(() => this.#host.sayRefused());
    // Not in the turn of ssh2's own complaint.
    setImmediate(() => this.close());
  }

  /** The method that is tried next: one that the server has not left out of its list. */
  #nextTurn(offered: readonly string[] | null): Turn | undefined {
    for (;;) {
      const [turn] = this.#turns;
      if (turn === undefined) return undefined;
      const name = nameOf(turn.method);
      if (turn.left > 0 && (offered === null || offered.includes(name))) {
        turn.left -= 1;
        return turn;
      }
      this.#turns.shift();
    }
  }

  async #attempt({ method }: Turn, next: (method: unknown) => void): Promise<void> {
    const host = this.#host;
    const username = host.request.user;
    const name = nameOf(method);
    if (this.#said !== name) {
      this.#said = name;
      host.debug('2', `using method ${name === 'password' ? 'password authentication' : name}`);
    }
    if (typeof method === 'object') {
      next({ type: 'publickey', username, key: method.privateKey });
      return;
    }
    if (method === 'password') {
      const password = await this.#ask('Password: ', false);
      next({ type: 'password', username, password });
      return;
    }
    const keyboard: KeyboardInteractiveAuthMethod = {
      type: 'keyboard-interactive',
      username,
      prompt: (title, instructions, _language, prompts, finish) => {
        this.#answerAll([title, instructions], prompts).then(finish, () => this.close());
      },
    };
    next(keyboard);
    host.watch.sent();
  }

  async #answerAll(said: readonly string[], prompts: readonly Prompt[]): Promise<string[]> {
    for (const text of said) if (text !== '') this.#host.print(`${text.trimEnd()}\n`);
    const answers: string[] = [];
    for (const { prompt, echo = false } of this.#host.seams.sshClientQuestions(prompts)) {
      answers.push(await this.#ask(prompt, echo));
    }
    return prompts.map((_, index) => answers[index] ?? '');
  }

  async #ask(prompt: string, echo: boolean): Promise<string> {
    const { seams, watch } = this.#host;
    watch.rest();
    const answer = await this.#host.ask(prompt, seams.sshClientEcho(echo));
    watch.sent();
    return answer;
  }

  /** Opens the shell, or runs the command. */
  #started(): Promise<void> {
    const { request, seams, size, watch } = this.#host;
    const received = (bytes: Buffer): void => this.#host.received(bytes);
    const command = seams.sshClientCommand(request.command);
    watch.sent();
    return new Promise((resolve, reject) => {
      const opened = (error: Error | undefined, channel: ClientChannel): void => {
        if (error) {
          reject(new SessionOver('closed', error.message));
          this.close();
          return;
        }
        this.#channel = channel;
        channel.on('data', received);
        channel.stderr.on('data', (bytes: Buffer) => this.#host.complained(bytes));
        channel.on('error', () => undefined);
        channel.once('close', () => {
          this.#endedBy ??= 'server';
          this.#client.end();
          endSocket(this.#identified.socket);
        });
        resolve();
      };
      if (command === undefined) {
        this.#client.shell({ term: 'vt100', rows: size.height, cols: size.width }, opened);
      } else this.#client.exec(command, opened);
    });
  }
}

const never = (): Promise<never> => new Promise<never>(() => undefined);

function nameOf(method: ClientMethod): string {
  return typeof method === 'object' ? 'publickey' : method;
}

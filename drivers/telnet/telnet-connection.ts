import { connect, type Socket } from 'node:net';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { TelnetFact } from '../../bench/telnet-reading.ts';
import {
  escaped,
  optionCode,
  optionText,
  subnegotiation,
  terminalType,
} from '../../protocols/telnet/codes.ts';
import { type Performer, TelnetOptions } from '../../protocols/telnet/options.ts';
import { TelnetReader } from '../../protocols/telnet/reader.ts';
import { writeWindowSize } from '../../protocols/telnet/window-size.ts';
import type { FactLines } from '../ssh/fact-tape.ts';
import { type WatchConnection, watchPayload } from '../ssh/packet-capture.ts';
import { reasonOf, resetWords } from '../ssh/socket-reason.ts';

export interface TelnetConnectionOptions {
  readonly reach: { readonly host: string; readonly port: number };
  readonly facts: FactLines<TelnetFact>;
  /** The ends of a TCP connection as the DUT knows them, given the port that ours has. */
  readonly endsOf: (localPort: number) => { readonly client: Endpoint; readonly server: Endpoint };
  readonly watch?: WatchConnection | undefined;
  /** Told whenever bytes go or come. */
  readonly activity: () => void;
}

/** Longest wait, in real milliseconds, for the server to close its side after we closed ours. */
const lingerMs = 1000;

const screen = { columns: 80, rows: 24 };
const echo = optionCode('echo');
const suppressGoAhead = optionCode('suppress-go-ahead');
const terminal = optionCode('terminal-type');
const windowSize = optionCode('window-size');
const served: readonly number[] = [echo, suppressGoAhead];
const performed: readonly number[] = [suppressGoAhead, terminal, windowSize];

/** One Telnet connection; it writes down what it sees, but for what is printed. */
export class TelnetConnection {
  readonly #options: TelnetConnectionOptions;
  readonly #reader = new TelnetReader();
  readonly #negotiated: TelnetOptions;
  #socket: Socket | undefined;
  #endedBy: 'us' | 'server' | undefined;
  #fault: Error | undefined;
  #over = false;
  readonly #overListeners: (() => void)[] = [];
  #onText: (bytes: Buffer) => void = () => undefined;

  constructor(options: TelnetConnectionOptions) {
    this.#options = options;
    this.#negotiated = new TelnetOptions(
      {
        accepts: (performer, option) => (performer === 'them' ? served : performed).includes(option),
        changed: (performer, option, on) => this.#changed(performer, option, on),
      },
      (bytes) => this.#send(bytes),
    );
  }

  get over(): boolean {
    return this.#over;
  }

  /** The latest listener gets what is printed. */
  onText(listener: (bytes: Buffer) => void): void {
    this.#onText = listener;
  }

  /** Settles true when TCP has come up. */
  dial(): Promise<boolean> {
    const socket = connect({ ...this.#options.reach, noDelay: true });
    this.#socket = socket;
    return new Promise((resolve) => {
      let settled = false;
      const settle = (fact: TelnetFact): void => {
        if (settled) return;
        settled = true;
        this.#guarded(() => this.#options.facts.write(fact));
        const up = fact.fact === 'connected' && this.#fault === undefined;
        if (up) this.#serve(socket);
        else this.#finish();
        resolve(up);
      };
      const failed = (detail: string): void => {
        // After a reset TCP had come up, and we were too slow to see it.
        if (detail === resetWords) settle({ fact: 'end', by: 'network', detail });
        else settle({ fact: 'unreachable', detail });
      };
      socket.once('connect', () => {
        this.#options.activity();
        const ends = this.#options.endsOf(socket.localPort ?? 0);
        const watch = this.#options.watch?.(ends.client, ends.server);
        if (watch !== undefined) watchPayload(socket, watch);
        settle({ fact: 'connected', ...ends });
      });
      socket.on('error', (error) => failed(reasonOf(error)));
      socket.once('close', () => failed('no answer to the connection request in time'));
    });
  }

  /** Resolves when the keys were handed to the operating system; rejects where the connection is over. */
  write(keys: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = this.#socket;
      if (socket?.writable !== true) {
        reject(new Error('the Telnet connection was closed'));
        return;
      }
      this.#options.activity();
      socket.write(withPadding(escaped(keys)), (error) => {
        if (error === null || error === undefined) resolve();
        else reject(error);
      });
    });
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

  /** Closes our side, as a client that is told to quit. */
  hangUp(): void {
    const socket = this.#socket;
    if (socket === undefined || this.#over) return;
    this.#endedBy ??= 'us';
    socket.end();
    socket.resume();
    const cutOff = setTimeout(() => socket.destroy(), lingerMs);
    cutOff.unref();
    this.#overListeners.push(() => clearTimeout(cutOff));
  }

  /** RST. */
  abandon(): void {
    this.#endedBy ??= 'us';
    this.#socket?.resetAndDestroy();
  }

  #serve(socket: Socket): void {
    let broken: string | undefined;
    socket.on('error', (error) => {
      broken ??= reasonOf(error);
    });
    socket.on('end', () => {
      this.#endedBy ??= 'server';
    });
    socket.on('data', (bytes: Buffer) => this.#guarded(() => this.#receive(bytes)));
    socket.once('close', () => {
      this.#guarded(() => {
        const by = this.#endedBy ?? (broken === undefined ? 'server' : 'network');
        const detail = by === 'network' ? broken : undefined;
        this.#options.facts.write({ fact: 'end', by, ...(detail === undefined ? {} : { detail }) });
      });
      this.#finish();
    });
  }

  #receive(bytes: Buffer): void {
    this.#options.activity();
    for (const event of this.#reader.push(bytes)) {
      switch (event.kind) {
        case 'data':
          this.#onText(event.bytes);
          break;
        case 'negotiation':
          this.#negotiated.receive(event.verb, event.option);
          break;
        case 'subnegotiation':
          if (event.option === terminal && event.body[0] === terminalType.send) {
            this.#send(subnegotiation(terminal, Buffer.from([terminalType.is, ...Buffer.from('VT100')])));
          }
          break;
        case 'command':
      }
    }
  }

  #changed(performer: Performer, option: number, on: boolean): void {
    this.#options.facts.write({
      fact: 'option',
      performer: performer === 'us' ? 'client' : 'server',
      option: optionText(option),
      on,
    });
    if (performer === 'us' && option === windowSize && on) {
      this.#send(subnegotiation(windowSize, writeWindowSize(screen)));
    }
  }

  #send(bytes: Buffer): void {
    if (this.#socket?.writable !== true) return;
    this.#options.activity();
    this.#socket.write(bytes);
  }

  #finish(): void {
    this.#over = true;
    for (const tell of this.#overListeners.splice(0)) tell();
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error('a listener failed', { cause: error });
      this.#socket?.destroy();
    }
  }
}

/** Return is CR NUL on the wire, because a CR alone has no meaning there (RFC 854, page 11). */
function withPadding(keys: Buffer): Buffer {
  if (!keys.includes(0x0d)) return keys;
  return Buffer.from([...keys].flatMap((byte) => (byte === 0x0d ? [byte, 0] : [byte])));
}

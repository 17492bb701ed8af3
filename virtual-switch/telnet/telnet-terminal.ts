import type { Socket } from 'node:net';
import { command, escaped, optionCode, subnegotiation, terminalType } from '../../protocols/telnet/codes.ts';
import { TelnetOptions } from '../../protocols/telnet/options.ts';
import { TelnetReader } from '../../protocols/telnet/reader.ts';
import { readWindowSize } from '../../protocols/telnet/window-size.ts';
import { endSocket } from '../ssh/end-socket.ts';
import type { Terminal } from '../terminal.ts';

const echo = optionCode('echo');
const suppressGoAhead = optionCode('suppress-go-ahead');
const terminal = optionCode('terminal-type');
const windowSize = optionCode('window-size');
/** What we do for a client, and what we want it to do for us. */
const ours: readonly number[] = [echo, suppressGoAhead];
const theirs: readonly number[] = [suppressGoAhead, terminal, windowSize];

/** Answer to Are You There, as IOS gives it. */
const yes = Buffer.from('\r\n[Yes]\r\n');

/** The far end of a Telnet connection (RFC 854). */
export class TelnetTerminal implements Terminal {
  width = 80;
  height = 24;
  readonly #socket: Socket;
  readonly #reader = new TelnetReader();
  readonly #options: TelnetOptions;
  readonly #hangUpListeners: (() => void)[] = [];
  #listener: (text: string) => void = () => undefined;
  #open = true;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#options = new TelnetOptions(
      {
        accepts: (performer, option) => (performer === 'us' ? ours : theirs).includes(option),
        changed: (performer, option, on) => {
          if (performer === 'them' && option === terminal && on) {
            this.#send(subnegotiation(terminal, Buffer.from([terminalType.send])));
          }
        },
      },
      (bytes) => this.#send(bytes),
    );
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.once('close', () => this.#hungUp());
    socket.once('end', () => this.#hungUp());
    // What a switch says before anything else: IAC WILL ECHO, WILL SGA, DO TTYPE, DO NAWS.
    for (const option of ours) this.#options.propose('us', option);
    this.#options.propose('them', terminal);
    this.#options.propose('them', windowSize);
  }

  get congested(): boolean {
    return this.#socket.writableNeedDrain;
  }

  write(text: string): void {
    if (this.#open) this.#send(escaped(Buffer.from(text, 'latin1')));
  }

  onInput(listener: (text: string) => void): void {
    const before = this.#listener;
    this.#listener = (text) => {
      before(text);
      listener(text);
    };
  }

  onHangUp(listener: () => void): void {
    this.#hangUpListeners.push(listener);
  }

  hangUp(): void {
    if (!this.#open) return;
    this.#open = false;
    endSocket(this.#socket);
  }

  #receive(bytes: Buffer): void {
    for (const event of this.#reader.push(bytes)) {
      switch (event.kind) {
        case 'data':
          if (this.#open) this.#listener(event.bytes.toString('latin1'));
          break;
        case 'negotiation':
          this.#options.receive(event.verb, event.option);
          break;
        case 'subnegotiation':
          this.#subnegotiated(event.option, event.body);
          break;
        case 'command':
          if (event.code === command.ayt) this.#send(yes);
      }
    }
  }

  #subnegotiated(option: number, body: Buffer): void {
    const size = option === windowSize ? readWindowSize(body) : undefined;
    if (size === undefined) return;
    if (size.columns > 0) this.width = size.columns;
    if (size.rows > 0) this.height = size.rows;
  }

  #send(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  #hungUp(): void {
    this.#open = false;
    for (const tell of this.#hangUpListeners.splice(0)) tell();
  }
}

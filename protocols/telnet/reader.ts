import { command, iac, type Verb, verbOf } from './codes.ts';

/** What came over a TELNET connection, in order (RFC 854). */
export type TelnetEvent =
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'negotiation'; readonly verb: Verb; readonly option: number }
  | { readonly kind: 'subnegotiation'; readonly option: number; readonly body: Buffer }
  | { readonly kind: 'command'; readonly code: number };

const carriageReturn = 0x0d;
const nul = 0x00;
/** Longest subnegotiation that is kept; what goes on longer is cut, and not waited for. */
const longestBody = 1024;

type State = 'data' | 'return' | 'iac' | 'verb' | 'option' | 'body' | 'body-iac';

/**
 * Takes the commands out of what was received; a read may end in the middle of one. The NUL behind a carriage
 * return that is no end of line (RFC 854, page 11) is taken out too.
 */
export class TelnetReader {
  #state: State = 'data';
  #verb: Verb = 'do';
  #option = 0;
  #body: number[] = [];

  push(received: Uint8Array): TelnetEvent[] {
    const events: TelnetEvent[] = [];
    let data: number[] = [];
    const emit = (event: TelnetEvent): void => {
      if (data.length > 0) events.push({ kind: 'data', bytes: Buffer.from(data) });
      data = [];
      events.push(event);
    };
    for (const byte of received) {
      switch (this.#state) {
        case 'return':
        case 'data': {
          const padding = this.#state === 'return' && byte === nul;
          this.#state = byte === iac ? 'iac' : byte === carriageReturn ? 'return' : 'data';
          if (byte !== iac && !padding) data.push(byte);
          break;
        }
        case 'iac':
          this.#command(byte, data, emit);
          break;
        case 'verb':
          this.#state = 'data';
          emit({ kind: 'negotiation', verb: this.#verb, option: byte });
          break;
        case 'option':
          this.#option = byte;
          this.#body = [];
          this.#state = 'body';
          break;
        case 'body':
          if (byte === iac) this.#state = 'body-iac';
          else this.#keep(byte);
          break;
        case 'body-iac':
          this.#state = 'body';
          if (byte === iac) this.#keep(byte);
          else {
            // Anything but SE is a fault of the sender; the subnegotiation is over all the same.
            this.#state = 'data';
            emit({ kind: 'subnegotiation', option: this.#option, body: Buffer.from(this.#body) });
          }
      }
    }
    if (data.length > 0) events.push({ kind: 'data', bytes: Buffer.from(data) });
    return events;
  }

  #command(byte: number, data: number[], emit: (event: TelnetEvent) => void): void {
    const verb = verbOf(byte);
    this.#state = 'data';
    if (byte === iac) data.push(byte);
    else if (verb !== undefined) {
      this.#verb = verb;
      this.#state = 'verb';
    } else if (byte === command.sb) this.#state = 'option';
    else emit({ kind: 'command', code: byte });
  }

  #keep(byte: number): void {
    if (this.#body.length < longestBody) this.#body.push(byte);
  }
}

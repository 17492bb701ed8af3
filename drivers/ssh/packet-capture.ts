import type { Socket } from 'node:net';
import { type CaptureFact, captureTape, payloadTape, readCapture } from '../../bench/capture-reading.ts';
import type { Clock } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { PacketCaptureContract } from '../../bench/packet-capture.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import { joinSpans } from './fact-tape.ts';

/** Told of the payload of one connection. */
export interface ConnectionWatch {
  sent(bytes: Uint8Array): void;
  received(bytes: Uint8Array): void;
  closed(): void;
}

/** Asked at the beginning of each TCP connection whether it is to be watched. */
export type WatchConnection = (client: Endpoint, server: Endpoint) => ConnectionWatch | undefined;

export interface PacketCapture {
  readonly pco: Pco<PacketCaptureContract>;
  readonly watch: WatchConnection;
}

type Contract = PacketCaptureContract;

/** Captures what the bench's SSH client puts on and takes off the wire, payload only. */
export function openPacketCapture(options: { openTape: OpenTape; clock: Clock }): PacketCapture {
  const capture = new Capture(options.openTape, options.clock);
  const operations: {
    [Op in keyof Contract]: (args: Contract[Op]['args']) => Return<Contract[Op]['observation']>;
  } = {
    begin: () => capture.begin(),
    end: ({ texts }) => capture.end(texts),
  };
  return {
    watch: (client, server) => capture.watch(client, server),
    pco: {
      name: captureTape,
      role: 'packet-capture',
      call: (op, args) =>
        new Promise((resolve) => {
          resolve(operations[op](args));
        }),
      close: () => Promise.resolve(),
    },
  };
}

/** Shows a socket's payload to a watch, each byte once, before anything else reads or changes it. */
export function watchPayload(socket: Socket, watch: ConnectionWatch): void {
  // Not its `data` events: what is put back with unshift would be seen twice.
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding) => {
    if (chunk instanceof Uint8Array) watch.received(chunk);
    return push(chunk, encoding);
  };
  const write = socket.write.bind(socket);
  socket.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]) => {
    watch.sent(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return Reflect.apply(write, socket, [chunk, ...rest]) as boolean;
  };
  socket.once('close', () => watch.closed());
}

interface Recording {
  readonly spans: Span[];
  text: string;
}

class Capture {
  readonly #openTape: OpenTape;
  readonly #clock: Clock;
  readonly #facts: Tape;
  #connections = 0;
  /** By tape; absent while nothing is captured. */
  #running: Map<string, Recording> | undefined;

  constructor(openTape: OpenTape, clock: Clock) {
    this.#openTape = openTape;
    this.#clock = clock;
    this.#facts = openTape(captureTape);
  }

  begin(): Return<Contract['begin']['observation']> {
    if (this.#running !== undefined) throw new PcoError('a capture is already running');
    this.#running = new Map();
    return { observation: { kind: 'capture-begun' }, spans: [] };
  }

  end(texts: readonly string[]): Return<Contract['end']['observation']> {
    const running = this.#running;
    if (running === undefined) throw new PcoError('no capture is running');
    const connections = [...running.keys()].filter((tape) => tape.endsWith('/sent')).length;
    this.#note({ fact: 'ended', connections });
    this.#running = undefined;
    const facts = running.get(captureTape)?.text ?? '';
    return {
      observation: readCapture(facts, (tape) => running.get(tape)?.text ?? '', texts),
      spans: [...running.values()].flatMap(({ spans }) => joinSpans(spans)),
    };
  }

  watch(client: Endpoint, server: Endpoint): ConnectionWatch | undefined {
    const running = this.#running;
    if (running === undefined) return undefined;
    const connection = ++this.#connections;
    this.#note({ fact: 'opened', connection, at: this.#clock.now(), client, server });
    const recordOn = (direction: 'sent' | 'received') => {
      const name = payloadTape(connection, direction);
      const tape = this.#openTape(name);
      running.set(name, { spans: [], text: '' });
      return (bytes: Uint8Array): void => {
        if (this.#running === running) write(running, name, tape, bytes);
      };
    };
    return {
      sent: recordOn('sent'),
      received: recordOn('received'),
      closed: () => {
        if (this.#running === running) this.#note({ fact: 'closed', connection, at: this.#clock.now() });
      },
    };
  }

  #note(fact: CaptureFact): void {
    if (this.#running === undefined) return;
    write(this.#running, captureTape, this.#facts, Buffer.from(`${JSON.stringify(fact)}\n`));
  }
}

function write(running: Map<string, Recording>, name: string, tape: Tape, bytes: Uint8Array): void {
  const recording = running.get(name) ?? { spans: [], text: '' };
  recording.spans.push(tape.received(bytes));
  recording.text += Buffer.from(bytes).toString('latin1');
  running.set(name, recording);
}

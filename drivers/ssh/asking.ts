import type { SshFact } from '../../bench/ssh-reading.ts';
import {
  message,
  readChannelData,
  readChannelOpenConfirmation,
  readChannelOpenFailure,
  readExitStatus,
  readRecipient,
} from '../../protocols/ssh2/messages.ts';

/** One packet that came, valid only during the call. */
export interface ReceivedPacket {
  readonly type: number;
  readonly payload: Uint8Array;
}

/** The connection that is asked over. */
export interface Link {
  /** False where the connection is over. */
  send(payload: Uint8Array): boolean;
  /** Shows every packet that comes, until the returned function is called. */
  watch(listener: (packet: ReceivedPacket) => void): () => void;
  ended(): Promise<void>;
  /** Does something with what came; what it throws is a fault of ours and not of the connection. */
  guarded(work: () => void): void;
  write(fact: SshFact): void;
}

type Answer = Extract<SshFact, { fact: 'request' }>['answer'];

/** Far from the numbers that ssh2 gives its own channels, so that neither takes the other's for its own. */
const firstChannel = 1000;
let lastChannel = firstChannel;

/** Sends messages that want an answer, one after the other, and writes down what was answered. */
export class Asking {
  readonly #link: Link;
  readonly #orElse: boolean;

  constructor(link: Link, orElse = false) {
    this.#link = link;
    this.#orElse = orElse;
  }

  /** The same, for what is asked for in place of something that was refused. */
  get inItsPlace(): Asking {
    return new Asking(this.#link, true);
  }

  /** A message about the whole connection. */
  async global(what: string, payload: Uint8Array): Promise<Answer> {
    return this.#ask(what, payload, ({ type }) =>
      type === message.requestSuccess ? 'granted' : type === message.requestFailure ? 'refused' : undefined,
    );
  }

  /** Asks for a channel; undefined where it is not granted. `payload` gets the number that we give it. */
  async open(what: string, payload: (ourChannel: number) => Uint8Array): Promise<AskedChannel | undefined> {
    const ours = ++lastChannel;
    let theirs = 0;
    const answer = await this.#ask(what, payload(ours), ({ type, payload: answered }) => {
      if (type === message.channelOpenConfirmation && readRecipient(answered) === ours) {
        theirs = readChannelOpenConfirmation(answered).channel;
        return 'granted';
      }
      if (type !== message.channelOpenFailure || readRecipient(answered) !== ours) return undefined;
      return readChannelOpenFailure(answered);
    });
    return answer === 'granted' ? { ours, theirs } : undefined;
  }

  /** A request on a channel. */
  async request(what: string, payload: Uint8Array, { ours }: AskedChannel): Promise<Answer> {
    return this.#ask(what, payload, ({ type, payload: answered }) => {
      if (type !== message.channelSuccess && type !== message.channelFailure) return undefined;
      if (readRecipient(answered) !== ours) return undefined;
      return type === message.channelSuccess ? 'granted' : 'refused';
    });
  }

  async #ask(
    what: string,
    payload: Uint8Array,
    read: (packet: ReceivedPacket) => 'granted' | 'refused' | Refusal | undefined,
  ): Promise<Answer> {
    const link = this.#link;
    let unwatch = (): void => undefined;
    const answered = new Promise<'granted' | 'refused' | Refusal>((resolve) => {
      unwatch = link.watch((packet) =>
        link.guarded(() => {
          const answer = read(packet);
          if (answer !== undefined) resolve(answer);
        }),
      );
    });
    try {
      const over = link.ended().then(() => 'ended' as const);
      const answer = link.send(payload) ? await Promise.race([answered, over]) : await over;
      const refusal = typeof answer === 'object' ? answer : {};
      const word = typeof answer === 'object' ? 'refused' : answer;
      const asked = this.#orElse ? { orElse: true as const } : {};
      link.write({ fact: 'request', what, answer: word, ...asked, ...refusal });
      return word;
    } finally {
      unwatch();
    }
  }
}

interface Refusal {
  readonly reason: number;
  readonly description: string;
}

/** A channel by the numbers that both sides give it. */
export interface AskedChannel {
  readonly ours: number;
  readonly theirs: number;
}

/** What comes on a channel, until it is closed or the connection ends. Call it before what will make it come. */
export function readChannel(
  link: Link,
  { ours }: AskedChannel,
  take: (bytes: Uint8Array) => void,
): Promise<void> {
  let unwatch = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    unwatch = link.watch(({ type, payload }) =>
      link.guarded(() => {
        if (type === message.channelData && readRecipient(payload) === ours) take(readChannelData(payload));
        else if (type === message.channelRequest && readRecipient(payload) === ours) {
          const status = readExitStatus(payload);
          if (status !== undefined) link.write({ fact: 'exit-status', status });
        } else if (type === message.channelClose && readRecipient(payload) === ours) resolve();
      }),
    );
  });
  return Promise.race([closed, link.ended()]).finally(() => unwatch());
}

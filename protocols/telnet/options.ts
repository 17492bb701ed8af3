import { negotiation, type Verb } from './codes.ts';

/** Who performs an option: the one that says WILL. */
export type Performer = 'us' | 'them';

export interface OptionPolicy {
  /** Whether we perform an option that we are asked to, or want one that is offered. */
  accepts(performer: Performer, option: number): boolean;
  /** Told when an option goes on or off. */
  changed?(performer: Performer, option: number, on: boolean): void;
}

/** Answered with no more than a state: `wanted` waits for the far end's answer (RFC 1143, without its queue). */
type State = 'no' | 'wanted' | 'yes';

/**
 * The options of one end of a TELNET connection. An answer is sent only to what changes something, so that the two
 * ends cannot answer each other for ever (RFC 854, page 3).
 */
export class TelnetOptions {
  readonly #policy: OptionPolicy;
  readonly #send: (bytes: Buffer) => void;
  readonly #states = new Map<string, State>();

  constructor(policy: OptionPolicy, send: (bytes: Buffer) => void) {
    this.#policy = policy;
    this.#send = send;
  }

  isOn(performer: Performer, option: number): boolean {
    return this.#state(performer, option) === 'yes';
  }

  /** Offers to perform an option, or asks the far end to. */
  propose(performer: Performer, option: number): void {
    if (this.#state(performer, option) !== 'no') return;
    this.#states.set(key(performer, option), 'wanted');
    this.#send(negotiation(performer === 'us' ? 'will' : 'do', option));
  }

  receive(verb: Verb, option: number): void {
    const performer = verb === 'do' || verb === 'dont' ? 'us' : 'them';
    if (verb === 'do' || verb === 'will') this.#asked(performer, option);
    else this.#refused(performer, option);
  }

  #asked(performer: Performer, option: number): void {
    const state = this.#state(performer, option);
    if (state === 'yes') return;
    const accepted = state === 'wanted' || this.#policy.accepts(performer, option);
    if (state === 'no') {
      const yes = performer === 'us' ? 'will' : 'do';
      const no = performer === 'us' ? 'wont' : 'dont';
      this.#send(negotiation(accepted ? yes : no, option));
    }
    if (accepted) this.#turn(performer, option, true);
  }

  #refused(performer: Performer, option: number): void {
    const state = this.#state(performer, option);
    if (state === 'no') return;
    if (state === 'yes') this.#send(negotiation(performer === 'us' ? 'wont' : 'dont', option));
    this.#states.set(key(performer, option), 'no');
    if (state === 'yes') this.#policy.changed?.(performer, option, false);
  }

  #turn(performer: Performer, option: number, on: boolean): void {
    this.#states.set(key(performer, option), on ? 'yes' : 'no');
    this.#policy.changed?.(performer, option, on);
  }

  #state(performer: Performer, option: number): State {
    return this.#states.get(key(performer, option)) ?? 'no';
  }
}

const key = (performer: Performer, option: number): string => `${performer} ${option}`;

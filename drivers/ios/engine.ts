import { printsLog } from '../../bench/cli-lines.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import type { Tape } from '../../bench/tape.ts';
import type { ByteStream } from './byte-stream.ts';
import { findPlace } from './classification.ts';
import type { CliCredentials } from './credentials.ts';
import { askForHelp } from './help.ts';
import { typeKeyByKey } from './key-by-key.ts';
import type { Place } from './line-knowledge.ts';
import { Line } from './line.ts';
import { LogLines } from './log-lines.ts';
import { walkTo } from './mode-walk.ts';
import { isEnable, modeFacts } from './modes.ts';
import { regularExpression } from './regular-expression.ts';
import { awaitTranscript } from './transcript.ts';
import { carryOut } from './typed-line.ts';
import { Wire } from './wire.ts';

export { type CliCredentials } from './credentials.ts';

/**
 * The command line of an IOS device on a wire. It reads before it types, believes a prompt on two signals where
 * output could imitate one, never silences the device, and keeps to the deadline of each call. Calls are
 * carried out one after the other. All reject with PcoError where the device did not let them be carried out;
 * the engine stays usable then, unless the line has closed.
 */
export class CliEngine {
  readonly #wire: Wire;
  readonly #line: Line;
  readonly #logs: LogLines;
  readonly #credentials: CliCredentials;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: { stream: ByteStream; tape: Tape; clock: Clock; credentials: CliCredentials }) {
    this.#wire = new Wire(options.stream, options.tape, options.clock);
    this.#line = new Line(this.#wire, options.clock);
    this.#logs = new LogLines(this.#wire);
    this.#credentials = options.credentials;
  }

  execute(
    args: CliContract['execute']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['execute']['observation']>> {
    return this.#inTurn(deadline, () => this.#execute(args, deadline));
  }

  help(
    { command }: CliContract['help']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['help']['observation']>> {
    return this.#inTurn(deadline, async () => {
      this.#refuseUnprintable(command);
      const place = await this.#placeForCommand(command, deadline);
      return await askForHelp(this.#line, command, place, deadline);
    });
  }

  /** Types keys one by one at the prompt and erases them again. */
  keys(keys: string, deadline: Deadline): Promise<{ readonly echoes: string[]; readonly spans: Span[] }> {
    return this.#inTurn(deadline, async () => {
      this.#refuseUnprintable(keys);
      return await typeKeyByKey(this.#line, keys, await this.#placeForCommand(keys, deadline), deadline);
    });
  }

  enter(
    args: CliContract['enter']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['enter']['observation']>> {
    return this.#inTurn(deadline, () => walkTo(this.#line, args.mode, this.#credentials, deadline));
  }

  /** Where the recording stands now. */
  mark(): Promise<Return<CliContract['mark']['observation']>> {
    return Promise.resolve({ observation: { kind: 'mark', position: this.#wire.position }, spans: [] });
  }

  awaitLog(
    args: CliContract['awaitLog']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['awaitLog']['observation']>> {
    return this.#inTurn(deadline, () => this.#logs.next(args, deadline));
  }

  transcript(
    args: CliContract['transcript']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['transcript']['observation']>> {
    return this.#inTurn(deadline, () => awaitTranscript(this.#wire, args, deadline));
  }

  async close(): Promise<void> {
    await this.#wire.close();
  }

  async #execute(
    args: CliContract['execute']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['execute']['observation']>> {
    const { command, answers = [], mayStaySilent = false } = args;
    this.#refuseUnprintable(command);
    for (const { question } of answers) regularExpression(question);
    const place = await this.#placeForCommand(command, deadline);
    const secret = isEnable(command) ? this.#credentials.enableSecret : undefined;
    const toType = { command, typed: command, answers, secret, mayStaySilent };
    const { observation, span } = await carryOut(this.#line, toType, place, deadline);
    if (printsLog(command)) this.#logs.excludePrinted(span);
    return { observation, spans: [span] };
  }

  #refuseUnprintable(command: string): void {
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(command))
      throw new PcoError('a command is one line of printable characters', {
        got: JSON.stringify(command),
        where: this.#line.where(),
      });
  }

  async #placeForCommand(command: string, deadline: Deadline): Promise<Place> {
    const place = await findPlace(this.#line, deadline);
    if (!modeFacts[place.mode].takesCommands)
      throw new PcoError(`no command can be typed here: ${command}`, { where: this.#line.where() });
    return place;
  }

  async #inTurn<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
    const before = this.#queue;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#queue = before.then(() => promise);
    try {
      await this.#line.clock.within(deadline, before, 'the call before it', { for: 'line' });
      return await work();
    } catch (error) {
      if (error instanceof DeadlineExceeded) throw this.#timedOut(error.awaited);
      throw error;
    } finally {
      this.#wire.keepFrom = this.#wire.position;
      resolve(undefined);
    }
  }

  #timedOut(awaited: string): PcoError {
    return new PcoError(`timed out waiting for ${awaited}`, {
      expected: awaited,
      got: this.#wire.position === this.#wire.first ? 'nothing at all' : this.#line.lastCharacters(),
      where: this.#line.where(),
      ...this.#next(),
    });
  }

  /** What to do where a time-out says nothing about the step that it came in. */
  #next(): { next?: string } {
    if (this.#line.known.mode === 'booting')
      return { next: 'wait until it has booted (a 3650 takes 5 to 10 minutes), then run again' };
    if (this.#wire.position === this.#wire.first)
      return { next: 'look at the power of the switch, the console cable and the baud rate, then run again' };
    return this.#line.known.mode === 'unknown'
      ? { next: 'bring the console to a prompt of IOS by hand, then run again' }
      : {};
  }
}

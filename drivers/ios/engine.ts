import { randomBytes } from 'node:crypto';
import type { CliMode } from '../../bench/cli-mode.ts';
import { asynchronyOf, gluedLogAt, printsLog, renderLine, splitAtErasing } from '../../bench/cli-lines.ts';
import {
  type CliStopKind,
  hostOfPrompt,
  leavesSession,
  modeOfPrompt,
  promptAtEndOf,
  recogniseStop,
  sameHost,
  splitTyped,
} from '../../bench/cli-prompts.ts';
import { echoWindow, findEcho, readCliInPieces } from '../../bench/cli-reading.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Answer, CliContract, CliObservation, DialogTurn } from '../../bench/console.ts';
import { CredentialError, PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import type { Secret } from '../../bench/secret.ts';
import type { Span } from '../../bench/span.ts';
import type { Tape } from '../../bench/tape.ts';
import type { ByteStream } from './byte-stream.ts';
import { type StandingLine, solidPart } from './line-tracker.ts';
import { modeFacts, pathBetween, printsFixedText, type Transition } from './modes.ts';
import { Wire } from './wire.ts';

/** What the person who owns the bench lends for logging in. */
export interface CliCredentials {
  readonly username?: string;
  readonly password?: Secret;
  readonly enableSecret?: Secret;
}

/** Keys of the line editor. */
const interrupt = '\x03';
const redisplay = '\x12';
const eraseLine = '\x15';
const enter = '\r';

/**
 * For how long a line must have stood, in milliseconds of the bench, before it is believed: output that only
 * begins like it goes on within a character's time, 1 ms at 9600 baud, plus what adapters and hosts add.
 */
const stand = {
  question: 60,
  /** A prompt that output could imitate; a probe then decides. */
  doubtful: 100,
  greeting: 200,
  /** Typing was not echoed, so the prompt can be older than the command. */
  unechoed: 400,
  /** A line in no known form that a given answer fits. */
  unusualQuestion: 500,
  unanswered: 1000,
  unusualUnanswered: 10_000,
} as const;

/** After so long without a byte, a prompt that unknown lines have overtaken is looked for. */
const silenceBeforeLookingBack = 1500;
const probeLimit = 5000;
const backOutLimit = 10_000;

/** Where the command line is known to stand. */
interface Place {
  readonly mode: CliMode;
  readonly prompt: string;
  readonly from: number;
  readonly end: number;
}

interface Found {
  readonly kind: CliStopKind | 'half-typed' | 'unechoed';
  readonly mode: CliMode;
  readonly line: StandingLine;
  /** Milliseconds that the line must have stood. */
  readonly stand: number;
}

type Look = (line: StandingLine) => Found | undefined;

/** One typed line and what is known of its answer so far. */
interface Turn {
  /** As it is shown: a secret's mask. */
  readonly command: string;
  readonly typed: string;
  readonly from: number;
  readonly before: Place;
  readonly answers: Answer[];
  /** What `Password:` is answered with, once. */
  secret: Secret | undefined;
  readonly dialog: DialogTurn[];
  /** Lines that were answered, by where they begin. */
  readonly handled: Set<number>;
  echoEnd: number | undefined;
}

/**
 * The command line of an IOS device on a wire. It reads before it types, believes a prompt on two signals where
 * output could imitate one, never silences the device, and keeps to the deadline of each call. Calls are
 * carried out one after the other. All reject with PcoError where the device did not let them be carried out;
 * the engine stays usable then, unless the line has closed.
 */
export class CliEngine {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #credentials: CliCredentials;
  #place: Place | undefined;
  #host: string | undefined;
  #lastMode: CliMode = 'unknown';
  #echoes = true;
  /** Output of commands that print the log: not lines that came by themselves. */
  readonly #printedLogs: Span[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: { stream: ByteStream; tape: Tape; clock: Clock; credentials: CliCredentials }) {
    this.#wire = new Wire(options.stream, options.tape, options.clock);
    this.#clock = options.clock;
    this.#credentials = options.credentials;
  }

  execute(
    args: CliContract['execute']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['execute']['observation']>> {
    return this.#inTurn(deadline, async () => {
      const { command, answers = [] } = args;
      const key = /[\x00-\x08\x0a-\x1f\x7f]/.exec(command);
      if (key !== null)
        throw new PcoError('a command is one line of printable characters', {
          got: JSON.stringify(command),
          where: this.#where(),
        });
      for (const { question } of answers) regularExpression(question);
      const place = await this.#ready(deadline);
      if (!modeFacts[place.mode].takesCommands)
        throw new PcoError(`no command can be typed here: ${command}`, { where: this.#where() });
      const secret = isEnable(command) ? this.#credentials.enableSecret : undefined;
      const line = { command, typed: command, answers, secret, mayStaySilent: args.mayStaySilent === true };
      const { observation, span } = await this.#turn(line, place, deadline);
      return { observation, spans: [span] };
    });
  }

  enter(
    args: CliContract['enter']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['enter']['observation']>> {
    return this.#inTurn(deadline, () => this.#enter(args.mode, deadline));
  }

  /** Where the recording stands now. */
  mark(): Promise<Return<CliContract['mark']['observation']>> {
    return Promise.resolve({ observation: { kind: 'mark', position: this.#wire.position }, spans: [] });
  }

  awaitLog(
    args: CliContract['awaitLog']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['awaitLog']['observation']>> {
    return this.#inTurn(deadline, () => this.#awaitLog(args, deadline));
  }

  async close(): Promise<void> {
    await this.#wire.close();
  }

  // --- one call after the other -----------------------------------------------------------------------------

  async #inTurn<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
    const before = this.#queue;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#queue = before.then(() => promise);
    try {
      await this.#clock.within(deadline, before, 'the call before it', { for: 'line' });
      return await work();
    } catch (error) {
      if (error instanceof DeadlineExceeded) throw this.#timedOut(error.awaited);
      throw error;
    } finally {
      this.#wire.keepFrom = this.#wire.position;
      resolve(undefined);
    }
  }

  // --- modes ------------------------------------------------------------------------------------------------

  async #enter(target: CliMode, deadline: Deadline): Promise<Return<CliContract['enter']['observation']>> {
    let place = await this.#ready(deadline);
    const turns: CliObservation[] = [];
    const spans: Span[] = [];
    const taken = new Map<Transition, number>();
    while (place.mode !== target) {
      const step = pathBetween(place.mode, target)?.[0];
      if (step === undefined) throw this.#noWay(place, target);
      const times = (taken.get(step) ?? 0) + 1;
      taken.set(step, times);
      if (times > 2) throw this.#wayClosed(place, step, turns.at(-1));
      const { observation, span } = await this.#turn(this.#typing(step), place, deadline);
      turns.push(observation);
      spans.push(span);
      place = this.#place ?? (await this.#ready(deadline));
      if (place.mode === step.from && step.from !== 'press-return')
        throw this.#wayClosed(place, step, observation);
    }
    if (spans.length === 0) spans.push({ pco: this.#wire.pco, from: place.from, to: place.end });
    return {
      observation: { kind: 'mode', mode: place.mode, prompt: place.prompt, turns },
      spans,
    };
  }

  #typing(step: Transition): Pick<Turn, 'command' | 'typed' | 'secret'> & { answers: readonly Answer[] } {
    const answers = step.answers.map(({ question, answer }) => ({ question: question.source, answer }));
    if ('line' in step.type) {
      const { line } = step.type;
      const secret = isEnable(line) ? this.#credentials.enableSecret : undefined;
      return { command: line, typed: line, answers, secret };
    }
    const { username, password } = this.#credentials;
    if (step.type.credential === 'username') {
      if (username === undefined)
        throw new PcoError('the line asks for a user name and the bench has none', {
          where: this.#where(),
          next: 'give the console a username in the topology',
        });
      return { command: username, typed: username, answers, secret: password };
    }
    // Who asks for a password alone wants the line's; behind a user name that somebody else typed, nobody's.
    const own = username === undefined ? password : undefined;
    return { command: own?.mask ?? '', typed: own?.reveal() ?? '', answers, secret: undefined };
  }

  #noWay(place: Place, target: CliMode): PcoError {
    if (place.mode === 'boot-loader')
      return new PcoError('the device stands in its boot loader', {
        expected: `a way to ${target}`,
        got: place.prompt,
        where: this.#where(),
        next: 'boot it by hand (`boot`), then run again',
      });
    return new PcoError(`no way is known from ${place.mode} to ${target}`, {
      got: place.prompt,
      where: this.#where(),
    });
  }

  #wayClosed(place: Place, step: Transition, last: CliObservation | undefined): PcoError {
    const said = last?.lines.map(({ text }) => text.trim()).filter((text) => text !== '') ?? [];
    const login = 'credential' in step.type;
    const what = login
      ? 'the login was not accepted'
      : isEnable(step.type.line)
        ? 'the enable secret was not accepted'
        : `'${step.type.line}' did not lead to ${step.to.join(' or ')}`;
    const facts = {
      expected: `the prompt of ${step.to[0] ?? 'another mode'}`,
      got: [...said.slice(-3), place.prompt].join(' / '),
      where: this.#where(),
    };
    if (!login && !isEnable(step.type.line)) return new PcoError(what, facts);
    return new CredentialError(login ? 'account' : 'enable-secret', what, {
      ...facts,
      next: 'check the credentials that the topology names for the console',
    });
  }

  // --- one typed line ---------------------------------------------------------------------------------------

  async #turn(
    line: Pick<Turn, 'command' | 'typed' | 'secret'> & {
      readonly answers: readonly Answer[];
      readonly mayStaySilent?: boolean;
    },
    before: Place,
    deadline: Deadline,
  ): Promise<{ observation: CliObservation; span: Span }> {
    const turn: Turn = {
      ...line,
      answers: [...line.answers],
      from: this.#wire.position,
      before,
      dialog: [],
      handled: new Set(),
      echoEnd: undefined,
    };
    this.#place = undefined;
    this.#lastMode = before.mode;
    this.#wire.keepFrom = turn.from;
    await this.#wire.type(turn.typed + enter, deadline);
    const { end, silent } = await this.#endOfTurn(turn, deadline, line.mayStaySilent === true);

    const reading = readCliInPieces(this.#wire.pieces(turn.from, end), turn.command, turn.from);
    const { lines, promptAfter } = reading;
    const modeAfter = silent ? 'unknown' : reading.modeAfter;
    if (this.#known() === undefined && modeAfter !== 'closed' && !silent)
      this.#place = { mode: modeAfter, prompt: promptAfter, from: end - promptAfter.length, end };
    this.#lastMode = modeAfter;
    if (reading.echo !== undefined) this.#echoes = true;
    this.#host = hostOfPrompt(promptAfter) ?? this.#host;
    const span = { pco: this.#wire.pco, from: turn.from, to: end };
    if (printsLog(turn.command)) this.#printedLogs.push(span);
    return {
      observation: {
        kind: 'cli',
        command: turn.command,
        promptBefore: before.prompt,
        modeBefore: before.mode,
        lines,
        dialog: turn.dialog,
        promptAfter,
        modeAfter,
      },
      span,
    };
  }

  /** Where the turn ends: behind its last prompt, or where a device that may stay silent has fallen silent. */
  async #endOfTurn(
    turn: Turn,
    deadline: Deadline,
    mayStaySilent: boolean,
  ): Promise<{ end: number; silent: boolean }> {
    try {
      return { end: await this.#readTurn(turn, deadline), silent: false };
    } catch (error) {
      if (!mayStaySilent || !(error instanceof DeadlineExceeded)) throw error;
      return { end: this.#wire.position, silent: true };
    }
  }

  /** Reads and answers until the turn is over; returns where its last prompt ends. */
  async #readTurn(turn: Turn, deadline: Deadline): Promise<number> {
    const awaited = turn.command === '' ? 'a prompt after Enter' : `the prompt after '${turn.command}'`;
    for (;;) {
      const found = await this.#nextStop((line) => this.#lookInTurn(turn, line), deadline, awaited, {
        silence: silenceBeforeLookingBack,
      });
      if (found === 'closed') {
        if (leavesSession(turn.command)) return this.#wire.position;
        throw this.#wire.closedError(`while waiting for ${awaited}`);
      }
      if (found === 'silence') {
        const overtaken = this.#overtakenPrompt(turn);
        if (overtaken === undefined) continue;
        const end = await this.#confirm(overtaken, turn.from, deadline);
        if (end !== undefined) return end;
        turn.handled.add(overtaken.from);
        continue;
      }
      const { line, kind } = found;
      if (kind === 'prompt') {
        if (found.stand === 0 || !modeFacts[found.mode].probe) return line.end;
        const end = await this.#confirm(line, turn.from, deadline);
        if (end !== undefined) return end;
        turn.handled.add(line.from);
      } else if (kind === 'pager') {
        turn.handled.add(line.from);
        await this.#wire.type(' ', deadline);
      } else if (kind === 'press-return') {
        return line.end;
      } else if (!(await this.#answer(turn, found, deadline))) {
        return line.end;
      }
    }
  }

  #lookInTurn(turn: Turn, line: StandingLine): Found | undefined {
    if (line.end <= turn.from || turn.handled.has(line.from)) return undefined;
    const stop = recogniseStop(line.text) ?? this.#promptBehindOutput(line);
    if (stop === undefined) return this.#unusualQuestion(turn, line);
    switch (stop.kind) {
      case 'prompt':
        return { ...stop, line, stand: this.#doubt(turn, line, stop.mode) };
      case 'pager':
        return { ...stop, line, stand: 0 };
      case 'press-return':
      case 'initial-dialog':
        return { ...stop, line, stand: stand.greeting };
      default: {
        const answered =
          answerIndex(turn, line.text) !== -1 || (stop.kind === 'password' && turn.secret !== undefined);
        return { ...stop, line, stand: answered ? stand.question : stand.unanswered };
      }
    }
  }

  /** `[OK]Switch#`: a prompt right behind output that had no line end. */
  #promptBehindOutput(line: StandingLine): { kind: 'prompt'; mode: CliMode } | undefined {
    const prompt = promptAtEndOf(line.text);
    if (prompt === undefined || this.#host === undefined) return undefined;
    const mode = modeOfPrompt(prompt);
    const host = hostOfPrompt(prompt);
    return mode === undefined || host !== this.#host ? undefined : { kind: 'prompt', mode };
  }

  #unusualQuestion(turn: Turn, line: StandingLine): Found | undefined {
    if (line.complete || !/[:?\])]$/.test(line.text) || this.#echoEnd(turn) === undefined) return undefined;
    const answered = answerIndex(turn, line.text) !== -1;
    if (!answered && !/[:?]$/.test(line.text)) return undefined;
    return {
      kind: 'question',
      mode: 'confirm',
      line,
      stand: answered ? stand.unusualQuestion : stand.unusualUnanswered,
    };
  }

  /** For how long a prompt must stand before it is believed or probed; 0 where it is beyond doubt. */
  #doubt(turn: Turn, line: StandingLine, mode: CliMode): number {
    const echoEnd = this.#echoEnd(turn);
    if (echoEnd === undefined) return stand.unechoed;
    const { before } = turn;
    const host = hostOfPrompt(line.text);
    if (hostOfPrompt(before.prompt) === undefined || host === undefined) return stand.greeting;
    const renames = /^\s*(?:do\s+)?(?:no\s+)?(?:hostn|conf\w*\s+rep|switch\w*\s)/i.test(turn.command);
    if (this.#host !== undefined && !sameHost(host, this.#host) && !renames) return stand.greeting;
    const config = before.mode !== 'privileged-exec' && before.mode !== 'user-exec';
    if (!modeFacts[before.mode].probe) return stand.doubtful;
    if (!modeFacts[mode].probe) return 0;
    return printsFixedText(turn.command, config) ? 0 : stand.doubtful;
  }

  #echoEnd(turn: Turn): number | undefined {
    if (turn.echoEnd === undefined) {
      const echo = findEcho(this.#wire.text(turn.from, turn.from + echoWindow), turn.command);
      if (echo !== undefined) turn.echoEnd = turn.from + echo.end;
    }
    return turn.echoEnd;
  }

  /** Types the answer to a question; false where the question is itself the result of the turn. */
  async #answer(turn: Turn, found: Found, deadline: Deadline): Promise<boolean> {
    const { line } = found;
    const index = answerIndex(turn, line.text);
    const [given] = index === -1 ? [] : turn.answers.splice(index, 1);
    if (given !== undefined) {
      turn.handled.add(line.from);
      turn.dialog.push({ question: line.text, answer: given.answer });
      // One key answers [confirm]; a line end after it would be another line.
      const oneKey = /\[confirm\]$/.test(line.text) && given.answer !== '';
      await this.#wire.type(oneKey ? given.answer.slice(0, 1) : given.answer + enter, deadline);
      return true;
    }
    if (found.kind === 'password' && turn.secret !== undefined) {
      turn.handled.add(line.from);
      turn.dialog.push({ question: line.text, answer: turn.secret.mask });
      const { secret } = turn;
      turn.secret = undefined;
      await this.#wire.type(secret.reveal() + enter, deadline);
      return true;
    }
    const logsIn = turn.before.mode === 'login-username' || turn.before.mode === 'login-password';
    const greets =
      leavesSession(turn.command) ||
      turn.before.mode === 'press-return' ||
      turn.before.mode === 'initial-dialog';
    if (found.kind === 'initial-dialog') return false;
    if (found.kind === 'username' && (greets || logsIn)) return false;
    if (found.kind === 'password' && (greets || (logsIn && turn.dialog.length > 0))) return false;

    const refused = found.kind === 'password' && isEnable(turn.command) && turn.dialog.length > 0;
    const where = this.#where(turn.before.mode);
    const said = this.#lastCharacters();
    const saidToIt = JSON.stringify(this.#wire.text(turn.from));
    await this.#backOut(found);
    if (refused)
      throw new CredentialError('enable-secret', 'the enable secret was not accepted', {
        expected: 'the prompt of privileged-exec',
        got: saidToIt,
        where,
        next: 'check the enable secret that the topology names',
      });
    throw new PcoError(`a question came that nobody answers: ${line.text.trim()}`, {
      expected: `an answer to it, given with '${turn.command}'`,
      got: said,
      where,
      next: 'give the command an answer whose question matches it',
    });
  }

  /** Leaves a dialog without agreeing to anything, as far as the device lets us. */
  async #backOut(found: Found): Promise<void> {
    const deadline = this.#clock.in(backOutLimit);
    const handled = new Set<number>();
    try {
      let { kind, line } = found;
      for (let round = 0; round < 6; round++) {
        handled.add(line.from);
        await this.#wire.type(kind === 'password' && round > 0 ? enter : interrupt, deadline);
        const next = await this.#nextStop(
          (standing) => {
            const stop = handled.has(standing.from) ? undefined : recogniseStop(standing.text);
            return stop === undefined ? undefined : { ...stop, line: standing, stand: stand.question };
          },
          deadline,
          'the prompt after a question was left',
          { silence: 500 },
        );
        if (next === 'closed') return;
        if (next === 'silence') continue;
        if (next.kind !== 'password' && next.kind !== 'question') break;
        ({ kind, line } = next);
      }
      await this.#classify(deadline);
    } catch {
      // The next call finds out where the line stands; the question is what is to be told now.
      this.#place = undefined;
    }
  }

  /** A prompt of ours that lines of no known form have overtaken: the device is silent and yet we saw no prompt. */
  #overtakenPrompt(turn: Turn): StandingLine | undefined {
    const echoEnd = this.#echoEnd(turn);
    if (echoEnd === undefined) return undefined;
    const from = Math.max(echoEnd, this.#wire.position - 65_536);
    return this.#lastPromptIn(from, this.#wire.position, turn.handled);
  }

  #lastPromptIn(from: number, to: number, except: ReadonlySet<number>): StandingLine | undefined {
    const text = this.#wire.text(from, to);
    const offset = Math.max(from, this.#wire.first);
    let end = text.length;
    while (end >= 0) {
      const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
      const line = solidPart(text.slice(start, end), offset + start, true);
      if (line !== undefined && !except.has(line.from) && this.#isOwnPrompt(line.text)) return line;
      end = start - 1;
    }
    return undefined;
  }

  #isOwnPrompt(text: string): boolean {
    const prompt = recogniseStop(text)?.kind === 'prompt' ? text : undefined;
    if (prompt === undefined) return false;
    const host = hostOfPrompt(prompt);
    return this.#host === undefined || host === undefined || sameHost(host, this.#host);
  }

  // --- certainty --------------------------------------------------------------------------------------------

  /**
   * Types a comment and waits for its echo: at a true prompt it stands right behind it. Returns where the prompt
   * ends that is the true one, which need not be the one in doubt; undefined where nothing answers.
   */
  async #confirm(
    line: StandingLine,
    lowest: number,
    deadline: Deadline,
    how: { readonly erase?: boolean } = {},
  ): Promise<number | undefined> {
    for (const last of [false, true]) {
      const result = await this.#probe(line, lowest, deadline, how.erase === true);
      if (result === 'unechoed') {
        // A log line may have cut the echo in two; a device that never echoes shows it twice.
        if (!last && this.#echoes) continue;
        this.#echoes = false;
        return line.end;
      }
      return result;
    }
    return undefined;
  }

  async #probe(
    line: StandingLine,
    lowest: number,
    deadline: Deadline,
    erase: boolean,
  ): Promise<number | 'unechoed' | undefined> {
    const nonce = `!${randomBytes(4).toString('hex')}`;
    const sentAt = this.#wire.position;
    let searched = sentAt;
    let nonceAt: number | undefined;
    await this.#wire.type((erase ? eraseLine : '') + nonce + enter, deadline);

    const look: Look = (standing) => {
      if (nonceAt === undefined && searched < this.#wire.position) {
        const from = Math.max(sentAt, searched - nonce.length);
        const at = this.#wire.text(from).indexOf(nonce);
        searched = this.#wire.position;
        if (at !== -1) nonceAt = from + at;
      }
      const stop = recogniseStop(standing.text);
      if (stop === undefined || standing.end <= sentAt) return undefined;
      if (nonceAt !== undefined)
        return stop.kind === 'prompt' && standing.from > nonceAt
          ? { ...stop, line: standing, stand: 0 }
          : undefined;
      if (stop.kind === 'pager') return { ...stop, line: standing, stand: 0 };
      return stop.kind === 'prompt' && standing.from > line.end && standing.text === line.text
        ? { ...stop, kind: 'unechoed', line: standing, stand: stand.unechoed }
        : undefined;
    };
    const limit = earlier(deadline, this.#clock.in(probeLimit));
    const awaited = `the echo of a comment typed at '${line.text}'`;
    let found: Found | 'closed' | 'silence';
    try {
      found = await this.#nextStop(look, limit, awaited);
    } catch (error) {
      if (error instanceof DeadlineExceeded && limit !== deadline) return undefined;
      throw error;
    }
    if (found === 'closed') throw this.#wire.closedError(`while waiting for ${awaited}`);
    if (found === 'silence') return undefined;
    if (found.kind === 'pager')
      throw new PcoError(
        'output looked like a prompt and then went on, so that a comment typed at it cut it short',
        {
          got: line.text,
          where: this.#where(),
          next: 'run the step again',
        },
      );
    this.#settle(found);
    if (found.kind === 'unechoed') return 'unechoed';
    return this.#promptBefore(nonceAt ?? line.end, lowest)?.end ?? line.end;
  }

  /** The prompt at which something was echoed that begins at `at`. */
  #promptBefore(at: number, lowest: number): StandingLine | undefined {
    const from = Math.max(lowest, at - echoWindow);
    const text = this.#wire.text(from, at);
    const start = text.lastIndexOf('\n') + 1;
    const raw = text.slice(start);
    const shown = renderLine(raw).trimEnd();
    const prompt = recogniseStop(shown)?.kind === 'prompt' ? shown : promptAtEndOf(shown);
    if (prompt !== undefined) {
      const end = from + start + raw.indexOf(prompt) + prompt.length;
      return { text: prompt, from: from + start, end, complete: false };
    }
    return this.#lastPromptIn(from, at, new Set());
  }

  #settle(found: Found): Place {
    const { line } = found;
    const prompt = found.kind === 'prompt' ? (promptAtEndOf(line.text) ?? line.text) : line.text;
    const mode = found.kind === 'unechoed' ? (modeOfPrompt(prompt) ?? 'unknown') : found.mode;
    this.#place = { mode, prompt, from: line.end - prompt.length, end: line.end };
    this.#host = hostOfPrompt(prompt) ?? this.#host;
    this.#lastMode = mode;
    return this.#place;
  }

  // --- finding out where the line stands ------------------------------------------------------------------------

  /** The place, found out anew where it is not known or where something came that nobody asked for. */
  async #ready(deadline: Deadline): Promise<Place> {
    if (this.#wire.closed) throw this.#wire.closedError('before the call');
    const place = this.#place;
    if (place === undefined) return await this.#classify(deadline);
    const standing = this.#wire.standing();
    if (standing === undefined || standing.end <= place.end) return place;
    const stop = recogniseStop(standing.text);
    if (stop === undefined) return place;
    // `logging synchronous` writes the prompt again behind a log line.
    if (stop.kind === 'prompt' && standing.text === place.prompt)
      return (this.#place = { ...place, from: standing.from, end: standing.end });
    return await this.#classify(deadline);
  }

  /** Reads, recognises, and only then types; ends at a place or at the deadline. */
  async #classify(deadline: Deadline): Promise<Place> {
    this.#place = undefined;
    this.#lastMode = 'unknown';
    const handled = new Set<number>();
    let pokes = 0;
    let questions = 0;
    for (;;) {
      const found = await this.#nextStop(
        (line) => lookAround(line, handled),
        deadline,
        'a prompt that is known',
        { silence: pokes === 0 ? 250 : Math.min(250 * 2 ** pokes, 5000) },
      );
      if (found === 'closed') throw this.#wire.closedError('before a prompt was found');
      if (found === 'silence') {
        // First a key that shows what stands there and runs nothing: somebody's half-typed line must not be run.
        if (pokes === 0) await this.#wire.type(redisplay, deadline);
        else if (!this.#boots() || pokes > 4)
          await this.#wire.type(pokes === 1 ? eraseLine + enter : enter, deadline);
        pokes++;
        continue;
      }
      this.#lastMode = found.mode;
      switch (found.kind) {
        case 'pager':
          handled.add(found.line.from);
          await this.#wire.type('q', deadline);
          break;
        case 'question':
          handled.add(found.line.from);
          if (questions++ > 3) throw this.#stuck(found);
          await this.#wire.type(questions === 1 ? interrupt : `no${enter}`, deadline);
          break;
        case 'half-typed':
        case 'prompt': {
          if (!modeFacts[found.mode].probe && found.kind === 'prompt') return this.#settle(found);
          if (!modeFacts[found.mode].probe) {
            handled.add(found.line.from);
            await this.#wire.type(eraseLine + enter, deadline);
            break;
          }
          await this.#confirm(found.line, found.line.from, deadline, { erase: true });
          const place = this.#known();
          if (place !== undefined) return place;
          handled.add(found.line.from);
          break;
        }
        default:
          return this.#settle(found);
      }
    }
  }

  #known(): Place | undefined {
    return this.#place;
  }

  /** Whether what came last is what a device says while it boots: a key then could stop it. */
  #boots(): boolean {
    const last = this.#wire.text(this.#wire.position - 2000);
    return /Initializing Hardware|autoboot|Press Ctrl-C|System Bootstrap|Loading |#{40}|\[Press|!{40}/.test(
      last,
    );
  }

  #stuck(found: Found): PcoError {
    return new PcoError(`the line stands at a question that could not be left: ${found.line.text.trim()}`, {
      got: this.#lastCharacters(),
      where: this.#where(),
      next: 'answer it by hand at the console, then run again',
    });
  }

  // --- log lines --------------------------------------------------------------------------------------------

  async #awaitLog(
    args: CliContract['awaitLog']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['awaitLog']['observation']>> {
    const pattern = regularExpression(args.pattern);
    const { since } = args;
    const before = this.#wire.text(since - echoWindow, since);
    let cursor = Math.max(since - before.length + before.lastIndexOf('\n') + 1, this.#wire.first);
    for (;;) {
      const text = this.#wire.text(cursor);
      let at = 0;
      for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', at)) {
        const piece = logPiece(text.slice(at, feed));
        if (piece !== undefined && pattern.test(piece.text)) {
          const from = cursor + at + piece.from;
          const to = cursor + at + piece.to;
          if (to > since && !this.#isPrinted(from))
            return {
              observation: { kind: 'log', line: piece.text },
              spans: [{ pco: this.#wire.pco, from, to }],
            };
        }
        at = feed + 1;
      }
      cursor += at;
      this.#wire.keepFrom = cursor;
      const awaited = `a log line like ${args.pattern}`;
      if (this.#wire.closed) throw this.#wire.closedError(`while waiting for ${awaited}`);
      if (!(await this.#moreUntil(deadline, awaited))) {
        const span = { pco: this.#wire.pco, from: since, to: this.#wire.position };
        return { observation: { kind: 'log', line: '' }, spans: [span] };
      }
    }
  }

  /** Waits for more to come; false where nothing did before the deadline. */
  async #moreUntil(deadline: Deadline, awaited: string): Promise<boolean> {
    try {
      await this.#wire.more(deadline, awaited);
      return true;
    } catch (error) {
      if (error instanceof DeadlineExceeded) return false;
      throw error;
    }
  }

  #isPrinted(at: number): boolean {
    return this.#printedLogs.some(({ from, to }) => from <= at && at < to);
  }

  // --- waiting ------------------------------------------------------------------------------------------------

  /**
   * Waits until a line is found that has stood for as long as it must. Log lines behind it do not count against
   * it. `silence`: milliseconds without a byte and without a find after which to give up.
   */
  async #nextStop(
    look: Look,
    deadline: Deadline,
    awaited: string,
    options: { readonly silence?: number } = {},
  ): Promise<Found | 'silence' | 'closed'> {
    let standing: { readonly key: string; readonly until: Deadline } | undefined;
    let seen: number | undefined;
    let silent: Deadline | undefined;
    for (;;) {
      const { position } = this.#wire;
      if (position !== seen && options.silence !== undefined) silent = this.#clock.in(options.silence);
      seen = position;
      const line = this.#wire.standing();
      const found = line === undefined ? undefined : look(line);
      let until = deadline;
      if (found !== undefined) {
        if (found.stand === 0) return found;
        const key = `${found.line.from} ${found.line.text}`;
        if (standing?.key !== key) standing = { key, until: this.#clock.in(found.stand) };
        if (this.#clock.now() >= standing.until.at) return found;
        until = earlier(until, standing.until);
      } else if (silent !== undefined) until = earlier(until, silent);
      if (this.#wire.closed) return 'closed';
      try {
        await this.#wire.more(until, awaited);
      } catch (error) {
        if (!(error instanceof DeadlineExceeded) || until === deadline) throw error;
        if (this.#wire.position === seen) return found ?? 'silence';
      }
    }
  }

  #timedOut(awaited: string): PcoError {
    return new PcoError(`timed out waiting for ${awaited}`, {
      expected: awaited,
      got: this.#wire.position === this.#wire.first ? 'nothing at all' : this.#lastCharacters(),
      where: this.#where(),
    });
  }

  #lastCharacters(): string {
    return JSON.stringify(this.#wire.text(this.#wire.position - 200));
  }

  #where(mode: CliMode = this.#lastMode): string {
    return `${this.#wire.pco}, mode ${mode}`;
  }
}

function lookAround(line: StandingLine, handled: ReadonlySet<number>): Found | undefined {
  if (handled.has(line.from)) return undefined;
  const stop = recogniseStop(line.text);
  if (stop !== undefined)
    return { ...stop, line, stand: stop.kind === 'prompt' ? stand.doubtful : stand.greeting };
  const prompt = promptAtEndOf(line.text);
  const mode = prompt === undefined ? undefined : modeOfPrompt(prompt);
  if (mode !== undefined) return { kind: 'prompt', mode, line, stand: stand.greeting };
  const typed = line.complete ? undefined : splitTyped(line.text);
  const typedMode = typed === undefined ? undefined : modeOfPrompt(typed.prompt);
  return typedMode === undefined
    ? undefined
    : { kind: 'half-typed', mode: typedMode, line, stand: stand.greeting };
}

/** The log line in a complete line, whole or behind something it is glued to. */
function logPiece(raw: string): { text: string; from: number; to: number } | undefined {
  const whole = raw.replace(/\r+$/, '');
  const line = whole.slice(0, splitAtErasing(whole)?.logEnd);
  const text = renderLine(line);
  if (asynchronyOf(text) !== 'no') return { text, from: 0, to: line.length };
  const glued = gluedLogAt(text);
  if (glued === undefined) return undefined;
  const log = text.slice(glued);
  return { text: log, from: Math.max(0, line.length - log.length), to: line.length };
}

function answerIndex(turn: Turn, question: string): number {
  return turn.answers.findIndex((answer) => regularExpression(answer.question).test(question));
}

function isEnable(command: string): boolean {
  return /^\s*en(?:a(?:b(?:le?)?)?)?(?:\s+\d+)?\s*$/i.test(command);
}

function earlier(one: Deadline, other: Deadline): Deadline {
  return other.at < one.at ? other : one;
}

function regularExpression(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (error) {
    throw new PcoError('a pattern is no regular expression', {
      expected: 'an ECMAScript regular expression',
      got: `${source}: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

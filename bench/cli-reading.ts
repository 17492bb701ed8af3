import type { CliMode } from './cli-mode.ts';
import {
  asynchronyOf,
  continuation,
  gluedLogAt,
  isLeftPager,
  needsRendering,
  printsLog,
  renderLine,
  splitAtErasing,
} from './cli-lines.ts';
import {
  type CliStopKind,
  hostOfPrompt,
  modeOfPrompt,
  promptAtEndOf,
  recogniseStop,
  splitTyped,
} from './cli-prompts.ts';
import type { CliLine } from './console.ts';

/** What a command's bytes say, read without knowing anything else. */
export interface CliReading {
  /** Everything after the echo, in order; also log lines that came into the middle of the echo. */
  readonly lines: CliLine[];
  /** Empty when the bytes end in no prompt, question or greeting that is known: the line closed. */
  readonly promptAfter: string;
  readonly modeAfter: CliMode;
  /** Bytes that came before the end of the echo's line; undefined where the device echoed nothing. */
  readonly echo: number | undefined;
}

/** How far into a reading the echo is looked for. */
export const echoWindow = 8192;

/**
 * Reads what came back for one typed line.
 *
 * @param received the raw bytes (latin-1) from the first after the command was typed to the end of the prompt
 * @param command the line that was typed, or its mask where the bytes are masked too
 * @param base where in the recording the first of these bytes stands: `from` and `to` of the lines count from there
 */
export function readCli(received: string, command: string, base: number): CliReading {
  return readCliInPieces([received], command, base);
}

/** The same for bytes that come in pieces, cut anywhere; so a large output need not be one string. */
export function readCliInPieces(pieces: Iterable<string>, command: string, base: number): CliReading {
  const reader = new CliReader(command, base);
  for (const piece of pieces) reader.push(piece);
  return reader.end();
}

class CliReader {
  readonly #command: string;
  readonly #prints: boolean;
  readonly #lines: CliLine[] = [];
  #debugBefore: CliLine['asynchronous'] = 'no';
  #echo: number | undefined;
  /** What is not read yet, and where in the recording it begins. */
  #rest = '';
  #base: number;
  readonly #from: number;
  #begun = false;

  constructor(command: string, base: number) {
    this.#command = command;
    this.#prints = printsLog(command);
    this.#base = base;
    this.#from = base;
  }

  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    this.#rest = text;
    if (!this.#begun && text.length < echoWindow) return;
    this.#readLines();
  }

  end(): CliReading {
    this.#readLines();
    const raw = this.#rest;
    const erased = splitAtErasing(raw);
    if (erased !== undefined) this.#addLine(raw.slice(0, erased.logEnd), 0, erased.logEnd, true);
    const lastFrom = erased?.restFrom ?? 0;
    const last = renderLine(raw.slice(lastFrom)).trimEnd();
    const end = raw.trimEnd().length;
    const stop = last === '' ? undefined : endOf(last);
    const lines = this.#lines;
    const echo = this.#echo;
    if (stop === undefined) {
      if (last !== '') this.#addLine(last, lastFrom, end, last.length === end);
      return { lines, promptAfter: '', modeAfter: 'closed', echo };
    }
    if (stop.prompt.length < last.length)
      this.#addLine(last.slice(0, -stop.prompt.length), lastFrom, end - stop.prompt.length, false);
    const mode = stop.kind === 'password' && /^\s*en/i.test(this.#command) ? 'enable-password' : stop.mode;
    return { lines, promptAfter: stop.prompt, modeAfter: mode, echo };
  }

  /** Takes all complete lines off what is not read yet. */
  #readLines(): void {
    const text = this.#rest;
    let at = this.#begun ? 0 : this.#readEcho(text);
    let odd = nextOdd(text, at);
    for (;;) {
      const feed = text.indexOf('\n', at);
      if (feed === -1) break;
      let end = feed;
      while (end > at && isReturn(text.charCodeAt(end - 1))) end--;
      const plain = odd >= end;
      const raw = text.slice(at, end);
      if (plain) this.#addLine(raw, at, end, true);
      else this.#addRendered(raw, at, end);
      at = feed + 1;
      if (odd < at) odd = nextOdd(text, at);
    }
    this.#rest = text.slice(at);
    this.#base += at;
  }

  #readEcho(text: string): number {
    this.#begun = true;
    const echo = findEcho(text.slice(0, echoWindow), this.#command);
    // What came before the echo was not asked for by the command, whatever its form.
    for (const { from, to } of echo?.logs ?? []) this.#add(text.slice(from, to), from, to, 'yes');
    this.#debugBefore = 'no';
    this.#echo = echo === undefined ? undefined : this.#base - this.#from + echo.end;
    return echo?.end ?? 0;
  }

  #addRendered(raw: string, from: number, to: number): void {
    const erased = splitAtErasing(raw);
    if (erased === undefined) return this.#addLine(renderLine(raw), from, to, false);
    this.#add(raw.slice(0, erased.logEnd), from, from + erased.logEnd);
    this.#addRendered(raw.slice(erased.restFrom), from + erased.restFrom, to);
  }

  #addLine(text: string, from: number, to: number, plain: boolean): void {
    const glued = this.#prints || !plain ? undefined : gluedLogAt(text);
    if (glued === undefined) return this.#add(text, from, to);
    this.#add(text.slice(0, glued), from, from + glued);
    this.#add(text.slice(glued), from + glued, to);
  }

  #add(text: string, from: number, to: number, known?: 'yes'): void {
    let asynchronous = known ?? asynchronyOf(text);
    if (asynchronous === 'no' && this.#debugBefore !== 'no')
      asynchronous = this.#debugBefore === 'yes' ? continuation(text) : both(text);
    this.#debugBefore = asynchronous;
    const before = this.#lines.at(-1);
    if (asynchronous !== 'no' && before !== undefined && isLeftPager(before.text)) this.#lines.pop();
    if (asynchronous === 'yes' && this.#prints) asynchronous = 'maybe';
    this.#lines.push({ text, asynchronous, from: this.#base + from, to: this.#base + to });
  }
}

/** What goes on with a line that can be either can be either. */
function both(text: string): CliLine['asynchronous'] {
  return continuation(text) === 'no' ? 'no' : 'maybe';
}

/** A carriage return, or the NUL that telnet puts behind one. */
function isReturn(code: number): boolean {
  return code === 0x0d || code === 0;
}

function nextOdd(received: string, from: number): number {
  needsRendering.lastIndex = from;
  return needsRendering.exec(received)?.index ?? received.length;
}

function endOf(last: string): { prompt: string; kind: CliStopKind; mode: CliMode } | undefined {
  const stop = recogniseStop(last);
  if (stop !== undefined) return { prompt: last, ...stop };
  const prompt = promptAtEndOf(last);
  const mode = prompt === undefined ? undefined : modeOfPrompt(prompt);
  return prompt === undefined || mode === undefined ? undefined : { prompt, kind: 'prompt', mode };
}

export interface Echo {
  /** Behind the line feed that ends it. */
  readonly end: number;
  /** Log lines that came into its middle. */
  readonly logs: readonly { from: number; to: number }[];
}

/**
 * Finds the echo of a typed line at the head of what came back. It may be whole, cut in pieces by log lines,
 * written again behind the prompt (`logging synchronous`), repainted with backspaces, scrolled behind a `$` at
 * 80 columns, or come after a prompt that is older than the command. Undefined: not there, or not yet.
 */
export function findEcho(head: string, typed: string): Echo | undefined {
  // What is typed goes out as UTF-8 and is compared as bytes.
  const command = Buffer.from(typed, 'utf8').toString('latin1').trimEnd();
  const logs: LogPlace[] = [];
  /** What of the echo may stand at the end of log lines, and what is left of it then. */
  const halves: Half[] = [];
  let pieces = '';
  let foreign = false;
  let behindLog = false;
  let at = 0;
  for (;;) {
    const feed = head.indexOf('\n', at);
    if (feed === -1) return undefined;
    const raw = head.slice(at, feed).replace(/[\r\x00]+$/, '');
    const text = renderEcho(raw);
    const next = feed + 1;
    const glued = gluedLogAt(text);
    const log = asynchronyOf(text) === 'no' ? glued : 0;
    if (log !== undefined) {
      const line = text.trimEnd();
      const echoed = echoBehindLog(line, command, foreign ? '' : pieces, lineAt(head, next));
      const half = echoed > 0 ? undefined : halves.find(({ left }) => line.endsWith(left));
      const behind = half?.left.length ?? echoed;
      logs.push({ from: at + log, to: at + raw.trimEnd().length - behind });
      if (half !== undefined) half.log.to -= command.length - half.left.length;
      if (behind > 0) return { end: next, logs };
      halves.push(...halvesBehindLog(line, command, logs.at(-1)));
    }
    // So it is where that log line went on in a second one, or had no form that is known.
    const sure = behindLog && continuation(text) !== 'no' ? command !== '' : command.length >= longEnough;
    if (log === undefined && at > 0 && sure && isBehindOther(text.trimEnd(), command)) {
      logs.push({ from: at, to: at + raw.trimEnd().length - command.length });
      return { end: next, logs };
    }
    behindLog = log !== undefined || (behindLog && continuation(text) !== 'no');
    const own = text.slice(0, log).trimEnd();
    const begun = at === 0 && !command.startsWith(own);
    if (log !== 0) {
      if (own === command || (!foreign && own === rest(command, pieces))) return { end: next, logs };
      const half = halves.find(({ left }) => own === left.trimEnd());
      if (half !== undefined) {
        half.log.to -= command.length - half.left.length;
        return { end: next, logs };
      }
      if (isEchoAtPrompt(own, command)) return { end: next, logs };
      if (!foreign && isScrolled(own, command)) return { end: next, logs };
      // The first bytes can be the end of a line that was on its way when the command was typed.
      if (begun && command !== '' && own.endsWith(command)) return { end: next, logs };
      if (begun) halves.push(...halvesBehindLog(own, command, { from: at, to: next }));
      if (own !== '' && recogniseStop(own) === undefined) {
        const typedPart = splitTyped(own)?.typed ?? own;
        if (command.startsWith(pieces + own)) pieces += text.slice(0, log);
        else if (command.startsWith(typedPart)) pieces = typedPart;
        else if (!begun) foreign = true;
      }
    }
    at = next;
  }
}

interface LogPlace {
  readonly from: number;
  to: number;
}

interface Half {
  readonly left: string;
  readonly log: LogPlace;
}

/** A log line cut the echo in two, and another had the first half at its end: all halves that can be. */
function halvesBehindLog(line: string, command: string, log: LogPlace | undefined): Half[] {
  if (log === undefined || command.length < longEnoughInHalves) return [];
  const lengths = Array.from({ length: command.length - 1 }, (_, index) => command.length - 1 - index);
  return lengths
    .filter((length) => line.endsWith(command.slice(0, length)))
    .map((length) => ({ left: command.slice(length), log }));
}

/**
 * A log line that came without a line end of its own has the echo at its end, or what was not echoed before it:
 * unless that stands alone in the line behind it. Gives how many characters of the echo that is.
 */
function echoBehindLog(log: string, command: string, pieces: string, lineAfter: string): number {
  if (command !== '' && log.endsWith(command)) return command.length;
  const left = rest(command, pieces) ?? '';
  return left !== '' && log.endsWith(left) && lineAfter.trim() !== left.trim() ? left.length : 0;
}

function lineAt(text: string, from: number): string {
  const feed = text.indexOf('\n', from);
  return text.slice(from, feed === -1 ? undefined : feed);
}

/** A line that ends in so many characters as were typed is taken for their echo. */
const longEnough = 8;
/** So many, where one half of them has to follow the other. */
const longEnoughInHalves = 3;

function isBehindOther(text: string, command: string): boolean {
  if (!text.endsWith(command) || text.length === command.length) return false;
  return recogniseStop(text.slice(0, -command.length).trimEnd()) === undefined;
}

function rest(command: string, pieces: string): string | undefined {
  return pieces !== '' && command.startsWith(pieces) ? command.slice(pieces.length) : undefined;
}

function isEchoAtPrompt(text: string, command: string): boolean {
  if (command === '' || !text.endsWith(command)) return false;
  const before = text.slice(0, -command.length).trimEnd();
  return recogniseStop(before) !== undefined;
}

/** `Switch(config)#$tail of a long command`: the line editor shows the end of what does not fit. */
function isScrolled(text: string, command: string): boolean {
  const dollar = text.indexOf('$');
  if (dollar === -1) return false;
  const before = text.slice(0, dollar);
  const tail = text.slice(dollar + 1).trim();
  return (
    tail.length >= 3 &&
    command.endsWith(tail) &&
    (before.trim() === '' || hostOfPrompt(before) !== undefined || command.startsWith(before.trim()))
  );
}

/** As `renderLine`, but the line began somewhere to the right, behind a prompt that is not in these bytes. */
function renderEcho(raw: string): string {
  const repainted = raw.slice(raw.lastIndexOf('\r') + 1);
  if (!repainted.includes('\b')) return renderLine(repainted);
  const margin = 256;
  return renderLine(' '.repeat(margin) + repainted).trimStart();
}

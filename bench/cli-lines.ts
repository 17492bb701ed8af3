/**
 * One printed line as a person would have seen it: pager and its erasing gone, backspaces and carriage
 * returns carried out. Pure; nothing of the recording itself is altered.
 */
export function renderLine(raw: string): string {
  return isPlain(raw) ? renderPlain(raw) : renderOdd(raw);
}

/** Whether a line, but for carriage returns at its end, is what a person saw of it. */
export function isPlain(raw: string): boolean {
  return !oddInLine.test(raw);
}

const oddInLine = /[\x00\x07\b\x1b]|--More--|\r(?!\r*$)/;

/** `renderLine` of a plain line. */
export function renderPlain(raw: string): string {
  let end = raw.length;
  while (end > 0 && raw.charCodeAt(end - 1) === 0x0d) end--;
  return end === raw.length ? raw : raw.slice(0, end).trimEnd();
}

function renderOdd(raw: string): string {
  let text = raw.includes('--More--') ? raw.replace(pagerTrace, '') : raw;
  if (text.includes('\x1b')) text = text.replace(escapeSequence, '');
  text = text.replace(/[\x00\x07]/g, '');
  return text.includes('\b') || text.includes('\r') ? overtype(text) : text;
}

/** What a terminal server or its shell says to the terminal itself (ECMA-48 control sequences); none of it is shown. */
const escapeSequence = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-Z\\-_]/g;

/** ` --More-- ` at the line's beginning and what erases it: backspaces over blanks, or blanks between carriage returns. */
const pagerTrace = /^(?: ?--More-- ?(?:\x08+ +\x08+|\r +\r))+/;

/**
 * A log line that came at the pager and was not ended before the pager was erased: where it ends, and where what
 * is printed after the erasing begins.
 */
export function splitAtErasing(
  raw: string,
): { readonly logEnd: number; readonly restFrom: number } | undefined {
  const match = erasing.exec(raw);
  if (match === null || match.index === 0 || asynchronyOf(raw.slice(0, match.index)) === 'no')
    return undefined;
  return { logEnd: match.index, restFrom: match.index + match[0].length };
}

const erasing = /\x08+ +\x08+|\r +\r/;

/** A pager's words on a line of their own, where a log line came before they could be erased. */
export function isLeftPager(text: string): boolean {
  return text === ' --More--' || text === ' --More-- ';
}

/** Characters that make a line need `renderLine`. */
export const needsRendering = /[\x00\x07\b\x1b]|--More--|\r(?!\r*\n)/g;

function overtype(text: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const character of text) {
    if (character === '\b') column = Math.max(0, column - 1);
    else if (character === '\r') column = 0;
    else cells[column++] = character;
  }
  return cells.join('').trimEnd();
}

const sequence = String.raw`(?:\d{1,9}: )?`;
const date = String.raw`[A-Z][a-z]{2} +\d{1,2}(?: \d{4})? \d{1,2}:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Z]{2,5})?`;
const sinceBoot = String.raw`\d{1,2}:\d\d:\d\d(?:\.\d{1,6})?|\d+[dwy]\d+[hdw]`;
const message = String.raw`%[A-Z][A-Z0-9_]*(?:-[A-Z][A-Z0-9_]*)*-[0-7]-[A-Z0-9_]+: `;
const log = String.raw`${sequence}(?:[*.]?(?:${date}|${sinceBoot}): )?${message}`;

const logLine = new RegExp(`^${log}`);
const logInside = new RegExp(`${log}|${sequence}[*.]${date}: `);
/** Something without which no log line begins inside a line. */
const logSign = /[#>%]|[*.][A-Z]/;
const stampInside = /[*.][A-Z][a-z]{2} +\d/;
const datedDebug = new RegExp(`^${sequence}[*.]?${date}: `);
const uptimeDebug = new RegExp(`^${sequence}[*.]?(?:${sinceBoot}): `);
/** What prints debug lines that carry no time stamp, as `no service timestamps debug` makes them. */
const bareDebugForm = String.raw`(?:SSH\d?(?: CLIENT)?[^\S\r\n]?\d*|SNMP|TPLUS|TAC\+|RADIUS|AAA(?:/[A-Z]+)*|CRYPTO_ENGINE|SCP|IP SSH): `;
const bareDebug = new RegExp(`^${bareDebugForm}`);
/** The same right behind a prompt. */
const bareDebugAtPrompt = new RegExp(
  String.raw`^[^\s()>#]{1,100}(?:\([^()\s]{1,60}\))*[>#](?=${bareDebugForm})`,
);

/** Up to its first character behind the blank, which the blank needs: at a line's end none is left of it. */
const logForm = `(?:${log}|${sequence}[*.]?(?:${date}|${sinceBoot}): |${bareDebugForm})(?=\\S)`;
/** A few lines at once: one after the other is slower, and all at once would need a stack of their length. */
const logOrContinuations = new RegExp(
  `(?:(?:(?:${logForm}| {4})[^\\n\\r\\x00\\x07\\x08\\x1b]*| *)\\r*\\n){1,64}`,
  'y',
);

export type Asynchrony = 'no' | 'maybe' | 'yes';

/** Whether a line is a log or debug line that no command asked for, by its form alone. */
export function asynchronyOf(text: string): Asynchrony {
  const first = text.charCodeAt(0);
  if (first === percent) return logLine.test(text) ? 'yes' : 'no';
  const stamped = isStampMark(first) || (first >= 0x30 && first <= 0x39);
  if (!stamped && !(first >= 0x41 && first <= 0x5a)) return 'no';
  if (datedDebug.test(text) || (text.includes('%') && logLine.test(text))) return 'yes';
  return (stamped ? uptimeDebug : bareDebug).test(text) ? 'maybe' : 'no';
}

const percent = 0x25;

/** The `*` of a clock that was never set, the `.` of one that has lost its time server. */
function isStampMark(code: number): boolean {
  return code === 0x2a || code === 0x2e;
}

/** Where a log line begins inside a line that something else begins: a prompt, an answer, a half-echoed command. */
export function gluedLogAt(text: string): number | undefined {
  // Nothing is split off what begins with a marked time stamp, and most lines have nothing of a log line.
  if ((isStampMark(text.charCodeAt(0)) && datedDebug.test(text)) || !logSign.test(text)) return undefined;
  const behindPrompt = /[#>]/.test(text) ? bareDebugAtPrompt.exec(text)?.[0].length : undefined;
  if (behindPrompt !== undefined) return behindPrompt;
  if (!text.includes('%') && !stampInside.test(text)) return undefined;
  const at = logInside.exec(text)?.index;
  return at === undefined || at === 0 ? undefined : at;
}

/**
 * Whether a line that comes behind a log or debug line can go on with it: `    Data : 0000 ...`. Output is
 * indented too, but seldom deeply.
 */
export function continuation(text: string): Asynchrony {
  let blanks = 0;
  while (text.charCodeAt(blanks) === 0x20) blanks++;
  if (blanks < 4) return 'no';
  return blanks >= 10 && text.charAt(blanks).trim() !== '' ? 'yes' : 'maybe';
}

/**
 * Whether complete lines behind a log line are nothing but log lines, what goes on with one, and empty lines, as
 * most of a debug flood is. Quick and strict: false also where only a closer look can tell.
 */
export function isOnlyLog(lines: string): boolean {
  const some = logOrContinuations;
  for (some.lastIndex = 0; some.lastIndex < lines.length;) if (!some.test(lines)) return false;
  return true;
}

/** Commands whose own output is log lines, so that a log line in it can be either. */
export function printsLog(command: string): boolean {
  return /^\s*(?:do\s+)?(?:sh|sho|show)\s+(?:log\w*|arch\w*\s+log)\b|^\s*(?:do\s+)?more\s/i.test(command);
}

/**
 * One printed line as a person would have seen it: pager and its erasing gone, backspaces and carriage
 * returns carried out. Pure; nothing of the recording itself is altered.
 */
export function renderLine(raw: string): string {
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
  return /^ --More-- ?$/.test(text);
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
const logInside = new RegExp(`${log}|[*.]${date}: `);
const stampInside = /[*.][A-Z][a-z]{2} +\d/;
const datedDebug = new RegExp(`^${sequence}[*.]?${date}: `);
const uptimeDebug = new RegExp(`^${sequence}[*.]?(?:${sinceBoot}): `);
/** What prints debug lines that carry no time stamp, as `no service timestamps debug` makes them. */
const bareDebugForm = String.raw`(?:SSH\d?(?: CLIENT)?\s?\d*|SNMP|TPLUS|TAC\+|RADIUS|AAA(?:/[A-Z]+)*|CRYPTO_ENGINE|SCP|IP SSH): `;
const bareDebug = new RegExp(`^${bareDebugForm}`);
/** The same right behind a prompt. */
const bareDebugAtPrompt = new RegExp(
  String.raw`^[^\s()>#]{1,100}(?:\([^()\s]{1,60}\))*[>#](?=${bareDebugForm})`,
);

export type Asynchrony = 'no' | 'maybe' | 'yes';

/** Whether a line is a log or debug line that no command asked for, by its form alone. */
export function asynchronyOf(text: string): Asynchrony {
  if (text.includes('%') && logLine.test(text)) return 'yes';
  const first = text.charCodeAt(0);
  const stamped = first === 0x2a || first === 0x2e || (first >= 0x30 && first <= 0x39);
  if (stamped || (first >= 0x41 && first <= 0x5a)) {
    if (datedDebug.test(text)) return 'yes';
    if (stamped ? uptimeDebug.test(text) : bareDebug.test(text)) return 'maybe';
  }
  return 'no';
}

/** Where a log line begins inside a line that something else begins: a prompt, an answer, a half-echoed command. */
export function gluedLogAt(text: string): number | undefined {
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
  if (!text.startsWith('    ')) return 'no';
  return /^ {10,}\S/.test(text) ? 'yes' : 'maybe';
}

/** Commands whose own output is log lines, so that a log line in it can be either. */
export function printsLog(command: string): boolean {
  return /^\s*(?:do\s+)?(?:sh|sho|show)\s+(?:log\w*|arch\w*\s+log)\b|^\s*(?:do\s+)?more\s/i.test(command);
}

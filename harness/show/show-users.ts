/** A terminal line with somebody on it (with `all` or `wide`: or without). */
export interface ShownLine {
  /** Marked with `*`: the line that asks. */
  readonly active: boolean;
  /** The absolute number; some releases leave it out. */
  readonly number?: number;
  readonly type: 'con' | 'aux' | 'tty' | 'vty';
  /** `0`, or `0/1/0`. */
  readonly unit: string;
  readonly user?: string;
  readonly host?: string;
  /** `00:00:07`, `1w6d`. */
  readonly idle?: string;
  readonly location?: string;
}

export interface ShownInterfaceUser {
  readonly interface: string;
  readonly user: string;
  readonly mode: string;
  readonly idle?: string;
  readonly peer?: string;
}

export interface ShowUsers {
  readonly lines: readonly ShownLine[];
  readonly interfaces: readonly ShownInterfaceUser[];
  readonly unknown: readonly string[];
}

const lineRow = /^\s*(\*?)\s*(\d+)?\s*(con|aux|tty|vty)\s+(\d+(?:\/\d+)*)(.*)$/;
const linesHeader = /^\s*Line\s+User\s+Host\(s\)\s+Idle\s+Location\s*$/;
const interfacesHeader = /^\s*Interface\s+User\s+Mode\s+Idle\s+Peer Address\s*$/;
/** A location on a line of its own stands under its column; a second host of a line stands under another. */
const wrappedLocation = /^(\s{20,})(\S+)\s*$/;

/** Where the heads of the columns stand. */
interface Columns {
  readonly user: number;
  readonly host: number;
  readonly location: number;
}

export function parseShowUsers(output: readonly string[]): ShowUsers {
  const lines: ShownLine[] = [];
  const interfaces: ShownInterfaceUser[] = [];
  const unknown: string[] = [];
  let columns: Columns | undefined;
  let table: 'lines' | 'interfaces' = 'lines';
  for (const raw of output) {
    const row = lineRow.exec(raw);
    const last = lines.at(-1);
    const [, indent = '', location = ''] = wrappedLocation.exec(raw) ?? [];
    const wrapped = location !== '' && !nearerToHost(indent.length, columns);
    const words = raw.trim().split(/\s+/);
    if (raw.trim() === '') continue;
    if (linesHeader.test(raw)) {
      columns = {
        user: raw.indexOf('User'),
        host: raw.indexOf('Host(s)'),
        location: raw.indexOf('Location'),
      };
    } else if (interfacesHeader.test(raw)) {
      table = 'interfaces';
    } else if (row) {
      lines.push(shownLine(row, raw.length - (row[5] ?? '').length, columns));
    } else if (table === 'lines' && wrapped && last?.idle !== undefined && last.location === undefined) {
      lines[lines.length - 1] = { ...last, location };
    } else if (table === 'interfaces' && words.length >= 3 && /^\s/.test(raw)) {
      const [name = '', user = '', mode = '', idle, peer] = words;
      interfaces.push({
        interface: name,
        user,
        mode,
        ...(idle === undefined ? {} : { idle }),
        ...(peer === undefined ? {} : { peer }),
      });
    } else {
      unknown.push(raw.trim());
    }
  }
  return { lines, interfaces, unknown };
}

function nearerToHost(at: number, columns: Columns | undefined): boolean {
  return columns !== undefined && Math.abs(at - columns.host) < Math.abs(at - columns.location);
}

function shownLine(row: RegExpExecArray, restAt: number, columns: Columns | undefined): ShownLine {
  const [, star, number, type, unit = '', rest = ''] = row;
  const words = [...rest.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: restAt + match.index }));
  const idleAt = words.findIndex(({ text }, index) => isIdle(text, index, words));
  const before = (idleAt === -1 ? words : words.slice(0, idleAt)).map(({ text }) => text);
  const [user, host] = before.length > 1 ? before : oneOfTwo(words[0], before[0], columns);
  const idle = words[idleAt]?.text;
  const location =
    idleAt === -1
      ? ''
      : words
          .slice(idleAt + 1)
          .map(({ text }) => text)
          .join(' ');
  return {
    active: star === '*',
    ...(number === undefined ? {} : { number: Number(number) }),
    type: type as ShownLine['type'],
    unit,
    ...(user === undefined ? {} : { user }),
    ...(host === undefined ? {} : { host }),
    ...(idle === undefined ? {} : { idle }),
    ...(location === '' ? {} : { location }),
  };
}

/** `00:00:07`, `1w6d`, `never`; a bare number only behind the host, where it cannot be a user's name. */
function isIdle(text: string, index: number, words: readonly { text: string }[]): boolean {
  if (/^(?:\d+:\d\d:\d\d|(?:\d+[ywdhm]){1,2}|never)$/.test(text)) return true;
  return /^\d+$/.test(text) && index > 0 && words[index - 1]?.text === 'idle';
}

/** With one word in front of the idle time, its column tells whether it is the user or the host. */
function oneOfTwo(
  word: { at: number } | undefined,
  text: string | undefined,
  columns: Columns | undefined,
): [user: string | undefined, host: string | undefined] {
  if (word === undefined || text === undefined) return [undefined, undefined];
  if (text === 'idle' || columns === undefined) return [undefined, text];
  const nearHost = Math.abs(word.at - columns.host) < Math.abs(word.at - columns.user);
  return nearHost ? [undefined, text] : [text, undefined];
}

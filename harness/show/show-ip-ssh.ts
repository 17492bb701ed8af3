import { asynchronyOf } from '../../bench/cli-lines.ts';
import { bitsOfSshRsaKey } from './rsa-modulus-bits.ts';

/** A host key, as the lines about `IOS Keys in SECSH format` show it. */
export interface ShownHostKey {
  /** `ssh-rsa`, `ssh-ec`, `ecdsa-sha2-nistp256`. */
  readonly format: string;
  /** Absent where the device says NONE, and on releases that print no name. */
  readonly name?: string;
  /** The device says that there is none. */
  readonly none?: true;
  /** As printed by newer releases, otherwise counted in the key itself. */
  readonly bits?: number;
  /** Base64 without its line breaks. */
  readonly body?: string;
}

/** What `show ip ssh` says. Every field is absent where its line is. */
export interface ShowIpSsh {
  readonly enabled?: boolean;
  /** `1.5`, `1.99` or `2.0`. */
  readonly version?: string;
  readonly authenticationMethods?: readonly string[];
  readonly publickeyAlgorithms?: readonly string[];
  readonly hostkeyAlgorithms?: readonly string[];
  readonly encryptionAlgorithms?: readonly string[];
  readonly macAlgorithms?: readonly string[];
  readonly kexAlgorithms?: readonly string[];
  /** Seconds. */
  readonly timeOut?: number;
  readonly retries?: number;
  readonly minimumDhBits?: number;
  readonly keys: readonly ShownHostKey[];
  /** What the device says about keys that are missing. */
  readonly notice?: string;
  readonly unknown: readonly string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type ListField =
  | 'authenticationMethods'
  | 'publickeyAlgorithms'
  | 'hostkeyAlgorithms'
  | 'encryptionAlgorithms'
  | 'macAlgorithms'
  | 'kexAlgorithms';

const lists: Readonly<Record<string, ListField>> = {
  'Authentication methods': 'authenticationMethods',
  'Authentication Publickey Algorithms': 'publickeyAlgorithms',
  'Hostkey Algorithms': 'hostkeyAlgorithms',
  'Encryption Algorithms': 'encryptionAlgorithms',
  'MAC Algorithms': 'macAlgorithms',
  'KEX Algorithms': 'kexAlgorithms',
};

const terminalWidth = 80;

/** Reads every era from 12.2 to IOS XE 17; algorithm lines that a terminal of 80 columns broke are joined again. */
export function parseShowIpSsh(output: readonly string[]): ShowIpSsh {
  const shown: Mutable<ShowIpSsh> = { keys: [], unknown: [] };
  const keys: Mutable<ShownHostKey>[] = [];
  const unknown: string[] = [];
  for (const line of joinWrapped(output)) {
    const key = keys.at(-1);
    if (line === '' || readLine(line, shown)) continue;
    const keyLine = /^IOS Keys in SECSH format ?\(([\w-]+), base64 encoded\):\s*(\S*)$/.exec(line);
    const size = /^(?:Modulus|Key) Size : (\d+) bits$/.exec(line);
    if (keyLine) {
      const [, format = '', name = ''] = keyLine;
      keys.push({ format, ...(name === 'NONE' ? { none: true } : name === '' ? {} : { name }) });
    } else if (size && key) {
      key.bits = Number(size[1]);
    } else if (key && !key.none && /^[\w-]+ AAAA[A-Za-z0-9+/= ]*$/.test(line)) {
      key.body = line.split(' ').slice(1).join('');
    } else if (key?.body !== undefined && !key.body.endsWith('=') && /^[A-Za-z0-9+/]+={0,2}%?$/.test(line)) {
      key.body += line.replace(/%$/, '');
    } else {
      unknown.push(line);
    }
  }
  for (const key of keys) {
    const bits = key.bits ?? (key.body === undefined ? undefined : bitsOfSshRsaKey(key.body));
    if (bits !== undefined) key.bits = bits;
  }
  return { ...shown, keys, unknown };
}

/** Takes a line that stands for itself; false for any other. */
function readLine(line: string, shown: Mutable<ShowIpSsh>): boolean {
  // some pages that quote a device turned its hyphen into a dash
  const status = /^SSH (Enabled|Disabled) [-–] version (\d\.\d+)$/.exec(line);
  if (status) {
    shown.enabled = status[1] === 'Enabled';
    shown.version = status[2] ?? '';
    return true;
  }
  const limits = /^Authentication timeout: (\d+) secs; Authentication retries: (\d+)$/.exec(line);
  if (limits) {
    shown.timeOut = Number(limits[1]);
    shown.retries = Number(limits[2]);
    return true;
  }
  const group = /^Minimum expected Diffie Hellman key size : (\d+) bits$/.exec(line);
  if (group) {
    shown.minimumDhBits = Number(group[1]);
    return true;
  }
  if (/^%\s*SSH has not been enabled$/.test(line)) {
    shown.enabled = false;
    return true;
  }
  if (/^%?\s*Please create (?:EC or )?RSA keys/.test(line)) {
    shown.notice = line;
    return true;
  }
  const list = /^([A-Z][\w ]+):(.*)$/.exec(line);
  const field = lists[list?.[1] ?? ''];
  if (list === null || field === undefined) return false;
  shown[field] = (list[2] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return true;
}

const brokenLabel = /^(?:Authentication Publickey|Authentication|Hostkey|Encryption|MAC|KEX)$/;
const listLine = /^(?:Authentication |Publickey |Hostkey |Encryption |MAC |KEX )+(?:Algorithms|methods):/;

/**
 * A terminal of 80 columns breaks an algorithm line twice over: `Encryption` stands alone, and the list goes
 * on in the next line, in the middle of a name where it must. The same happens to a long key name. A log line
 * between two pieces does not part them.
 */
function joinWrapped(output: readonly string[]): string[] {
  const joined: string[] = [];
  const logged: string[] = [];
  let previousWidth = 0;
  for (const raw of output) {
    const line = raw.trim();
    if (asynchronyOf(line) !== 'no') {
      logged.push(line);
      continue;
    }
    const before = joined.at(-1) ?? '';
    const nameFollows = previousWidth >= terminalWidth || before.endsWith(':');
    const rest =
      (brokenLabel.test(before) && /^(?:Algorithms|methods):/.test(line) && ` ${line}`) ||
      (listLine.test(before) && /^[a-z0-9,-][\w@.,-]*$/.test(line) && !brokenLabel.test(line) && line) ||
      (/^IOS Keys in SECSH/.test(before) && nameFollows && /^\w[\w.-]*$/.test(line) && line);
    if (rest) joined[joined.length - 1] = before + rest;
    else joined.push(line);
    previousWidth = raw.length;
  }
  return [...joined, ...logged];
}

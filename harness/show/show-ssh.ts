/** One direction of an SSH connection to the device; Version 1 has no direction and no Hmac. */
export interface ShownSshConnection {
  readonly connection: number;
  readonly version: string;
  readonly mode?: 'IN' | 'OUT';
  readonly encryption: string;
  readonly hmac?: string;
  readonly state: string;
  /** Absent while nobody has logged in. */
  readonly username?: string;
}

export interface ShowSsh {
  readonly connections: readonly ShownSshConnection[];
  /** The versions of which the device says that no connection runs; `any` where it names none. */
  readonly idle: readonly ('1' | '2' | 'any')[];
  readonly unknown: readonly string[];
}

const header = /^Connection\s+Version\s+(?:Mode\s+)?Encryption\b|^Username$/;
const idleLine = /^%No SSH(?:v([12]))? server connections running\.?$/;
const version2Row = /^(\d+)\s+(\d\.\d+)\s+(IN|OUT)\s+(\S+)\s+(\S+)\s+(.+)$/;
const version1Row = /^(\d+)\s+(1\.\d+)\s+(\S+)\s+(.+)$/;

/** Reads `show ssh`; the columns' widths differ by release, so rows are split at blanks. */
export function parseShowSsh(output: readonly string[]): ShowSsh {
  const connections: ShownSshConnection[] = [];
  const idle: ('1' | '2' | 'any')[] = [];
  const unknown: string[] = [];
  for (const raw of output) {
    const line = raw.trim();
    if (line === '' || header.test(line)) continue;
    const none = idleLine.exec(line);
    const version2 = version2Row.exec(line);
    const version1 = version1Row.exec(line);
    if (none) {
      idle.push(none[1] === '1' || none[1] === '2' ? none[1] : 'any');
    } else if (version2) {
      const [, connection = '', version = '', mode, encryption = '', hmac = '', rest = ''] = version2;
      connections.push({
        connection: Number(connection),
        version,
        mode: mode === 'IN' ? 'IN' : 'OUT',
        encryption,
        hmac,
        ...stateAndUser(rest),
      });
    } else if (version1) {
      const [, connection = '', version = '', encryption = '', rest = ''] = version1;
      connections.push({ connection: Number(connection), version, encryption, ...stateAndUser(rest) });
    } else {
      unknown.push(line);
    }
  }
  return { connections, idle, unknown };
}

/** The state has blanks in it, the username has none; between a state unknown here and it stand two or more. */
function stateAndUser(rest: string): { state: string; username?: string } {
  const known = /^(Session started)(?:\s+(\S+))?$/i.exec(rest);
  const [state = '', username] = known ? [known[1], known[2]] : rest.split(/\s{2,}/);
  return { state, ...(username === undefined ? {} : { username }) };
}

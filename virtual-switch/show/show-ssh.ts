import type { ListedSession } from '../ssh/seams.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `show ssh`: guide pages 34 and 35, widths of show-ssh--tp4-gns3--1. `viewer` is the user who asks. */
export function showSsh({ ssh, seams }: VirtualSwitch, viewer?: string): string {
  const lines: string[] = [];
  const open = ssh.sessions;
  const listed = seams
    .listedSessions(open, viewer)
    .map(([number, session]): ListedSession => [number, seams.shownSession(session, open)]);
  const first = listed.filter(([, session]) => session.version === 1);
  const second = listed.filter(([, session]) => session.version === 2);
  if (first.length > 0) {
    lines.push(row1('Connection', 'Version', 'Encryption', 'State', 'Username'));
    for (const [number, session] of first) {
      lines.push(row1(String(number), '1.5', session.in.cipher, session.state, session.username));
    }
  }
  if (second.length > 0) {
    lines.push(row2('Connection', 'Version', 'Mode', 'Encryption', 'Hmac', 'State', 'Username'));
    for (const [number, session] of second) {
      for (const [mode, used] of [
        ['IN', session.in],
        ['OUT', session.out],
      ] as const) {
        lines.push(row2(String(number), '2.0', mode, used.cipher, used.mac, session.state, session.username));
      }
    }
  } else lines.push('%No SSHv2 server connections running.');
  if (first.length === 0) lines.push('%No SSHv1 server connections running.');
  return seams
    .showSsh(lines)
    .map((text) => `${text}\n`)
    .join('');
}

const row1 = (connection: string, version: string, encryption: string, state: string, user: string) =>
  `${connection.padEnd(15)} ${version.padEnd(7)} ${encryption.padEnd(15)} ${state.padEnd(20)} ${user}`;

const row2 = (
  connection: string,
  version: string,
  mode: string,
  encryption: string,
  hmac: string,
  state: string,
  user: string,
) =>
  `${connection.padEnd(10)} ${version.padEnd(7)} ${mode.padEnd(4)} ${encryption.padEnd(11)} ${hmac.padEnd(12)} ${state.padEnd(21)} ${user}`;

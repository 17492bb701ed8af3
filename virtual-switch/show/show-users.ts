import { uptimeStamp } from '../calendar.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';

/**
 * `show users`, form of show-users--opensysadmins-1941--1; `all` is that of show-users-all--ntc-templates--1. A line
 * is in use from the connection on: real devices list who has not logged in yet too.
 */
export function showUsers(device: VirtualSwitch, own: TtyLine | undefined, which: 'active' | 'all'): string {
  const now = device.clock.now();
  const rows = [device.console, ...device.vtys].map((line) => {
    if (line.session === undefined && !line.busy)
      return which === 'all' ? row(' ', line.number, line.label) : '';
    const idle = uptimeStamp(line === own ? 0 : now - line.lastInput);
    const { user = '', location = '' } = line;
    return row(line === own ? '*' : ' ', line.number, line.label, user, 'idle', idle, location);
  });
  if (which === 'all') rows.splice(1, 0, row(' ', 1, 'aux 0'));
  return `    Line       User       Host(s)              Idle       Location\n${rows.join('')}
  Interface    User               Mode         Idle     Peer Address
`;
}

function row(mark: string, number: number, label: string, ...rest: readonly string[]): string {
  const [user = '', host = '', idle = '00:00:00', location = ''] = rest;
  const columns = [label.padEnd(9), user.padEnd(10), host.padEnd(16), idle.padStart(12)];
  return `${mark}${String(number).padStart(3)} ${columns.join(' ')} ${location}\n`;
}

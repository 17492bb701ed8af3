import { uptimeStamp } from '../calendar.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';

/** `show users`, form of show-users--opensysadmins-1941--1. */
export function showUsers(device: VirtualSwitch, own: TtyLine | undefined): string {
  const now = device.clock.now();
  const rows = [device.console, ...device.vtys]
    .filter((line) => line.session !== undefined)
    .map((line) => {
      const mark = line === own ? '*' : ' ';
      const idle = uptimeStamp(line === own ? 0 : now - line.lastInput);
      const columns = [
        line.label.padEnd(9),
        (line.user ?? '').padEnd(10),
        'idle'.padEnd(16),
        idle.padStart(12),
      ];
      return `${mark}${String(line.number).padStart(3)} ${columns.join(' ')} ${line.location ?? ''}\n`;
    });
  return `    Line       User       Host(s)              Idle       Location\n${rows.join('')}
  Interface    User               Mode         Idle     Peer Address
`;
}

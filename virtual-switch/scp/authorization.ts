import type { VirtualSwitch } from '../switch.ts';
import { privilegeLevel, type TtyLine } from '../tty-line.ts';

/** The privilege level that exec authorization gives a user who has logged in on a line, for a copy by scp. */
export function privilegeForScp(device: VirtualSwitch, line: TtyLine, username: string): Promise<number> {
  const ofUser = device.configuration.users.get(username)?.privilege;
  return Promise.resolve(device.seams.privilegeOverSsh(ofUser ?? privilegeLevel(device.lineBlock(line))));
}

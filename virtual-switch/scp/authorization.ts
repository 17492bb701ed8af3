import type { VirtualSwitch } from '../switch.ts';
import { privilegeOfLogin } from '../aaa/exec-authorization.ts';
import type { TtyLine } from '../tty-line.ts';

/** The privilege level that exec authorization gives a user who has logged in on a line, for a copy by scp. */
export async function privilegeForScp(
  device: VirtualSwitch,
  line: TtyLine,
  username: string,
): Promise<number> {
  const given = await privilegeOfLogin(device, line, username);
  // One who is refused may do nothing.
  return given === undefined ? 0 : device.seams.privilegeOverSsh(given);
}

import { privilegeOfLogin } from '../aaa/exec-authorization.ts';
import type { TtyLine } from '../tty-line.ts';
import type { VirtualSwitch } from '../switch.ts';

/** The privilege level that exec authorization gives a user who has logged in on a line, for a copy by scp. */
export async function privilegeForScp(
  device: VirtualSwitch,
  line: TtyLine,
  username: string,
): Promise<number> {
  const { configuration, seams } = device;
  const given = seams.scpLevel(await privilegeOfLogin(device, line, username), {
    ofUsernameLine: configuration.users.get(username)?.privilege,
    isAuthorized: (type) => configuration.settings.has(`aaa authorization ${type} default`),
  });
  // One who is refused may do nothing.
  return given === undefined ? 0 : seams.privilegeOverSsh(given);
}

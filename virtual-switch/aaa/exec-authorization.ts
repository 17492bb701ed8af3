import { type Configuration, flag } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { Method } from './seams.ts';
import { privilegeLevel, type TtyLine } from '../tty-line.ts';

export const execListKey = (list: string): string => `aaa authorization exec ${list}`;

/**
 * The privilege level of somebody who was let in on a line; undefined where exec authorization refuses him. With AAA a local
 * user's own level counts only where a list of `aaa authorization exec` has `local`; the console is asked about only after
 * `aaa authorization console`. Without AAA it counts always. A level of the line stands where nothing else gives one.
 */
export function privilegeOfLogin(
  device: VirtualSwitch,
  line: TtyLine,
  username: string | undefined,
): number | undefined {
  const { configuration } = device;
  const user = username === undefined ? undefined : configuration.users.get(username);
  const ofLine = privilegeLevel(device.lineBlock(line));
  if (flag(configuration, 'aaa new-model') !== true) return user?.privilege ?? ofLine;
  const methods = execMethods(device, line);
  if (methods === undefined) return ofLine;
  for (const method of methods) {
    if (method === 'none' || method === 'if-authenticated') return ofLine;
    if (method === 'local') return user === undefined ? undefined : (user.privilege ?? ofLine);
    // A group of servers is there to be asked and never answers yet.
  }
  return undefined;
}

/** Of the list that the line names, else of the default list; undefined where nobody is asked. */
function execMethods(device: VirtualSwitch, line: TtyLine): readonly Method[] | undefined {
  const { configuration, seams } = device;
  if (line.kind !== 'vty' && flag(configuration, 'aaa authorization console') !== true) return undefined;
  const typed = device.lineBlock(line)?.settings.get('authorization exec');
  const named = /^authorization exec (\S+)/.exec(typed ?? '')?.[1];
  const list = named ?? 'default';
  const methods = methodsOf(configuration, list);
  return methods && seams.methodsInForce(methods, { part: 'exec', line, list });
}

function methodsOf({ settings }: Configuration, list: string): readonly Method[] | undefined {
  const text = settings.get(execListKey(list))?.slice(execListKey(list).length).trim();
  const words = text?.match(/group|(?<!group )\S+/g) ?? undefined;
  return words as readonly Method[] | undefined;
}

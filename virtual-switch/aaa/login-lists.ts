import { type Configuration, flag } from '../configuration/configuration.ts';
import { loginMethod, type TtyLine } from '../tty-line.ts';
import type { VirtualSwitch } from '../switch.ts';

/** Who is asked whether somebody is let in. A group of servers is there to be asked and never answers yet. */
export type LoginMethod = 'local' | 'local-case' | 'line' | 'enable' | 'none' | 'group';

export const methodWords: readonly Exclude<LoginMethod, 'group'>[] = [
  'local',
  'local-case',
  'line',
  'enable',
  'none',
];

export const listKey = (list: string): string => `aaa authentication login ${list}`;

/**
 * The methods that decide about a login on a line, in their order. With AAA those of the list that the line names,
 * else of the default list; where there is none, local users on a vty, and nobody is asked on the console.
 */
export function loginMethods(device: VirtualSwitch, line: TtyLine): readonly LoginMethod[] {
  const { configuration, seams } = device;
  const block = device.lineBlock(line);
  if (flag(configuration, 'aaa new-model') !== true) {
    const method = loginMethod(block);
    return [method === 'password' ? 'line' : method];
  }
  const named = /^login authentication (\S+)/.exec(block?.settings.get('login authentication') ?? '')?.[1];
  const methods = methodsOf(configuration, named ?? 'default');
  const decide: readonly LoginMethod[] = methods ?? (line.kind === 'vty' ? ['local'] : ['none']);
  const list = methods && (named ?? 'default');
  return seams
    .methodsInForce(decide, { part: 'login', line, list })
    .filter((method) => method !== 'if-authenticated');
}

function methodsOf({ settings }: Configuration, list: string): readonly LoginMethod[] | undefined {
  const words = settings.get(listKey(list))?.slice(listKey(list).length).trim().split(' ');
  if (words === undefined) return undefined;
  return words.flatMap((word, index): LoginMethod[] => {
    if (words[index - 1] === 'group') return [];
    if (word === 'group') return ['group'];
    const method = methodWords.find((each) => each === word);
    return method === undefined ? [] : [method];
  });
}

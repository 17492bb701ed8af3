import { flag } from '../configuration/configuration.ts';
import { loginMethod, type TtyLine } from '../tty-line.ts';
import type { VirtualSwitch } from '../switch.ts';
import { listInForce, type Method, methodsOf } from './method-lists.ts';

const begins = 'aaa authentication login';

/**
 * The methods that decide about a login on a line, in their order. With AAA those of the list that the line names,
 * else of the default list; where there is none, local users on a vty, and nobody is asked on the console.
 */
export function loginMethods(device: VirtualSwitch, line: TtyLine): readonly Method[] {
  const { configuration, seams } = device;
  const block = device.lineBlock(line);
  if (flag(configuration, 'aaa new-model') !== true) {
    const method = loginMethod(block);
    return [method === 'password' ? 'line' : method];
  }
  const named = /^login authentication (\S+)/.exec(block?.settings.get('login authentication') ?? '')?.[1];
  const list = listInForce(configuration, begins, named);
  const methods = list === undefined ? undefined : methodsOf(configuration, begins, list);
  return seams.methodsInForce(methods ?? (line.kind === 'vty' ? ['local'] : ['none']), {
    part: 'login',
    line,
    list,
  });
}

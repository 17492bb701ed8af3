import { flag } from '../configuration/configuration.ts';
import { matches } from '../passwords.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { linePassword } from './authenticate.ts';
import { protocolOf, radiusServers, tacacsServers } from './configured-servers.ts';
import { AaaTrace } from './debug.ts';
import { type Dialogue, LoginAttempt } from './login-attempt.ts';
import { groupOf, type Method, methodsOf } from './method-lists.ts';
import { loginByRadius } from './radius-login.ts';
import type { MethodAnswer } from './seams.ts';
import { askTacacs } from './tacacs-login.ts';

/** Whom a RADIUS server is asked about: it knows no `enable` (IOS 17.15 on a lab of others). */
const radiusUser = '$enab15$';

/** How `enable` ended: `refused` by a password of the switch, `error` by a server or for want of one. */
export type Enabled = 'passed' | 'refused' | 'error';

/**
 * `enable` where `aaa authentication enable default` has methods; undefined where it has none, and then the enable password alone counts. Rejects
 * with GaveUp where a question is not answered.
 */
export async function enableByAaa(
  device: VirtualSwitch,
  line: TtyLine,
  dialogue: Dialogue,
): Promise<Enabled | undefined> {
  const { configuration, seams } = device;
  if (flag(configuration, 'aaa new-model') !== true) return undefined;
  const methods = methodsOf(configuration, 'aaa authentication enable', 'default');
  if (methods === undefined) return undefined;
  const attempt = new LoginAttempt(dialogue, line.user ?? '');
  const trace = new AaaTrace(device, () => attempt.latest);
  const list = { part: 'enable', line, list: 'default' } as const;
  for (const method of seams.methodsInForce(methods, list)) {
    const answer = await ask({ device, line, attempt, trace }, method);
    const next = seams.afterAnswer(answer, method, 'enable');
    if (next === 'pass') return 'passed';
    if (next === 'fail') return method.startsWith('group ') ? 'error' : 'refused';
  }
  return 'error';
}

interface Asked {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly attempt: LoginAttempt;
  readonly trace: AaaTrace;
}

async function ask({ device, line, attempt, trace }: Asked, method: Method): Promise<MethodAnswer> {
  const { configuration, seams } = device;
  if (method === 'none') return 'pass';
  if (method === 'enable') {
    const stored = configuration.enableSecret ?? configuration.enablePassword;
    if (stored === undefined) return 'error';
    return seams.acceptsEnablePassword(stored, await attempt.password()) ? 'pass' : 'fail';
  }
  if (method === 'line') {
    const stored = linePassword(device, line);
    if (stored === undefined) return 'error';
    return matches(stored, await attempt.password()) ? 'pass' : 'fail';
  }
  const group = groupOf(method) ?? '';
  switch (protocolOf(configuration, group)) {
    case 'tacacs+':
      return askTacacs(
        { device, line, attempt, trace, service: 'enable' },
        tacacsServers(configuration, group),
      );
    case 'radius': {
      const servers = radiusServers(configuration, group);
      if (servers.length === 0) return 'error';
      return (await loginByRadius({ device, line, attempt, trace, user: radiusUser }, servers)).answer;
    }
    case undefined:
      return 'error';
  }
}

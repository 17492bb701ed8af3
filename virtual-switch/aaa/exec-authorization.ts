import {
  readAuthorizationResponse,
  writeAuthorizationRequest,
} from '../../protocols/tacacs/authorization.ts';
import {
  authenticationMethod,
  authenticationService,
  authenticationType,
  authorizationStatus,
  packetType,
} from '../../protocols/tacacs/numbers.ts';
import { flag } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import { privilegeLevel, type TtyLine } from '../tty-line.ts';
import type { Identity } from './aaa-service.ts';
import { protocolOf, type TacacsServer, tacacsServers } from './configured-servers.ts';
import { AaaTrace, placeOf } from './debug.ts';
import { aaaAuthorization, tacacs } from './debug-kinds.ts';
import { groupOf, listInForce, type Method, methodsOf } from './method-lists.ts';
import type { MethodAnswer } from './seams.ts';
import { TacacsConnection } from './tacacs-connection.ts';

const begins = 'aaa authorization exec';

interface Right {
  readonly answer: MethodAnswer;
  /** Undefined where nothing is said of it. */
  readonly level?: number;
}

/**
 * The privilege level of somebody who was let in on a line; undefined where exec authorization refuses him. With AAA a local
 * user's own level counts only where a list of `aaa authorization exec` has `local`; the console is asked about only after
 * `aaa authorization console`. Without AAA it counts always. A level of the line stands where nothing else gives one.
 */
export async function privilegeOfLogin(
  device: VirtualSwitch,
  line: TtyLine,
  username: string | undefined,
): Promise<number | undefined> {
  const { configuration, seams } = device;
  const user = username === undefined ? undefined : configuration.users.get(username);
  const ofLine = privilegeLevel(device.lineBlock(line));
  if (flag(configuration, 'aaa new-model') !== true) return user?.privilege ?? ofLine;
  const inForce = execMethods(device, line);
  if (inForce === undefined) return ofLine;
  const trace = new AaaTrace(device);
  trace.say(
    aaaAuthorization,
    `AAA/AUTHOR (0x${trace.login.toString(16).toUpperCase()}): Pick method list '${inForce.list}'`,
  );
  for (const method of inForce.methods) {
    const right = await ask({ device, line, username, trace }, method);
    const next = seams.afterAnswer(right.answer, method, 'exec');
    if (next === 'fail') {
      trace.say(aaaAuthorization, `AAA/AUTHOR/EXEC(${trace.id}): Authorization FAILED`);
      return undefined;
    }
    if (next !== 'pass') continue;
    if (right.level !== undefined) {
      trace.say(aaaAuthorization, `AAA/AUTHOR/EXEC(${trace.id}): processing AV priv-lvl=${right.level}`);
    }
    trace.say(aaaAuthorization, `AAA/AUTHOR/EXEC(${trace.id}): Authorization successful`);
    return seams.levelGiven(right.level, ofLine);
  }
  return undefined;
}

/** Of the list that counts; undefined where nobody is asked. */
function execMethods(
  device: VirtualSwitch,
  line: TtyLine,
): { readonly list: string; readonly methods: readonly Method[] } | undefined {
  const { configuration, seams } = device;
  const console = seams.asksAboutConsole(flag(configuration, 'aaa authorization console') === true);
  if (line.kind !== 'vty' && !console) return undefined;
  const typed = device.lineBlock(line)?.settings.get('authorization exec');
  const named = /^authorization exec (\S+)/.exec(typed ?? '')?.[1];
  const list = listInForce(configuration, begins, named);
  const methods = list === undefined ? undefined : methodsOf(configuration, begins, list);
  if (list === undefined || methods === undefined) return undefined;
  return { list, methods: seams.methodsInForce(methods, { part: 'exec', line, list }) };
}

interface Asked {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly username: string | undefined;
  readonly trace: AaaTrace;
}

async function ask(asked: Asked, method: Method): Promise<Right> {
  const { device, line, username } = asked;
  const { configuration, aaa } = device;
  const identity = aaa.identityOn(line);
  switch (method) {
    case 'none':
      return { answer: 'pass' };
    case 'if-authenticated':
      return { answer: identity?.method === 'none' ? 'fail' : 'pass' };
    case 'local': {
      const user = username === undefined ? undefined : configuration.users.get(username);
      if (user === undefined) return { answer: 'fail' };
      return { answer: 'pass', ...(user.privilege !== undefined && { level: user.privilege }) };
    }
    case 'local-case':
    case 'line':
    case 'enable':
      return { answer: 'error' };
  }
  const group = groupOf(method) ?? '';
  switch (protocolOf(configuration, group)) {
    case 'tacacs+':
      return askTacacs(asked, tacacsServers(configuration, group), identity);
    case 'radius':
      // A RADIUS server says what a user may do when it lets him in (RFC 2865, section 2), and is not asked again.
      if (identity?.radius === undefined) return { answer: 'error' };
      return { answer: 'pass', ...(identity.radius.level !== undefined && { level: identity.radius.level }) };
    case undefined:
      return { answer: 'error' };
  }
}

/** RFC 8907, section 6: `service=shell` and an empty command ask for a shell (section 8.2). */
async function askTacacs(
  { device, line, username = '', trace }: Asked,
  servers: readonly TacacsServer[],
  identity: Identity | undefined,
): Promise<Right> {
  const { seams } = device;
  const body = writeAuthorizationRequest({
    method: methodNumber(identity?.method ?? 'none'),
    privilege: 1,
    type: authenticationType.ascii,
    service: authenticationService.login,
    user: seams.userAsked(username),
    ...placeOf(line),
    args: ['service=shell', 'cmd*'],
  });
  trace.say(tacacs, `TPLUS: processing authorization request id ${trace.login}`);
  for (const configured of servers) {
    const server = seams.tacacsServerAsked(configured);
    const connection = await TacacsConnection.open(device, server, packetType.authorization);
    if (connection === undefined) continue;
    const answer = await connection.ask(body);
    connection.close();
    if ('fault' in answer) {
      if (answer.fault === 'unreadable' && seams.unreadableReply() === 'pass') return { answer: 'pass' };
      continue;
    }
    const read = readAuthorizationResponse(answer.body);
    if ('fault' in read) {
      if (seams.unreadableReply() === 'pass') return { answer: 'pass' };
      continue;
    }
    const { status, args } = read.value;
    const { passAdd, passReplace, fail } = authorizationStatus;
    trace.say(tacacs, `TPLUS: Received author response status ${statusName(status)}`);
    if (status === fail) return { answer: 'fail' };
    if (status !== passAdd && status !== passReplace) continue;
    const level = args
      .map((arg) => /^priv-lvl[=*](\d+)$/.exec(arg)?.[1])
      .find((found) => found !== undefined);
    return { answer: 'pass', ...(level !== undefined && { level: Number(level) }) };
  }
  return { answer: 'error' };
}

function methodNumber(method: Method): number {
  if (method.startsWith('group ')) return authenticationMethod.tacacsPlus;
  const known: Readonly<Record<string, number>> = {
    local: authenticationMethod.local,
    'local-case': authenticationMethod.local,
    line: authenticationMethod.line,
    enable: authenticationMethod.enable,
  };
  return known[method] ?? authenticationMethod.none;
}

/** As `debug tacacs` prints it; from memory. */
function statusName(status: number): string {
  const { passAdd, passReplace, fail, error } = authorizationStatus;
  const names: Readonly<Record<number, string>> = {
    [passAdd]: 'PASS_ADD',
    [passReplace]: 'PASS_REPL',
    [fail]: 'FAIL',
    [error]: 'ERROR',
  };
  return names[status] ?? `unknown (${status})`;
}

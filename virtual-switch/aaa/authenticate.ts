import { flag } from '../configuration/configuration.ts';
import { matches, type StoredPassword } from '../passwords.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import type { Identity } from './aaa-service.ts';
import { protocolOf, radiusServers, tacacsServers } from './configured-servers.ts';
import { AaaTrace } from './debug.ts';
import { aaaAuthentication } from './debug-kinds.ts';
import { privilegeOfLogin } from './exec-authorization.ts';
import { type Dialogue, LoginAttempt } from './login-attempt.ts';
import { loginMethods } from './login-lists.ts';
import { groupOf, type Method } from './method-lists.ts';
import { loginByRadius } from './radius-login.ts';
import type { MethodAnswer } from './seams.ts';
import { askTacacs } from './tacacs-login.ts';

/** What a login rests on besides its decision; for known departures. */
export interface LoginFacts {
  readonly aaa: boolean;
  readonly methods: readonly Method[];
  readonly knownUser: boolean;
  readonly localPasswordFits: boolean;
  readonly linePasswordFits: boolean;
}

/** The password of a line, as configured there. */
export function linePassword(device: VirtualSwitch, line: TtyLine): StoredPassword | undefined {
  const [, type, text] = /^([07]) (.*)$/.exec(device.lineBlock(line)?.settings.get('password') ?? '') ?? [];
  return text === undefined ? undefined : { type: type === '7' ? 7 : 0, text };
}

/**
 * Lets somebody in on a line, or not; undefined where he is not. The methods of the line are asked in their order, and the first that
 * says anything decides: only one that cannot say gives way to the next. `name` is what the protocol of the login brought along;
 * without AAA it is local users alone that it is looked up among. Rejects with GaveUp where a question is not answered.
 */
export async function authenticate(
  device: VirtualSwitch,
  line: TtyLine,
  dialogue: Dialogue,
  name?: string,
): Promise<Identity | undefined> {
  const { configuration, seams, aaa: service } = device;
  const aaa = flag(configuration, 'aaa new-model') === true;
  const methods = loginMethods(device, line);
  const asked = aaa || name === undefined ? methods : methods.filter((method) => method === 'local');
  const attempt = new LoginAttempt(dialogue, name, (question, index) => seams.questionShown(question, index));
  const trace = new AaaTrace(device, () => attempt.latest);
  if (aaa) {
    trace.say(
      aaaAuthentication,
      `AAA/BIND(${trace.id}): Bind i/f  `,
      `AAA/AUTHEN/LOGIN (${trace.id}): Pick method list '${listName(device, line)}' `,
    );
  }
  if (aaa && name !== undefined && seams.asksForRights() === 'before-login')
    await privilegeOfLogin(device, line, name);
  const verdict = await walk(
    asked,
    (method) => ask({ device, line, attempt, trace }, method),
    (answer, method) => seams.afterAnswer(answer, method, 'login'),
  );
  const user = attempt.nameSoFar === undefined ? undefined : configuration.users.get(attempt.nameSoFar);
  // One who came with a name is asked for a password even where nobody looks at it.
  const unasked = attempt.questions === 0 && verdict?.method.startsWith('group ') !== true;
  if (name !== undefined && unasked) await attempt.password();
  const { typed } = attempt;
  const facts: LoginFacts = {
    aaa,
    methods,
    knownUser: user !== undefined,
    localPasswordFits: localFits(device, attempt.nameSoFar, typed),
    linePasswordFits: fits(linePassword(device, line), typed),
  };
  if (!seams.loginDecision(verdict !== undefined, facts)) return undefined;
  const identity: Identity = {
    name: attempt.nameSoFar,
    method: verdict?.method ?? 'none',
    ...(verdict?.radius !== undefined && { radius: verdict.radius }),
  };
  service.identify(line, identity);
  return identity;
}

interface Asked {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly attempt: LoginAttempt;
  readonly trace: AaaTrace;
}

interface Said {
  readonly answer: MethodAnswer;
  readonly radius?: { readonly level: number | undefined };
}

type Passed = Pick<Identity, 'method' | 'radius'>;

/** The consent of the first method that gives it; undefined after a refusal, and where no method says anything. */
async function walk(
  methods: readonly Method[],
  ask: (method: Method) => Promise<Said>,
  after: (answer: MethodAnswer, method: Method) => 'pass' | 'fail' | 'next',
): Promise<Passed | undefined> {
  for (const method of methods) {
    const said = await ask(method);
    const next = after(said.answer, method);
    if (next === 'pass') return { method, ...(said.radius && { radius: said.radius }) };
    if (next === 'fail') return undefined;
  }
  return undefined;
}

async function ask(asked: Asked, method: Method): Promise<Said> {
  const { device, line, attempt, trace } = asked;
  const { configuration } = device;
  switch (method) {
    case 'none':
    case 'if-authenticated':
      return { answer: 'pass' };
    case 'local':
    case 'local-case': {
      const name = await attempt.name();
      return verdictOf(localFits(device, name, await attempt.password()));
    }
    case 'line': {
      const stored = linePassword(device, line);
      return stored === undefined
        ? { answer: 'error' }
        : verdictOf(matches(stored, await attempt.password()));
    }
    case 'enable': {
      const stored = configuration.enableSecret ?? configuration.enablePassword;
      return stored === undefined
        ? { answer: 'error' }
        : verdictOf(matches(stored, await attempt.password()));
    }
  }
  const group = groupOf(method) ?? '';
  switch (protocolOf(configuration, group)) {
    case 'tacacs+': {
      const servers = tacacsServers(configuration, group);
      return { answer: await askTacacs({ device, line, attempt, trace, service: 'login' }, servers) };
    }
    case 'radius': {
      const servers = radiusServers(configuration, group);
      if (servers.length === 0) return { answer: 'error' };
      const { answer, level } = await loginByRadius({ device, line, attempt, trace }, servers);
      return { answer, radius: { level } };
    }
    case undefined:
      return { answer: 'error' };
  }
}

function verdictOf(right: boolean): Said {
  return { answer: right ? 'pass' : 'fail' };
}

function localFits(device: VirtualSwitch, name: string | undefined, typed: string | undefined): boolean {
  const user = name === undefined ? undefined : device.configuration.users.get(name);
  const stored = user?.secret ?? user?.password;
  return stored !== undefined && typed !== undefined && device.seams.userPasswordFits(stored, typed);
}

function fits(stored: StoredPassword | undefined, typed: string | undefined): boolean {
  return stored !== undefined && typed !== undefined && matches(stored, typed);
}

function listName(device: VirtualSwitch, line: TtyLine): string {
  const text = device.lineBlock(line)?.settings.get('login authentication') ?? '';
  return /^login authentication (\S+)/.exec(text)?.[1] ?? 'default';
}

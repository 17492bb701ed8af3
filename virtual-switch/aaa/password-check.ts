import { flag } from '../configuration/configuration.ts';
import { matches, type StoredPassword } from '../passwords.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { type LoginMethod, loginMethods } from './login-lists.ts';

/** What a login rests on besides its decision; for known departures. */
export interface LoginFacts {
  readonly aaa: boolean;
  readonly methods: readonly LoginMethod[];
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
 * Whether somebody is let in on a line with this password; a method that cannot say gives way to the next. Without a
 * user's name it is the line's own password that counts; with one, unless there is AAA, local users alone.
 */
export function letsIn(
  device: VirtualSwitch,
  line: TtyLine,
  username: string | undefined,
  typed: string,
): boolean {
  const { configuration, seams } = device;
  const aaa = flag(configuration, 'aaa new-model') === true;
  const user = username === undefined ? undefined : configuration.users.get(username);
  const stored = user?.secret ?? user?.password;
  const ofLine = linePassword(device, line);
  const enable = configuration.enableSecret ?? configuration.enablePassword;
  const local = stored !== undefined && seams.userPasswordFits(stored, typed);
  const answers: Readonly<Record<LoginMethod, boolean | undefined>> = {
    local,
    'local-case': local,
    line: ofLine && matches(ofLine, typed),
    enable: enable && matches(enable, typed),
    none: true,
    group: undefined,
  };
  const methods = loginMethods(device, line);
  const asked = aaa || username === undefined ? methods : methods.filter((method) => method === 'local');
  const decided = asked.map((method) => answers[method]).find((answer) => answer !== undefined);
  return seams.loginDecision(decided ?? false, {
    aaa,
    methods,
    knownUser: user !== undefined,
    localPasswordFits: local,
    linePasswordFits: answers.line ?? false,
  });
}

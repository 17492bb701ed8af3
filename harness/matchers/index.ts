import type { Json } from '../../bench/pco.ts';
import type { Matcher } from '../matcher.ts';
import * as capture from './capture.ts';
import * as commandLine from './command-line.ts';
import * as commandOutput from './command-output.ts';
import * as help from './help.ts';
import * as keys from './keys.ts';
import * as log from './log.ts';
import * as login from './login.ts';
import * as printedTrap from './printed-trap.ts';
import * as runningConfig from './running-config.ts';
import * as showDebugging from './show-debugging.ts';
import * as showIpSsh from './show-ip-ssh.ts';
import * as showSnmp from './show-snmp.ts';
import * as showSsh from './show-ssh.ts';
import * as showUsers from './show-users.ts';
import * as sshOffer from './ssh-offer.ts';
import * as sshRaw from './ssh-raw.ts';
import * as sshRequests from './ssh-requests.ts';
import * as traps from './traps.ts';

export * from './capture.ts';
export * from './command-line.ts';
export * from './command-output.ts';
export * from './help.ts';
export * from './keys.ts';
export * from './log.ts';
export * from './login.ts';
export * from './printed-trap.ts';
export * from './running-config.ts';
export * from './show-debugging.ts';
export * from './show-ip-ssh.ts';
export * from './show-snmp.ts';
export * from './show-ssh.ts';
export * from './show-users.ts';
export * from './ssh-offer.ts';
export * from './ssh-raw.ts';
export * from './ssh-requests.ts';
export * from './traps.ts';

const factories = {
  ...capture,
  ...commandLine,
  ...commandOutput,
  ...help,
  ...keys,
  ...log,
  ...login,
  ...printedTrap,
  ...runningConfig,
  ...showDebugging,
  ...showIpSsh,
  ...showSnmp,
  ...showSsh,
  ...showUsers,
  ...sshOffer,
  ...sshRaw,
  ...sshRequests,
  ...traps,
};

/** Every matcher by its name, from what the journal holds of it. They throw where that is not theirs. */
export const matchers: Readonly<Record<string, (expected: Json) => Matcher>> = Object.fromEntries(
  Object.entries(factories).map(([name, { fromJson }]) => [name, fromJson]),
);

import type { Json } from '../../bench/pco.ts';
import type { Matcher } from '../matcher.ts';
import * as commandLine from './command-line.ts';
import * as keys from './keys.ts';
import * as log from './log.ts';
import * as login from './login.ts';
import * as runningConfig from './running-config.ts';
import * as showIpSsh from './show-ip-ssh.ts';

export * from './command-line.ts';
export * from './keys.ts';
export * from './log.ts';
export * from './login.ts';
export * from './running-config.ts';
export * from './show-ip-ssh.ts';

const factories = { ...commandLine, ...keys, ...log, ...login, ...runningConfig, ...showIpSsh };

/** Every matcher by its name, from what the journal holds of it. They throw where that is not theirs. */
export const matchers: Readonly<Record<string, (expected: Json) => Matcher>> = Object.fromEntries(
  Object.entries(factories).map(([name, { fromJson }]) => [name, fromJson]),
);

import type { Json } from '../../bench/pco.ts';
import type { Matcher } from '../matcher.ts';
import * as aaaDoors from './aaa-doors.ts';
import * as aaaStored from './aaa-stored.ts';
import * as attempts from './attempts.ts';
import * as capture from './capture.ts';
import * as clientIdentsDebugged from './client-idents-debugged.ts';
import * as commandLine from './command-line.ts';
import * as configurationIs from './configuration-is.ts';
import * as dhGroup from './dh-group.ts';
import * as farEndAskedNothing from './far-end-asked-nothing.ts';
import * as farEndLoggedIn from './far-end-logged-in.ts';
import * as farEndMethods from './far-end-methods.ts';
import * as farEndCameFrom from './far-end-came-from.ts';
import * as farEndCipher from './far-end-cipher.ts';
import * as farEndCopied from './far-end-copied.ts';
import * as farEndDoors from './far-end-doors.ts';
import * as farEndIdent from './far-end-ident.ts';
import * as farEndNotBegun from './far-end-not-begun.ts';
import * as farEndPrompts from './far-end-prompts.ts';
import * as farEndRequests from './far-end-requests.ts';
import * as farEndSession from './far-end-session.ts';
import * as farEndRekeyRefused from './far-end-rekey-refused.ts';
import * as farEndTurnedAway from './far-end-turned-away.ts';
import * as farEndv1 from './far-end-v1.ts';
import * as help from './help.ts';
import * as hostKey from './host-key.ts';
import * as keys from './keys.ts';
import * as lineLogin from './line-login.ts';
import * as linesInOrder from './lines-in-order.ts';
import * as log from './log.ts';
import * as loginBanner from './login-banner.ts';
import * as login from './login.ts';
import * as nameCompleted from './name-completed.ts';
import * as outputText from './output-text.ts';
import * as passwordPrompts from './password-prompts.ts';
import * as printedTrap from './printed-trap.ts';
import * as promptsRelayed from './prompts-relayed.ts';
import * as publicKey from './public-key.ts';
import * as questionsAsked from './questions-asked.ts';
import * as radius from './radius.ts';
import * as runningConfig from './running-config.ts';
import * as showDebugging from './show-debugging.ts';
import * as showIpSsh from './show-ip-ssh.ts';
import * as showSnmp from './show-snmp.ts';
import * as showSsh from './show-ssh.ts';
import * as showTerminal from './show-terminal.ts';
import * as showUsers from './show-users.ts';
import * as scp from './scp.ts';
import * as scpDebug from './scp-debug.ts';
import * as syslog from './syslog.ts';
import * as tacacs from './tacacs.ts';
import * as telnet from './telnet.ts';
import * as sshv1 from './sshv1.ts';
import * as sshLimits from './ssh-limits.ts';
import * as sshDebug from './ssh-debug.ts';
import * as sshDebugFacts from './ssh-debug-facts.ts';
import * as sshDebugPackets from './ssh-debug-packets.ts';
import * as sshPackets from './ssh-packets.ts';
import * as sshOffer from './ssh-offer.ts';
import * as sshRaw from './ssh-raw.ts';
import * as sshRequests from './ssh-requests.ts';
import * as traps from './traps.ts';
import * as turnedAway from './turned-away.ts';
import * as vtys from './vtys.ts';

export * from './aaa-doors.ts';
export * from './aaa-stored.ts';
export * from './attempts.ts';
export * from './capture.ts';
export * from './client-idents-debugged.ts';
export * from './command-line.ts';
export * from './configuration-is.ts';
export * from './dh-group.ts';
export * from './far-end-asked-nothing.ts';
export * from './far-end-logged-in.ts';
export * from './far-end-methods.ts';
export * from './far-end-came-from.ts';
export * from './far-end-cipher.ts';
export * from './far-end-copied.ts';
export * from './far-end-doors.ts';
export * from './far-end-ident.ts';
export * from './far-end-not-begun.ts';
export * from './far-end-prompts.ts';
export * from './far-end-requests.ts';
export * from './far-end-session.ts';
export * from './far-end-rekey-refused.ts';
export * from './far-end-turned-away.ts';
export * from './far-end-v1.ts';
export * from './help.ts';
export * from './host-key.ts';
export * from './keys.ts';
export * from './line-login.ts';
export * from './lines-in-order.ts';
export * from './log.ts';
export * from './login-banner.ts';
export * from './login.ts';
export * from './name-completed.ts';
export * from './output-text.ts';
export * from './password-prompts.ts';
export * from './printed-trap.ts';
export * from './public-key.ts';
export * from './running-config.ts';
export * from './show-debugging.ts';
export * from './show-ip-ssh.ts';
export * from './show-snmp.ts';
export * from './show-ssh.ts';
export * from './show-terminal.ts';
export * from './show-users.ts';
export * from './scp.ts';
export * from './scp-debug.ts';
export * from './telnet.ts';
export * from './sshv1.ts';
export * from './ssh-limits.ts';
export * from './ssh-debug.ts';
export * from './ssh-debug-facts.ts';
export * from './ssh-debug-packets.ts';
export * from './ssh-packets.ts';
export * from './ssh-offer.ts';
export * from './ssh-raw.ts';
export * from './ssh-requests.ts';
export * from './prompts-relayed.ts';
export * from './questions-asked.ts';
export * from './radius.ts';
export * from './syslog.ts';
export * from './tacacs.ts';
export * from './traps.ts';
export * from './turned-away.ts';
export * from './vtys.ts';

const factories = {
  ...aaaDoors,
  ...aaaStored,
  ...attempts,
  ...capture,
  ...clientIdentsDebugged,
  ...commandLine,
  ...configurationIs,
  ...dhGroup,
  ...farEndAskedNothing,
  ...farEndLoggedIn,
  ...farEndMethods,
  ...farEndCameFrom,
  ...farEndCipher,
  ...farEndCopied,
  ...farEndDoors,
  ...farEndIdent,
  ...farEndNotBegun,
  ...farEndPrompts,
  ...farEndRequests,
  ...farEndSession,
  ...farEndRekeyRefused,
  ...farEndTurnedAway,
  ...farEndv1,
  ...help,
  ...hostKey,
  ...keys,
  ...lineLogin,
  ...linesInOrder,
  ...log,
  ...loginBanner,
  ...login,
  ...nameCompleted,
  ...outputText,
  ...passwordPrompts,
  ...printedTrap,
  ...promptsRelayed,
  ...publicKey,
  ...questionsAsked,
  ...radius,
  ...runningConfig,
  ...showDebugging,
  ...showIpSsh,
  ...showSnmp,
  ...showSsh,
  ...showTerminal,
  ...showUsers,
  ...scp,
  ...scpDebug,
  ...syslog,
  ...tacacs,
  ...telnet,
  ...sshv1,
  ...sshLimits,
  ...sshDebug,
  ...sshDebugFacts,
  ...sshDebugPackets,
  ...sshPackets,
  ...sshOffer,
  ...sshRaw,
  ...sshRequests,
  ...traps,
  ...turnedAway,
  ...vtys,
};

/** Every matcher by its name, from what the journal holds of it. They throw where that is not theirs. */
export const matchers: Readonly<Record<string, (expected: Json) => Matcher>> = Object.fromEntries(
  Object.entries(factories).map(([name, { fromJson }]) => [name, fromJson]),
);

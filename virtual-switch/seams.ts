import { type AaaSeams, standardAaaSeams } from './aaa/seams.ts';
import type { Node } from './command-line/grammar.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { AfterTurn } from './debugging.ts';
import type { KeyStore, RsaKeyPair } from './keys/key-store.ts';
import { type KeySeams, standardKeySeams } from './keys/seams.ts';
import { standardVtySeams, type VtySeams } from './vty-seams.ts';
import { matches, type StoredPassword } from './passwords.ts';
import { type ScpSeams, standardScpSeams } from './scp/seams.ts';
import { type SnmpSeams, standardSnmpSeams } from './snmp/seams.ts';
import { type ClientSeams, standardClientSeams } from './ssh-client/seams.ts';
import { type SshSeams, standardSshSeams } from './ssh/seams.ts';
import { type SshSettingSeams, standardSshSettingSeams } from './ssh/setting-seams.ts';
import { type Ssh1Seams, standardSsh1Seams } from './ssh1/seams.ts';

/** SSH protocol generation as the switch is set: undefined is the compatibility mode. */
export type SshVersion = 1 | 2 | undefined;
/** As `show ip ssh` and the log name it. */
export type SshVersionName = '1.5' | '1.99' | '2.0';

export interface PromptFacts {
  readonly hostname: string;
  readonly privilege: number;
  /** `config`, `config-line`, …; undefined in EXEC. */
  readonly mode: string | undefined;
}

/** A place that configuration is typed at: `console`, or `cisco on vty0 (192.0.2.10)`. */
export type ChangeSource = string;

/**
 * The replaceable functions that a switch is built from. Each is a rule of the guide or of the platform; a
 * known departure from it replaces one of them and nothing else.
 */
export interface Seams
  extends
    AaaSeams,
    ClientSeams,
    ScpSeams,
    SnmpSeams,
    SshSeams,
    Ssh1Seams,
    SshSettingSeams,
    KeySeams,
    VtySeams {
  /** Words of EXEC and of global configuration. */
  execTree(nodes: readonly Node[]): readonly Node[];
  configurationTree(nodes: readonly Node[]): readonly Node[];

  acceptsEnablePassword(stored: StoredPassword, typed: string): boolean;
  privilegeAfterEnable(): number;
  /** Privilege of a session that begins on a line where another has ended. */
  privilegeOfNewSession(configured: number, ofLastSession: number): number;
  /** Whether a line that a session has left takes a new one. */
  lineAnswersAfterExit(): boolean;

  prompt(facts: PromptFacts): string;
  /** The name in the prompt, given the one configured and the one before configuration was entered. */
  nameInPrompt(configured: string, beforeConfiguration: string | undefined): string;
  storedHostname(typed: string): string;
  /** What `no hostname` leaves. */
  hostnameAfterNo(configured: string | undefined): string | undefined;
  keysAfterNoHostname(keys: KeyStore): void;
  storedDomainName(typed: string): string;

  /** Whether `exit` in global configuration ends the mode or the whole session. */
  exitOfConfiguration(): 'mode' | 'session';
  /** The configuration in force after `exit`. */
  configurationAfterExit(typed: Configuration, before: Configuration): Configuration;
  /** The same after `end`, given the mode that it was typed in. */
  configurationAfterEnd(typed: Configuration, mode: string | undefined): Configuration;
  /** Text of the message that configuration was left, or undefined for none. */
  configuredMessage(source: ChangeSource): string | undefined;

  /** Whether a key pair turns the SSH server on. */
  keyEnablesSsh(pair: RsaKeyPair): boolean;
  sshVersionOf(
    version: SshVersion,
    modulusBits: number,
    smallestSsh2Modulus: number,
  ): SshVersionName | undefined;
  sshProtocolsOf(name: SshVersionName): readonly (1 | 2)[];
  sshIdent(name: SshVersionName): string;
  sshVersionAfterNo(version: SshVersion): SshVersion;
  timeOutAfterRetries(timeOutSeconds: number): number;
  retriesAfterTimeOut(retries: number): number;

  shownSshVersion(name: SshVersionName): string;
  /** The value shown, given the one in force. */
  shownTimeOut(seconds: number): number;
  shownRetries(retries: number): number;
  showIpSsh(lines: readonly string[]): readonly string[];

  debuggingAfter: AfterTurn;
  /** The least severe level that syslog servers are sent, given `logging trap`; undefined: nothing. */
  trapLevel(configured: number | undefined): number | undefined;
  /** The stamp of a debug line, with what divides it from the text. */
  debugStamp(stamp: string): string;
  /** Whether a password is shown while it is typed. */
  echoesPasswords(line: 'console' | 'vty'): boolean;
}

export function standardSeams(): Seams {
  return {
    ...standardAaaSeams(),
    ...standardClientSeams(),
    ...standardScpSeams(),
    ...standardSnmpSeams(),
    ...standardSshSeams(),
    ...standardSshSettingSeams(),
    ...standardKeySeams(),
    ...standardVtySeams(),
    ...standardSsh1Seams(),
    execTree: (nodes) => nodes,
    configurationTree: (nodes) => nodes,
    acceptsEnablePassword: (stored, typed) => matches(stored, typed),
    privilegeAfterEnable: () => 15,
    privilegeOfNewSession: (configured) => configured,
    lineAnswersAfterExit: () => true,
    prompt: ({ hostname, privilege, mode }) =>
      // In configuration modes a long name is cut so that room is left to type.
      mode === undefined ? `${hostname}${privilege >= 2 ? '#' : '>'}` : `${hostname.slice(0, 20)}(${mode})#`,
    nameInPrompt: (configured) => configured,
    storedHostname: (typed) => typed,
    hostnameAfterNo: () => undefined,
    keysAfterNoHostname: () => undefined,
    storedDomainName: (typed) => typed,
    exitOfConfiguration: () => 'mode',
    configurationAfterExit: (typed) => typed,
    configurationAfterEnd: (typed) => typed,
    configuredMessage: (source) => `Configured from console by ${source}`,
    keyEnablesSsh: () => true,
    sshVersionOf: (version, modulusBits, smallestSsh2Modulus) => {
      if (modulusBits >= smallestSsh2Modulus)
        return version === undefined ? '1.99' : version === 1 ? '1.5' : '2.0';
      return version === 2 ? undefined : '1.5';
    },
    sshProtocolsOf: (name) => (name === '1.99' ? [1, 2] : name === '2.0' ? [2] : [1]),
    sshIdent: (name) => `SSH-${name}-Cisco-1.25`,
    sshVersionAfterNo: () => undefined,
    timeOutAfterRetries: (timeOutSeconds) => timeOutSeconds,
    retriesAfterTimeOut: (retries) => retries,
    shownSshVersion: (name) => name,
    shownTimeOut: (seconds) => seconds,
    shownRetries: (retries) => retries,
    showIpSsh: (lines) => lines,
    debuggingAfter: (should) => should,
    trapLevel: (configured) => configured,
    debugStamp: (stamp) => stamp,
    echoesPasswords: () => false,
  };
}

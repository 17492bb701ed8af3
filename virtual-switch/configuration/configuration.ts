import type { StoredPassword } from '../passwords.ts';
import { emptySnmpSettings, type SnmpSettings } from '../snmp/settings.ts';

/**
 * Settings that are kept as the line that made them. The key is the command's keywords, so that a new value
 * takes the old one's place.
 */
export interface Block {
  readonly settings: Map<string, string>;
  /** Blocks inside this one, by the line that opens them. */
  readonly blocks: Map<string, Block>;
}

export interface User {
  privilege: number | undefined;
  secret: StoredPassword | undefined;
  password: StoredPassword | undefined;
}

export interface SshConfiguration {
  /** Undefined: both, the compatibility mode. */
  version: 1 | 2 | undefined;
  timeOutSeconds: number;
  authenticationRetries: number;
  dhMinBits: number | undefined;
  keypairName: string | undefined;
}

export interface BufferLogging {
  readonly size: number;
  readonly level: number;
}

/** What running-config says: plain data, so that it can be copied whole. */
export interface Configuration extends Block {
  hostname: string | undefined;
  domainName: string | undefined;
  enableSecret: StoredPassword | undefined;
  enablePassword: StoredPassword | undefined;
  readonly users: Map<string, User>;
  readonly ssh: SshConfiguration;
  readonly snmp: SnmpSettings;
  readonly logging: {
    console: number | undefined;
    monitor: number | undefined;
    /** To syslog servers. */
    trap: number | undefined;
    buffered: BufferLogging | undefined;
  };
  /** `con 0`, `aux 0`, `vty 0` to `vty 15`. */
  readonly lines: Map<string, Block>;
  /** Name of the trustpoint to the lines of its self-signed certificate. */
  readonly certificates: Map<string, readonly string[]>;
  readonly banners: Map<string, string>;
  /** Who changed it last, for the comment on top. */
  lastChange: string | undefined;
}

export const highestVty = 15;
export const defaultSsh: Readonly<SshConfiguration> = {
  version: undefined,
  timeOutSeconds: 120,
  authenticationRetries: 3,
  dhMinBits: undefined,
  keypairName: undefined,
};
export const defaultBuffer: BufferLogging = { size: 4096, level: 7 };

export function emptyBlock(): Block {
  return { settings: new Map(), blocks: new Map() };
}

/** An image with no configuration at all; the factory's file is read into it. */
export function emptyConfiguration(): Configuration {
  const lines = ['con 0', 'aux 0'];
  for (let vty = 0; vty <= highestVty; vty += 1) lines.push(`vty ${vty}`);
  return {
    ...emptyBlock(),
    hostname: undefined,
    domainName: undefined,
    enableSecret: undefined,
    enablePassword: undefined,
    users: new Map(),
    ssh: { ...defaultSsh },
    snmp: emptySnmpSettings(),
    logging: { console: 7, monitor: 7, trap: 6, buffered: defaultBuffer },
    lines: new Map(lines.map((name) => [name, emptyBlock()])),
    certificates: new Map(),
    banners: new Map(),
    lastChange: undefined,
  };
}

/** A flag such as `ip domain-lookup`: set, unset with `no`, or never mentioned. */
export function flag(block: Block, keywords: string): boolean | undefined {
  const kept = block.settings.get(keywords);
  return kept === undefined ? undefined : !kept.startsWith('no ');
}

export const hostnameOf = (configuration: Configuration) => configuration.hostname ?? 'Switch';

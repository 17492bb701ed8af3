import type { Hardware } from './hardware.ts';
import { ios302SE, ios303SE, ios306E, ios307E } from './releases/ios-xe-3.ts';
import { ios1603, ios1606, ios1612 } from './releases/ios-xe-16.ts';
import { ios17 } from './releases/ios-xe-17.ts';

/** What a software release of the switch prints, offers and accepts. Every difference between two is here. */
export interface Release {
  /** The train, as profiles name it: `03.06E`, `16.12`. */
  readonly name: string;
  /** The number within it, as `show version` prints it: `03.06.05E`, `16.12.7`. */
  readonly version: string;
  readonly hardware: Hardware;
  readonly showVersion: ShowVersionForm;
  readonly configuration: ConfigurationForm;
  readonly keys: KeyForm;
  readonly ssh: SshFacts;
  readonly showIpSsh: ShowIpSshForm;
}

export interface ShowVersionForm {
  /** A line above all others, since 16.6. */
  readonly productLine?: (version: string) => string;
  /** The line that names the software, also told at every restart. */
  readonly headline: (release: Release) => string;
  readonly image: string;
  readonly softwareTag: string;
  readonly compiled: string;
  readonly copyrightYears: string;
  /** Last year of the notice below, where that did not go with the software's. */
  readonly noticeYear: string;
  readonly blankLines: number;
  readonly bootLoader: string;
  readonly systemImageFile: string;
  readonly powerFailure: string;
  readonly licence: readonly string[];
  /** Of the box: `with 4194304K bytes of physical memory`. */
  readonly processorMemory: (hardware: Hardware) => string;
  /** File systems after the flash. */
  readonly otherMemory: readonly string[];
  readonly afterSerialNumber: readonly string[];
  /** Columns of the table of switches. */
  readonly tableVersion: (version: string) => string;
  readonly tableImage: string;
}

export interface ConfigurationForm {
  /** The `version` line. */
  readonly version: string;
  /** Sections in their order, with what stands between them. */
  readonly layout: readonly string[];
  readonly domainName: 'ip domain-name' | 'ip domain name';
  readonly domainLookup: 'ip domain-lookup' | 'ip domain lookup';
  readonly spanningTree: 'pvst' | 'rapid-pvst';
  /** Services in the configuration that it has from the factory. */
  readonly factoryServices: readonly string[];
  /** Lines that stand there whatever was configured, until they are taken back. */
  readonly defaults: readonly string[];
  /** Settings that are the default there, and so are never shown. */
  readonly unshown: readonly string[];
  /** What `secret PASSWORD` is hashed to, and what hashes are read. */
  readonly secretType: 5 | 9;
  readonly secretTypes: readonly (5 | 8 | 9)[];
}

export interface KeyForm {
  readonly smallest: number;
  readonly largest: number;
  /** In the brackets of the question. */
  readonly offered: number;
  /** Whether `Key type: RSA KEYS` goes on with the size. */
  readonly showsSize: boolean;
  /** The key that the switch makes for itself on its first boot, and when its certificate ends. */
  readonly selfSigned: { readonly bits: number; readonly notAfter: (notBefore: Date) => Date };
}

export type AlgorithmKind = 'authentication' | 'publickey' | 'hostkey' | 'encryption' | 'mac' | 'kex';

export interface SshFacts {
  /** Protocol versions that `ip ssh version` takes; with one of them there is no compatibility mode. */
  readonly versions: readonly (1 | 2)[];
  /** Bits below which a key does not serve version 2 (guide page 20). */
  readonly smallestSsh2Modulus: number;
  readonly defaultDhMinBits: number;
  readonly dhMinSizes: readonly number[];
  /** Whether `ip ssh dh min size` bounds the key exchanges that name their group too, or the group exchange only. */
  readonly dhMinBoundsNamedGroups: boolean;
  /** What it offers by itself, in its order, and in the words of `show ip ssh`. */
  readonly defaults: Readonly<Record<AlgorithmKind, readonly string[]>>;
  /** What `ip ssh server algorithm` takes; a kind that is not here has no such command. */
  readonly configurable: Readonly<Partial<Record<AlgorithmKind, readonly string[]>>>;
}

export interface ShowIpSshForm {
  /** Lists of algorithms, in their order, under the names that they are shown by. */
  readonly lists: readonly (readonly [AlgorithmKind, string])[];
  /** Said while SSH is down. */
  readonly missingKey: string;
  readonly keyName: boolean;
  /** A line about the size of the key, and one about keys of elliptic curves. */
  readonly keySize: boolean;
  readonly curveKeys: boolean;
  /** Blanks fill the last line of the key. */
  readonly keyPadded: boolean;
}

const all = [ios302SE, ios303SE, ios306E, ios307E, ios1603, ios1606, ios1612, ios17];

export const releases: ReadonlyMap<string, Release> = new Map(all.map((release) => [release.name, release]));
export const defaultRelease = ios303SE.name;

/**
 * The release of a train (`16.12`) or of a number within one (`16.12.3a`, `03.06.06E`, `03.06.08.E`), which is
 * then what it says it is. A train that is not known is undefined: what it prints would be made up.
 */
export function releaseNamed(text: string): Release | undefined {
  const named = releases.get(text);
  if (named !== undefined) return named;
  const [, three, suffix] = /^(03\.0\d)\.\d\d\.?(SE|E)$/.exec(text) ?? [];
  if (three !== undefined) return withVersion(releases.get(`${three}${suffix ?? ''}`), text);
  const [, major = '', minor = '', rest = ''] = /^(1[67])\.0?(\d+)(\.\d+[a-z]?)?$/.exec(text) ?? [];
  const train =
    releases.get(`${major}.${minor}`) ?? (major === '17' && Number(minor) >= 11 ? ios17 : undefined);
  const number = rest.replace(/^\.0(?=\d)/, '.') || '.1';
  return withVersion(train, `${major}.${minor}${number}`, `${major}.${minor}`);
}

function withVersion(
  train: Release | undefined,
  version: string,
  configVersion = train?.configuration.version ?? '',
): Release | undefined {
  return train && { ...train, version, configuration: { ...train.configuration, version: configVersion } };
}

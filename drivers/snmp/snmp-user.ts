import { AuthProtocols, PrivProtocols, SecurityLevel, type User } from 'net-snmp';
import { BenchError } from '../../bench/errors.ts';
import type { Secret } from '../../bench/secret.ts';

export type AuthProtocol = 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
/** `aes` is AES-128 (RFC 3826); `aes256` extends short keys as Cisco does (Reeder), `aes256-blumenthal` the other way. */
export type PrivProtocol = 'aes' | 'aes256' | 'aes256-blumenthal';

/** A user of SNMP version 3 (RFC 3414) whose notifications are let in. */
export interface SnmpUser {
  readonly name: string;
  readonly level: 'noAuthNoPriv' | 'authNoPriv' | 'authPriv';
  readonly auth?: { readonly protocol: AuthProtocol; readonly key: Secret };
  /** DES is refused: OpenSSL 3 has it no more. */
  readonly priv?: { readonly protocol: PrivProtocol | 'des'; readonly key: Secret };
  /** Of the sender, hex; any where it is absent. */
  readonly engineId?: string;
}

const authProtocols: Readonly<Record<AuthProtocol, AuthProtocols>> = {
  md5: AuthProtocols.md5,
  sha: AuthProtocols.sha,
  sha224: AuthProtocols.sha224,
  sha256: AuthProtocols.sha256,
  sha384: AuthProtocols.sha384,
  sha512: AuthProtocols.sha512,
};

const privProtocols: Readonly<Record<PrivProtocol, PrivProtocols>> = {
  aes: PrivProtocols.aes,
  aes256: PrivProtocols.aes256r,
  'aes256-blumenthal': PrivProtocols.aes256b,
};

/** RFC 3414 section 11.2. */
const shortestKey = 8;

/** The user as net-snmp wants it. Holds the keys in clear: never log or keep it elsewhere. BenchError where it cannot be used. */
export function netSnmpUser({ name, level, auth, priv }: SnmpUser): User {
  if (level === 'noAuthNoPriv') return { name, level: SecurityLevel.noAuthNoPriv };
  const authFields = {
    authProtocol: authProtocols[given(auth, name, level, 'auth').protocol],
    authKey: keyOf(given(auth, name, level, 'auth').key, name),
  };
  if (level === 'authNoPriv') return { name, level: SecurityLevel.authNoPriv, ...authFields };
  const { protocol, key } = given(priv, name, level, 'priv');
  if (protocol === 'des') {
    throw new BenchError(`SNMP user ${name} cannot be used: DES is not spoken here`, {
      expected: `one of ${Object.keys(privProtocols).join(', ')}`,
      got: protocol,
      next: `give the user on the switch and in the topology AES: snmp-server user ${name} GROUP v3 auth sha ... priv aes 128 ...`,
    });
  }
  return {
    name,
    level: SecurityLevel.authPriv,
    ...authFields,
    privProtocol: privProtocols[protocol],
    privKey: keyOf(key, name),
  };
}

function given<T>(what: T | undefined, name: string, level: string, member: string): T {
  if (what !== undefined) return what;
  throw new BenchError(`SNMP user ${name} is incomplete`, {
    expected: `${member} with a protocol and a key, as the level ${level} needs it`,
    got: `no ${member}`,
  });
}

function keyOf(key: Secret, name: string): string {
  const plain = key.reveal();
  if (plain.length >= shortestKey) return plain;
  throw new BenchError(`The key ${key.name} of SNMP user ${name} is too short`, {
    expected: `at least ${shortestKey} characters (RFC 3414 section 11.2)`,
    got: `${plain.length}`,
  });
}

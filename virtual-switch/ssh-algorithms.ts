import type { Configuration } from './configuration/configuration.ts';
import type { AlgorithmKind, Release } from './release.ts';

/** The command that a list is configured by, which is also the key it is kept under. */
export const algorithmCommand = (kind: AlgorithmKind) => `ip ssh server algorithm ${kind}`;

/** What is in force: the list as it was configured, in that order, or the release's own. */
export function algorithmsOf(
  configuration: Configuration,
  release: Release,
  kind: AlgorithmKind,
): readonly string[] {
  const command = algorithmCommand(kind);
  const kept = configuration.settings.get(command);
  if (kept === undefined) return release.ssh.defaults[kind];
  return kept
    .slice(command.length + 1)
    .split(' ')
    .map((name) => (name === 'keyboard' ? 'keyboard-interactive' : name));
}

const methods = ['publickey', 'keyboard-interactive', 'password'] as const;

export function authenticationMethods(
  configuration: Configuration,
  release: Release,
): (typeof methods)[number][] {
  return algorithmsOf(configuration, release, 'authentication').flatMap((name) =>
    methods.filter((method) => method === name),
  );
}

/** Algorithms that a plain RSA key signs by: certificates and curves need what this switch has not. */
export function hostKeyAlgorithms(configuration: Configuration, release: Release): string[] {
  const byRsa = ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'];
  return algorithmsOf(configuration, release, 'hostkey').filter((name) => byRsa.includes(name));
}

/** Bits of the group that a key exchange names (RFC 4253 section 8, RFC 8268); undefined where it names none. */
export function namedGroupBits(kex: string): number | undefined {
  const group = /^diffie-hellman-group(\d+)-/.exec(kex)?.[1];
  return group === undefined ? undefined : groupBits[group];
}

const groupBits: Readonly<Record<string, number>> = {
  '1': 1024,
  '14': 2048,
  '15': 3072,
  '16': 4096,
  '17': 6144,
  '18': 8192,
};

import type { Offer } from '../../protocols/ssh2/offer.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { AlgorithmKind, Release } from '../release.ts';
import type { Seams } from '../seams.ts';
import { namedGroupBits } from '../ssh-algorithms.ts';
import type { ClientRequest } from './request.ts';

/** The command that a list of the client is configured by, which is also the key it is kept under. */
const clientCommand = (kind: AlgorithmKind) => `ip ssh client algorithm ${kind}`;

/** Host keys that a client can check without certificates. */
const hostKeys = [
  'ssh-rsa',
  'rsa-sha2-256',
  'rsa-sha2-512',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
];

/** What a client proposes: the lists of the release or the configured ones, of which `-c` and `-m` leave one each. */
export function clientOffer(
  configuration: Configuration,
  release: Release,
  seams: Seams,
  request: ClientRequest,
): Offer {
  const list = (kind: AlgorithmKind): readonly string[] => {
    const kept = configuration.settings.get(clientCommand(kind));
    return kept === undefined
      ? release.ssh.defaults[kind]
      : kept.slice(clientCommand(kind).length + 1).split(' ');
  };
  const minBits = dhMinBits(configuration, release);
  const boundsAll = !seams.namedGroupsBelowMinimum({
    boundsNamedGroups: release.ssh.dhMinBoundsNamedGroups,
  });
  const { cipher, mac } = request;
  return seams.sshClientOffer({
    kex: list('kex').filter((name) => !boundsAll || (namedGroupBits(name) ?? minBits) >= minBits),
    hostKey: release.ssh.defaults.hostkey.filter((name) => hostKeys.includes(name)),
    ciphers: cipher === undefined ? list('encryption') : [cipher === '3des' ? '3des-cbc' : cipher],
    macs: mac === undefined ? list('mac') : [mac],
    compression: ['none'],
  });
}

export function dhMinBits(configuration: Configuration, release: Release): number {
  return configuration.ssh.dhMinBits ?? release.ssh.defaultDhMinBits;
}

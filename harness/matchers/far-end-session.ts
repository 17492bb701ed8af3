import { z } from 'zod';
import type { SshConnectionsObservation, SshServedConnection } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';
import { matchOf } from './findings.ts';

/** Of a session that the DUT opened; what is not named may be anything. */
type Session = {
  readonly user?: string;
  /** The only one that the DUT's KEXINIT offered, in both directions, and the one in use. */
  readonly cipher?: string;
  readonly mac?: string;
  /** Bytes of the MACs in both directions. */
  readonly macLength?: number;
  /** What was to be executed, to the letter; a shell where it is not named. */
  readonly command?: string;
};

/** The DUT logged in to the bench's server once, and asked for a shell or for the command, in a session of these properties. */
export const farEndSession = defineMatcher<SshConnectionsObservation, Session>(
  'farEndSession',
  ['ssh-connections'],
  z.strictObject({
    user: z.string().min(1).exactOptional(),
    cipher: z.string().min(1).exactOptional(),
    mac: z.string().min(1).exactOptional(),
    macLength: z.int().positive().exactOptional(),
    command: z.string().min(1).exactOptional(),
  }),
  (expected, { connections }) => {
    const findings = connections.flatMap((connection) => findingsOf(expected, connection));
    if (connections.length !== 1) findings.unshift(`${connections.length} connections`);
    return matchOf(findings, allInWords(connections));
  },
);

function findingsOf(
  { user, cipher, mac, macLength, command }: Session,
  { offer, algorithms, macLength: lengths, program, ...connection }: SshServedConnection,
): string[] {
  const findings: string[] = [];
  const differs = (what: string, wanted: string | number | undefined, ...got: unknown[]): void => {
    if (wanted !== undefined && got.some((each) => each !== wanted))
      findings.push(`${what} ${got.map(String).join(' and ')}`);
  };
  if (!connection.authenticated) findings.push(allInWords([{ ...connection }]));
  differs('user', user, connection.user);
  differs('ciphers offered', cipher, offer?.cipherIn.join(), offer?.cipherOut.join());
  differs('cipher', cipher, algorithms?.cipherIn, algorithms?.cipherOut);
  differs('MACs offered', mac, offer?.macIn.join(), offer?.macOut.join());
  differs('MAC', mac, algorithms?.macIn, algorithms?.macOut);
  differs('bytes of MAC', macLength, lengths?.in, lengths?.out);
  const started = program?.kind === 'exec' ? program.command : program?.kind;
  differs('program', command ?? 'shell', started);
  if (command !== undefined) differs('program', 'exec', program?.kind);
  return findings;
}

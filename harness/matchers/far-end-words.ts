import type { SshServedConnection } from '../../bench/ssh-server-host.ts';

/** The connections of the DUT's to the bench's server, for the person who reads the report. */
export function allInWords(connections: readonly SshServedConnection[]): string {
  return connections.map(wordsOf).join('; ') || 'no connection';
}

function wordsOf(connection: SshServedConnection): string {
  const { phase, turns, hostKey, detail, end } = connection;
  return [
    `came as far as ${phase}`,
    hostKey === undefined ? 'saw no host key' : undefined,
    turns.length === 0
      ? undefined
      : `tried ${turns.map(({ method, result }) => `${method} (${result})`).join(', ')}`,
    detail,
    end === undefined ? undefined : `ended by ${end.by === 'us' ? 'the server' : `the ${end.by}`}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

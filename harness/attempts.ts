import type { SshAuthTurn, SshLoginObservation } from '../bench/ssh-client.ts';

/**
 * How many attempts by one method the server took of a login. A server may ask again within one keyboard-interactive
 * authentication: each prompt is an attempt; and so is a turn without any.
 */
export function attemptsBy({ turns }: SshLoginObservation, method: SshAuthTurn['method']): number {
  return turns
    .filter((turn) => turn.method === method)
    .reduce((sum, { prompts }) => sum + Math.max(1, prompts.length), 0);
}

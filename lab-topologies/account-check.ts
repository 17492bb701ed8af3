import type { Clock } from '../bench/clock.ts';
import { CredentialError } from '../bench/errors.ts';
import type { Pco } from '../bench/pco.ts';
import type { SshAuthTurn, SshClientContract } from '../bench/ssh-client.ts';
import { credentialAdvice, credentialPaths } from './credential-places.ts';
import type { Topology } from './topology.ts';

/** Milliseconds for a key exchange on a slow CPU and an authentication. */
const longestLogin = 60_000;

/**
 * Logs in once and out again, on a switch that somebody else has configured: with a wrong password every login of
 * every suite would fail for that reason alone, and lock the account where the switch counts failures. How else a
 * login can end is for the suites to judge. Rejects with BenchError.
 */
export async function mustTakeAccount(
  topology: Topology,
  client: Pco<SshClientContract>,
  clock: Clock,
): Promise<void> {
  const { observation } = await client.call('login', {}, clock.in(longestLogin));
  const { session, outcome, turns } = observation;
  if (session !== undefined) await client.call('logout', { session }, clock.in(longestLogin));
  if (outcome !== 'refused') return;
  const { username } = topology.dut.accounts.bench;
  throw new CredentialError('account', `the switch refused the account ${username} over SSH`, {
    expected: 'a login with the password that the topology names',
    got: turns.length === 0 ? 'no method of authentication' : turns.map(inWords).join(', '),
    where: topology.where(credentialPaths.account),
    next: credentialAdvice('account', topology),
  });
}

function inWords({ method, result }: SshAuthTurn): string {
  return `${method}: ${result}`;
}

import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import type { Sshv1LoginObservation } from '../../bench/sshv1-client.ts';
import type { TelnetLoginObservation } from '../../bench/telnet-client.ts';
import { defineFact } from './define.ts';

type AnyLogin = SshLoginObservation | Sshv1LoginObservation | TelnetLoginObservation;

/** The device did not let the client in, by whatever refusal. */
export const turnedAway = defineFact<AnyLogin>(
  'turnedAway',
  ['ssh-login', 'sshv1-login', 'telnet-login'],
  ({ outcome, detail }) => ({
    matches: outcome !== 'authenticated',
    got: [outcome, detail].filter((part) => part !== undefined).join(', '),
  }),
);

import type { TelnetLoginObservation } from '../../bench/telnet-client.ts';
import { defineFact } from './define.ts';

/** A prompt of the command line came over Telnet. */
export const telnetLoggedIn = defineFact<TelnetLoginObservation>(
  'telnetLoggedIn',
  ['telnet-login'],
  ({ outcome, detail, turns }) => ({
    matches: outcome === 'authenticated',
    got: [outcome, detail, `${turns.length} questions`].filter((part) => part !== undefined).join(', '),
  }),
);

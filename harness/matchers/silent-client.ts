import type { SshLingerObservation } from '../../bench/ssh-client.ts';
import type { Sshv1LingerObservation } from '../../bench/sshv1-client.ts';
import { defineFact } from './define.ts';

/** The device ended the connection of a client that had fallen silent, however long that took. */
export const silentClientCutOff = defineFact<SshLingerObservation | Sshv1LingerObservation>(
  'silentClientCutOff',
  ['ssh-linger', 'sshv1-linger'],
  ({ end, milliseconds, phase }) => ({
    matches: end !== undefined && end.by !== 'us',
    got:
      end === undefined
        ? `${phase}, still connected after ${(milliseconds / 1000).toFixed(1)} s`
        : `${phase}, ended by ${end.by} after ${(milliseconds / 1000).toFixed(1)} s`,
  }),
);

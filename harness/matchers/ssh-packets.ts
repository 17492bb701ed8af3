import { z } from 'zod';
import type {
  SshEndObservation,
  SshKeysObservation,
  SshPacketsObservation,
  SshX11Observation,
} from '../../bench/ssh-client.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what our own SSH-2 client saw of a session besides its login. */

/** How a session ended: by the device (which may also cut the connection off), or only by us. */
export const sessionEndedBy = defineMatcher<SshEndObservation, 'device' | 'us'>(
  'sessionEndedBy',
  ['ssh-end'],
  z.enum(['device', 'us']),
  (expected, { end: { by, reason, description } }) => ({
    matches: (by === 'us') === (expected === 'us'),
    got: `ended by ${by}${reason === undefined ? '' : `, reason ${reason}: ${description ?? ''}`}`,
  }),
);

/** The request for X11 forwarding was not granted, and the shell behind it was opened. */
export const shellWithoutX11 = defineFact<SshX11Observation>(
  'shellWithoutX11',
  ['ssh-x11'],
  ({ answer, shell }) => ({
    matches: answer === 'refused' && shell,
    got: `${answer ?? 'no answer'}, ${shell ? 'a shell' : 'no shell'}`,
  }),
);

/** The device opens no channel to us. */
export const noChannelFromDevice = defineFact<SshPacketsObservation>(
  'noChannelFromDevice',
  ['ssh-packets'],
  ({ packets }) => {
    const opened = packets.filter(({ direction, type }) => direction === 'received' && type === 90);
    return {
      matches: packets.length > 0 && opened.length === 0,
      got: `${opened.length} channels opened by the device, in ${packets.length} packets`,
    };
  },
);

/** Every key came back before the next was typed. */
export const keysEchoed = defineFact<SshKeysObservation>('keysEchoed', ['ssh-keys'], ({ keys, echoes }) => ({
  matches: keys !== '' && echoes.join('') === keys && echoes.every((echo) => echo.length === 1),
  got: echoes.map((echo) => JSON.stringify(echo)).join(' '),
}));

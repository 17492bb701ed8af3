import type { CaptureObservation } from '../../bench/packet-capture.ts';
import { defineFact } from './define.ts';

/** Bytes went both ways, and none of the texts that were looked for stands among them. */
export const nothingInClear = defineFact<CaptureObservation>(
  'nothingInClear',
  ['capture'],
  ({ streams }) => ({
    matches:
      streams.length > 0 &&
      streams.every(({ sent, received, found }) => sent > 0 && received > 0 && found.length === 0),
    got:
      streams.length === 0
        ? 'no connection was captured'
        : streams
            .map(
              ({ sent, received, found }) =>
                `${sent} bytes sent, ${received} received${found.length === 0 ? '' : `, in clear: ${found.join(', ')}`}`,
            )
            .join('; '),
  }),
);

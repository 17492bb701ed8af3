import type { Deadline } from '../bench/clock.ts';
import type { CaptureObservation, PacketCaptureContract } from '../bench/packet-capture.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import { modeLimit } from './limits.ts';

/** A step's capture, and how it is ended where the step did not. */
export interface StepCapture {
  readonly capture: Capture;
  readonly abandon: () => Promise<void>;
}

/** The bench's view of its own connections with the DUT, whoever dialled, as they are on the wire. */
export interface Capture {
  begin(): Promise<void>;
  /** Which of the texts stand in the payload of the connections opened since `begin`. */
  end(...texts: readonly string[]): Promise<Recorded<CaptureObservation>>;
}

export function packetCapture(
  pco: RecordedPco<PacketCaptureContract>,
  deadline: (milliseconds: number) => Deadline,
): StepCapture {
  let running = false;
  const end: Capture['end'] = (...texts) => {
    running = false;
    return pco.call('end', { texts }, deadline(modeLimit));
  };
  return {
    capture: {
      begin: async () => {
        await pco.call('begin', null, deadline(modeLimit));
        running = true;
      },
      end,
    },
    abandon: async () => {
      if (running) await end();
    },
  };
}

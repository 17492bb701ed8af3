import type { OpenTape, Tape } from '../../bench/tape.ts';

/** Bytes that have crossed our end of a console so far. */
export interface ConsoleTraffic {
  readonly sent: number;
  readonly received: number;
}

/** Counts what is put on the tapes of a console. */
export function countTraffic(openTape: OpenTape): {
  readonly openTape: OpenTape;
  readonly traffic: ConsoleTraffic;
} {
  const traffic = { sent: 0, received: 0 };
  const counted = (tape: Tape): Tape => ({
    pco: tape.pco,
    get position() {
      return tape.position;
    },
    sending: (bytes) => {
      tape.sending(bytes);
      traffic.sent += bytes.length;
    },
    received: (bytes) => {
      traffic.received += bytes.length;
      return tape.received(bytes);
    },
  });
  return { openTape: (pco) => counted(openTape(pco)), traffic };
}

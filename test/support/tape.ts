import type { Tape } from '../../bench/tape.ts';

export interface KeptTape extends Tape {
  /** Everything received and sent, each byte as the character of its number. */
  allReceived(): string;
  allSent(): string;
}

/** A tape that keeps what crosses it. */
export function keptTape(pco = 'console'): KeptTape {
  const received: Buffer[] = [];
  const sent: Buffer[] = [];
  let position = 0;
  return {
    pco,
    get position() {
      return position;
    },
    sending: (bytes) => void sent.push(Buffer.from(bytes)),
    received: (bytes) => {
      received.push(Buffer.from(bytes));
      const from = position;
      position += bytes.length;
      return { pco, from, to: position };
    },
    allReceived: () => Buffer.concat(received).toString('latin1'),
    allSent: () => Buffer.concat(sent).toString('latin1'),
  };
}

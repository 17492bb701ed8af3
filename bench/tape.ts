import type { Span } from './span.ts';

/**
 * Where a driver puts every byte that crosses its PCO. `sending` returns only when the bytes are in the
 * journal, so what was sent is recorded before it is sent.
 */
export interface Tape {
  readonly pco: string;
  sending(bytes: Uint8Array): void;
  received(bytes: Uint8Array): Span;
  /** How many bytes were received so far: the place where the next one will stand. */
  readonly position: number;
}

/** Opens the tape of one PCO; a driver with several streams (a shell in an SSH session) opens one for each. */
export type OpenTape = (pco: string) => Tape;

/**
 * Where in a recording something was seen: bytes `from` (inclusive) to `to` (exclusive) of everything that
 * the named PCO has received since the run began. Minted only by drivers.
 */
export interface Span {
  readonly pco: string;
  readonly from: number;
  readonly to: number;
}

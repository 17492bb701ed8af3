/** Ctrl-C: once, finish the step and restore; twice, restore now. */
export interface Interrupt {
  readonly gently: AbortSignal;
  readonly now: AbortSignal;
}

/** Thrown into whatever was awaited when the run was told to stop at once. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('the run was interrupted');
  }
}

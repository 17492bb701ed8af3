/** The far end of a line: a person or program that types, and a screen of some size. */
export interface Terminal {
  write(text: string): void;
  /** Characters typed, as they came (latin-1). */
  onInput(listener: (text: string) => void): void;
  /** The far end has gone. */
  onHangUp(listener: () => void): void;
  /** The switch ends the session. */
  hangUp(): void;
  readonly width: number;
  readonly height: number;
  /** Whether the far end would take more at once; the console at 9600 baud often would not. */
  readonly congested: boolean;
}

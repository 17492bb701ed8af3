/** A wire to a command line: a serial port or the channel of an SSH shell. Bytes pass unaltered. */
export interface ByteStream {
  /** Resolves when the bytes were handed to the operating system. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Told once; `reason` where it was not us who closed. */
  onClose(listener: (reason?: string) => void): void;
  close(): Promise<void>;
  /** Holds the line in break, where the wire can: a serial port, not a pty. */
  sendBreak?(milliseconds: number): Promise<void>;
}

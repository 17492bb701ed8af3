/** What the other side sent breaks the protocol. */
export class Ssh1ProtocolError extends Error {
  override readonly name = 'Ssh1ProtocolError';
  /** `length`: no packet begins like this; `check`: its CRC is wrong; `message`: its contents make no sense. */
  readonly what: 'length' | 'check' | 'message';
  constructor(what: Ssh1ProtocolError['what'], message: string) {
    super(message);
    this.what = what;
  }
}

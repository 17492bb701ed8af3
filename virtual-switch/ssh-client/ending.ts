/** Why a session to another host is over before or after it was open. */
export class SessionOver extends Error {
  override readonly name = 'SessionOver';
  /** As the last line has it: ours to end, or the far end's. */
  readonly how: 'aborted' | 'closed';

  /** The far end took none of what was offered to log in with. */
  readonly notLetIn: boolean;

  constructor(how: SessionOver['how'], why: string, notLetIn = false) {
    super(why);
    this.how = how;
    this.notLetIn = notLetIn;
  }
}

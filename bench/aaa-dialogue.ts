/**
 * What an AAA server of the bench knows of a user, and what it asks of one: data, so that it can be journalled. Passwords
 * are secrets of the bench, revealed.
 */

/** How a dialogue goes on: at the turn of that name, or it is over. `message` is shown to the user. */
export type AaaNext =
  { readonly turn: string } | { readonly status: 'pass' | 'fail' | 'error'; readonly message?: string };

/** One question to the user, and what follows from the answer. */
export type AaaTurn = {
  /** By which another turn goes on here. */
  readonly name?: string;
  /** All that is sent to be shown: lines that stand before the prompt are part of it. */
  readonly prompt: string;
  /** Whether what is typed may be shown; default not. */
  readonly echo?: boolean;
  /**
   * The right answer. `password`: the user's; `new-password`: any but an empty one, and the user's password once the
   * dialogue has ended with `pass`; `same-again`: the new one once more; `anything`: an empty one too.
   */
  readonly expects: 'password' | 'new-password' | 'same-again' | 'anything' | { readonly text: string };
  /** Default: the turn that stands behind this one, and `pass` where none does. */
  readonly right?: AaaNext;
  /** Default `fail`. */
  readonly wrong?: AaaNext;
  /** Default as `wrong`. */
  readonly empty?: AaaNext;
};

/** What is said to a request for authorization. */
export type AaaAuthorization = {
  /** `add`: these arguments beside those that were asked for; `replace`: in place of them. */
  readonly status: 'add' | 'replace' | 'fail' | 'error';
  /** Such as `priv-lvl=15`. RADIUS sends them as `shell:priv-lvl=15`, with its Access-Accept. */
  readonly args?: readonly string[];
  readonly message?: string;
};

export type AaaAccount = {
  readonly username: string;
  readonly password?: string;
  /** Default: one turn, `Password: `, which expects the password. */
  readonly dialogue?: readonly AaaTurn[];
  /** In place of `dialogue` once so many logins have passed, until the password has been changed. */
  readonly expired?: { readonly afterLogins: number; readonly dialogue: readonly AaaTurn[] };
  /** What is said where an EXEC shell is asked for; default `add`, without arguments. */
  readonly exec?: AaaAuthorization;
  /** What is said of commands, each in full (`show clock`); default `add`, without arguments. */
  readonly commands?: { readonly [command: string]: AaaAuthorization };
};

/** What came for an answer; never what was typed. */
export type AaaAnswer = 'right' | 'wrong' | 'empty';

/** A place in a server's recording, from which its observations look. */
export type AaaMark = { readonly kind: 'mark'; readonly position: number };

/** Which of several texts is the password that a server has stored for a user. */
export type AaaStoredObservation = {
  readonly kind: 'aaa-stored';
  readonly username: string;
  /** Its place among the texts that were asked about, from 0; -1 where it is none of them, or the user is unknown. */
  readonly which: number;
  /** Logins that passed since it was told of the user. */
  readonly logins: number;
};

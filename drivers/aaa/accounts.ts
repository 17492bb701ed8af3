import type { AaaAccount, AaaAuthorization, AaaTurn } from '../../bench/aaa-dialogue.ts';

/** What is told of the password that a server has for a user. */
export interface StoredPassword {
  readonly username: string;
  readonly which: number;
  readonly logins: number;
}

const plainLogin: readonly AaaTurn[] = [{ prompt: 'Password: ', expects: 'password' }];
const allowed: AaaAuthorization = { status: 'add' };
const refused: AaaAuthorization = { status: 'fail' };

/** A user, and what has become of the account since the server was told of it. */
export class KnownUser {
  readonly #account: AaaAccount;
  #password: string | undefined;
  #changed = false;
  logins = 0;

  constructor(account: AaaAccount) {
    this.#account = account;
    this.#password = account.password;
  }

  get password(): string | undefined {
    return this.#password;
  }

  /** What this user is asked at the next login. */
  get dialogue(): readonly AaaTurn[] {
    const { dialogue, expired } = this.#account;
    if (expired !== undefined && !this.#changed && this.logins >= expired.afterLogins)
      return expired.dialogue;
    return dialogue === undefined || dialogue.length === 0 ? plainLogin : dialogue;
  }

  loggedIn(newPassword: string | undefined): void {
    this.logins += 1;
    if (newPassword === undefined) return;
    this.#password = newPassword;
    this.#changed = true;
  }

  /** A command in full, or undefined where an EXEC shell is asked for. */
  rightTo(command: string | undefined): AaaAuthorization {
    if (command === undefined) return this.#account.exec ?? allowed;
    const { commands } = this.#account;
    return commands !== undefined && Object.hasOwn(commands, command)
      ? (commands[command] ?? allowed)
      : allowed;
  }
}

/** The users that a server knows at one of its doors. */
export class Accounts {
  readonly #users: ReadonlyMap<string, KnownUser>;

  constructor(accounts: readonly AaaAccount[] = []) {
    this.#users = new Map(accounts.map((account) => [account.username, new KnownUser(account)]));
  }

  find(username: string): KnownUser | undefined {
    return this.#users.get(username);
  }

  /** What somebody who is not known is asked, in vain. */
  dialogueOf(user: KnownUser | undefined): readonly AaaTurn[] {
    return user?.dialogue ?? plainLogin;
  }

  rightOf(username: string, command: string | undefined): AaaAuthorization {
    return this.find(username)?.rightTo(command) ?? refused;
  }

  stored(username: string, among: readonly string[]): StoredPassword {
    const user = this.find(username);
    const which = user?.password === undefined ? -1 : among.indexOf(user.password);
    return { username, which, logins: user?.logins ?? 0 };
  }
}

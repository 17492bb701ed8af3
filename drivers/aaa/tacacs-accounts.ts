import type { TacacsAccount, TacacsQuestion } from '../../bench/tacacs-server.ts';

/** A prompt to the one who logs in. `changes`: its answer becomes the password where the next one repeats it. */
export interface TacacsPrompt {
  readonly text: string;
  readonly echo: boolean;
  readonly asked: 'password' | 'data';
}

export interface TacacsDialogue {
  /** Puts a prompt, judges its answer by the function, and gives both. Rejects where the client gives up. */
  ask(
    prompt: TacacsPrompt,
    judge: (answer: string) => 'right' | 'wrong' | 'blank',
  ): Promise<{ readonly answer: string; readonly was: 'right' | 'wrong' | 'blank' }>;
  passwordChanged(): void;
}

export interface TacacsVerdict {
  readonly pass: boolean;
  readonly message: string;
}

/** The texts of guide page 41. */
const texts = {
  password: 'Password: ',
  old: 'Old Password: ',
  new: 'New Password: ',
  again: 'Re-enter New password: ',
  expired: 'Your password has expired.\nEnter a new one now.\n',
  differ: 'The New and Re-entered passwords have to be the same.\nTry again.\n',
};
/** How often two new passwords may differ; the guide does not say. */
const mostTries = 3;

/** What the server remembers of its users: their passwords as they have become, and how often each has logged in. */
export class TacacsAccounts {
  readonly #accounts: ReadonlyMap<string, TacacsAccount>;
  readonly #passwords = new Map<string, string>();
  readonly #logins = new Map<string, number>();
  /** How many challenges were put. */
  readonly #challenged = new Map<string, number>();

  constructor(accounts: readonly TacacsAccount[]) {
    this.#accounts = new Map(accounts.map((account) => [account.username, account]));
    for (const { username, password } of accounts) this.#passwords.set(username, password);
  }

  find(user: string): TacacsAccount | undefined {
    return this.#accounts.get(user);
  }

  /** A login without a dialogue: PAP, whose password comes with the START. */
  checks(user: string, password: string): boolean {
    return this.#accounts.has(user) && this.#passwords.get(user) === password && !this.#isExpired(user);
  }

  async login(user: string, dialogue: TacacsDialogue): Promise<TacacsVerdict> {
    const account = this.#accounts.get(user);
    const passed = await this.#identified(user, account, dialogue);
    if (!passed || account === undefined) return { pass: false, message: account?.refusal ?? '' };
    this.#logins.set(user, (this.#logins.get(user) ?? 0) + 1);
    return { pass: true, message: account.welcome ?? '' };
  }

  async #identified(
    user: string,
    account: TacacsAccount | undefined,
    dialogue: TacacsDialogue,
  ): Promise<boolean> {
    const questions = this.#questionsFor(user, account);
    if (questions !== undefined) return await answeredAll(questions, dialogue);
    const password = this.#passwords.get(user);
    const first = await askPassword(dialogue, texts.password, password);
    if (first.was === 'blank' && account?.change?.onBlank) {
      const old = await askPassword(dialogue, texts.old, password);
      return old.was === 'right' && (await this.#change(user, '', dialogue));
    }
    if (first.was !== 'right') return false;
    return !this.#isExpired(user) || (await this.#change(user, texts.expired, dialogue));
  }

  /** In place of the password; undefined where it is asked for. */
  #questionsFor(user: string, account: TacacsAccount | undefined): readonly TacacsQuestion[] | undefined {
    if (account?.challenges !== undefined) {
      const turn = this.#challenged.get(user) ?? 0;
      this.#challenged.set(user, turn + 1);
      return account.challenges.slice(turn, turn + 1);
    }
    return account?.questions;
  }

  #isExpired(user: string): boolean {
    const after = this.#accounts.get(user)?.change?.afterLogins;
    const changed = this.#passwords.get(user) !== this.#accounts.get(user)?.password;
    return after !== undefined && !changed && (this.#logins.get(user) ?? 0) >= after;
  }

  async #change(user: string, before: string, dialogue: TacacsDialogue): Promise<boolean> {
    let prefix = before;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const first = await askPassword(dialogue, `${prefix}${texts.new}`);
      const again = await askPassword(dialogue, texts.again, first.answer);
      if (first.was !== 'blank' && again.was === 'right') {
        this.#passwords.set(user, first.answer);
        dialogue.passwordChanged();
        return true;
      }
      prefix = texts.differ;
    }
    return false;
  }
}

/** Without an expected password anything but nothing is right. */
function askPassword(dialogue: TacacsDialogue, text: string, expected?: string) {
  return dialogue.ask({ text, echo: false, asked: 'password' }, (answer) => {
    if (answer === '') return 'blank';
    return expected === undefined || answer === expected ? 'right' : 'wrong';
  });
}

async function answeredAll(questions: readonly TacacsQuestion[], dialogue: TacacsDialogue): Promise<boolean> {
  let right = questions.length > 0;
  for (const { text, echo, answer: expected } of questions) {
    const { was } = await dialogue.ask({ text, echo, asked: 'data' }, (answer) => {
      if (answer === expected) return 'right';
      return answer === '' ? 'blank' : 'wrong';
    });
    right &&= was === 'right';
  }
  return right;
}

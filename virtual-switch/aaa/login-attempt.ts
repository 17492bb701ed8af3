import type { Question } from './seams.ts';

/** Whoever logs in: reads questions and answers them. */
export interface Dialogue {
  /** Rejects with GaveUp where nobody answers. */
  ask(question: Question): Promise<string>;
  /** A text to which there is no answer. */
  tell(text: string): void;
}

/** The one who was asked has left, was too slow, or cannot be asked such a thing. */
export class GaveUp extends Error {
  /** Whether nobody is there any more, so that no other attempt is worth while. */
  readonly forGood: boolean;

  constructor(why: string, forGood: boolean) {
    super(why);
    this.forGood = forGood;
  }
}

export const passwordQuestion: Question = { text: 'Password: ', echo: false };
const nameQuestion: Question = { text: 'Username: ', echo: true };

/** One login: what was typed once serves every method that comes after. */
export class LoginAttempt {
  readonly #dialogue: Dialogue;
  readonly #shown: (question: Question, index: number) => Question | undefined;
  #name: string | undefined;
  #password: string | undefined;
  #questions = 0;

  /** `name` is what the protocol of the login brought along. */
  constructor(
    dialogue: Dialogue,
    name: string | undefined,
    shown: (question: Question, index: number) => Question | undefined = (question) => question,
  ) {
    this.#dialogue = dialogue;
    this.#name = name;
    this.#shown = shown;
  }

  /** Undefined until somebody asked for it. */
  get nameSoFar(): string | undefined {
    return this.#name;
  }

  get questions(): number {
    return this.#questions;
  }

  /** What was typed without echo first; undefined while nothing was. */
  get typed(): string | undefined {
    return this.#password;
  }

  async name(): Promise<string> {
    this.#name ??= (await this.#dialogue.ask(nameQuestion)).trim();
    return this.#name;
  }

  /** A server has asked for the name in its own words. */
  async nameFor(text: string): Promise<string> {
    this.#name = (await this.ask({ text, echo: true })).trim();
    return this.#name;
  }

  async password(): Promise<string> {
    this.#password ??= await this.ask(passwordQuestion);
    return this.#password;
  }

  /** A question in the words of a server, each time anew. */
  async ask(question: Question): Promise<string> {
    const shown = this.#shown(question, this.#questions++);
    const answer = shown === undefined ? '' : await this.#dialogue.ask(shown);
    if (!question.echo) this.#password ??= answer;
    return answer;
  }

  tell(text: string): void {
    if (text !== '') this.#dialogue.tell(text);
  }
}

/** Somebody who has brought a password and can be asked for nothing else. */
export function passwordInHand(password: string): Dialogue {
  let given = false;
  return {
    ask: ({ echo }) => {
      if (echo || given) return Promise.reject(new GaveUp('more was asked for than a password', false));
      given = true;
      return Promise.resolve(password);
    },
    tell: () => undefined,
  };
}

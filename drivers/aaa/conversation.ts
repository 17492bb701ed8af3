import type { AaaAccount, AaaAnswer, AaaNext, AaaTurn } from '../../bench/aaa-dialogue.ts';
import { PcoError } from '../../bench/errors.ts';
import type { KnownUser } from './accounts.ts';

/** What the server says next. */
export type Said =
  { readonly ask: AaaTurn } | { readonly over: 'pass' | 'fail' | 'error'; readonly message: string };

export interface Judged {
  readonly answer: AaaAnswer;
  readonly said: Said;
}

/** One login: the turns of a dialogue in the order that the answers give them. */
export class Conversation {
  readonly #turns: readonly AaaTurn[];
  readonly #user: KnownUser | undefined;
  #at = 0;
  #newPassword: string | undefined;

  /** Somebody who is not known is asked like anybody, and no answer is right. */
  constructor(turns: readonly AaaTurn[], user: KnownUser | undefined) {
    this.#turns = turns;
    this.#user = user;
  }

  get asked(): AaaTurn {
    const turn = this.#turns[this.#at];
    if (turn === undefined) throw new Error('a dialogue has at least one turn');
    return turn;
  }

  answered(text: string): Judged {
    const turn = this.asked;
    const answer = this.#judge(turn, text);
    if (answer === 'right' && turn.expects === 'new-password') this.#newPassword = text;
    return { answer, said: this.#follow(this.#nextOf(turn, answer)) };
  }

  #judge({ expects }: AaaTurn, text: string): AaaAnswer {
    if (this.#user === undefined) return text === '' ? 'empty' : 'wrong';
    if (expects === 'anything') return 'right';
    if (text === '') return 'empty';
    if (expects === 'new-password') return 'right';
    const right =
      expects === 'password'
        ? this.#user.password
        : expects === 'same-again'
          ? this.#newPassword
          : expects.text;
    return text === right ? 'right' : 'wrong';
  }

  #nextOf(turn: AaaTurn, answer: AaaAnswer): AaaNext | 'behind' {
    if (this.#user === undefined) return { status: 'fail' };
    if (answer === 'right') return turn.right ?? 'behind';
    const wrong = turn.wrong ?? { status: 'fail' };
    return answer === 'empty' ? (turn.empty ?? wrong) : wrong;
  }

  #follow(next: AaaNext | 'behind'): Said {
    if (next === 'behind') {
      this.#at += 1;
      return this.#at < this.#turns.length ? { ask: this.asked } : this.#end('pass', '');
    }
    if ('status' in next) return this.#end(next.status, next.message ?? '');
    const index = this.#turns.findIndex(({ name }) => name === next.turn);
    if (index < 0) return this.#end('error', `the dialogue has no turn ${next.turn}`);
    this.#at = index;
    return { ask: this.asked };
  }

  #end(over: 'pass' | 'fail' | 'error', message: string): Said {
    if (over === 'pass') this.#user?.loggedIn(this.#newPassword);
    return { over, message };
  }
}

/** The first turn that a dialogue names and does not have, or undefined. */
function danglingTurn(turns: readonly AaaTurn[]): string | undefined {
  const names = new Set(turns.map(({ name }) => name));
  return turns
    .flatMap(({ right, wrong, empty }) => [right, wrong, empty])
    .flatMap((next) => (next !== undefined && 'turn' in next ? [next.turn] : []))
    .find((name) => !names.has(name));
}

/** Throws PcoError for a dialogue that would break off in the middle of a login. */
export function mustHaveItsTurns(accounts: readonly AaaAccount[] = []): void {
  for (const { username, dialogue = [], expired } of accounts) {
    for (const turns of [dialogue, expired?.dialogue ?? []]) {
      const missing = danglingTurn(turns);
      if (missing === undefined) continue;
      throw new PcoError(`a dialogue of ${username} goes on at a turn that it does not have`, {
        expected: `one of ${turns.flatMap(({ name }) => name ?? []).join(', ') || 'none, as no turn has a name'}`,
        got: missing,
      });
    }
  }
}

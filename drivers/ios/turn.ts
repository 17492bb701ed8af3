import { echoWindow, findEcho } from '../../bench/cli-reading.ts';
import type { Answer, DialogTurn } from '../../bench/console.ts';
import type { Secret } from '../../bench/secret.ts';
import type { Place } from './line-knowledge.ts';
import type { TypedComment } from './probe.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Received } from './prompt-search.ts';
import { regularExpression } from './regular-expression.ts';

/** A line to type, and what is answered when it asks. */
export interface LineToType {
  /** As it is shown: a secret's mask. */
  readonly command: string;
  readonly typed: string;
  readonly answers: readonly Answer[];
  /** What `Password:` is answered with, once. */
  readonly secret: Secret | undefined;
  /** Whether silence until the deadline is an observation. */
  readonly mayStaySilent?: boolean;
}

/** A typed line and what is known of its answer so far. */
export class Turn {
  readonly command: string;
  /** Where it stood when the line was typed. */
  readonly before: Place;
  /** Where what came back begins. */
  readonly from: number;
  readonly dialog: DialogTurn[] = [];
  /** Lines that are done with, by where they begin. */
  readonly handled = new Set<number>();
  /** Comments that were typed to see whether a prompt is one. */
  readonly comments: TypedComment[] = [];
  readonly #answers: Answer[];
  #secret: Secret | undefined;
  #echoEnd: number | undefined;

  constructor(line: Pick<LineToType, 'command' | 'answers' | 'secret'>, before: Place, from: number) {
    this.command = line.command;
    this.before = before;
    this.from = from;
    this.#answers = [...line.answers];
    this.#secret = line.secret;
  }

  /** Where the line after the echo begins; undefined where none has come yet. */
  echoEnd(received: Pick<Received, 'text'>): number | undefined {
    if (this.#echoEnd === undefined) {
      const echo = findEcho(received.text(this.from, this.from + echoWindow), this.command);
      if (echo !== undefined) this.#echoEnd = this.from + echo.end;
    }
    return this.#echoEnd;
  }

  hasAnswerTo(question: string): boolean {
    return this.#indexOfAnswerTo(question) !== -1;
  }

  get hasSecret(): boolean {
    return this.#secret !== undefined;
  }

  /** The answer to a question, which is thereby used up and stands in the dialog. */
  takeAnswerTo(question: StandingLine): string | undefined {
    const index = this.#indexOfAnswerTo(question.text);
    const [given] = index === -1 ? [] : this.#answers.splice(index, 1);
    if (given !== undefined) this.#answered(question, given.answer);
    return given?.answer;
  }

  /** The same for a question that the secret answers; the dialog has its mask. */
  takeSecretFor(question: StandingLine): Secret | undefined {
    const secret = this.#secret;
    this.#secret = undefined;
    if (secret !== undefined) this.#answered(question, secret.mask);
    return secret;
  }

  #indexOfAnswerTo(question: string): number {
    return this.#answers.findIndex((answer) => regularExpression(answer.question).test(question));
  }

  #answered(question: StandingLine, answer: string): void {
    this.handled.add(question.from);
    this.dialog.push({ question: question.text, answer });
  }
}

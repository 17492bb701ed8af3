import type { TtyLine } from '../tty-line.ts';
import type { LoginMethod } from './login-lists.ts';

export type Method = LoginMethod | 'if-authenticated';

/** What a list is asked about, and which of them counts. */
export interface ListFacts {
  readonly part: 'login' | 'exec';
  readonly line: TtyLine;
  /** The list whose methods these are; undefined where none is configured. */
  readonly list: string | undefined;
}

/** The rules of AAA that a known departure may replace. */
export interface AaaSeams {
  /** The methods that decide a login or a shell, given those of the list that counts. */
  methodsInForce(methods: readonly Method[], facts: ListFacts): readonly Method[];
}

export function standardAaaSeams(): AaaSeams {
  return { methodsInForce: (methods) => methods };
}

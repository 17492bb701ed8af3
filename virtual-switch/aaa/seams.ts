import type { RadiusServer, TacacsServer } from './configured-servers.ts';
import type { ListFacts, Method } from './method-lists.ts';

/** What a method says: an error is silence, or something that cannot be understood. */
export type MethodAnswer = 'pass' | 'fail' | 'error';

/** A question of a server to the user, or the device's own. */
export interface Question {
  readonly text: string;
  readonly echo: boolean;
}

/** The rules of AAA that a known departure may replace. */
export interface AaaSeams {
  /** The methods that decide a login or a shell, given those of the list that counts. */
  methodsInForce(methods: readonly Method[], facts: ListFacts): readonly Method[];
  /** What follows the answer of a method. */
  afterAnswer(answer: MethodAnswer, method: Method, part: ListFacts['part']): 'pass' | 'fail' | 'next';
  /** The server that is dialled, given the one that is configured. */
  tacacsServerAsked(server: TacacsServer): TacacsServer;
  radiusServerAsked(server: RadiusServer): RadiusServer;
  /** What a reply counts for that the agreed key does not open. */
  unreadableReply(): 'error' | 'pass';
  /** The name that a server is asked about. */
  userAsked(username: string): string;
  /** What the user sees of the question at that place of a login, from 0; undefined: nothing, and it is answered blank. */
  questionShown(question: Question, index: number): Question | undefined;
  /** What a server is sent of an answer; undefined: nothing, and the login has failed. */
  answerSent(answer: string, question: Question): string | undefined;
  /** Whether somebody on the console is asked about, given `aaa authorization console`. */
  asksAboutConsole(configured: boolean): boolean;
  /** Whether a server is asked for rights before the login is decided, or when a shell is wanted. */
  asksForRights(): 'before-login' | 'for-shell';
  /** The privilege level of a shell, given what the server said; undefined where it said nothing of it. */
  levelGiven(ofServer: number | undefined, ofLine: number): number;
  /** Lines of `debug tacacs`, `debug aaa …` and `debug radius`; `typed` is what the user answered last. */
  aaaDebugLines(lines: readonly string[], typed: string | undefined): readonly string[];
}

export function standardAaaSeams(): AaaSeams {
  return {
    methodsInForce: (methods) => methods,
    afterAnswer: (answer) => (answer === 'error' ? 'next' : answer),
    tacacsServerAsked: (server) => server,
    radiusServerAsked: (server) => server,
    unreadableReply: () => 'error',
    userAsked: (username) => username,
    questionShown: (question) => question,
    answerSent: (answer) => answer,
    asksAboutConsole: (configured) => configured,
    asksForRights: () => 'for-shell',
    levelGiven: (ofServer, ofLine) => ofServer ?? ofLine,
    aaaDebugLines: (lines) => lines,
  };
}

import type { CliMode } from './cli-mode.ts';

/** One line that the device printed, with its place in the recording. */
export type CliLine = {
  readonly text: string;
  /** A log or debug line that no command asked for; `maybe` where it could as well be output. */
  readonly asynchronous: 'no' | 'maybe' | 'yes';
  readonly from: number;
  readonly to: number;
};

/** What was asked for in the middle of a command, and what was typed. */
export type DialogTurn = { readonly question: string; readonly answer: string };

/**
 * A command and what came back. `lines` holds everything between the echo of the command and the prompt after
 * it, in order, with the pager's traces removed: output, questions with their answers, and asynchronous lines.
 */
export type CliObservation = {
  readonly kind: 'cli';
  readonly command: string;
  readonly promptBefore: string;
  readonly modeBefore: CliMode;
  readonly lines: readonly CliLine[];
  readonly dialog: readonly DialogTurn[];
  /** The text of the prompt, without the line feed before it: `Switch(config)#`. Empty when the line closed. */
  readonly promptAfter: string;
  readonly modeAfter: CliMode;
};

/** A log line that came by itself; empty when none came before the deadline, which is an observation too. */
export type LogObservation = { readonly kind: 'log'; readonly line: string };

/** An answer to a question that a command asks: the first whose `question` matches is typed, each once. */
export type Answer = {
  /** ECMAScript regular expression, matched against the question's line. */
  readonly question: string;
  readonly answer: string;
};

/** A command line of the DUT: the console, or the shell of an SSH session. */
export type CliContract = {
  /** Types one line at the prompt that is there and reads to the next prompt. */
  execute: {
    args: {
      readonly command: string;
      readonly answers?: readonly Answer[];
      /**
       * That no prompt comes before the deadline is then an observation (`promptAfter` empty, `modeAfter`
       * unknown), for what requires one.
       */
      readonly mayStaySilent?: boolean;
    };
    observation: CliObservation;
  };
  /** Goes to a mode by the shortest way, answering what is asked on it; `turns` are the commands it took. */
  enter: {
    args: { readonly mode: CliMode };
    observation: {
      readonly kind: 'mode';
      readonly mode: CliMode;
      readonly prompt: string;
      readonly turns: readonly CliObservation[];
    };
  };
  /** Where the recording stands now, as the beginning for `awaitLog`. */
  mark: { args: null; observation: { readonly kind: 'mark'; readonly position: number } };
  /**
   * The first complete line since a mark that matches the regular expression. At the deadline it does not
   * reject: the span from the mark to where the recording stands then proves that no such line came.
   */
  awaitLog: {
    args: { readonly pattern: string; readonly since: number };
    observation: LogObservation;
  };
};

export type ConsoleContract = CliContract;

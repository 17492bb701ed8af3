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
  /** The text of the prompt, without the line feed before it: `Switch(config)#`. Empty when the line closed or the device boots. */
  readonly promptAfter: string;
  readonly modeAfter: CliMode;
};

/** A log line that came by itself; empty when none came before the deadline, which is an observation too. */
export type LogObservation = { readonly kind: 'log'; readonly line: string };

/** All that the command line printed, whoever asked for it. */
export type TranscriptObservation = {
  readonly kind: 'transcript';
  /** Complete lines, without their line ends, rendered as a terminal would show them. */
  readonly lines: readonly string[];
  /** Whether the awaited line came before the deadline. */
  readonly complete: boolean;
};

/** What `?` showed of the words that may come next. */
export type HelpObservation = {
  readonly kind: 'help';
  /** As typed before the `?`: `debug ip `. */
  readonly command: string;
  readonly lines: readonly CliLine[];
  readonly mode: CliMode;
};

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
  /**
   * Types the beginning of a command and `?`, reads the help up to where the line stands again with what was typed, and
   * clears the line: nothing is carried out. Help that is paged is read to its end.
   */
  help: { args: { readonly command: string }; observation: HelpObservation };
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
   * reject: the span from the mark to where the recording stands then proves that no such line came. It rejects
   * where the only such line stands in the output of a command that prints the log.
   */
  awaitLog: {
    args: { readonly pattern: string; readonly since: number };
    observation: LogObservation;
  };
  /**
   * Every complete line since a mark, up to and with the `count`th (default: the first) that matches `until`. At the deadline it
   * does not reject: the lines that came until then are the observation, and it is not complete.
   */
  transcript: {
    args: { readonly since: number; readonly until: string; readonly count?: number };
    observation: TranscriptObservation;
  };
};

export type ConsoleContract = CliContract;

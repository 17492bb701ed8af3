import type { CliMode } from '../bench/cli-mode.ts';
import type {
  Answer,
  CliContract,
  CliObservation,
  HelpObservation,
  LogObservation,
  TranscriptObservation,
} from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';

/** The device under test at its console. */
export interface Dut {
  /** Types one line at whatever prompt is there. */
  execute(command: string, answers?: readonly Answer[]): Promise<Recorded<CliObservation>>;
  /** Like `execute`, where it is at issue whether a prompt comes back at all: silence is observed, not thrown. */
  attempt(command: string): Promise<Recorded<CliObservation>>;
  /** Types one line in privileged EXEC. */
  show(command: string): Promise<Recorded<CliObservation>>;
  /** Types one line in global configuration; the console stays there. */
  configure(command: string, answers?: readonly Answer[]): Promise<Recorded<CliObservation>>;
  /** What `?` offers after the beginning of a command; nothing is carried out. */
  help(beginning: string): Promise<Recorded<HelpObservation>>;
  enter(mode: CliMode): Promise<Recorded<CliContract['enter']['observation']>>;
  /**
   * Restarts the device, which loses what was not saved, and waits until its console takes commands in privileged EXEC
   * again. Only with consent: the role `reload-allowed`.
   */
  reload(): Promise<Recorded<CliContract['enter']['observation']>>;
  /** A place in the recording, from which `awaitLog` looks. */
  mark(): Promise<number>;
  /** The first log line since the mark that matches; an empty one when none came in time. */
  awaitLog(pattern: RegExp, since: number): Promise<Recorded<LogObservation>>;
  /**
   * Lets a stimulus happen and gives all that the console printed from before it to the line that is waited for. Throws
   * where the device says that its console lost lines meanwhile: what is missing may have been among them.
   */
  watch(
    stimulus: () => Promise<unknown>,
    until: { readonly pattern: RegExp; readonly count?: number },
  ): Promise<Recorded<TranscriptObservation>>;
  /**
   * Empties the log buffer, lets a stimulus happen and gives `show logging`, read until the line that is waited for stands
   * in it. Throws where lines were lost, or the buffer is too small. For floods of debug, which a console drops.
   */
  logged(
    stimulus: () => Promise<unknown>,
    until: { readonly pattern: RegExp; readonly count?: number },
  ): Promise<Recorded<CliObservation>>;
}

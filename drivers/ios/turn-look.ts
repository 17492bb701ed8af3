import type { CliMode } from '../../bench/cli-mode.ts';
import { hostOfPrompt, recogniseStop, sameHost } from '../../bench/cli-prompts.ts';
import type { StandingLine } from './line-tracker.ts';
import { modeFacts, printsFixedText } from './modes.ts';
import { type Found, stand } from './next-stop.ts';
import { promptBehindOutput, type Received, remotePromptBehindOutput } from './prompt-search.ts';
import type { Turn } from './turn.ts';

/** What is known when a line is looked at. */
export interface TurnContext {
  readonly received: Pick<Received, 'text'>;
  readonly host: string | undefined;
  /** Whether a pager stood in this turn: a key typed at one would cut the output short. */
  readonly paged: boolean;
}

/** What a standing line means to the turn that waits for its end; undefined where it has to go on. */
export function lookInTurn(turn: Turn, line: StandingLine, context: TurnContext): Found | undefined {
  if (line.end <= turn.from || turn.handled.has(line.from)) return undefined;
  const stop =
    recogniseStop(line.text) ??
    promptBehindOutput(line.text, context.host) ??
    // A log line of this device may stand before the first prompt of the far end.
    (dials(turn.command) ? remotePromptBehindOutput(line.text) : undefined);
  if (stop === undefined) return unusualQuestion(turn, line, context);
  switch (stop.kind) {
    case 'prompt':
      return { ...stop, line, stand: doubt(turn, line, stop.mode, context) };
    case 'pager':
      return { ...stop, line, stand: 0 };
    case 'press-return':
    case 'initial-dialog':
      return { ...stop, line, stand: stand.greeting };
    default: {
      const answered = turn.hasAnswerTo(line.text) || (stop.kind === 'password' && turn.hasSecret);
      return { ...stop, line, stand: answered ? stand.question : stand.unanswered };
    }
  }
}

/** Commands that lead to another host's command line. */
function dials(command: string): boolean {
  return /^\s*(?:ssh|telnet|connect|resume)\s/i.test(command);
}

function unusualQuestion(turn: Turn, line: StandingLine, { received }: TurnContext): Found | undefined {
  if (line.complete || !/[:?\])]$/.test(line.text) || turn.echoEnd(received) === undefined) return undefined;
  const answered = turn.hasAnswerTo(line.text);
  if (!answered && !/[:?]$/.test(line.text)) return undefined;
  return {
    kind: 'question',
    mode: 'confirm',
    line,
    stand: answered ? stand.unusualQuestion : stand.unusualUnanswered,
  };
}

/** For how long a prompt must stand before it is believed or probed; 0 where it is beyond doubt. */
function doubt(turn: Turn, line: StandingLine, mode: CliMode, context: TurnContext): number {
  if (turn.echoEnd(context.received) === undefined) return stand.unechoed;
  const { before } = turn;
  const host = hostOfPrompt(line.text);
  if (hostOfPrompt(before.prompt) === undefined || host === undefined) return stand.greeting;
  const renames = /^\s*(?:do\s+)?(?:no\s+)?(?:hostn|conf\w*\s+rep|switch\w*\s)/i.test(turn.command);
  if (context.host !== undefined && !sameHost(host, context.host) && !renames) return stand.greeting;
  const config = before.mode !== 'privileged-exec' && before.mode !== 'user-exec';
  if (!modeFacts[before.mode].probe) return stand.doubtful;
  if (!modeFacts[mode].probe) return 0;
  if (printsFixedText(turn.command, config)) return 0;
  // A line feed and nothing behind it: so far it is a line of output.
  if (line.complete && context.received.text(line.end).trim() === '') return stand.ended;
  return context.paged ? stand.paged : stand.doubtful;
}

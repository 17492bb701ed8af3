import type { CliMode } from '../../bench/cli-mode.ts';
import { renderLine } from '../../bench/cli-lines.ts';
import {
  hostOfPrompt,
  modeOfPrompt,
  promptAtEndOf,
  recogniseStop,
  sameHost,
} from '../../bench/cli-prompts.ts';
import { echoWindow } from '../../bench/cli-reading.ts';
import { solidPart, type StandingLine } from './line-tracker.ts';
import type { Wire } from './wire.ts';

/** What was received and is still kept. */
export type Received = Pick<Wire, 'text' | 'first'>;

/** The last line in a stretch that is nothing but a prompt of `host`, where that is known. */
export function lastPromptIn(
  received: Received,
  stretch: { readonly from: number; readonly to: number },
  host: string | undefined,
  except: ReadonlySet<number> = new Set(),
): StandingLine | undefined {
  const text = received.text(stretch.from, stretch.to);
  const offset = Math.max(stretch.from, received.first);
  let end = text.length;
  while (end >= 0) {
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    const line = solidPart(text.slice(start, end), offset + start, true);
    if (line !== undefined && !except.has(line.from) && isPromptOf(host, line.text)) return line;
    end = start - 1;
  }
  return undefined;
}

/** The prompt, not before `lowest`, at which something was echoed that begins at `at`. */
export function promptBefore(
  received: Received,
  at: number,
  lowest: number,
  host: string | undefined,
): StandingLine | undefined {
  const from = Math.max(lowest, at - echoWindow);
  const text = received.text(from, at);
  const start = text.lastIndexOf('\n') + 1;
  const raw = text.slice(start);
  const shown = renderLine(raw).trimEnd();
  const prompt = recogniseStop(shown)?.kind === 'prompt' ? shown : promptAtEndOf(shown);
  if (prompt !== undefined) {
    const end = from + start + raw.indexOf(prompt) + prompt.length;
    return { text: prompt, from: from + start, end, complete: false };
  }
  return lastPromptIn(received, { from, to: at }, host);
}

/** `[OK]Switch#`: a prompt of `host` right behind output that had no line end. */
export function promptBehindOutput(
  text: string,
  host: string | undefined,
): { kind: 'prompt'; mode: CliMode } | undefined {
  const prompt = promptAtEndOf(text);
  if (prompt === undefined || host === undefined) return undefined;
  const mode = modeOfPrompt(prompt);
  return mode === undefined || hostOfPrompt(prompt) !== host ? undefined : { kind: 'prompt', mode };
}

/** The same of whatever host: of the far end of a session that the command has opened. */
export function remotePromptBehindOutput(text: string): { kind: 'prompt'; mode: CliMode } | undefined {
  const prompt = promptAtEndOf(text);
  const mode = prompt === undefined ? undefined : modeOfPrompt(prompt);
  return mode === undefined ? undefined : { kind: 'prompt', mode };
}

function isPromptOf(host: string | undefined, text: string): boolean {
  if (recogniseStop(text)?.kind !== 'prompt') return false;
  const own = hostOfPrompt(text);
  return host === undefined || own === undefined || sameHost(own, host);
}

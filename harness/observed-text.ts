import type { CliObservation, HelpObservation, TranscriptObservation } from '../bench/console.ts';
import type { Json } from '../bench/pco.ts';
import type { ScpObservation } from '../bench/scp-client.ts';
import type { SshLoginObservation } from '../bench/ssh-client.ts';

/** A line with its place in the recording, where it has one. */
export interface ObservedLine {
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
}

/** What one command or channel printed, ready to be matched line by line. */
export interface ObservedText {
  /** The command as it was typed, or the name of a channel: `identification string on TCP/22`. */
  readonly where: string;
  readonly lines: readonly ObservedLine[];
  /** The prompt that came after it; it counts as one more line. */
  readonly prompt?: string;
}

const identificationString = 'identification string on TCP/22';
const execRequest = 'exec request seen by the SSH peer';

/**
 * The text in an observation of the console or the SSH client. An observation without any (an SSH login that
 * never got as far as an identification string) gives a text without lines. `typed` is the command of an exec
 * request, which its observation does not hold.
 */
export function textOf(observation: Json, typed = ''): ObservedText {
  const seen = observation as Readonly<Record<string, unknown>> | null;
  switch (typeof seen === 'object' ? seen?.['kind'] : undefined) {
    case 'cli':
      return textOfTurn(seen as unknown as CliObservation);
    case 'mode':
      return textOfWay(seen as unknown as { prompt: string; turns: readonly CliObservation[] });
    case 'transcript':
      return {
        where: 'console log',
        lines: (seen as unknown as TranscriptObservation).lines.map((text) => ({ text })),
      };
    case 'help': {
      const { command, lines } = seen as unknown as HelpObservation;
      return { where: `${command}?`, lines: lines.map(({ text, from, to }) => ({ text, from, to })) };
    }
    case 'log':
      return { where: 'log', lines: [{ text: String(seen?.['line']) }] };
    case 'ident':
      return { where: identificationString, lines: [{ text: String(seen?.['ident']) }] };
    case 'sshv1-login':
    case 'sshv1-ident': {
      const ident = seen?.['ident'];
      return { where: identificationString, lines: typeof ident === 'string' ? [{ text: ident }] : [] };
    }
    case 'ssh-login': {
      const { ident, turns } = seen as unknown as SshLoginObservation;
      const asked = turns.flatMap(({ prompts }) => prompts.map(({ text }) => ({ text })));
      return {
        where: identificationString,
        lines: [...(ident === undefined ? [] : [{ text: ident }]), ...asked],
      };
    }
    case 'scp': {
      // What was refused was not taken for an exec request.
      const { command, exec } = seen as unknown as ScpObservation;
      const taken = exec === 'granted' && command !== undefined;
      return { where: execRequest, lines: taken ? [{ text: command }] : [] };
    }
    case 'ssh-exec':
      return { where: typed, lines: splitLines(String(seen?.['output'])).map((text) => ({ text })) };
    default:
      return { where: typed, lines: [] };
  }
}

/** Lines as a device ends them: CR LF, LF, or a CR too many. */
export function splitLines(output: string): string[] {
  return output.split(/\r*\n/);
}

function textOfTurn({ command, lines, promptAfter }: CliObservation): ObservedText {
  return {
    where: command,
    lines: lines.map(({ text, from, to }) => ({ text, from, to })),
    ...(promptAfter === '' ? {} : { prompt: promptAfter }),
  };
}

/** The way to a mode takes several commands: their lines and prompts in order, under the last of them. */
function textOfWay({ prompt, turns }: { prompt: string; turns: readonly CliObservation[] }): ObservedText {
  const lines = turns.flatMap((turn, index): ObservedLine[] => [
    ...textOfTurn(turn).lines,
    ...(index === turns.length - 1 ? [] : [{ text: turn.promptAfter }]),
  ]);
  return { where: turns.at(-1)?.command ?? '', lines, ...(prompt === '' ? {} : { prompt }) };
}

import type { AaaAnswer, AaaTurn } from '../bench/aaa-dialogue.ts';
import type { CliObservation } from '../bench/console.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Recorded } from '../bench/recorded.ts';
import { sshCommand } from './device-session.ts';
import type { Dut } from './dut.ts';
import { everyPrompt } from './typed-ssh.ts';

/** One question of an AAA server, what is typed, and what the server finds of it. */
export interface ReplayedTurn {
  readonly text: string;
  readonly echo: boolean;
  readonly typed: string;
  readonly answer: AaaAnswer;
}

/**
 * A way through a dialogue, turn by turn from its beginning; there may be fewer answers than turns. What is typed is right unless it
 * is said otherwise.
 */
export function replayOf(
  dialogue: readonly AaaTurn[],
  ...answers: readonly (string | { readonly typed: string; readonly answer: AaaAnswer })[]
): readonly ReplayedTurn[] {
  return dialogue.slice(0, answers.length).map(({ prompt, echo = false }, index) => {
    const answer = answers[index] ?? '';
    return {
      ...{ text: prompt, echo },
      ...(typeof answer === 'string' ? { typed: answer, answer: 'right' } : answer),
    };
  });
}

/** What the SSH client must have been asked. */
export function relayedOf(turns: readonly ReplayedTurn[]): readonly { text: string; echo: boolean }[] {
  return turns.map(({ text, echo }) => ({ text, echo }));
}

/** What the server must have asked, and what must have come for it. */
export function askedOf(
  turns: readonly ReplayedTurn[],
): readonly { text: string; echo: boolean; answer: AaaAnswer }[] {
  return turns.map(({ text, echo, answer }) => ({ text, echo, answer }));
}

/** The questions as a command line shows them: of several lines the last. */
export function questionsOf(turns: readonly ReplayedTurn[]): readonly string[] {
  return turns.map(({ text }) => (text.split('\n').at(-1) ?? '').trim());
}

/** What came of a session that was begun at a console. */
export interface ConsoleReplay {
  /** `ssh …`, up to the prompt of whoever was there then. */
  readonly typed: Recorded<CliObservation>;
  /** The same, and `exit` in the session where one came up. */
  readonly printed: readonly Recorded<CliObservation>[];
}

/**
 * Types `ssh` at a device's console, answers turn by turn, and leaves the session again where one came up. `otherwise` is typed where
 * something else is asked, so that it comes to an end.
 */
export async function replayAtConsole(
  device: Dut,
  host: Endpoint,
  whom: { readonly username: string; readonly otherwise: string },
  turns: readonly ReplayedTurn[],
): Promise<ConsoleReplay> {
  const own = (await device.enter('privileged-exec')).observation.prompt;
  const questions = questionsOf(turns);
  const typed = await device.execute(sshCommand(host, whom), [
    ...turns.map(({ typed: answer }, index) => ({ question: exactly(questions[index] ?? ''), answer })),
    ...Array.from({ length: everyPrompt }, () => ({ question: '[:?]\\s*$', answer: whom.otherwise })),
  ]);
  if (typed.observation.promptAfter === own) return { typed, printed: [typed] };
  return { typed, printed: [typed, await device.execute('exit')] };
}

function exactly(question: string): string {
  return `^${question.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`;
}

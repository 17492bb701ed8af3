import { z } from 'zod';
import { type CliMode, cliModes } from '../../bench/cli-mode.ts';
import type { CliContract, CliObservation } from '../../bench/console.ts';
import { defineFact, defineMatcher } from './define.ts';
import { isErrorLine } from './error-line.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';
import { regularExpression } from './regular-expression.ts';

/** Matchers of the command line itself: its prompt, its mode, its questions and its error lines. */

type AtPrompt = CliObservation | CliContract['enter']['observation'];
const atPrompt = ['cli', 'mode'] as const;

/** The prompt after the command, to the letter. */
export const promptIs = defineMatcher<AtPrompt, string>(
  'promptIs',
  atPrompt,
  z.string(),
  (expected, observation) => {
    const prompt = observation.kind === 'cli' ? observation.promptAfter : observation.prompt;
    return { matches: prompt === expected, got: prompt === '' ? 'no prompt' : prompt };
  },
);

export const modeIs = defineMatcher<AtPrompt, CliMode>(
  'modeIs',
  atPrompt,
  z.enum(cliModes),
  (expected, observation) => ({ matches: modeOf(observation) === expected, got: modeOf(observation) }),
);

const privilegedModes: ReadonlySet<CliMode> = new Set([
  'privileged-exec',
  'global-config',
  'line-config',
  'interface-config',
  'vrf-config',
  'pki-trustpoint-config',
  'ssh-pubkey',
  'ssh-pubkey-user',
  'ssh-pubkey-server',
  'ssh-pubkey-data',
  'other-config',
]);
const unprivilegedModes: ReadonlySet<CliMode> = new Set([
  'press-return',
  'login-username',
  'login-password',
  'user-exec',
  'enable-password',
  'closed',
]);

/** Whether one is privileged after the command. A mode that tells neither (a pager) meets neither expectation. */
export const privileged = defineMatcher<AtPrompt, boolean>(
  'privileged',
  atPrompt,
  z.boolean(),
  (expected, observation) => ({
    matches: (expected ? privilegedModes : unprivilegedModes).has(modeOf(observation)),
    got: modeOf(observation),
  }),
);

/** The command asked for a password. */
export const passwordAsked = defineFact<CliObservation>('passwordAsked', ['cli'], ({ dialog, lines }) => {
  const questions = [...dialog.map(({ question }) => question), ...lines.map(({ text }) => text)];
  return {
    matches: questions.some((question) => /^password: ?$/i.test(question.trim())),
    got: quote(questions),
  };
});

/** It asked for none. */
export const noPasswordAsked = defineFact<CliObservation>('noPasswordAsked', ['cli'], (observation) => {
  const { matches: asked, got } = passwordAsked().match(observation);
  return { matches: !asked && observation.promptAfter !== '', got };
});

/** The device asked for a password and showed nothing of what was typed. */
export const passwordHidden = defineFact<CliObservation>('passwordHidden', ['cli'], ({ dialog, lines }) => {
  const questions = [...dialog.map(({ question }) => question), ...lines.map(({ text }) => text)].filter(
    (text) => /^password:/i.test(text.trim()),
  );
  return {
    matches: questions.length > 0 && questions.every((text) => /^password:$/i.test(text.trim())),
    got: questions.length === 0 ? quote(lines.map(({ text }) => text)) : quote(questions),
  };
});

/** A line of the output matches the regular expression: an error line of the CLI that was to come. */
export const errorLine = defineMatcher<CommandOutput, string>(
  'errorLine',
  commandOutput,
  regularExpression,
  (expected, output) => {
    const errors = linesOf(output).filter(isErrorLine);
    const pattern = new RegExp(expected);
    return {
      matches: errors.some((line) => pattern.test(line.trim())),
      got: errors.length === 0 ? `no error line: ${quote(linesOf(output))}` : quote(errors),
    };
  },
);

export const noErrorLine = defineFact<CommandOutput>('noErrorLine', commandOutput, (output) => {
  const errors = linesOf(output).filter(isErrorLine);
  return { matches: errors.length === 0, got: errors.length === 0 ? 'no error line' : quote(errors) };
});

function modeOf(observation: AtPrompt): CliMode {
  return observation.kind === 'cli' ? observation.modeAfter : observation.mode;
}

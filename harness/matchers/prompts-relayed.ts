import { z } from 'zod';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import { defineFact, defineMatcher } from './define.ts';

type Prompt = { readonly text: string; readonly echo: boolean };

/**
 * The prompts that keyboard-interactive showed the client, in all turns together: these, unchanged and in this order, and
 * no more. Line ends count alike.
 */
export const promptsRelayed = defineMatcher<SshLoginObservation, readonly Prompt[]>(
  'promptsRelayed',
  ['ssh-login'],
  z.array(z.strictObject({ text: z.string(), echo: z.boolean() })).readonly(),
  (expected, login) => {
    const shown = promptsOf(login);
    return {
      matches:
        shown.length === expected.length &&
        expected.every(
          ({ text, echo }, index) =>
            shown[index] !== undefined &&
            lines(shown[index].text) === lines(text) &&
            shown[index].echo === echo,
        ),
      got: inWords(shown),
    };
  },
);

/** Keyboard-interactive prompted, and let nothing be shown of what is typed. */
export const noPromptEchoed = defineFact<SshLoginObservation>('noPromptEchoed', ['ssh-login'], (login) => {
  const shown = promptsOf(login);
  return { matches: shown.length > 0 && shown.every(({ echo }) => !echo), got: inWords(shown) };
});

function promptsOf({ turns }: SshLoginObservation): Prompt[] {
  return turns
    .filter(({ method }) => method === 'keyboard-interactive')
    .flatMap(({ prompts }) => [...prompts]);
}

function inWords(prompts: readonly Prompt[]): string {
  if (prompts.length === 0) return 'no prompts';
  return prompts.map(({ text, echo }) => `${JSON.stringify(text)}${echo ? ' with echo' : ''}`).join(', ');
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

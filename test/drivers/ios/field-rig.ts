import { Secret } from '../../../bench/secret.ts';
import type { CliObservation } from '../../../bench/console.ts';
import type { TinyIosOptions } from '../../support/tiny-ios.ts';

export const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

/** Milliseconds; more than any of these tests takes. */
export const limit = 20_000;

/** Output alone: no log lines, no blank ones. */
export function output(observation: CliObservation): string[] {
  return observation.lines
    .filter(({ text, asynchronous }) => asynchronous !== 'yes' && text !== '')
    .map(({ text }) => text);
}

export function logs(observation: CliObservation): string[] {
  return observation.lines.filter(({ asynchronous }) => asynchronous === 'yes').map(({ text }) => text);
}

export const enable: NonNullable<TinyIosOptions['commands']> = {
  enable: {
    ask: {
      question: 'Password: ',
      echo: false,
      then: (typed) => (typed === 'Enable1234' ? { suffix: '#' } : { output: '% Bad secrets\r\n\r\n' }),
    },
  },
};

export const credentials = { enableSecret: new Secret('enable', 'Enable1234') };

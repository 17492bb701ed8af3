import { z } from 'zod';
import type { AaaAnswer } from '../../bench/aaa-dialogue.ts';
import {
  type TacacsDoor,
  tacacsDoors,
  type TacacsExchange,
  type TacacsExchangesObservation,
  type TacacsKind,
  tacacsKinds,
} from '../../bench/tacacs-server.ts';
import { defineFact, defineMatcher } from './define.ts';
import { howOften, type HowOften, isAsOften } from './how-often.ts';

/** Matchers of what the bench's TACACS+ server was asked. */

const seen = ['tacacs-exchanges'] as const;

type Asked = HowOften & {
  readonly kind?: TacacsKind;
  readonly user?: string;
  /** The device's line, such as `tty0`. */
  readonly port?: string;
  readonly door?: TacacsDoor;
  /** How it has to have ended: `pass`, `fail`, `pass-add`, … */
  readonly status?: string;
};

/**
 * So many exchanges of that kind, user, line and door; at least one where it is not said. One that could not be read is never
 * what is expected, not even where none is.
 */
export const tacacsAsked = defineMatcher<TacacsExchangesObservation, Asked>(
  'tacacsAsked',
  seen,
  z.strictObject({
    ...howOften,
    kind: z.enum(tacacsKinds).exactOptional(),
    user: z.string().exactOptional(),
    port: z.string().exactOptional(),
    door: z.literal(tacacsDoors).exactOptional(),
    status: z.string().exactOptional(),
  }),
  (expected, { exchanges, lost }) => {
    const { kind, user, port, door, status } = expected;
    const ofKind = exchanges.filter(
      (each) => (kind === undefined || each.kind === kind) && (door === undefined || each.door === door),
    );
    const unreadable = ofKind.filter((each) => each.unreadable !== undefined);
    const found = ofKind.filter(
      (each) =>
        each.unreadable === undefined &&
        each.obfuscated &&
        (user === undefined || each.user === user) &&
        (port === undefined || each.port === port) &&
        (status === undefined || each.status === status),
    );
    return {
      matches: lost === 0 && unreadable.length === 0 && isAsOften(found.length, expected),
      got: `${found.length} of ${inWords(exchanges)}${lost === 0 ? '' : `; ${lost} lost`}`,
    };
  },
);

type Prompt = { readonly text: string; readonly echo: boolean; readonly answer?: AaaAnswer };

/** The one login asked these prompts in this order, and got these answers, and no more. */
export const tacacsPrompts = defineMatcher<TacacsExchangesObservation, readonly Prompt[]>(
  'tacacsPrompts',
  seen,
  z
    .array(
      z.strictObject({
        text: z.string(),
        echo: z.boolean(),
        answer: z.enum(['right', 'wrong', 'empty']).exactOptional(),
      }),
    )
    .min(1)
    .readonly(),
  (expected, { exchanges, lost }) => {
    const logins = exchanges.filter(({ kind }) => kind === 'authentication');
    const asked = logins.flatMap(({ prompts }) => prompts);
    const continues = logins.reduce((sum, login) => sum + login.continues, 0);
    const answers = expected.filter(({ answer }) => answer !== undefined).length;
    return {
      matches:
        lost === 0 &&
        logins.length === 1 &&
        continues === answers &&
        asked.length === expected.length &&
        expected.every(
          ({ text, echo, answer }, index) =>
            asked[index]?.text === text && asked[index].echo === echo && asked[index].answer === answer,
        ),
      got: `${logins.length} logins: ${asked.map(promptInWords).join(', ') || 'no prompts'}; ${continues} answers`,
    };
  },
);

/** No right was asked for before a login of the same user had passed (guide, page 18). */
export const authorizedAfterLogin = defineFact<TacacsExchangesObservation>(
  'authorizedAfterLogin',
  seen,
  ({ exchanges, lost }) => {
    const rights = exchanges.filter(({ kind }) => kind === 'authorization');
    const early = rights.filter(
      ({ at, user }) =>
        !exchanges.some(
          (login) =>
            login.kind === 'authentication' &&
            login.user === user &&
            login.status === 'pass' &&
            login.endedAt !== undefined &&
            login.endedAt <= at,
        ),
    );
    return {
      matches: lost === 0 && rights.length > 0 && early.length === 0,
      got: `${early.length} of ${rights.length} rights asked for too early: ${inWords(exchanges)}`,
    };
  },
);

function inWords(exchanges: readonly TacacsExchange[]): string {
  if (exchanges.length === 0) return 'no exchange';
  return exchanges
    .map(({ kind, user, port, door, status, misbehaved, unreadable, obfuscated }) =>
      [
        kind,
        ...(user === undefined ? [] : [`of ${user || 'nobody'}`]),
        ...(port === undefined ? [] : [`at ${port}`]),
        ...(door === 49 ? [] : [`to port ${door}`]),
        ...(obfuscated ? [] : ['in clear']),
        unreadable === undefined
          ? (status ?? misbehaved ?? 'not ended')
          : `that cannot be read: ${unreadable}`,
      ].join(' '),
    )
    .join(', ');
}

function promptInWords({ text, echo, answer }: Prompt): string {
  return `${JSON.stringify(text)}${echo ? ' with echo' : ''} ${answer ?? 'not answered'}`;
}

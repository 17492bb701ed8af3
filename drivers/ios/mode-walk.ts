import type { CliMode } from '../../bench/cli-mode.ts';
import type { Deadline } from '../../bench/clock.ts';
import type { CliContract, CliObservation } from '../../bench/console.ts';
import { CredentialError, PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import { findPlace } from './classification.ts';
import type { CliCredentials } from './credentials.ts';
import type { Place } from './line-knowledge.ts';
import type { Line } from './line.ts';
import { isEnable, pathBetween, type Transition } from './modes.ts';
import type { LineToType } from './turn.ts';
import { carryOut } from './typed-line.ts';

/**
 * Goes to a mode by the shortest way from where the line stands, as `enter` of CliContract. Rejects with
 * PcoError where no way leads there, with CredentialError where the device refuses what the bench lends.
 */
export async function walkTo(
  line: Line,
  target: CliMode,
  credentials: CliCredentials,
  deadline: Deadline,
): Promise<Return<CliContract['enter']['observation']>> {
  let place = await findPlace(line, deadline);
  const turns: CliObservation[] = [];
  const spans: Span[] = [];
  const taken = new Map<Transition, number>();
  while (place.mode !== target) {
    const step = pathBetween(place.mode, target)?.[0];
    if (step === undefined) throw noWay(line, place, target);
    const times = (taken.get(step) ?? 0) + 1;
    taken.set(step, times);
    if (times > 3) throw wayClosed(line, place, step, turns.at(-1));
    const { observation, span } = await carryOut(
      line,
      lineFor(step, credentials, line.where()),
      place,
      deadline,
    );
    turns.push(observation);
    spans.push(span);
    place = line.known.place ?? (await findPlace(line, deadline));
    // The prompts of nested modes differ, though one name stands for them.
    if (place.mode === step.from && step.from !== 'press-return' && observation.promptBefore === place.prompt)
      throw wayClosed(line, place, step, observation);
  }
  if (spans.length === 0) spans.push({ pco: line.wire.pco, from: place.from, to: place.end });
  return { observation: { kind: 'mode', mode: place.mode, prompt: place.prompt, turns }, spans };
}

function lineFor(step: Transition, credentials: CliCredentials, where: string): LineToType {
  const answers = step.answers.map(({ question, answer }) => ({ question: question.source, answer }));
  if ('line' in step.type) {
    const { line } = step.type;
    const secret = isEnable(line) ? credentials.enableSecret : undefined;
    return { command: line, typed: line, answers, secret };
  }
  const { username, password } = credentials;
  if (step.type.credential === 'username') {
    if (username === undefined)
      throw new PcoError('the line asks for a user name and the bench has none', {
        where,
        next: 'give the console a username in the topology',
      });
    return { command: username, typed: username, answers, secret: password };
  }
  // Who asks for a password alone wants the line's, not that of an account.
  if (username !== undefined || password === undefined)
    throw new PcoError('the line asks for a password alone, and the bench has none for it', {
      expected: username === undefined ? 'a prompt' : `a prompt for a user name, to log in as ${username}`,
      got: 'Password:',
      where,
      next: 'put `login local` or no `login` on line console 0, or log in by hand, then run again',
    });
  return { command: password.mask, typed: password.reveal(), answers, secret: undefined };
}

function noWay(line: Line, place: Place, target: CliMode): PcoError {
  if (place.mode === 'boot-loader')
    return new PcoError('the device stands in its boot loader', {
      expected: `a way to ${target}`,
      got: place.prompt,
      where: line.where(),
      next: 'type `boot` at the console, wait until it has booted, then run again: nobody boots a device unasked',
    });
  return new PcoError(`no way is known from ${place.mode} to ${target}`, {
    got: place.prompt,
    where: line.where(),
  });
}

function wayClosed(line: Line, place: Place, step: Transition, last: CliObservation | undefined): PcoError {
  const said = last?.lines.map(({ text }) => text.trim()).filter((text) => text !== '') ?? [];
  const login = 'credential' in step.type;
  const what = login
    ? 'the login was not accepted'
    : isEnable(step.type.line)
      ? 'the enable secret was not accepted'
      : `'${step.type.line}' did not lead to ${step.to.join(' or ')}`;
  const facts = {
    expected: `the prompt of ${step.to[0] ?? 'another mode'}`,
    got: [...said.slice(-3), place.prompt].join(' / '),
    where: line.where(),
  };
  if (!login && !isEnable(step.type.line)) return new PcoError(what, facts);
  return new CredentialError(login ? 'account' : 'enable-secret', what, {
    ...facts,
    next: 'check the credentials that the topology names for the console',
  });
}

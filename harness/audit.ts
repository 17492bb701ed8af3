import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../bench/pco.ts';
import type { Span } from '../bench/span.ts';
import type { EventOf, JournalEvent } from '../journal/events.ts';
import { ReceivedStreams } from '../journal/streams.ts';
import type { Registry, Requirement } from '../requirements/requirement.ts';
import { type Derive, derivations, type SpanText } from './derive.ts';
import type { Matcher } from './matcher.ts';
import { matchers } from './matchers/index.ts';
import { judgeByPatterns, textOf } from './patterns.ts';

export interface Refutation {
  /** `seq` of the check event. */
  readonly check: number;
  readonly requirement: string;
  readonly why: string;
}

export interface Audit {
  readonly confirmed: number;
  readonly refuted: readonly Refutation[];
}

/** What the auditor judges again with. */
export interface AuditTools {
  readonly requirement: (id: string) => Requirement | undefined;
  /** By the observation's `kind`. */
  readonly derive: Readonly<Record<string, Derive>>;
  readonly judge: (requirement: Requirement, observations: readonly Json[]) => PatternVerdict;
  /** The matcher of that name, or undefined where there is none; throws where it cannot expect that. */
  readonly matcher: (name: string, expected: Json) => Matcher | undefined;
}

/** What the registry's patterns say; the numbers are indexes of the requirement's `expect`. */
export interface PatternVerdict {
  readonly verdict: 'pass' | 'fail';
  readonly met: readonly number[];
  readonly missed: readonly number[];
  readonly violated: readonly number[];
}

/**
 * Audits a journal with the readers of our drivers, our matchers, and the patterns of a registry: today's, or
 * the excerpt in the journal's own head.
 */
export function audit(events: readonly JournalEvent[], registry: Pick<Registry, 'requirements'>): Audit {
  return auditWith(events, {
    requirement: (id) => registry.requirements.get(id),
    derive: derivations,
    judge: (requirement, observations) =>
      judgeByPatterns(
        requirement,
        observations.map((observation) => textOf(observation)),
      ),
    matcher: (name, expected) => (Object.hasOwn(matchers, name) ? matchers[name]?.(expected) : undefined),
  });
}

/**
 * Reads the evidence of every check in a journal again, from the recorded bytes alone, and judges it again.
 * A check is refuted where its bytes are missing, say something else than was observed, or give another verdict.
 */
export function auditWith(events: readonly JournalEvent[], tools: AuditTools): Audit {
  const calls = new Calls(events);
  const refuted: Refutation[] = [];
  let confirmed = 0;
  for (const check of events) {
    if (check.type !== 'check' || claimsNothing(check)) continue;
    const why = refute(check, calls, tools);
    if (why === undefined) confirmed++;
    else refuted.push({ check: check.seq, requirement: check.requirement, why });
  }
  return { confirmed, refuted };
}

/** A check that could not be made, or that the runner already gave up for want of evidence. */
function claimsNothing({ judgedBy, verdict, evidence }: EventOf<'check'>): boolean {
  return (
    (judgedBy.kind === 'nothing' && (verdict === 'inconclusive' || verdict === 'not-applicable')) ||
    (verdict === 'inconclusive' && evidence.length === 0)
  );
}

/** Says why a check does not stand; undefined where it does. */
function refute(check: EventOf<'check'>, calls: Calls, tools: AuditTools): string | undefined {
  if (check.judgedBy.kind === 'nothing') return `it is a ${check.verdict}, and nothing was judged`;
  const returns: Answered[] = [];
  for (const number of check.calls) {
    const answered = calls.get(number);
    if (answered === undefined) return `call ${number} has no observation in the journal`;
    returns.push(answered);
  }
  const weak = weakEvidence(check, returns);
  if (weak !== undefined) return weak;
  const observations: Json[] = [];
  for (const answered of returns) {
    const again = observeAgain(answered, calls, tools);
    if (typeof again === 'string') return again;
    observations.push(again.observation);
  }
  return judgeAgain(check, observations, tools);
}

function weakEvidence(
  { verdict, evidence }: EventOf<'check'>,
  returns: readonly Answered[],
): string | undefined {
  const spans = returns.flatMap(({ answer }) => answer.spans);
  const citesBytes = evidence.some(({ from, to }) => to > from);
  if (verdict === 'pass' && !citesBytes) return 'it passed, and no byte of the recording is cited for it';
  if (!citesBytes && spans.some(({ from, to }) => to > from)) return 'its evidence is missing';
  const stray = evidence.find((span) => !spans.some((whole) => liesWithin(span, whole)));
  return stray === undefined ? undefined : `no call that it rests on returned ${placeOf(stray)}`;
}

function observeAgain(
  { asked, answer, observation }: Answered,
  calls: Calls,
  tools: AuditTools,
): { readonly observation: Json } | string {
  if (answer.spans.length === 0) return { observation };
  const spans: SpanText[] = [];
  for (const span of answer.spans) {
    const text = calls.streams.bytes(span);
    if (text === undefined) return `${placeOf(span)} is not in the journal (cut off, or left out as bulk)`;
    spans.push({ ...span, text });
  }
  const kind = kindOf(observation);
  const derive = tools.derive[kind];
  if (derive === undefined) return `nothing can read an observation of kind ${kind} again`;
  let derived: ReturnType<Derive>;
  try {
    derived = derive({ op: asked.op, args: asked.args as Json, observation, spans });
  } catch (error) {
    return `call ${answer.call} cannot be read again from its bytes: ${(error as Error).message}`;
  }
  for (const [member, value] of Object.entries(derived)) {
    const recorded = memberOf(observation, member);
    if (!isDeepStrictEqual(plain(value), plain(recorded)))
      return `call ${answer.call}: ${differenceOf(member, recorded, value)}`;
  }
  return { observation: { ...(observation as { readonly [key: string]: Json | undefined }), ...derived } };
}

function judgeAgain(
  { judgedBy, requirement: id, verdict }: EventOf<'check'>,
  observations: readonly Json[],
  tools: AuditTools,
): string | undefined {
  if (judgedBy.kind === 'matcher') {
    const matcher = matcherOf(judgedBy.name, judgedBy.expected as Json, tools);
    if (typeof matcher === 'string') return matcher;
    const [observation] = observations;
    if (observation === undefined || observations.length > 1)
      return `a matcher judges one observation, and ${observations.length} are cited`;
    const { matches, got } = matcher.match(observation);
    const again = matches ? 'pass' : 'fail';
    return again === verdict
      ? undefined
      : `judged again it is a ${again}, recorded was ${verdict} (got ${got})`;
  }
  if (judgedBy.kind === 'nothing') return undefined;
  const requirement = tools.requirement(id);
  if (requirement === undefined) return 'the registry has no such requirement';
  const again = tools.judge(requirement, observations);
  if (again.verdict !== verdict) return `judged again it is a ${again.verdict}, recorded was ${verdict}`;
  const differs = (['met', 'missed', 'violated'] as const).find(
    (which) => !isDeepStrictEqual(again[which], judgedBy[which]),
  );
  return differs === undefined
    ? undefined
    : `judged again, patterns ${differs} are [${again[differs].join(', ')}], recorded were [${judgedBy[differs].join(', ')}]`;
}

function matcherOf(name: string, expected: Json, tools: AuditTools): Matcher | string {
  try {
    return tools.matcher(name, expected) ?? `there is no matcher ${name}`;
  } catch {
    return `the matcher ${name} cannot expect ${shown(expected)}`;
  }
}

interface Answered {
  readonly asked: EventOf<'call'>;
  readonly answer: EventOf<'return'>;
  readonly observation: Json;
}

class Calls {
  readonly streams: ReceivedStreams;
  readonly #asked = new Map<number, EventOf<'call'>>();
  readonly #answers = new Map<number, EventOf<'return'>>();

  constructor(events: readonly JournalEvent[]) {
    this.streams = new ReceivedStreams(events);
    for (const event of events) {
      if (event.type === 'call') this.#asked.set(event.call, event);
      if (event.type === 'return') this.#answers.set(event.call, event);
    }
  }

  get(call: number): Answered | undefined {
    const asked = this.#asked.get(call);
    const answer = this.#answers.get(call);
    if (asked === undefined || answer?.observation === undefined) return undefined;
    return { asked, answer, observation: answer.observation as Json };
  }
}

function liesWithin(span: Span, whole: Span): boolean {
  return span.pco === whole.pco && span.from >= whole.from && span.to <= whole.to;
}

function placeOf({ pco, from, to }: Span): string {
  return `${pco} ${from} to ${to}`;
}

function kindOf(observation: Json): string {
  const kind = memberOf(observation, 'kind');
  return typeof kind === 'string' ? kind : 'unknown';
}

function memberOf(value: Json, member: string): Json | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [key: string]: Json | undefined })[member]
    : undefined;
}

/** The first place where two values part, in few words. */
function differenceOf(member: string, recorded: Json | undefined, derived: Json | undefined): string {
  if (Array.isArray(recorded) && Array.isArray(derived)) {
    const length = Math.max(recorded.length, derived.length);
    for (let index = 0; index < length; index++) {
      const [one, other] = [recorded[index] as Json | undefined, derived[index] as Json | undefined];
      if (!isDeepStrictEqual(plain(one), plain(other)))
        return differenceOf(`${member}[${index}]`, one, other);
    }
  }
  return `${member} was recorded as ${shown(recorded)}, its bytes say ${shown(derived)}`;
}

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function plain(value: Json | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

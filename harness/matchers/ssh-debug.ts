import { z } from 'zod';
import { type DebugOutput, debugOutput, logLinesOf, sshDebugOf } from '../debug/debug-lines-of.ts';
import { sequenceFindings, sequenceNumbers } from '../debug/sequence-numbers.ts';
import { phaseFindings, type SessionPhase, sessionPhases } from '../debug/session-phases.ts';
import { bySlot, type SshDebugClass, type SshDebugLine, slotsOf } from '../debug/ssh-debug-lines.ts';
import { defineMatcher } from './define.ts';
import { matchOf } from './findings.ts';

/** Matchers of `debug ip ssh` as a whole: classes, stamps, slots, order. */

const someOrNone = z.enum(['some', 'none']);

type Classes = { readonly [Class in SshDebugClass]?: 'some' | 'none' };

/** Of which classes lines were printed, and of which none. What is not named may be either. */
export const sshDebugClasses = defineMatcher<DebugOutput, Classes>(
  'sshDebugClasses',
  debugOutput,
  z
    .strictObject({
      event: someOrNone.exactOptional(),
      packet: someOrNone.exactOptional(),
      client: someOrNone.exactOptional(),
    })
    .refine((expected) => Object.keys(expected).length > 0, 'expects nothing'),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const classes = (['event', 'packet', 'client'] as const).map((name) => ({
      name,
      lines: lines.filter((line) => line.class === name),
    }));
    return {
      matches: classes.every(
        ({ name, lines: printed }) =>
          expected[name] === undefined || (expected[name] === 'some') === printed.length > 0,
      ),
      got: classes
        .map(
          ({ name, lines: [first, ...rest] }) =>
            `${name} ${first === undefined ? 'none' : `${rest.length + 1} lines, "${first.line}" first`}`,
        )
        .join(', '),
    };
  },
);

/** How many log lines a regular expression matches. */
export const logHolds = defineMatcher<
  DebugOutput,
  { readonly line: string; readonly times: 'some' | 'none' | number }
>(
  'logHolds',
  debugOutput,
  z.strictObject({ line: z.string().min(1), times: z.union([someOrNone, z.int().nonnegative()]) }),
  ({ line, times }, output) => {
    const pattern = new RegExp(line);
    const found = logLinesOf(output).filter((each) => pattern.test(each)).length;
    return {
      matches: times === 'some' ? found > 0 : found === (times === 'none' ? 0 : times),
      got: `${found} such lines among ${logLinesOf(output).length}`,
    };
  },
);

/** No log line holds this text, which is no pattern: a secret's mask, as the journal has it. */
export const logLacks = defineMatcher<DebugOutput, string>(
  'logLacks',
  debugOutput,
  z.string().min(1),
  (expected, output) => {
    const lines = logLinesOf(output);
    const found = lines.find((line) => line.includes(expected));
    return {
      matches: lines.length > 0 && found === undefined,
      got: found === undefined ? `${lines.length} lines without it` : `"${found}"`,
    };
  },
  (expected) => `no line of the log with ${expected} in it`,
);

const stamps = {
  'datetime msec': /^[*.]?[A-Z][a-z]{2} +\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d\.\d{3}(?: [A-Z]{2,5})?$/,
  uptime: /^(?:\d\d:\d\d:\d\d|\d+[dwy]\d+[hdw])$/,
} as const;

/** Every line begins with the time stamp that `service timestamps debug` asks for. */
export const sshDebugStamped = defineMatcher<DebugOutput, keyof typeof stamps>(
  'sshDebugStamped',
  debugOutput,
  z.enum(['datetime msec', 'uptime']),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const other = lines.find(({ stamp }) => stamp === undefined || !stamps[expected].test(stamp));
    return {
      matches: lines.length > 0 && other === undefined,
      got: other === undefined ? `${lines.length} lines` : `"${other.line}"`,
    };
  },
);

/** The lines are of these sessions, each with a slot of its own, and of no other. */
export const sshDebugSlots = defineMatcher<DebugOutput, readonly number[]>(
  'sshDebugSlots',
  debugOutput,
  z.array(z.int().nonnegative()).min(1).readonly(),
  (expected, output) => {
    const slots = slotsOf(sshDebugOf(output)).sort((left, right) => left - right);
    const wanted = [...expected].sort((left, right) => left - right);
    return {
      matches: slots.join() === wanted.join(),
      got: slots.length === 0 ? 'no slot' : `slots ${slots.join(', ')}`,
    };
  },
);

const phaseSchema = z.enum(sessionPhases);

/** So many sessions, in each of them these phases, and all in the order of the guide's samples. */
export const sshDebugPhases = defineMatcher<
  DebugOutput,
  { readonly sessions: number; readonly phases: readonly SessionPhase[] }
>(
  'sshDebugPhases',
  debugOutput,
  z.strictObject({ sessions: z.int().positive(), phases: z.array(phaseSchema).min(1).readonly() }),
  ({ sessions, phases }, output) => {
    const slots = bySlot(sshDebugOf(output));
    const findings = [...slots].flatMap(([slot, lines]) =>
      [...phaseFindings(lines, phases), ...numberFindings(lines)].map((each) => `slot ${slot}: ${each}`),
    );
    if (slots.size !== sessions) findings.push(`${slots.size} sessions`);
    return matchOf(findings, `${slots.size} sessions in that order`);
  },
);

/** A line of one slot that stands in another tears a hole in its numbers. */
function numberFindings(lines: readonly SshDebugLine[]): string[] {
  return (['MAC checked', 'MAC made'] as const).flatMap((what) => {
    const numbers = sequenceNumbers(lines, what);
    return numbers.length === 0 ? [] : sequenceFindings(what, numbers);
  });
}

/**
 * Beginnings of lines, without stamp and tag, that must come in this order, each for the first time behind the one
 * before it.
 */
export const sshDebugOrder = defineMatcher<DebugOutput, readonly string[]>(
  'sshDebugOrder',
  debugOutput,
  z.array(z.string().min(1)).min(1).readonly(),
  (expected, output) => {
    const texts = sshDebugOf(output).map(({ line }) => textOf(line));
    const findings: string[] = [];
    let at = -1;
    for (const beginning of expected) {
      const found = texts.findIndex((text) => text.startsWith(beginning));
      if (found < 0) findings.push(`no "${beginning}"`);
      else if (found < at) findings.push(`"${texts[found] ?? ''}" before "${texts[at] ?? ''}"`);
      at = Math.max(at, found);
    }
    return matchOf(findings, 'that order');
  },
);

/** What stands behind stamp and tag. */
function textOf(line: string): string {
  return line.replace(/^.*?SSH\d?(?: ?CLIENT)? ?\d*: ?/, '');
}

/** How the sessions end in what was printed. */
export const sshDebugEnds = defineMatcher<
  DebugOutput,
  { readonly normally: number; readonly otherwise?: number }
>(
  'sshDebugEnds',
  debugOutput,
  z.strictObject({ normally: z.int().nonnegative(), otherwise: z.int().nonnegative().exactOptional() }),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const normally = lines.filter(({ fact }) => fact.what === 'terminated').length;
    const otherwise = lines.filter(({ fact }) => fact.what === 'disconnected');
    return {
      matches:
        lines.length > 0 &&
        normally === expected.normally &&
        (expected.otherwise === undefined || otherwise.length === expected.otherwise),
      got: `${normally} terminated normally, otherwise ${otherwise.map(({ line }) => `"${line}"`).join(', ') || 'none'}`,
    };
  },
);

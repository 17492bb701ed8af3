import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import type { RemoteShellObservation, ScpObservation } from '../../bench/scp-client.ts';
import { md5sIn } from '../show/verify-md5.ts';
import { defineFact, defineMatcher } from './define.ts';
import { linesOf, quote } from './output.ts';

/** Matchers of files that are copied to the device and from it by SCP. */

const scp = ['scp'] as const;

/** All of the file went, in the dialogue of rcp, and the device complained of nothing. */
export const copied = defineFact<ScpObservation>('copied', scp, (observation) => ({
  matches: observation.result === 'ok',
  got: howItWent(observation),
}));

const stages = ['connection', 'login', 'exec', 'dialogue'] as const;
/** Where a copy was turned away: no SSH, no authentication, no program, or a complaint in the dialogue of rcp. */
export type ScpStage = (typeof stages)[number];

/** The copy was turned away at one of these stages, and nothing of the file was taken or given. */
export const copyRefused = defineMatcher<ScpObservation, readonly ScpStage[]>(
  'copyRefused',
  scp,
  z.array(z.enum(stages)).min(1).readonly(),
  (expected, observation) => {
    const stage = stageOfRefusal(observation);
    return { matches: stage !== undefined && expected.includes(stage), got: howItWent(observation) };
  },
);

/** The device ended it: closed the channel or the connection, and did not leave that to us. */
export const closedByDevice = defineFact<ScpObservation>('closedByDevice', scp, (observation) => ({
  matches: observation.closedBy === 'device' || observation.end?.by === 'server',
  got: howItWent(observation),
}));

/** The whole file came or went, and this is the SHA-256 of its bytes. */
export const contentIs = defineMatcher<ScpObservation, string>(
  'contentIs',
  scp,
  z.string().regex(/^[0-9a-f]{64}$/),
  (expected, { data, result }) => ({
    matches: result === 'ok' && data !== undefined && data.sha256 === expected,
    got: data === undefined ? 'no data' : `${data.bytes} bytes, SHA-256 ${data.sha256}`,
  }),
);

/** The record of a download announced a file of that name and size. */
export const fileAnnounced = defineMatcher<ScpObservation, { readonly name: string; readonly size: number }>(
  'fileAnnounced',
  scp,
  z.strictObject({ name: z.string().min(1), size: z.int().nonnegative() }),
  (expected, { file }) => ({
    matches: file?.name === expected.name && file.size === expected.size,
    got: file === undefined ? 'no record' : `${file.name}, ${file.size} bytes`,
  }),
);

/** A file that was fetched with its text has a line that matches. */
export const fileHas = defineMatcher<ScpObservation, string>(
  'fileHas',
  scp,
  z.string().min(1),
  (expected, { text, result }) => {
    const lines = (text ?? '').split(/\r*\n/);
    return {
      matches: result === 'ok' && lines.some((line) => new RegExp(expected).test(line)),
      got: text === undefined ? 'no text' : `${lines.length} lines`,
    };
  },
);

/** The copy went on through its pause, which was longer than so many milliseconds. */
export const outlasted = defineMatcher<ScpObservation, number>(
  'outlasted',
  scp,
  z.int().positive(),
  (expected, observation) => ({
    matches: observation.result === 'ok' && observation.milliseconds > expected,
    got: `${howItWent(observation)}, after ${(observation.milliseconds / 1000).toFixed(1)} s`,
  }),
);

/** `verify /md5` printed this digest. */
export const md5Shown = defineMatcher<CliObservation, string>(
  'md5Shown',
  ['cli'],
  z.string().regex(/^[0-9a-f]{32}$/),
  (expected, output) => {
    const lines = linesOf(output);
    const shown = md5sIn(lines);
    return { matches: shown.includes(expected), got: shown.length === 0 ? quote(lines) : shown.join(', ') };
  },
);

/** Nobody takes connections at the port of remote shell and rcp. */
export const remoteShellUnserved = defineFact<RemoteShellObservation>(
  'remoteShellUnserved',
  ['remote-shell'],
  ({ answer }) => ({ matches: answer !== 'taken', got: `TCP/514: ${answer}` }),
);

/** Undefined where it was copied, or where some of the file was. */
function stageOfRefusal({ login, exec, data, messages, direction }: ScpObservation): ScpStage | undefined {
  if (login.outcome !== 'authenticated') return login.outcome === 'refused' ? 'login' : 'connection';
  if (exec !== 'granted') return 'exec';
  const taken = messages.filter(({ by, kind }) => by === 'device' && kind === 'ok').length;
  const some = direction === 'download' ? (data?.bytes ?? 0) > 0 : taken > 2;
  return some ? undefined : 'dialogue';
}

function howItWent(observation: ScpObservation): string {
  const { result, login, exec, messages, data, exit, silence, closedBy, end, stderr } = observation;
  const complaints = messages.filter(
    ({ by, kind }) => by === 'device' && (kind === 'warning' || kind === 'error' || kind === 'other'),
  );
  return [
    result === 'ok' ? 'copied' : 'not copied',
    ...(login.outcome === 'authenticated' ? [] : [`login ${login.outcome}`]),
    ...(exec === undefined || exec === 'granted' ? [] : [`exec ${exec}`]),
    ...complaints.map(({ kind, text }) => `${kind} "${text}"`),
    ...(stderr === undefined ? [] : [`printed "${stderr.trim()}"`]),
    ...(data === undefined ? [] : [`${data.bytes} bytes`]),
    ...(silence === undefined ? [] : [`silence: ${silence}`]),
    ...(exit?.status === undefined || exit.status === 0 ? [] : [`exit status ${exit.status}`]),
    ...(closedBy === undefined ? [] : [`closed by ${closedBy}`]),
    ...(end === undefined ? [] : [`ended by ${end.by}`]),
  ].join(', ');
}

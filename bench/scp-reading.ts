import { z } from 'zod';
import { factLine } from './fact-line.ts';
import type { RemoteShellObservation, ScpMessage, ScpObservation } from './scp-client.ts';
import { endOf, readSshFacts, readSshLogin, type SshFact, writeSshFact } from './ssh-reading.ts';

/**
 * What an SCP client saw, as the lines of JSON on its tape: those of its SSH connection (ssh-reading.ts), and between them
 * those of the dialogue. An observation is a fold of the lines in its spans.
 */

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('scp'), direction: z.enum(['upload', 'download']), path: z.string() }),
  z.object({ fact: z.literal('scp-asked'), command: z.string() }),
  z.object({ fact: z.literal('scp-exec'), answer: z.enum(['granted', 'refused', 'ended']) }),
  z.object({
    fact: z.literal('scp-message'),
    by: z.enum(['device', 'us']),
    kind: z.enum(['ok', 'warning', 'error', 'record', 'other']),
    text: z.string(),
  }),
  z.object({ fact: z.literal('scp-data'), bytes: z.int(), sha256: z.string(), md5: z.string() }),
  z.object({ fact: z.literal('scp-text'), text: z.string() }),
  z.object({ fact: z.literal('scp-stderr'), text: z.string() }),
  z.object({
    fact: z.literal('scp-exit'),
    status: z.int().exactOptional(),
    signal: z.string().exactOptional(),
  }),
  z.object({ fact: z.literal('scp-silence'), awaited: z.string() }),
  z.object({ fact: z.literal('scp-closed'), by: z.enum(['device', 'us']) }),
  z.object({ fact: z.literal('scp-remote-shell'), answer: z.enum(['taken', 'refused', 'silent']) }),
  /** Stands last. */
  z.object({ fact: z.literal('scp-took'), milliseconds: z.number() }),
]);

const line = z.intersection(z.object({ connection: z.int().positive() }), fact);

export type ScpFact = z.infer<typeof fact>;
type ScpFactOf<Name extends ScpFact['fact']> = Extract<ScpFact, { fact: Name }>;

export function writeScpFact(connection: number, seen: ScpFact | SshFact): string {
  return isScpFact(seen) ? factLine({ connection, ...seen }) : writeSshFact(connection, seen);
}

/** The transfer that a recording holds, or undefined where it does not tell of one to its end. */
export function readScp(text: string): ScpObservation | undefined {
  const lines = text.split('\n').filter((each) => each !== '');
  const ofScp = lines.filter((each) => isScpFact(JSON.parse(each)));
  const ofSsh = lines.filter((each) => !isScpFact(JSON.parse(each))).join('\n');
  const facts = ofScp.map((each) => line.parse(JSON.parse(each)));
  const last = <Name extends ScpFact['fact']>(name: Name): ScpFactOf<Name> | undefined =>
    facts.findLast((each): each is (typeof facts)[number] & ScpFactOf<Name> => each.fact === name);
  const what = last('scp');
  const took = last('scp-took');
  if (what === undefined || took === undefined) return undefined;
  const data = last('scp-data');
  const exit = last('scp-exit');
  const end = endOf(readSshFacts(ofSsh));
  const stderr = facts.map((each) => (each.fact === 'scp-stderr' ? each.text : '')).join('');
  const seen: Omit<ScpObservation, 'result'> = {
    kind: 'scp',
    direction: what.direction,
    path: what.path,
    login: readSshLogin(ofSsh),
    ...optional('command', last('scp-asked')?.command),
    ...optional('exec', last('scp-exec')?.answer),
    messages: facts.flatMap((each): ScpMessage[] =>
      each.fact === 'scp-message' ? [{ by: each.by, kind: each.kind, text: each.text }] : [],
    ),
    ...optional('data', data && { bytes: data.bytes, sha256: data.sha256, md5: data.md5 }),
    ...optional('text', last('scp-text')?.text),
    ...optional('stderr', stderr === '' ? undefined : stderr),
    ...optional('exit', exit && { ...optional('status', exit.status), ...optional('signal', exit.signal) }),
    ...optional('silence', last('scp-silence')?.awaited),
    ...optional('closedBy', last('scp-closed')?.by),
    ...optional('end', end),
    milliseconds: took.milliseconds,
  };
  const announced = seen.messages.find(({ by, kind, text: said }) => {
    return (
      by === (what.direction === 'upload' ? 'us' : 'device') && kind === 'record' && said.startsWith('C')
    );
  });
  const record = announced === undefined ? undefined : readFileRecord(announced.text);
  const result = isWhole(seen, record?.size) ? 'ok' : 'failed';
  return { ...seen, result, ...(what.direction === 'download' ? optional('file', record) : {}) };
}

/** What a dialling of remote shell told, or undefined where it tells nothing. */
export function readRemoteShell(text: string): RemoteShellObservation | undefined {
  for (const each of text.split('\n').filter((one) => one !== '')) {
    const seen = line.parse(JSON.parse(each));
    if (seen.fact === 'scp-remote-shell') return { kind: 'remote-shell', answer: seen.answer };
  }
  return undefined;
}

/** Mode, size and name of `C0644 12 name`; undefined where it is none. */
export function readFileRecord(text: string): ScpObservation['file'] {
  const [, mode, size, name] = /^C([0-7]{4}) (\d{1,15}) (.+)$/.exec(text) ?? [];
  if (mode === undefined || size === undefined || name === undefined) return undefined;
  return { name, mode, size: Number(size) };
}

/** A client of a person believes the last word of the other side, and its exit status where it says one. */
function isWhole(
  { direction, exec, messages, data, exit, silence }: Omit<ScpObservation, 'result'>,
  announced: number | undefined,
): boolean {
  const heard = messages.filter(({ by }) => by === 'device').map(({ kind }) => kind);
  const wanted = direction === 'upload' ? ['ok', 'ok', 'ok'] : ['record', 'ok'];
  return (
    exec === 'granted' &&
    silence === undefined &&
    data !== undefined &&
    data.bytes === announced &&
    heard.filter((kind) => kind !== 'record' || direction === 'download').join() === wanted.join() &&
    (exit === undefined || exit.status === 0)
  );
}

function isScpFact(seen: unknown): seen is ScpFact {
  return typeof seen === 'object' && seen !== null && /^scp(?:-|$)/.test((seen as ScpFact).fact);
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value });
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BenchError } from '../../bench/errors.ts';
import type { Json } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { BenchResource } from './bench-resources.ts';
import { makePrivateFolder, writeAtomically } from './private-file.ts';

/** What a bench's state says of the run that left it. */
const noteSchema = z.object({
  bench: z.string(),
  /** Absolute path of the topology file. */
  topology: z.string(),
  runFolder: z.string(),
});
export type RunNote = z.infer<typeof noteSchema>;

const baselineFileSchema = z.object({
  version: z.literal(1),
  kept: z.iso.datetime(),
  note: noteSchema,
  resources: z.array(z.string()),
  /** What the run typed that no topology names; so that the next one can mask it. */
  secrets: z.array(z.object({ name: z.string(), plain: z.string() })),
  baseline: z.json(),
});
type BaselineFile = z.infer<typeof baselineFileSchema>;

const brokenFileSchema = z.object({
  version: z.literal(1),
  since: z.iso.datetime(),
  runFolder: z.string(),
  reason: z.string(),
});
export type BrokenNote = z.infer<typeof brokenFileSchema>;

/** What is known of a bench that a run has not handed back as it found it. */
export interface LeftBench {
  readonly folder: string;
  readonly kept: string;
  readonly note: RunNote;
  readonly resources: readonly string[];
  readonly secrets: readonly Secret[];
  /** As the harness gave it. */
  readonly baseline: Json;
  /** Why it could not be brought back; undefined where nobody has tried. */
  readonly broken: BrokenNote | undefined;
}

/**
 * The state of one bench on the disk: `benches/<name>-<hash>/baseline.json`, and `broken.json` beside it. It is
 * there from the baseline of a run until the bench is proven to be as it was found. All throw BenchError.
 */
export class BenchState {
  readonly #folder: string;
  readonly #note: RunNote;
  readonly #resources: readonly string[];
  #kept: BaselineFile | undefined;

  constructor(stateFolder: string, note: RunNote, resources: readonly BenchResource[], left?: LeftBench) {
    this.#note = note;
    this.#resources = resources.map(({ key }) => key);
    this.#folder = left?.folder ?? join(stateFolder, 'benches', folderName(note.bench, this.#resources));
  }

  /** The baseline and the secrets are in clear: only their owner can read the file. */
  keep(baseline: Json, secrets: readonly Secret[]): void {
    this.#write({
      version: 1,
      kept: new Date().toISOString(),
      note: this.#note,
      resources: [...this.#resources],
      secrets: inClear(secrets),
      baseline: JSON.parse(JSON.stringify(baseline)) as z.core.util.JSONType,
    });
  }

  /** Secrets that came up after the baseline was kept. */
  keepSecrets(secrets: readonly Secret[]): void {
    if (this.#kept === undefined || this.#kept.secrets.length === secrets.length) return;
    this.#write({ ...this.#kept, secrets: inClear(secrets) });
  }

  markBroken(reason: string): void {
    makePrivateFolder(this.#folder);
    const { runFolder } = this.#note;
    const note: BrokenNote = { version: 1, since: new Date().toISOString(), runFolder, reason };
    writeAtomically(join(this.#folder, 'broken.json'), `${JSON.stringify(note, null, 1)}\n`);
  }

  forget(): void {
    this.#kept = undefined;
    // The baseline last: without it a note of breakage says nothing that anybody could mend.
    for (const file of ['broken.json', 'baseline.json']) rmSync(join(this.#folder, file), { force: true });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(file: BaselineFile): void {
    makePrivateFolder(this.#folder);
    writeAtomically(join(this.#folder, 'baseline.json'), `${JSON.stringify(file, null, 1)}\n`);
    this.#kept = file;
  }
}

/** All benches that were left, in no order. Throws BenchError where one cannot be read. */
export function leftBenches(stateFolder: string): readonly LeftBench[] {
  const benches = join(stateFolder, 'benches');
  const names = existsSync(benches) ? readdirSync(benches) : [];
  return names.flatMap((name) => readLeft(join(benches, name)));
}

/**
 * The left bench that has one of these resources. What was left of a virtual lab whose tty or port is another
 * lab's by now is thrown away: that lab has ended.
 */
export function findLeft(stateFolder: string, resources: readonly BenchResource[]): LeftBench | undefined {
  const keys = new Set(resources.map(({ key }) => key));
  const lab = resources.find(({ kind }) => kind === 'lab')?.key;
  const sharing = leftBenches(stateFolder).filter((left) => left.resources.some((key) => keys.has(key)));
  const gone = sharing.filter((left) => left.resources.some((key) => key.startsWith('lab:') && key !== lab));
  for (const { folder } of gone) rmSync(folder, { recursive: true, force: true });
  return sharing.filter((left) => !gone.includes(left)).sort(byNewest)[0];
}

/** Throws away what was left of virtual labs that have ended: they take the topology that led to them along. */
export function dropEndedLabs(stateFolder: string): void {
  for (const { folder, note, resources } of leftBenches(stateFolder)) {
    const isLab = resources.some((key) => key.startsWith('lab:'));
    if (isLab && !existsSync(note.topology)) rmSync(folder, { recursive: true, force: true });
  }
}

function byNewest(one: LeftBench, other: LeftBench): number {
  return one.kept < other.kept ? 1 : -1;
}

function readLeft(folder: string): readonly LeftBench[] {
  const file = join(folder, 'baseline.json');
  if (!existsSync(file)) return [];
  const { kept, note, resources, secrets, baseline } = parsed(file, baselineFileSchema);
  const brokenFile = join(folder, 'broken.json');
  const broken = existsSync(brokenFile) ? parsed(brokenFile, brokenFileSchema) : undefined;
  return [
    {
      folder,
      kept,
      note,
      resources,
      secrets: secrets.map(({ name, plain }) => new Secret(name, plain)),
      baseline,
      broken,
    },
  ];
}

function parsed<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const got = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new BenchError('what an earlier run kept of the bench cannot be read', {
      expected: 'a file that this version of conform wrote',
      got: got.split('\n', 1)[0] ?? '',
      where: file,
      next: 'bring the switch back by hand, then delete the file',
    });
  }
}

function inClear(secrets: readonly Secret[]): BaselineFile['secrets'] {
  return secrets.map((secret) => ({ name: secret.name, plain: secret.reveal() }));
}

function folderName(bench: string, resources: readonly string[]): string {
  const hash = createHash('sha256').update(resources.join('\n')).digest('hex').slice(0, 8);
  return `${bench}-${hash}`;
}

import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { readJournal } from '../../journal/reader.ts';
import { foldResults } from '../../reports/results.ts';
import { conform, stateOf } from './conform.ts';
import type { TestLab } from './lab.ts';
import { readSwitch, type SwitchFacts } from './plain-console.ts';

/** Where in a run it is killed: so many milliseconds after something is in its journal. */
export interface KillMoment {
  readonly name: string;
  /** What must be in the journal, as text of one event. */
  readonly after: RegExp;
  /** The kill comes at random within so many milliseconds. */
  readonly within: number;
  /** The run is interrupted when this is in its journal, so that it goes home early. */
  readonly interruptAfter?: RegExp;
  /** The command that brings the switch back is killed too, and another one must do it. */
  readonly killsRestore?: true;
}

/** The longest first. */
export const killMoments: readonly KillMoment[] = [
  { name: 'in an SSH login', after: /"type":"call",.*"op":"login"/, within: 400 },
  {
    name: 'in a key generation',
    after: /"type":"call",.*"command":"crypto key generate rsa"/,
    within: 10_000,
  },
  {
    name: 'in the restoration',
    interruptAfter: /"type":"step-start".*Step 4/,
    after: /"type":"bench","phase":"restoring"/,
    within: 2_000,
  },
  {
    name: 'in a configuration command',
    after: /"type":"call",.*"command":"hostname cisco7200"/,
    within: 1_500,
  },
  {
    name: 'in a configuration command, and again in the restoration that follows',
    after: /"type":"call",.*"command":"ip domain-name example.com"/,
    within: 1_500,
    killsRestore: true,
  },
  { name: 'in the baseline', after: /"type":"bench","phase":"opened"/, within: 3_000 },
];

/** How it went: what the tests assert and the soak counts. */
export interface KillOutcome {
  readonly moment: KillMoment;
  readonly delay: number;
  /** The command that came after the kill, and what it said. */
  readonly next: string;
  readonly exitCode: number | undefined;
  readonly told: string;
  readonly ending: 'restored' | 'marked broken' | 'neither';
  /** Events that were in the journal at the kill and cannot be read from it; 0 when nothing is lost. */
  readonly lost: number;
  /** Why the journal of the killed run cannot be read or folded. */
  readonly unreadable?: string;
  /** By a reader of the test's own. */
  readonly sameAsBefore: boolean;
  readonly difference?: { readonly before: SwitchFacts; readonly now: SwitchFacts };
  /** Files of locks and baselines that lie about afterwards. */
  readonly traces: readonly string[];
}

interface Kill {
  readonly moment: KillMoment;
  readonly delay: number;
  readonly next: 'restore' | 'run';
  /** Of this kill, for the names of its folders. */
  readonly number: number;
}

/** Runs suites on a lab, kills the run at the moment, lets the next command come, and looks at what is left. */
export async function killOnce(lab: TestLab, folder: string, kill: Kill): Promise<KillOutcome> {
  const labEnded = lab.process.then(({ stderr, exitCode }) => {
    throw new Error(`the lab ended (${String(exitCode)}): ${stderr}`);
  });
  return await Promise.race([labEnded, killAndLook(lab, folder, kill)]);
}

async function killAndLook(
  lab: TestLab,
  folder: string,
  { moment, delay, next, number }: Kill,
): Promise<KillOutcome> {
  const secret = enableSecretOf(lab);
  const before = await readSwitch(lab.console, secret);
  const killed = join(folder, `killed-${number}`);
  const run = conform(folder, ['run', 'ssh2-hostname-domain', '--topology', lab.topology, '--out', killed]);
  const journal = join(killed, 'journal.ndjson');
  const ended = run.then(({ stderr }) => stderr);
  if (moment.interruptAfter !== undefined) {
    await seen(folder, journal, moment.interruptAfter, ended);
    run.kill('SIGINT');
  }
  await seen(folder, journal, moment.after, ended);
  await later(delay);
  const written = linesIn(journal);
  run.kill('SIGKILL');
  await run;

  if (moment.killsRestore === true) await killRestoration(lab, folder, number, delay);
  const words =
    next === 'restore'
      ? ['restore', '--topology', lab.topology, '--out', join(folder, `restore-${number}`)]
      : ['run', 'show-ip-ssh', '--topology', lab.topology, '--out', join(folder, `next-${number}`)];
  const { exitCode, stderr } = await conform(folder, words);
  const traces = filesUnder(stateOf(folder));
  const isBroken =
    traces.some((file) => file.endsWith('broken.json')) && /\n {2}(?:got|expected):/.test(stderr);
  const now = await readSwitch(lab.console, secret);
  const same = isDeepStrictEqual(now, before);
  return {
    moment,
    delay,
    next,
    exitCode,
    told: stderr,
    ending: exitCode === 0 && same ? 'restored' : exitCode === 4 && isBroken ? 'marked broken' : 'neither',
    ...journalOf(journal, written),
    sameAsBefore: same,
    ...(same ? {} : { difference: { before, now } }),
    traces,
  };
}

async function killRestoration(lab: TestLab, folder: string, number: number, delay: number): Promise<void> {
  const out = join(folder, `restore-killed-${number}`);
  const restore = conform(folder, ['restore', '--topology', lab.topology, '--out', out]);
  const ended = restore.then(({ stderr }) => stderr);
  await seen(folder, join(out, 'journal.ndjson'), /"type":"bench","phase":"restoring"/, ended);
  await later(delay);
  restore.kill('SIGKILL');
  await restore;
}

function journalOf(file: string, written: number): Pick<KillOutcome, 'lost' | 'unreadable'> {
  try {
    const { events } = readJournal(file);
    const { requirements } = foldResults(events);
    if (requirements.length === 0) return { lost: 0, unreadable: 'no requirement could be derived' };
    return { lost: Math.max(0, written - events.length) };
  } catch (error) {
    return { lost: written, unreadable: String(error) };
  }
}

/** Resolves when an event is in the journal, or the run has ended without it. */
function seen(folder: string, journal: string, pattern: RegExp, ended: Promise<string>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const isThere = (): boolean => existsSync(journal) && pattern.test(readFileSync(journal, 'latin1'));
  const look = (): void => {
    if (isThere()) resolve(undefined);
  };
  const watcher = watch(folder, { recursive: true }, look);
  look();
  void ended.then((stderr) => {
    if (isThere()) resolve(undefined);
    else reject(new Error(`it ended before ${String(pattern)} was in ${journal}: ${stderr}`));
  });
  return promise.finally(() => watcher.close());
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Whole lines: each is an event. */
function linesIn(file: string): number {
  return existsSync(file) ? readFileSync(file, 'latin1').split('\n').length - 1 : 0;
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function enableSecretOf(lab: TestLab): string {
  const document = parseDocument(readFileSync(lab.topology, 'utf8'));
  return String(document.getIn(['dut', 'enableSecret', 'literal']));
}

/** Numbers from 0 to 1 that a seed alone decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

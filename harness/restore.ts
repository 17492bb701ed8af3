import type { Answer } from '../bench/console.ts';
import {
  readConfig,
  readDebugging,
  readKeys,
  readStartup,
  type Baseline,
  type KeyPairFacts,
} from './baseline.ts';
import { type ConfigDiff, type ConfigLine, describeDiff, diffConfig, undoing } from './config-diff.ts';
import type { Dut } from './dut.ts';
import { deleteSuiteFile, readSuiteFiles } from './suite-files.ts';

/** The questions on the way back, all answered with yes: nothing goes that was there before. */
const consent: readonly Answer[] = [
  // What a self-signed certificate asks for is left out of its name; running-config would not show it.
  { question: 'serial number', answer: 'no' },
  { question: 'IP address', answer: '' },
  ...Array.from({ length: 4 }, () => [
    { question: '\\[yes/no\\]', answer: 'yes' },
    { question: '\\[confirm\\]', answer: '' },
  ]).flat(),
];

/** Undoing can uncover more to undo, such as a line that could not go before another. */
const rounds = 3;

export interface RestoreOptions {
  /** The startup configuration is looked at too. */
  readonly startup?: boolean;
  /** The suites' files in flash are looked at too. */
  readonly files?: boolean;
  /** How a line stands in the journal. Two lines that stand there alike are alike. */
  readonly masked: (text: string) => string;
}

export interface Restoration {
  /** What differed from the baseline when it began, masked, for people. */
  readonly found: readonly string[];
  /** What still differs; empty when the second reading proves that the DUT is as it was found. */
  readonly left: readonly string[];
  /** What differs and is none of the state that counts. */
  readonly notes: readonly string[];
}

/**
 * Brings the DUT back to the baseline, line by line, and proves it by reading it again. It may be stopped at any
 * place and begun again: what it does follows from what differs alone.
 */
export async function restore(dut: Dut, baseline: Baseline, options: RestoreOptions): Promise<Restoration> {
  const found = new Set<string>();
  for (let round = 0; ; round += 1) {
    const seen = await look(dut, baseline, options, 'silence');
    if (round === 0 || seen.startup.differences.length > 0) for (const line of seen.lines) found.add(line);
    if (seen.lines.length === 0 || round === rounds) {
      await dut.enter('privileged-exec');
      return { found: [...found], left: seen.lines, notes: seen.startup.notes };
    }
    if (seen.startup.differences.length > 0) {
      await dut.enter('privileged-exec');
      await dut.execute('write memory', consent);
    }
    for (const name of seen.files.added) await deleteSuiteFile(dut, name);
    await undo(dut, seen.config, seen.keys, baseline.keys);
  }
}

/** What differs from the baseline, masked, for people. Nothing is changed. */
export async function differencesFrom(
  dut: Dut,
  baseline: Baseline,
  masked: RestoreOptions['masked'],
): Promise<readonly string[]> {
  const seen = await look(dut, baseline, { startup: true, files: true, masked }, 'only look');
  return [...seen.lines, ...seen.startup.notes];
}

interface Seen {
  readonly config: ConfigDiff;
  readonly keys: KeyDiff;
  readonly startup: StartupDiff;
  readonly files: Diff<string>;
  /** All differences, masked, for people. */
  readonly lines: readonly string[];
}

async function look(
  dut: Dut,
  baseline: Baseline,
  { startup, files: withFiles, masked }: RestoreOptions,
  manner: 'silence' | 'only look',
): Promise<Seen> {
  // First of all, because what it prints stands in the middle of everything else.
  const debugging = diffLines(baseline.debugging, await readDebugging(dut));
  if (debugging.added.length > 0 && manner === 'silence') await dut.show('undebug all');
  const now = { config: await readConfig(dut), keys: await readKeys(dut) };
  const config = diffConfig(baseline.config, now.config, masked);
  const keys = diffKeys(baseline.keys, now.keys);
  // While running-config differs, it could not be saved as what was found.
  const looksAtStartup = startup === true && ((isSame(config) && isSame(keys)) || manner === 'only look');
  const saved = looksAtStartup ? await diffStartup(dut, baseline, now.config) : unsaved;
  const files = withFiles === true ? await diffFiles(dut, baseline) : noFiles;
  const lines = [
    ...debugging.added.map((line) => `+ debugging: ${line}`),
    ...debugging.removed.map((line) => `- debugging: ${line}`),
    ...describeDiff(config).map(masked),
    ...keys.added.map((key) => `+ key ${inWords(key)}`),
    ...keys.removed.map((key) => `- key ${inWords(key)}`),
    ...files.added.map((name) => `+ file flash:${name}`),
    ...saved.differences,
  ];
  const notes = [
    ...saved.notes,
    ...files.removed.map((name) => `flash:${name} is gone, and cannot come back`),
  ];
  return { config, keys, startup: { ...saved, notes }, files, lines };
}

/** Names first, because keys are named after them; then keys, because lines refer to them; then all else. */
async function undo(
  dut: Dut,
  config: ConfigDiff,
  keys: KeyDiff,
  baseline: readonly KeyPairFacts[],
): Promise<void> {
  const groups = undoing(config);
  const naming = groups.filter(isNaming);
  await typeGroups(dut, naming);
  for (const name of new Set(keys.added.map((key) => key.name))) {
    await dut.configure(`crypto key zeroize rsa ${name}`, consent);
  }
  for (const { command, answers } of generating(keys.removed, baseline)) {
    await dut.configure(command, [...answers, ...consent]);
  }
  await typeGroups(
    dut,
    groups.filter((group) => !isNaming(group)),
  );
}

async function typeGroups(dut: Dut, groups: readonly (readonly string[])[]): Promise<void> {
  for (const group of groups) {
    await dut.enter('global-config');
    for (const command of group) await dut.execute(command, consent);
  }
}

function isNaming(group: readonly string[]): boolean {
  return group.length === 1 && /^(?:no )?(?:hostname|ip domain[- ]name)\b/.test(group[0] ?? '');
}

interface Diff<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
}
type KeyDiff = Diff<KeyPairFacts>;

function isSame({ added, removed }: Diff<unknown>): boolean {
  return added.length === 0 && removed.length === 0;
}

function diffLines(baseline: readonly string[], now: readonly string[]): Diff<string> {
  return {
    added: now.filter((line) => !baseline.includes(line)),
    removed: baseline.filter((line) => !now.includes(line)),
  };
}

function diffKeys(baseline: readonly KeyPairFacts[], now: readonly KeyPairFacts[]): KeyDiff {
  const same = (a: KeyPairFacts, b: KeyPairFacts): boolean =>
    a.name === b.name && a.usage === b.usage && a.bits === b.bits;
  return {
    added: now.filter((key) => !baseline.some((other) => same(key, other))),
    removed: baseline.filter((key) => !now.some((other) => same(key, other))),
  };
}

function inWords({ name, usage, bits }: KeyPairFacts): string {
  return [name, usage, ...(bits === undefined ? [] : [`${bits} bits`])]
    .filter((part) => part !== '')
    .join(', ');
}

/**
 * A zeroized pair comes back as a new one of the same name, usage and modulus. Usage keys come both at once, because
 * one command makes them, and one that lacks may have had a partner of another size.
 */
function generating(
  removed: readonly KeyPairFacts[],
  baseline: readonly KeyPairFacts[],
): { command: string; answers: readonly Answer[] }[] {
  return [...new Set(removed.map(({ name }) => name))].map((name) => {
    const pairs = baseline.filter((pair) => pair.name === name);
    const sizeOf = (usage: RegExp): number => pairs.find((pair) => usage.test(pair.usage))?.bits ?? 2048;
    const [signature, encryption] = [sizeOf(/signature/i), sizeOf(/encryption/i)];
    if (pairs.some(({ usage }) => /general/i.test(usage) || usage === '')) {
      const bits = pairs[0]?.bits ?? 2048;
      return { command: `crypto key generate rsa general-keys label ${name} modulus ${bits}`, answers: [] };
    }
    const command = `crypto key generate rsa usage-keys label ${name}`;
    if (signature === encryption) return { command: `${command} modulus ${signature}`, answers: [] };
    const sizes = [signature, encryption];
    return {
      command,
      answers: sizes.map((bits) => ({ question: '^How many bits in the modulus', answer: String(bits) })),
    };
  });
}

const noFiles: Diff<string> = { added: [], removed: [] };

/** Only where the baseline has a listing to compare with. */
async function diffFiles(dut: Dut, { files }: Baseline): Promise<Diff<string>> {
  if (files === undefined) return noFiles;
  return diffLines(files, (await readSuiteFiles(dut)) ?? files);
}

interface StartupDiff {
  readonly differences: readonly string[];
  readonly notes: readonly string[];
}
const unsaved: StartupDiff = { differences: [], notes: [] };

/** A startup configuration that was as the running one comes back by saving; any other one can only be told. */
async function diffStartup(
  dut: Dut,
  { startup }: Baseline,
  now: readonly ConfigLine[],
): Promise<StartupDiff> {
  if (startup === undefined) return unsaved;
  const saved = await readStartup(dut, now);
  if (startup === 'none') {
    const note = 'there is a startup-config now, where none was found: `erase startup-config` takes it away';
    return saved === undefined || saved === 'none' ? unsaved : { differences: [], notes: [note] };
  }
  if (typeof saved === 'object' && saved.sha256 === startup.sha256) return unsaved;
  if (startup.asRunning) return { differences: ['! startup-config is not as it was found'], notes: [] };
  const note =
    'startup-config is not as it was found, and was not as running-config then: look at it before the next reload';
  return { differences: [], notes: [note] };
}

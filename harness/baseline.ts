import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PcoError } from '../bench/errors.ts';
import { configLines, type ConfigLine } from './config-diff.ts';
import type { Dut } from './dut.ts';
import { outputLines } from './output-lines.ts';
import { parseShowCryptoKeyMypubkeyRsa } from './show/show-crypto-key-mypubkey-rsa.ts';
import { parseShowVersion } from './show/show-version.ts';
import { readSuiteFiles } from './suite-files.ts';

const keyPairSchema = z.object({
  name: z.string(),
  usage: z.string(),
  bits: z.int().exactOptional(),
});
/** A key pair by what must come back after a suite: its name, usage and size. Its body cannot. */
export type KeyPairFacts = Readonly<z.infer<typeof keyPairSchema>>;

const startupSchema = z.object({
  /** Of the lines that count. */
  sha256: z.string(),
  /** Whether it said the same as the running configuration: then saving that one brings it back. */
  asRunning: z.boolean(),
});
export type StartupFacts = Readonly<z.infer<typeof startupSchema>>;

/** The baseline of one switch as it is kept on the disk. */
const oneBaselineSchema = z.object({
  config: z.array(z.object({ parents: z.array(z.string()), text: z.string() })),
  keys: z.array(keyPairSchema),
  debugging: z.array(z.string()),
  startup: z.union([startupSchema, z.literal('none')]).exactOptional(),
  files: z.array(z.string()).exactOptional(),
  serial: z.string().exactOptional(),
});

/** The baseline of a bench as it is kept on the disk, to be checked when it is read again. */
export const baselineSchema = oneBaselineSchema.extend({
  secondDevice: oneBaselineSchema.exactOptional(),
});

/** What each suite must leave as it found it. */
export interface DutState {
  readonly config: readonly ConfigLine[];
  readonly keys: readonly KeyPairFacts[];
  /** The lines of `show debugging`. */
  readonly debugging: readonly string[];
}

/** The state of the DUT as it was found, in clear. */
export interface Baseline extends DutState {
  /** `none` where there is none; absent where the release does not show it. */
  readonly startup?: StartupFacts | 'none';
  /** In flash, those that are named as suites name theirs; absent where the device does not list it. */
  readonly files?: readonly string[];
  /** Of the chassis, so that no other switch is brought to this state. */
  readonly serial?: string;
}

/** The state of all switches of a bench as they were found: the DUT's, and that of the second device beside it. */
export interface BenchBaseline extends Baseline {
  readonly secondDevice?: Baseline;
}

/** Where a run keeps its baseline, so that the bench can be brought back when the run is killed. */
export interface BaselineStore {
  /** On the disk when this returns. */
  keep(baseline: BenchBaseline): void;
  /** The bench is as it was found. */
  forget(): void;
  /** It is not, for this reason. */
  markBroken(reason: string): void;
}

export interface DutFacts {
  readonly platform: string;
  readonly release: string;
  readonly image: string;
}

export async function identify(dut: Dut): Promise<{ readonly facts: DutFacts; readonly serial?: string }> {
  const shown = parseShowVersion(outputLines((await dut.show('show version')).observation));
  const serial = shown.serial ?? shown.processorBoard;
  return {
    facts: {
      platform: shown.platform ?? 'unknown',
      release: shown.release ?? 'unknown',
      image: shown.image ?? 'unknown',
    },
    ...(serial === undefined ? {} : { serial }),
  };
}

export async function takeBaseline(dut: Dut, serial?: string): Promise<Baseline> {
  const state = await readState(dut);
  const startup = await readStartup(dut, state.config);
  const files = await readSuiteFiles(dut);
  return {
    ...state,
    ...(startup === undefined ? {} : { startup }),
    ...(files === undefined ? {} : { files }),
    ...(serial === undefined ? {} : { serial }),
  };
}

async function readState(dut: Dut): Promise<DutState> {
  return { debugging: await readDebugging(dut), config: await readConfig(dut), keys: await readKeys(dut) };
}

/** Rejects with PcoError where the configuration does not come whole: what lacks would be taken for removed. */
export async function readConfig(dut: Dut): Promise<ConfigLine[]> {
  const output = outputLines((await dut.show('show running-config')).observation);
  if (!output.includes('end')) {
    throw new PcoError('the running configuration did not come whole', {
      expected: 'a listing that ends with the line `end`',
      got: output.length === 0 ? 'nothing' : `${output.length} lines, the last: ${output.at(-1) ?? ''}`,
      where: 'console, show running-config',
      next: 'look at the console by hand: perhaps something floods it',
    });
  }
  return configLines(output);
}

/** Temporary keys (`NAME.server`) come and go with SSH version 1 and are nobody's to restore. */
export async function readKeys(dut: Dut): Promise<KeyPairFacts[]> {
  const output = outputLines((await dut.show('show crypto key mypubkey rsa')).observation);
  return parseShowCryptoKeyMypubkeyRsa(output)
    .keys.filter(({ name, temporary }) => name !== undefined && temporary !== true)
    .map(({ name = '', usage = '', bits }) => ({ name, usage, ...(bits === undefined ? {} : { bits }) }));
}

/** What is being debugged; nothing where the release does not know the command. */
export async function readDebugging(dut: Dut): Promise<string[]> {
  const output = outputLines((await dut.show('show debugging')).observation);
  const lines = output.map((line) => line.trim()).filter((line) => line !== '');
  return lines.some(isRefusal) ? [] : lines;
}

/** The startup configuration by what counts of it. */
export async function readStartup(dut: Dut, running: readonly ConfigLine[]): Promise<Baseline['startup']> {
  const output = outputLines((await dut.show('show startup-config')).observation);
  if (output.some((line) => /startup-config is not present/.test(line))) return 'none';
  if (!output.includes('end')) return undefined;
  const lines = configLines(output.filter((line) => !/^Using \d+ out of \d+ bytes/.test(line)));
  const sha256 = digestOf(lines);
  return { sha256, asRunning: sha256 === digestOf(running) };
}

function isRefusal(line: string): boolean {
  return line.startsWith('% ');
}

/** The order of lines says nothing: the two listings may differ in it. */
function digestOf(lines: readonly ConfigLine[]): string {
  const texts = lines.map(({ parents, text }) => [...parents, text].join('\n')).sort();
  return createHash('sha256').update(texts.join('\n\n')).digest('hex');
}

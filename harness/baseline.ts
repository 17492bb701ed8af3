import type { Dut } from './dut.ts';
import { configLines, type ConfigLine } from './config-diff.ts';
import { outputLines } from './output-lines.ts';
import { parseShowCryptoKeyMypubkeyRsa } from './show/show-crypto-key-mypubkey-rsa.ts';
import { parseShowVersion } from './show/show-version.ts';

/** A key pair by what must come back after a suite: its name, usage and size. Its body cannot. */
export interface KeyPairFacts {
  readonly name: string;
  readonly usage: string;
  readonly bits?: number;
}

/** The state of the DUT that each suite must leave as it found it. */
export interface Baseline {
  readonly config: readonly ConfigLine[];
  readonly keys: readonly KeyPairFacts[];
}

export interface DutFacts {
  readonly platform: string;
  readonly release: string;
  readonly image: string;
}

export async function identify(dut: Dut): Promise<DutFacts> {
  const version = parseShowVersion(outputLines((await dut.show('show version')).observation));
  return {
    platform: version.platform ?? 'unknown',
    release: version.release ?? 'unknown',
    image: version.image ?? 'unknown',
  };
}

export async function takeBaseline(dut: Dut): Promise<Baseline> {
  const config = await dut.show('show running-config');
  const keys = await dut.show('show crypto key mypubkey rsa');
  return {
    config: configLines(outputLines(config.observation)),
    keys: keyPairs(outputLines(keys.observation)),
  };
}

/** Temporary keys (`NAME.server`) come and go with SSH version 1 and are nobody's to restore. */
function keyPairs(output: readonly string[]): KeyPairFacts[] {
  return parseShowCryptoKeyMypubkeyRsa(output)
    .keys.filter(({ name, temporary }) => name !== undefined && temporary !== true)
    .map(({ name = '', usage = '', bits }) => ({ name, usage, ...(bits === undefined ? {} : { bits }) }));
}

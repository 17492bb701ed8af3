import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../journal/events.ts';
import { foldJunit } from './junit.ts';
import { foldResults } from './results.ts';
import { foldTap } from './tap.ts';

/** Writes results.json, results.tap and junit.xml of a run into its folder. */
export async function writeReports(folder: string, events: readonly JournalEvent[]): Promise<void> {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { flag: 'wx' });
  write('results.json', `${JSON.stringify(foldResults(events), null, 2)}\n`);
  write('junit.xml', foldJunit(events));
  write('results.tap', await foldTap(events));
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../journal/events.ts';
import { foldJunit } from './junit.ts';
import { foldPcapng } from './pcapng.ts';
import { foldResults } from './results.ts';
import { foldTap } from './tap.ts';

/** Writes results.json, results.tap and junit.xml of a run into its folder, and capture.pcapng where it captured. */
export async function writeReports(folder: string, events: readonly JournalEvent[]): Promise<void> {
  const write = (name: string, content: string | Buffer): void =>
    writeFileSync(join(folder, name), content, { flag: 'wx' });
  write('results.json', `${JSON.stringify(foldResults(events), null, 2)}\n`);
  write('junit.xml', foldJunit(events));
  write('results.tap', await foldTap(events));
  const capture = foldPcapng(events);
  if (capture !== undefined) write('capture.pcapng', capture);
}

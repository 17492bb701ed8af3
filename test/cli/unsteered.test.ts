import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readJournal } from '../../journal/reader.ts';
import { type Results, resultsSchema } from '../../reports/results-schema.ts';
import { conform } from './conform.ts';

/** That no verdict comes of the clock's jumps: the same suite on a lab where all time is real, at 9600 baud. */

const shipped = new URL('../../lab-topologies/virtual.yaml', import.meta.url);

const timeout = 100_000; // about 30 s on an idle machine

t.test('a suite without a steered clock has the same verdicts', { timeout }, async (t) => {
  const folder = t.testdir();
  const topology = readFileSync(shipped, 'utf8');
  const unsteered = topology.replace(/^clock: steered$/m, 'clock: wall');
  t.not(unsteered, topology);
  writeFileSync(join(folder, 'unsteered.yaml'), unsteered);

  const run = async (out: string, ...words: readonly string[]) => {
    const { exitCode, stderr } = await conform(folder, ['run', 'show-ip-ssh', '--out', out, ...words]);
    t.equal(exitCode, 0, stderr);
    const text = readFileSync(join(folder, out, 'results.json'), 'utf8');
    const { events } = readJournal(join(folder, out, 'journal.ndjson'));
    return {
      verdicts: verdicts(resultsSchema.parse(JSON.parse(text))),
      head: events[0],
      steered: events.some((event) => 'pco' in event && event.pco === 'lab-clock'),
    };
  };
  const [wall, steered] = await Promise.all([run('wall', '--topology', 'unsteered.yaml'), run('steered')]);
  t.match(wall.head, { type: 'head', clock: 'wall' });
  t.equal(wall.steered, false, 'nobody spoke to the clock of the lab');
  t.match(steered.head, { type: 'head', clock: 'steered' });
  t.equal(steered.steered, true);
  t.ok(wall.verdicts.length > 0);
  t.strictSame(wall.verdicts, steered.verdicts);
});

function verdicts({ requirements }: Results): Omit<Results['requirements'][number], 'evidence'>[] {
  return requirements.map(({ evidence: _evidence, ...verdict }) => verdict);
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { killMoments, killOnce, randomFrom, type KillMoment } from './kill-moments.ts';
import { startLab } from './lab.ts';

t.setTimeout(300_000);

const seed = Number(process.env['CONFORM_KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
t.comment(`seed ${seed}: CONFORM_KILL_SEED=${seed} node test/cli/sigkill.test.ts`);
const random = randomFrom(seed);

const [login, keys, restoration, command, twice, baseline] = killMoments;
/** Ten, the longest first, so that the labs finish together. */
const plan = [login, keys, keys, twice, restoration, restoration, command, command, baseline, baseline]
  .filter((moment): moment is KillMoment => moment !== undefined)
  .map((moment, number) => ({
    moment,
    number,
    delay: Math.floor(random() * moment.within),
    next: number >= 4 && number % 2 === 0 ? ('run' as const) : ('restore' as const),
  }));

/** One lab, on which one run after the other is killed. */
async function work(t: Test, place: string, waiting: (typeof plan)[number][]): Promise<void> {
  mkdirSync(place);
  const lab = await startLab(t, place);
  for (let kill = waiting.shift(); kill !== undefined; kill = waiting.shift()) {
    const { moment, delay, next } = kill;
    const outcome = await killOnce(lab, place, kill);
    await t.test(`killed ${moment.name}, after ${delay} ms; then conform ${next}`, (t) => {
      t.equal(outcome.ending, 'restored', 'how it ended', { told: outcome.told });
      t.equal(outcome.exitCode, 0, 'exit code');
      t.ok(outcome.sameAsBefore, 'running-config and keys are what they were', { found: outcome.difference });
      t.equal(outcome.unreadable, undefined, 'the journal of the killed run is readable');
      t.equal(outcome.lost, 0, 'and nothing that was recorded is lost');
      t.strictSame(outcome.traces, [], 'no lock and no baseline is left');
      if (moment !== baseline) {
        t.match(outcome.told, /was killed|was cut off/, 'it is said that a run was killed');
        t.match(outcome.told, 'the switch is as it was found', 'and that the switch was brought back');
      }
      t.end();
    });
  }
}

t.test('a bench comes back from a run that was killed', { timeout: 300_000 }, async (t) => {
  const folder = t.testdir();
  const waiting = [...plan];
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => work(t, join(folder, name), waiting)));
});

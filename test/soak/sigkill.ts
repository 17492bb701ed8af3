/**
 * Kills runs at random moments, many times, and says how the bench fared: the long form of
 * test/cli/sigkill.test.ts.
 *
 *     npm run soak [-- COUNT [SEED]]
 *
 * Ends with a line of figures; exit code 1 when a bench was neither restored nor marked broken with the reason, or
 * something that was recorded is lost.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killMoments, killOnce, type KillOutcome, randomFrom } from '../cli/kill-moments.ts';
import { startLab } from '../cli/lab.ts';

const count = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000));
const labs = 4;
const random = randomFrom(seed);
const folder = mkdtempSync(join(tmpdir(), 'conform-soak-'));
process.stdout.write(`${count} kills on ${labs} labs, seed ${seed}, in ${folder}\n`);

const plan = Array.from({ length: count }, (_, number) => {
  const moment = killMoments[Math.floor(random() * killMoments.length)];
  if (moment === undefined) throw new Error('there is no such moment');
  const next = random() < 0.5 ? ('restore' as const) : ('run' as const);
  return { moment, number, delay: Math.floor(random() * moment.within), next };
});

const outcomes: KillOutcome[] = [];
const problems: string[] = [];
const began = performance.now();

/** One lab after the other in one place; a lab that is lost costs what was tried on it, not the rest. */
async function work(name: string): Promise<void> {
  for (let kill = plan.shift(); kill !== undefined; kill = plan.shift()) {
    const place = join(folder, `${name}-${kill.number}`);
    mkdirSync(place);
    const teardowns: (() => Promise<void>)[] = [];
    try {
      const lab = await startLab({ teardown: (end) => void teardowns.push(end) }, place);
      const outcome = await killOnce(lab, place, kill);
      outcomes.push(outcome);
      process.stdout.write(`${lineOf(outcome)}\n`);
    } catch (error) {
      problems.push(String(error));
      process.stdout.write(`problem: ${String(error)}\n`);
    }
    for (const end of teardowns) await end();
  }
}
await Promise.all(Array.from({ length: labs }, (_, index) => work(String.fromCharCode(97 + index))));

const restored = outcomes.filter(({ ending }) => ending === 'restored').length;
const broken = outcomes.filter(({ ending }) => ending === 'marked broken').length;
const neither = outcomes.length - restored - broken;
const lost = outcomes.filter((outcome) => outcome.lost > 0 || outcome.unreadable !== undefined).length;
const traces = outcomes.filter(
  (outcome) => outcome.ending === 'restored' && outcome.traces.length > 0,
).length;
const good = neither === 0 && lost === 0 && traces === 0 && problems.length === 0;
if (good) rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  `seed ${seed}: ${outcomes.length} kills, ${restored} restored, ${broken} marked broken, ${neither} neither, ` +
    `${lost} journals with something lost, ${traces} with traces, ${problems.length} problems, ` +
    `${Math.round((performance.now() - began) / 1000)} s\n`,
);
process.exitCode = good ? 0 : 1;

function lineOf({ moment, delay, next, ending, told, difference }: KillOutcome): string {
  const line = `${ending}: killed ${moment.name}, after ${delay} ms; then conform ${next}`;
  if (ending === 'restored') return line;
  return `${line}\n${told}\n${difference === undefined ? '' : JSON.stringify(difference)}`;
}

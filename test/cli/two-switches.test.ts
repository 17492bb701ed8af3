import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readJournal } from '../../journal/reader.ts';
import { conform } from './conform.ts';
import { processesUnder } from './processes.ts';

/** A run on the default lab, which has two switches. */

t.setTimeout(120_000);

t.test('both switches are found, and a replay needs neither', async (t) => {
  const folder = t.testdir();
  const run = await conform(folder, ['run', 'show-ip-ssh', 'ssh1-prerequisites', '--out', 'run']);
  t.equal(run.exitCode, 0, run.stderr);
  t.match(run.stdout, /^# second device: WS-C3650-\S+, release 03\.03/m);
  const { events } = readJournal(join(folder, 'run', 'journal.ndjson'));
  t.match(
    events.find(({ type }) => type === 'head'),
    {
      secondDevice: {
        address: '198.51.100.2',
        port: 22,
        dut: { address: '198.51.100.1', port: 22 },
        username: 'peer',
      },
      services: { 'second-device': { address: '198.51.100.2', port: 22 } },
    },
  );
  const calls = events.flatMap((event) =>
    event.type === 'call' && event.pco === 'second-device' ? [event.op] : [],
  );
  t.ok(calls.length > 0, 'its baseline was taken');
  const text = readFileSync(join(folder, 'run', 'journal.ndjson'), 'utf8');
  t.ok(text.includes('"pco":"lab-clock/second-device"'), 'what its clock was told is there');
  t.ok(text.includes('<peer-enable>***'), 'its enable secret stands as its mask');
  const replay = await conform(folder, ['replay', 'run']);
  t.equal(replay.exitCode, 0, replay.stderr);
  t.match(replay.stderr, 'the same verdicts as recorded, on the same evidence');
});

for (const moment of ['"type":"second-device"', '"type":"step-start"']) {
  t.test(`Ctrl-C at ${moment} leaves no process of either switch`, async (t) => {
    const folder = t.testdir();
    const run = conform(folder, ['run', 'show-ip-ssh', '--out', 'run', '--reporter', 'tap']);
    const journal = join(folder, 'run', 'journal.ndjson');
    const isThere = (): boolean => existsSync(journal) && readFileSync(journal, 'utf8').includes(moment);
    const state = { ended: false };
    void run.finally(() => (state.ended = true));
    while (!state.ended && !isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
    const processes = processesUnder(run.pid ?? 0);
    const switches = processes.filter(({ pid }) => argumentsOf(pid).includes('--startup-config'));
    t.equal(switches.length, 2, 'two switches are up');
    run.kill('SIGINT');
    const { exitCode, stderr } = await run;
    t.equal(exitCode, 130, stderr);
    t.strictSame(
      processes.filter(({ isAlive }) => isAlive()).map(({ pid }) => pid),
      [],
      'and none is left',
    );
  });
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/**
 * Copies a large file to the virtual switch by scp and back, and says how long it took and what it cost the switch.
 *
 *     node test/soak/scp.ts [MEGABYTES]
 *
 * 64 MB where left out. Exit code 1 where a checksum differs.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { md5, scpSwitch } from '../virtual-switch/scp/scp-clients.ts';

const megabytes = Number(process.argv[2] ?? 64);

/** Seconds of processor, and megabytes of memory, of a process. */
function costOf(pid: number | undefined): { readonly seconds: number; readonly megabytes: number } {
  const stat =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  const ticks = Number(stat[11]) + Number(stat[12]);
  return { seconds: ticks / 100, megabytes: Math.round((Number(stat[21]) * 4096) / 1024 / 1024) };
}

t.test(`${megabytes} MB by scp`, { timeout: 600_000 }, async (t) => {
  const { run, command, file, pid } = await scpSwitch(t);
  const content = randomBytes(megabytes * 1024 * 1024);
  const sent = file('large', content);
  const folder = mkdtempSync(join(tmpdir(), 'conform-soak-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const timed = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const [before, began] = [costOf(pid), performance.now()];
    await work();
    const [after, seconds] = [costOf(pid), (performance.now() - began) / 1000];
    t.comment(
      `${what}: ${seconds.toFixed(2)} s, ${(after.seconds - before.seconds).toFixed(2)} s of the switch's processor, ${after.megabytes} MB of memory`,
    );
  };
  for (const client of ['scp', 'pscp'] as const) {
    const back = join(folder, 'back');
    await timed(`${client} up`, () => run(client, [sent, `dut:flash:${client}`]));
    t.match(await command(`verify /md5 flash:${client}`), `= ${md5(content)}`);
    await timed(`${client} down`, () => run(client, [`dut:flash:/${client}`, back]));
    t.equal(md5(readFileSync(back)), md5(content));
  }
});

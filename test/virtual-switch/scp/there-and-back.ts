import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ClientName, md5, type programs, scpSwitch, whyNo } from './scp-clients.ts';

const sizes = [0, 1, 5_000_000];

/** Up, compared by the switch's own checksum, and down again. */
export function copiesThereAndBack(client: ClientName): void {
  const [program = 'scp'] = client.split(' ') as (keyof typeof programs)[];
  t.test(`${client} copies to the switch and back`, { skip: whyNo(program) }, async (t) => {
    const { run, command, file, folder } = await scpSwitch(t);
    for (const size of sizes) {
      const content = randomBytes(size);
      const sent = file(`up-${size}`, content);
      const up = await run(client, [sent, `dut:flash:f-${size}`]);
      t.match(up, { exitCode: 0 }, `${size} bytes up: ${up.stderr}`);
      t.match(await command(`verify /md5 flash:f-${size}`), `= ${md5(content)}`);
      const back = join(folder, 'back');
      const down = await run(client, [`dut:flash:/f-${size}`, back]);
      t.match(down, { exitCode: 0 }, `${size} bytes down: ${down.stderr}`);
      t.equal(md5(readFileSync(back)), md5(content));
    }
    t.match(await command('dir flash:'), / 5000000 .* f-5000000\n/);
  });
}

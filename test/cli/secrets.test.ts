import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import t from 'tap';
import { z } from 'zod';
import { Secret } from '../../bench/secret.ts';
import { legibleIn, legibleInText } from '../support/secret-search.ts';
import { root, stateOf } from './conform.ts';

const toldSecrets = z.array(z.tuple([z.string().min(4), z.string()]));

t.setTimeout(180_000);

t.test('a run of a suite that types and copies with passwords', async (t) => {
  const cwd = t.testdir();
  const told = join(cwd, 'secrets.json');
  const run = await execa(
    process.execPath,
    [
      '--import',
      join(import.meta.dirname, 'tell-secrets.ts'),
      join(root, 'bin', 'conform.js'),
      ...['run', 'scp-server-config', '--out', 'run', '--reporter', 'tap'],
      ...['--requirement', 'SCP-CFG-010', 'SCP-CFG-011'],
    ],
    {
      cwd,
      env: { CATALYST_CONFORM_STATE: stateOf(cwd), CONFORM_TEST_SECRETS: told },
      stdin: 'ignore',
      reject: false,
    },
  );
  t.equal(run.exitCode, 0, run.stderr);
  const secrets = toldSecrets
    .parse(JSON.parse(readFileSync(told, 'utf8')))
    .map(([plain, name]) => new Secret(name, plain));
  const names = secrets.map(({ name }) => name);
  for (const name of ['bench-password', 'enable-secret', 'scp15', 'superpassword'])
    t.ok(names.includes(name));
  const journal = readFileSync(join(cwd, 'run', 'journal.ndjson'), 'latin1');
  for (const name of ['scp15', 'superpassword']) t.match(journal, `<${name}>`, `${name} was typed`);

  t.strictSame(legibleIn(join(cwd, 'run'), secrets), [], 'no file has one of them, or a part of one');
  t.strictSame(legibleInText(run.stdout + run.stderr, secrets), [], 'nothing of them was printed');
});

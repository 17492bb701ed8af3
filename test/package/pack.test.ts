import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import t from 'tap';

const root = join(import.meta.dirname, '..', '..');

t.test('npm pack gives a package that works in another folder', { timeout: 60_000 }, async (t) => {
  const folder = t.testdir();
  const packed = await execa('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    stdin: 'ignore',
    env: { npm_config_loglevel: 'error' },
  });
  const [{ filename, files }] = JSON.parse(packed.stdout) as [
    { filename: string; files: { path: string }[] },
  ];
  const paths = files.map(({ path }) => path);
  t.ok(paths.includes('dist/cli/main.js'), 'it holds the compiled command');
  t.ok(paths.includes('README.md'), 'it holds the README');
  t.strictSame(
    paths.filter((path) => path.endsWith('.ts')),
    [],
    'and no sources, which node would refuse to run from an installed package',
  );

  await execa('tar', ['-xzf', join(folder, filename), '-C', folder]);
  // As npm would install it beside its dependencies, without a network.
  const installed = join(folder, 'package');
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const conform = (...words: string[]) =>
    execa(process.execPath, [join(installed, 'bin', 'conform.js'), ...words], {
      cwd: elsewhere,
      stdin: 'ignore',
      reject: false,
    });

  const list = await conform('list', '--json');
  t.equal(list.exitCode, 0, 'conform list works there');
  const suites = (JSON.parse(list.stdout) as { suite: string }[]).map(({ suite }) => suite);
  for (const name of ['ssh2-hostname-domain', 'show-ip-ssh', 'snmp-trap'])
    t.ok(suites.includes(name), `${name} is packed`);
  const version = await conform('--version');
  t.match(version.stdout, /^\d+\.\d+\.\d+$/, 'it knows its version');
  const unknown = await conform('run', 'show-ip-sh');
  t.equal(unknown.exitCode, 3);
  t.match(unknown.stderr, 'perhaps show-ip-ssh');
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import t, { type Test } from 'tap';

const root = join(import.meta.dirname, '..', '..');

/** Runs ci/run-tests.ts on test files of these texts. */
async function runTests(t: Test, files: Readonly<Record<string, string>>, words: readonly string[] = []) {
  const folder = t.testdir();
  mkdirSync(join(folder, 'test'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, 'test', `${name}.test.ts`), text);
  const { stdout, exitCode } = await execa(
    process.execPath,
    [join(root, 'ci', 'run-tests.ts'), ...words, folder],
    {
      reject: false,
      stdin: 'ignore',
    },
  );
  return { stdout, exitCode, last: stdout.trimEnd().split('\n').at(-1) };
}

const good =
  "import t from 'tap'; t.test('a', async (t) => { t.ok(1); t.test('b', async (t) => { t.ok(1); t.ok(1); }); });";

t.test('all pass', async (t) => {
  const { exitCode, last } = await runTests(t, { good, 'good-too': good });
  t.equal(last, '6 passed, 0 failed', 'the last line counts assertions, not subtests');
  t.equal(exitCode, 0);
});

t.test('a failed assertion', async (t) => {
  const bad = "import t from 'tap'; t.test('sum', async (t) => { t.equal(1 + 1, 3, 'adds up'); t.ok(1); });";
  const { exitCode, last, stdout } = await runTests(t, { bad, good });
  t.equal(last, '4 passed, 1 failed');
  t.equal(exitCode, 1);
  t.match(stdout, /FAIL test\/bad\.test\.ts/, 'names the file');
  t.match(stdout, /sum > adds up/, 'names the test');
  t.match(stdout, /-3\n\s+\+2/, 'shows what was wanted and got');
});

const broken: Record<string, { text: string; says: string }> = {
  'throws at once': { text: "import 'tap'; throw new Error('boom');", says: 'boom' },
  'is no TypeScript': { text: 'const x: =', says: 'crashed' },
  'runs no test': { text: "console.log('hello');", says: 'ran no test' },
  'ends with an exit code': {
    text: "import t from 'tap'; t.pass('x'); process.exit(3);",
    says: 'exit code 3',
  },
  'throws in a test': {
    text: "import t from 'tap'; t.test('inner', async () => { throw new Error('boom'); });",
    says: 'inner',
  },
  'times out': {
    text: "import t from 'tap'; t.test('hangs', { timeout: 200 }, () => new Promise(() => setTimeout(() => {}, 400)));",
    says: 'timeout',
  },
};
for (const [what, { text, says }] of Object.entries(broken)) {
  t.test(`a file that ${what}`, async (t) => {
    const { exitCode, last, stdout } = await runTests(t, { broken: text });
    t.match(last, /^\d+ passed, 1 failed$/, 'is one failure');
    t.equal(exitCode, 1);
    t.match(stdout, says, 'and says why');
  });
}

t.test('skipped tests', async (t) => {
  const skipped = "import t from 'tap'; t.test('asks ssh', { skip: 'no ssh here' }, async () => {});";
  const all = "import t from 'tap'; t.plan(0, 'the folder is absent');";
  const { exitCode, last, stdout } = await runTests(t, { good, skipped, all });
  t.equal(last, '3 passed, 0 failed, 2 skipped');
  t.equal(exitCode, 0);
  t.match(stdout, 'no ssh here', 'the reason is shown');
  t.match(stdout, 'the folder is absent', 'also that of a whole file');
});

t.test('the checks that ran before', async (t) => {
  const failed = await runTests(t, { good }, ['--check', 'failed']);
  t.equal(failed.last, '3 passed, 1 failed');
  t.equal(failed.exitCode, 1);
  const passed = await runTests(t, { good }, ['--check', 'passed']);
  t.equal(passed.last, '4 passed, 0 failed');
});

t.test('no test files at all', async (t) => {
  const { exitCode, last } = await runTests(t, {});
  t.equal(last, '0 passed, 1 failed');
  t.equal(exitCode, 1);
});

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { conform } from './conform.ts';

const wrong: Record<string, { words: string[]; says: RegExp[] }> = {
  'an unknown suite': {
    words: ['run', 'show-ip-shh'],
    says: [/there is no suite show-ip-shh/, /perhaps show-ip-ssh/],
  },
  'an unknown suite without the word run': {
    words: ['show-ip-shh'],
    says: [/there is no suite show-ip-shh/],
  },
  'an unknown requirement': {
    words: ['run', '--requirement', 'SSH2-HOST-05'],
    says: [/there is no requirement SSH2-HOST-05/, /perhaps SSH2-HOST-005/],
  },
  'a requirement that this suite does not cover': {
    words: ['run', 'show-ssh', '--requirement', 'SCP-CFG-001'],
    says: [/SCP-CFG-001 is not covered by this suite/, /scp-server-config/],
  },
  'an unknown option': { words: ['run', '--requirment', 'x'], says: [/Did you mean --requirement\?/] },
  'an unknown reporter': { words: ['run', '--reporter', 'xml'], says: [/Allowed choices are tap, progress/] },
  'a seed that is none': { words: ['run', '--shuffle', 'often'], says: [/a seed is a whole number/] },
  'a topology that is not there': {
    words: ['run', '--topology', 'nowhere.yaml'],
    says: [/nowhere\.yaml cannot be read/, /no such file/],
  },
  'a run that is not there': { words: ['replay', 'nowhere'], says: [/the journal cannot be read/] },
  'an unknown suite for faults': { words: ['faults', 'show-ip-shh'], says: [/perhaps show-ip-ssh/] },
};

for (const [what, { words, says }] of Object.entries(wrong)) {
  t.test(what, async (t) => {
    const folder = t.testdir();
    const { exitCode, stdout, stderr } = await conform(folder, words);
    t.equal(exitCode, 3, 'exit code');
    for (const pattern of says) t.match(stderr, pattern);
    t.notMatch(stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
    t.equal(stdout, '', 'nothing on stdout');
    t.notOk(existsSync(join(folder, 'runs')), 'no run was begun');
  });
}

t.test('a malformed topology', async (t) => {
  const folder = t.testdir({ 'bench.yaml': 'name: bench\ndut:\n  kind: virtuall\n' });
  const { exitCode, stderr } = await conform(folder, ['run', '--topology', 'bench.yaml']);
  t.equal(exitCode, 3, 'exit code');
  t.match(stderr, /bench\.yaml:\d+:\d+/, 'names file, line and column');
  t.match(stderr, 'expected', 'says what was expected');
});

t.test('an --out folder that is not empty', async (t) => {
  const folder = t.testdir({ taken: { 'journal.ndjson': 'mine' } });
  const { exitCode, stderr } = await conform(folder, ['run', '--out', 'taken']);
  t.equal(exitCode, 3, 'exit code');
  t.match(stderr, /folder taken is not empty/);
});

t.test('an --out that is a file', async (t) => {
  const folder = t.testdir();
  writeFileSync(join(folder, 'file'), '');
  const { exitCode, stderr } = await conform(folder, ['run', '--out', 'file']);
  t.equal(exitCode, 3, 'exit code');
  t.match(stderr, /cannot be made/);
});

t.test('help', async (t) => {
  const { exitCode, stdout } = await conform(t.testdir(), ['--help']);
  t.equal(exitCode, 0);
  for (const command of ['run', 'list', 'lab', 'replay', 'faults']) t.match(stdout, command);
});

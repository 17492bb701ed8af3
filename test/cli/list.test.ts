import t from 'tap';
import { conform } from './conform.ts';

t.test('suites', async (t) => {
  const { exitCode, stdout } = await conform(t.testdir(), ['list']);
  t.equal(exitCode, 0);
  t.match(stdout, /^show-ip-ssh +35-36 +7 +Verifying the Secure Shell Status$/m);
  t.match(stdout, /^\d+ suites, \d+ of 343 requirements covered$/m);
});

t.test('suites, for programs', async (t) => {
  const { stdout } = await conform(t.testdir(), ['list', '--json']);
  const suites = JSON.parse(stdout) as { suite: string; requirements: number }[];
  t.match(
    suites.find(({ suite }) => suite === 'ssh2-hostname-domain'),
    { chapter: 3, pages: '23-24', requirements: 12 },
  );
});

t.test('requirements', async (t) => {
  const { stdout } = await conform(t.testdir(), ['list', '--requirements']);
  t.match(stdout, /^SSH2-HOST-005 +covered +ssh2-hostname-domain /m);
  t.match(stdout, /^SCP-CFG-001 +covered +scp-server-config /m);
  t.notMatch(stdout, /not yet/);
  t.match(stdout, /^343 requirements, 343 covered$/m);
});

t.test('requirements, for programs', async (t) => {
  const { stdout } = await conform(t.testdir(), ['list', '--requirements', '--json']);
  const requirements = JSON.parse(stdout) as { id: string; state: string; suites: string[] }[];
  t.equal(requirements.length, 343);
  t.equal(new Set(requirements.map(({ id }) => id)).size, 343, 'each once');
  t.match(
    requirements.find(({ id }) => id === 'SSH2-VSTAT-005'),
    { state: 'covered', suites: ['show-ip-ssh'] },
  );
});

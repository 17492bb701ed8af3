import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import { matchersTestedToReject } from '../../ci/registry-lint/matcher-tests.ts';
import { findProblems, type LintInput } from '../../ci/registry-lint/problems.ts';
import { readSuiteSource, type SourceSuite } from '../../ci/registry-lint/suite-source.ts';
import { loadRegistry } from '../../requirements/load.ts';

const registry = loadRegistry();

function suiteOf(steps: string, { name = 'ssh2-hostname-domain', facts = '' } = {}): SourceSuite {
  const read = readSuiteSource(
    `suites/${name}.ts`,
    `export default suite('${name}', { title: 't', ${facts} }, ({ step, dut }) => {\n${steps}\n});`,
  );
  if (read === undefined) throw new Error('no suite');
  return read;
}

const sound = suiteOf(`
  step('Step 7', ['SSH2-HOST-009'], async (verify) => {
    const shown = await dut.show('show ip ssh');
    verify('SSH2-HOST-009', shown);
    verify.by('SSH2-HOST-009', sshVersionShown('1.5'), shown);
  });`);

function problemsOf(suites: readonly SourceSuite[], rest: Partial<LintInput> = {}): string {
  return findProblems({
    registry,
    suites,
    matchers: ['sshVersionShown'],
    testedMatchers: new Set(['sshVersionShown']),
    rejections: { 'SSH2-HOST-009': { 0: ['SSH Enabled - version 2.0'], 1: ['SSH-2.0-Cisco-1.25'] } },
    acceptedForms: {},
    ...rest,
  }).join('\n');
}

t.test('no suites, and a sound one, have no problems', (t) => {
  t.equal(problemsOf([]), '');
  t.equal(problemsOf([sound]), '');
  t.equal(readSuiteSource('suites/helper.ts', 'export const one = 1;'), undefined);
  t.end();
});

t.test('claims: unknown ids, ids of another suite, ids claimed twice', (t) => {
  const step = (id: string) =>
    `step('s', ['${id}'], async (verify) => { verify.without('${id}', 'vrf', 'x'); });`;
  t.match(
    problemsOf([suiteOf(step('SSH2-HOST-999'))]),
    /claims SSH2-HOST-999, which the registry does not have/,
  );
  t.match(
    problemsOf([suiteOf(step('SSH2-VSTAT-003'))]),
    /SSH2-VSTAT-003, which belongs to suite show-ip-ssh/,
  );
  const shared = suiteOf(step('SSH2-VSTAT-003'), {
    facts: `sharedWith: { 'SSH2-VSTAT-003': 'show-ip-ssh' }`,
  });
  const owner = suiteOf(step('SSH2-VSTAT-003'), { name: 'show-ip-ssh' });
  t.equal(problemsOf([shared, owner]), '');
  t.match(
    problemsOf([suiteOf(step('SSH2-VSTAT-003')), owner]),
    /SSH2-VSTAT-003 is claimed by ssh2-hostname-domain and show-ip-ssh/,
  );
  t.match(problemsOf([owner, owner]), /another suite called show-ip-ssh/);
  t.end();
});

t.test(
  'steps: a declared id without a check, a check that is not declared, patterns that cannot fail',
  (t) => {
    t.match(
      problemsOf([suiteOf(`step('s', ['SSH2-HOST-009'], async (verify) => { await dut.show('x'); });`)]),
      /ssh2-hostname-domain\.ts:2: step 's' declares SSH2-HOST-009 and has no check of it/,
    );
    t.match(
      problemsOf([
        suiteOf(
          `step('s', ['SSH2-HOST-009'], async (verify) => { verify.record('SSH2-HOST-009', 'a', 1); });`,
        ),
      ]),
      /has no check of it/,
      'a record is no check',
    );
    t.match(
      problemsOf([
        suiteOf(`step('s', ['SSH2-HOST-009'], async (check) => { verify('SSH2-HOST-009', x); });`),
      ]),
      /has no check of it/,
      'the verify of another step is none',
    );
    t.match(
      problemsOf([suiteOf(`step('s', [], async (verify) => { verify('SSH2-HOST-009', x); });`)]),
      /declares no requirement[^]*checks SSH2-HOST-009, which its step does not declare/,
    );
    t.match(
      problemsOf([suiteOf(`step('s', ['SSH2-HOST-009'], async (verify) => { verify(id, x); });`)]),
      /the requirement of a check is no literal/,
    );
    t.match(
      problemsOf([
        suiteOf(`step('s', ['SSH2-HOST-006'], async (verify) => { verify('SSH2-HOST-006', x); });`),
      ]),
      /SSH2-HOST-006 has no pattern that could fail/,
    );
    t.end();
  },
);

t.test('matchers: unknown, nameless, and without a test of what they reject', (t) => {
  t.match(problemsOf([sound], { matchers: [] }), /there is no matcher sshVersionShown/);
  t.match(problemsOf([sound], { testedMatchers: new Set() }), /is called "sshVersionShown rejects …"/);
  const nameless = `step('s', ['SSH2-HOST-009'], async (verify) => { verify.by('SSH2-HOST-009', made, x); });`;
  t.match(problemsOf([suiteOf(nameless)]), /the matcher is not called by its name/);
  t.same(
    matchersTestedToReject(
      'a.test.ts',
      `t.test('one rejects two', f); t.test('three accepts', f); say('four rejects', f);`,
    ),
    ['one'],
  );
  t.end();
});

t.test('patterns: without lines to reject, and matching such a line', (t) => {
  t.match(
    problemsOf([sound], { rejections: { 'SSH2-HOST-009': { 0: ['x'] } } }),
    /^SSH2-HOST-009 pattern 1: .*has no line that it must reject$/,
  );
  t.match(
    problemsOf([], { rejections: { 'SSH2-HOST-009': { 0: ['SSH Enabled - version 1.5'] } } }),
    /SSH2-HOST-009 pattern 0: matches "SSH Enabled - version 1\.5"/,
  );
  t.match(
    problemsOf([], { rejections: { 'SSH2-HOST-009': { 7: ['x'] } } }),
    /pattern 7: is in pattern-rejections/,
  );
  t.end();
});

t.test('ambiguities: an accepted form that no pattern matches, or a covered one not looked at', (t) => {
  t.equal(problemsOf([], { acceptedForms: { 'SSH2-HOST-010': ['% Incomplete command.'] } }), '');
  t.match(
    problemsOf([], { acceptedForms: { 'SSH2-HOST-005': ['ip domain-list example.com'] } }),
    /SSH2-HOST-005: its ambiguity accepts "ip domain-list example\.com", which none of its patterns matches/,
  );
  t.match(problemsOf([], { acceptedForms: { 'SSH2-HOST-009': [] } }), /SSH2-HOST-009 has no ambiguity/);
  t.match(problemsOf([], { acceptedForms: { 'SSH2-HOST-999': [] } }), /the registry has no SSH2-HOST-999/);
  const unseen = `step('s', ['SSH2-HOST-012'], async (verify) => { verify.without('SSH2-HOST-012', 'vrf', 'x'); });`;
  t.match(problemsOf([suiteOf(unseen)]), /SSH2-HOST-012: has an ambiguity and no entry/);
  t.end();
});

t.test('the project itself', (t) => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'ci', 'check-registry.ts')],
    { encoding: 'utf8' },
  );
  t.match(stdout, /registry: 343 requirements, \d+ suites, \d+ covered, 0 problems\n$/);
  t.equal(status, 0);
  t.end();
});

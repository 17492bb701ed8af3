import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { explain, UsageError } from '../../bench/errors.ts';
import { headOf } from '../../lab-topologies/head-of.ts';
import { profileNames } from '../../lab-topologies/load-profile.ts';
import { loadTopology, type LoadOptions } from '../../lab-topologies/topology.ts';
import { journalEventSchema } from '../../journal/events.ts';
import { root } from '../cli/conform.ts';

const shipped = (name: string): string => join(root, 'lab-topologies', name);
const env = { CONFORM_BENCH_PASSWORD: 'Kq4mSecret', CONFORM_ENABLE_SECRET: 'Enable77' };
const requirements = new Set(['SSH2-HOST-010', 'SSH2-VSTAT-005']);

t.test('on a virtual lab the release and the profile are chosen together', async (t) => {
  for (const profile of profileNames()) {
    const topology = loadTopology(shipped('virtual.yaml'), { env, profile });
    t.equal(topology.profile.release, profile);
    t.equal(topology.dut.profile, profile, 'what the virtual switch is told');
    t.ok(topology.dut.platform.startsWith(topology.profile.platform), topology.dut.platform);
  }
});

t.test('a release that looks like a number', async (t) => {
  for (const written of ['profile: 16.12', "profile: '16.12'", 'profile: 16.3']) {
    const file = variant(t, (text) => text.replace('profile: 03.03SE', written));
    const topology = loadTopology(file, { env });
    t.equal(topology.profile.release, written.replaceAll(/profile: |'/g, ''));
  }
});

t.test('a profile that there is not', async (t) => {
  const error = refusal(shipped('virtual.yaml'), { env, profile: '16.13' });
  t.match(explain(error), /there is no profile 16\.13\n {2}expected: one of 03\.02SE, .*17\.x/);
  t.match(error.facts.next, /did you mean 16\.12\?/);
});

t.test('on a hardware bench there is nothing to choose', async (t) => {
  const error = refusal(shipped('bench-serial.yaml'), { env, profile: '03.06E' });
  t.equal(error.exitCode, 3);
  t.match(explain(error), /--profile chooses the release of a virtual switch/);
  t.match(explain(error), /got: {6}a hardware bench/);
  t.match(error.facts.where, /bench-serial\.yaml:\d+:9$/);
});

t.test('nor on a virtual lab that is up already', async (t) => {
  const attach = 'attach: { console: /dev/pts/7, reach: { host: 127.0.2.1, port: 40022 } }';
  const file = variant(t, (text) =>
    text
      .replace('  console: { baud: 9600 }', `  console: { baud: 9600 }\n  ${attach}`)
      .replace('    dials:', '    attach: { console: /dev/pts/8 }\n    dials:')
      .replace('clock: steered', 'clock: wall'),
  );
  const error = refusal(file, { env, profile: '03.06E' });
  t.match(explain(error), /got: {6}a virtual lab that was already up/);
});

t.test('the profile says where it was chosen, for an error that says it was the wrong one', async (t) => {
  const { chosen } = loadTopology(shipped('bench-serial.yaml'), { env }).profile;
  t.match(chosen?.where, /bench-serial\.yaml:\d+:12$/);
  t.strictSame(chosen?.among, profileNames());
});

const claimText = `deviations:
  - requirement: SSH2-HOST-010
    reason: the old number stays in running-config
    owner: Ada
    expires: 2027-03-31
    source: bug CSC-0001
`;

t.test('deviations of a bench', async (t) => {
  const file = variant(t, (text) => text + claimText);
  const topology = loadTopology(file, { env, requirements });
  const line = readFileSync(file, 'utf8').split('\n').indexOf('deviations:') + 2;
  const claim = {
    requirement: 'SSH2-HOST-010',
    reason: 'the old number stays in running-config',
    owner: 'Ada',
    expires: '2027-03-31',
    source: 'bug CSC-0001',
    where: `${file}:${line}:5`,
  };
  t.strictSame(topology.profile.deviations, [claim]);

  const head = headOf(topology);
  t.strictSame(head.profile.deviations, [claim], 'the head of the journal carries them');
  const event = {
    seq: 0,
    at: 0,
    wall: 0,
    type: 'head',
    version: 1,
    tool: { name: 'x', version: '1' },
    runId: 'x',
    startedAt: new Date(0).toISOString(),
    ...head,
    suites: [],
    registry: [],
  };
  t.strictSame(
    journalEventSchema.parse(JSON.parse(JSON.stringify(event))),
    JSON.parse(JSON.stringify(event)),
    'and a journal of it can be read',
  );
});

const wrong: Record<string, { from: string; to: string; expected: RegExp; column: number }> = {
  'a requirement that there is not': {
    from: 'SSH2-HOST-010',
    to: 'SSH2-HOST-999',
    expected: /the id of a requirement, as `conform list --requirements` shows them/,
    column: 18,
  },
  'a date that is none': { from: '2027-03-31', to: '31.3.2027', expected: /a day such as/, column: 14 },
  'no owner': { from: '    owner: Ada\n', to: '', expected: /who answers for it/, column: 5 },
  'an owner of no letters': { from: 'owner: Ada', to: "owner: ''", expected: /who answers/, column: 12 },
  'a misspelt key': { from: 'owner: Ada', to: 'onwer: Ada', expected: /who answers for it|owner/, column: 5 },
};
for (const [what, { from, to, expected, column }] of Object.entries(wrong)) {
  t.test(`a deviation with ${what}`, async (t) => {
    const file = variant(t, (text) => text + claimText.replace(from, to));
    const error = refusal(file, { env, requirements });
    t.equal(error.exitCode, 3);
    t.match(error.facts.expected, expected);
    t.match(error.facts.where, new RegExp(`bench\\.yaml:\\d+:${column}$`));
  });
}

function variant(t: Test, change: (text: string) => string): string {
  const text = change(readFileSync(shipped('virtual.yaml'), 'utf8'));
  return join(t.testdir({ 'bench.yaml': text }), 'bench.yaml');
}

function refusal(file: string, options: LoadOptions): UsageError {
  try {
    loadTopology(file, options);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

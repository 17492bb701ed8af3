import { join } from 'node:path';
import t, { type Test } from 'tap';
import { explain, UsageError } from '../../bench/errors.ts';
import { parseShowVersion } from '../../harness/show/show-version.ts';
import { isOfTrain } from '../../bench/profile.ts';
import { profileFile, profileNames, readProfile } from '../../lab-topologies/load-profile.ts';
import { loadRegistry } from '../../requirements/load.ts';
import { linesOf, transcripts, withoutTranscripts } from '../harness/show/transcripts.ts';

const requirements = new Set(loadRegistry().requirements.keys());
const shipped = profileNames();
const of3650 = ['03.02SE', '03.03SE', '03.06E', '03.07E', '16.12', '16.3', '16.6'];

/** The profile that speaks of a release, as `show version` prints it. */
const fitting = (release: string): string | undefined =>
  profileNames().find((name) => isOfTrain(release, name));

t.test('the shipped profiles', async (t) => {
  t.strictSame(shipped, [...of3650, '17.x']);
  for (const name of shipped) {
    const profile = readProfile(profileFile(name), { requirements });
    t.equal(profile.release, name);
    t.equal(profile.platform, of3650.includes(name) ? 'WS-C3650' : 'C9300');
    for (const [fact, { source }] of Object.entries(profile.facts)) {
      t.match(source, /guide pages? \d+|transcripts|FINDINGS section|unrecorded: /, `${name} ${fact}`);
    }
  }
});

/** What suites ask for, and what the next ones will: every profile answers. */
const asked = {
  boolean: [
    'feature-ssh',
    'feature-scp',
    'feature-ssh-2',
    'feature-ssh-2-trap',
    'feature-keyboard-interactive',
    'feature-ssh-2-enhancements',
    'feature-rsa-keys',
    'ssh-version-1',
    'ssh-rekey',
    'ssh-vrf',
    'ssh-stricthostkeycheck',
    'ssh-pubkey-chain',
    'show-ip-ssh-key-name',
    'show-ssh-v1-line',
    'show-ssh-v2-line',
    'debug-ip-scp',
    'debug-snmp-packet',
    'snmp-trap-tty',
    'line-aux',
    'show-crypto-key-bits',
    'image-k9',
    'image-name-k9',
    'ip-ssh-in-running-config',
  ],
  number: [
    'ssh-dh-min-default',
    'ssh-time-out-default',
    'ssh-time-out-min',
    'ssh-time-out-max',
    'ssh-retries-default',
    'ssh-retries-min',
    'ssh-retries-max',
    'ssh-rekey-time-min',
    'ssh-rekey-time-max',
    'ssh-rekey-volume-min',
    'ssh-rekey-volume-max',
    'ssh-pubkey-users-max',
    'ssh-pubkey-keys-per-user-max',
    'snmp-trap-session-type',
    'tty-line-of-first-vty',
    'vty-first',
    'vty-last',
    'rsa-modulus-min',
    'rsa-modulus-max',
    'rsa-modulus-default',
    'rsa-modulus-min-ssh2',
    'self-signed-key-bits',
  ],
  string: [
    'ssh-ident',
    'ssh-ident-version-1',
    'ssh-ident-version-2',
    'ssh-pubkey-hash',
    'show-version-form',
    'debug-ip-ssh-form',
    'debug-ip-ssh-packet-form',
    'snmp-trap-version',
    'hostname-default',
    'domain-keyword',
    'management-interface',
    'management-vrf',
  ],
  list: [
    'ssh-versions',
    'ssh-kex',
    'ssh-host-key-algorithms',
    'ssh-ciphers',
    'ssh-macs',
    'ssh-compression',
    'ssh-authentication-methods',
    'ssh-dh-min-sizes',
    'show-ip-ssh-lines',
    'debug-ip-ssh-keywords',
  ],
} as const;

t.test('every profile has every fact, of its kind', async (t) => {
  for (const name of shipped) {
    const { facts } = readProfile(profileFile(name));
    for (const [kind, names] of Object.entries(asked)) {
      for (const fact of names) {
        const value = facts[fact]?.value;
        t.equal(Array.isArray(value) ? 'list' : typeof value, kind, `${name} ${fact}`);
      }
    }
    t.strictSame(Object.keys(facts).sort(), Object.values(asked).flat().sort(), 'and no others');
  }
});

t.test('the facts of a release agree with each other', async (t) => {
  for (const name of shipped) {
    const { facts } = readProfile(profileFile(name));
    const value = (fact: string): unknown => facts[fact]?.value;
    const versions = value('ssh-versions') as string[];
    t.equal(versions.includes('1'), value('ssh-version-1'), `${name}: ssh-versions`);
    t.equal(value('ssh-ident'), versions.length === 2 ? 'SSH-1.99-Cisco-1.25' : 'SSH-2.0-Cisco-1.25', name);
    if (value('show-ssh-v1-line') === true) t.equal(value('ssh-version-1'), true, `${name}: show ssh`);
    t.ok((value('rsa-modulus-min-ssh2') as number) >= (value('rsa-modulus-min') as number), name);
    const smallest = (value('ssh-dh-min-sizes') as string[]).map(Number);
    t.ok(smallest.includes(value('ssh-dh-min-default') as number), `${name}: ip ssh dh min size`);
    const lines = value('show-ip-ssh-lines') as string[];
    t.equal(lines[0], 'SSH Enabled', `${name}: show ip ssh begins with its status`);
  }
});

t.test('where the releases part', async (t) => {
  const values = (fact: string): unknown[] =>
    shipped.map((name) => readProfile(profileFile(name)).facts[fact]?.value);
  t.strictSame(values('feature-ssh'), [false, true, true, true, true, true, true, false], 'guide page 12');
  t.strictSame(values('rsa-modulus-default'), [512, 512, 512, 512, 2048, 2048, 2048, 2048]);
  t.strictSame(
    values('ssh-macs').map((macs) => (macs as string[]).includes('hmac-md5')),
    [true, true, false, false, false, false, false, false],
  );
  t.strictSame(
    values('show-ip-ssh-lines').map((lines) => (lines as string[]).includes('KEX Algorithms')),
    [false, false, false, false, true, true, true, true],
  );
});

t.test('a profile that extends another', async (t) => {
  const folder = t.testdir({
    'one.yaml': profileText({ release: 'one', facts: { 'a-fact': 1, 'b-fact': 2 }, claim: 'SSH2-HOST-010' }),
    'two.yaml': profileText({ release: 'two', extends: 'one', facts: { 'b-fact': 3 } }),
    'three.yaml': profileText({ release: 'three', extends: 'two', facts: {} }),
  });
  const { facts, deviations } = readProfile(join(folder, 'three.yaml'));
  t.strictSame(facts, {
    'a-fact': { value: 1, source: 'as one: guide page 1' },
    'b-fact': { value: 3, source: 'as two: guide page 1' },
  });
  t.strictSame(deviations, [], 'a departure of one release is not one of another');
  const [claim] = readProfile(join(folder, 'one.yaml')).deviations ?? [];
  t.match(claim, { requirement: 'SSH2-HOST-010', owner: 'Ada', where: /one\.yaml:\d+:5$/ });
});

/** What `show version` of each transcript says its release is, and the profile that speaks of it. */
const releases: Record<string, [string, string | undefined]> = {
  'show-version--bruber-3650--1.txt': ['03.06.08.E', '03.06E'],
  'show-version--genieparser--1.txt': ['03.06.07E', '03.06E'],
  'show-version--genieparser--2.txt': ['15.2(2)E7', undefined],
  'show-version--genieparser--5.txt': ['16.4.20170410:165034', undefined],
  'show-version--genieparser--6.txt': ['BLD_POLARIS_DEV_LATEST_20210302_012043', undefined],
  'show-version--genieparser--7.txt': ['BLD_POLARIS_DEV_LATEST_20211001_150647', undefined],
  'show-version--genieparser--8.txt': ['15.2(2)E8', undefined],
  'show-version--genieparser--9.txt': ['12.2(55)SE8', undefined],
  'show-version--muninn--2.txt': ['16.4.20170410:165034', undefined],
  'show-version--muninn--3.txt': ['BLD_POLARIS_DEV_LATEST_20210302_012043', undefined],
  'show-version--muninn--4.txt': ['15.2(2)E8', undefined],
  'show-version--ntc-templates--1.txt': ['03.06.05E', '03.06E'],
  'show-version--utah-3650--2.txt': ['03.06.05E', '03.06E'],
  'show-version--utah-3850--1.txt': ['03.07.04E', '03.07E'],
  'session-recording-show-version-running-config--oxidized--1.txt': ['17.09.04a', '17.x'],
  'session-recording-show-version-running-config--oxidized--3.txt': ['17.06.05', '17.x'],
};

t.test('the profile of each release that a device printed', { skip: withoutTranscripts }, async (t) => {
  const files = (transcripts() ?? [])
    .filter(({ command }) => command === 'show version')
    .map(({ file }) => file);
  t.equal(files.length, 14, 'number of files of show version');
  for (const file of files) t.ok(Object.hasOwn(releases, file), file);
  for (const [file, [release, name]] of Object.entries(releases)) {
    t.equal(parseShowVersion(linesOf(file)).release, release, file);
    t.equal(fitting(release), name, release);
  }
});

t.test('releases that nobody has a profile of', async (t) => {
  for (const release of ['16.9.4', '16.1.1', '03.04.00SG', '03.03.01E', ''])
    t.equal(fitting(release), undefined, release);
});

const claim = { requirement: 'SSH2-HOST-010', reason: 'says nothing', owner: 'Ada', expires: '2027-03-31' };
const wrong: Record<string, { text: string; expected: RegExp; where: RegExp; next?: RegExp }> = {
  'a fact without a source': {
    text: 'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact:\n    value: 3\n',
    expected: /who says so/,
    where: /:4:3$/,
  },
  'a fact that is only a value': {
    text: 'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: 3\n',
    expected: /a map with value and source/,
    where: /:4:11$/,
  },
  'a value that no fact can have': {
    text: 'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: { value: [1], source: me }\n',
    expected: /text/,
    where: /:4:2\d$/,
  },
  'no facts': {
    text: 'platform: WS-C3650\nrelease: x\n',
    expected: /a map of keys and values/,
    where: /:1:1$/,
  },
  'a misspelt key': {
    text: 'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: { value: 1, sorce: me, source: me }\n',
    expected: /value, source/,
    where: /:4:23$/,
  },
  'a profile that extends itself': {
    text: 'extends: profile\nplatform: WS-C3650\nrelease: x\nfacts: {}\n',
    expected: /another profile that does not extend this one: other/,
    where: /:1:10$/,
  },
  'a profile that extends what there is not': {
    text: 'extends: othre\nplatform: WS-C3650\nrelease: x\nfacts: {}\n',
    expected: /another profile/,
    where: /:1:10$/,
    next: /did you mean other\?/,
  },
  'a deviation of no requirement': {
    text: withClaims({ ...claim, requirement: 'SSH2-HOST-01O' }),
    expected: /the id of a requirement/,
    where: /:5:18$/,
    next: /did you mean SSH2-HOST-01\d\?/,
  },
  'a deviation without an owner': {
    text: withClaims({ ...claim, owner: undefined }),
    expected: /who answers for it/,
    where: /:5:5$/,
  },
  'a deviation that never expires': {
    text: withClaims({ ...claim, expires: 'never' }),
    expected: /a day such as 2027-03-31/,
    where: /:8:14$/,
  },
  'a deviation until a day that there is not': {
    text: withClaims({ ...claim, expires: '2027-02-30' }),
    expected: /a day such as 2027-03-31/,
    where: /:8:14$/,
  },
  'two deviations of one requirement': {
    text: withClaims(claim, claim),
    expected: /one deviation for a requirement/,
    where: /:9:18$/,
  },
};
for (const [name, { text, expected, where, next }] of Object.entries(wrong)) {
  t.test(`refused: ${name}`, async (t) => {
    const error = refusal(t, text);
    t.match(error.facts.expected, expected);
    t.match(error.facts.where, where);
    if (next !== undefined) t.match(error.facts.next, next);
    t.match(explain(error), /the profile .*profile\.yaml cannot be used/);
  });
}

t.test('refused: two profiles that extend each other', async (t) => {
  const folder = t.testdir({
    'one.yaml': 'extends: two\nplatform: WS-C3650\nrelease: one\nfacts: {}\n',
    'two.yaml': 'extends: one\nplatform: WS-C3650\nrelease: two\nfacts: {}\n',
  });
  const error = mistakeIn(join(folder, 'one.yaml'));
  t.equal(error.facts.where, `${join(folder, 'two.yaml')}:1:10`);
});

function refusal(t: Test, text: string): UsageError {
  const folder = t.testdir({
    'profile.yaml': text,
    'other.yaml': 'platform: WS-C3650\nrelease: other\nfacts: {}\n',
  });
  return mistakeIn(join(folder, 'profile.yaml'));
}

function mistakeIn(file: string): UsageError {
  try {
    readProfile(file, { requirements });
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

function withClaims(...claims: readonly Record<string, string | undefined>[]): string {
  const lines = claims.flatMap((fields) =>
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${value ?? ''}`),
  );
  return ['platform: WS-C3650', 'release: x', 'facts: {}', 'deviations:', ...lines, ''].join('\n');
}

function profileText(profile: {
  release: string;
  extends?: string;
  facts: Record<string, number>;
  claim?: string;
}): string {
  const facts = Object.entries(profile.facts).map(
    ([name, value]) => `  ${name}: { value: ${value}, source: guide page 1 }`,
  );
  return [
    ...(profile.extends === undefined ? [] : [`extends: ${profile.extends}`]),
    'platform: WS-C3650',
    `release: ${profile.release}`,
    facts.length === 0 ? 'facts: {}' : 'facts:',
    ...facts,
    ...(profile.claim === undefined
      ? []
      : [
          'deviations:',
          `  - { requirement: ${profile.claim}, reason: says nothing, owner: Ada, expires: 2027-03-31 }`,
        ]),
    '',
  ].join('\n');
}

import { join } from 'node:path';
import t from 'tap';
import { explain, UsageError } from '../../bench/errors.ts';
import { profileFile, profileNames, readProfile } from '../../lab-topologies/load-profile.ts';

t.test('every shipped profile can be read, and says of each fact who says so', async (t) => {
  t.strictSame(profileNames(), ['03.03SE']);
  for (const name of profileNames()) {
    const profile = readProfile(profileFile(name));
    t.equal(profile.release, name);
    for (const [fact, { source }] of Object.entries(profile.facts)) {
      t.match(source, /guide page|transcripts|unrecorded/, fact);
    }
  }
});

t.test("the guide's algorithms are claimed", async (t) => {
  const { facts } = readProfile(profileFile('03.03SE'));
  t.equal((facts['ssh-ciphers']?.value as string[]).length, 7);
  t.equal((facts['ssh-macs']?.value as string[]).length, 4);
  t.equal((facts['ssh-kex']?.value as string[]).length, 3);
  t.equal(facts['rsa-modulus-min']?.value, 512);
});

const wrong: [string, string, RegExp, RegExp][] = [
  [
    'a fact without a source',
    'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact:\n    value: 3\n',
    /who says so/,
    /:4:3$/,
  ],
  [
    'a fact that is only a value',
    'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: 3\n',
    /a map with value and source/,
    /:4:11$/,
  ],
  [
    'a value that no fact can have',
    'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: { value: [1], source: me }\n',
    /text/,
    /:4:2\d$/,
  ],
  ['no facts', 'platform: WS-C3650\nrelease: x\n', /a map of keys and values/, /:1:1$/],
  [
    'a misspelt key',
    'platform: WS-C3650\nrelease: x\nfacts:\n  a-fact: { value: 1, sorce: me, source: me }\n',
    /value, source/,
    /:4:23$/,
  ],
];
for (const [name, text, expected, where] of wrong) {
  t.test(`refused: ${name}`, async (t) => {
    const file = join(t.testdir({ 'profile.yaml': text }), 'profile.yaml');
    try {
      readProfile(file);
      t.fail('it was taken');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      t.match(error.facts.expected, expected);
      t.match(error.facts.where, where);
      t.match(explain(error), /the profile .*profile\.yaml cannot be used/);
    }
  });
}

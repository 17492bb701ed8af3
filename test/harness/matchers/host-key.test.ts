import t from 'tap';
import { hostKeyIs, keysDiffer, keysShown } from '../../../harness/matchers/host-key.ts';
import { cli, login } from './observations.ts';

const listed = (...pairs: readonly (readonly [name: string, data: string])[]) =>
  cli(
    pairs.flatMap(([name, data]) => [
      '% Key pair was generated at: 12:00:00 UTC Nov 27 2026',
      `Key name: ${name}`,
      'Key type: RSA KEYS',
      ' Storage Device: not specified',
      ' Usage: General Purpose Key',
      ' Key is not exportable. Redundancy enabled.',
      ' Key Data:',
      `  ${data}`,
    ]),
    { command: 'show crypto key mypubkey rsa' },
  );

t.test('hostKeyIs rejects another key, and a login that saw none', (t) => {
  const seen = login({ hostKey: { type: 'ssh-rsa', bits: 1024, sha256: 'AAAA' } });
  t.ok(hostKeyIs('AAAA').match(seen).matches);
  t.match(hostKeyIs('BBBB').match(seen), { matches: false, got: 'ssh-rsa of 1024 bits, AAAA' });
  const none = login({ outcome: 'unreachable', detail: 'connection refused' });
  t.match(hostKeyIs('AAAA').match(none), {
    matches: false,
    got: /no host key: unreachable, connection refused/,
  });
  t.end();
});

t.test('keysShown rejects another number, an error and a list of something else', (t) => {
  const two = listed(['A', '30820122'], ['B', '30820123']);
  t.ok(keysShown(2).match(two).matches);
  t.notOk(keysShown(1).match(two).matches);
  t.ok(keysShown(0).match(cli([])).matches);
  t.notOk(keysShown(0).match(cli(["% Invalid input detected at '^' marker."])).matches);
  t.notOk(keysShown(0).match(cli(['SSH Enabled - version 2.0'])).matches);
  const temporary = cli(['Key name: A.server', 'Key type: RSA KEYS', 'Temporary key']);
  t.ok(keysShown(0).match(temporary).matches, 'a temporary key is nobody’s pair');
  t.end();
});

t.test('keysDiffer rejects one key under two names, and a missing one', (t) => {
  t.ok(keysDiffer(['A', 'B']).match(listed(['A', '30820122'], ['B', '30820123'])).matches);
  t.notOk(keysDiffer(['A', 'B']).match(listed(['A', '30820122'], ['B', '30820122'])).matches);
  t.match(keysDiffer(['A', 'B']).match(listed(['A', '30820122'])), { matches: false, got: 'no key of B' });
  t.end();
});

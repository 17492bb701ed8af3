import t from 'tap';
import { keyGenerated, keyListed } from '../../../harness/matchers/keys.ts';
import { cli, withLog } from './observations.ts';

const name = 'cisco7200.example.com';
const generated = cli([
  `The name for the keys will be: ${name}`,
  'How many bits in the modulus [512]: 2048',
  '% Generating 2048 bit RSA keys, keys will be non-exportable...',
  '[OK] (elapsed time was 1 seconds)',
]);
const listed = cli([
  '% Key pair was generated at: 01:31:43 UTC May 1 2026',
  `Key name: ${name}`,
  'Key type: RSA KEYS      2048 bits',
  ' Usage: General Purpose Key',
]);

t.test('keyGenerated rejects another size or name, and a dialog that ended without OK', (t) => {
  t.ok(keyGenerated({ name, bits: 2048 }).match(generated).matches);
  t.ok(
    keyGenerated({ bits: 2048 }).match(withLog(generated, '%SSH-5-ENABLED: SSH 1.99 has been enabled'))
      .matches,
  );
  t.match(keyGenerated({ name, bits: 1024 }).match(generated), {
    matches: false,
    got: `${name} of 2048 bits`,
  });
  t.notOk(keyGenerated({ name: 'other', bits: 2048 }).match(generated).matches);
  const unfinished = { ...generated, lines: generated.lines.slice(0, 3) };
  t.match(keyGenerated({ bits: 2048 }).match(unfinished), { matches: false, got: /^no key pair/ });
  const refused = cli(['% Please define a domain-name first.']);
  t.match(keyGenerated({ bits: 2048 }).match(refused), { matches: false, got: /domain-name/ });
  t.end();
});

t.test('keyGenerated takes the name of the keys that it replaces', (t) => {
  const [, ...rest] = generated.lines.map(({ text }) => text);
  const replaced = cli([`% You already have RSA keys defined named ${name}.`, ...rest]);
  t.ok(keyGenerated({ name, bits: 2048 }).match(replaced).matches);
  t.end();
});

t.test('keyListed rejects another name, size or usage, and an empty list', (t) => {
  t.ok(keyListed({ name }).match(listed).matches);
  t.ok(keyListed({ name, bits: 2048, usage: 'General Purpose Key' }).match(listed).matches);
  t.notOk(keyListed({ name: `${name}.server` }).match(listed).matches);
  t.notOk(keyListed({ name, bits: 1024 }).match(listed).matches);
  t.notOk(keyListed({ name, usage: 'Signature Key' }).match(listed).matches);
  t.notOk(keyListed({ name }).match(cli([])).matches);
  t.end();
});

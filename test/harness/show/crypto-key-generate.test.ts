import t from 'tap';
import { parseCryptoKeyGenerate } from '../../../harness/show/crypto-key-generate.ts';
import { facts } from './crypto-key-generate-facts.ts';
import { readsAllTranscripts } from './reads-all.ts';

readsAllTranscripts({
  parse: parseCryptoKeyGenerate,
  command: /^crypto key generate\b/,
  files: 19,
  facts,
  asFacts: (shown) => shown,
});

t.test('usage keys are two key pairs', (t) => {
  const said = parseCryptoKeyGenerate([
    'The name for the keys will be: sshkeys',
    '% The key modulus size is 768 bits',
    '% Generating 768 bit RSA keys, keys will be non-exportable...',
    '[OK] (elapsed time was 1 seconds)',
    '% Generating 768 bit RSA keys, keys will be non-exportable...',
    '[OK] (elapsed time was 2 seconds)',
  ]);
  t.match(said, { name: 'sshkeys', modulusBits: 768, done: 2, elapsedSeconds: [1, 2] });
  t.equal(said.generating.length, 2);
  t.end();
});

t.test('an OK that no key pair waits for is no success', (t) => {
  t.equal(parseCryptoKeyGenerate(['Building configuration...', '[OK]']).done, 0);
  t.end();
});

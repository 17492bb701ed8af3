import t from 'tap';
import { parseShowCryptoKeyMypubkeyRsa } from '../../../harness/show/show-crypto-key-mypubkey-rsa.ts';
import { bodyDigest } from './facts.ts';
import { readsAllTranscripts } from './reads-all.ts';
import { facts } from './show-crypto-key-mypubkey-rsa-facts.ts';

readsAllTranscripts({
  parse: parseShowCryptoKeyMypubkeyRsa,
  command: /^show crypto key mypubkey (rsa|all|ec)$/,
  files: 8,
  facts,
  asFacts: ({ keys, ...shown }) => ({
    ...shown,
    keys: keys.map((key) => (key.data === undefined ? key : { ...key, data: bodyDigest(key.data) })),
  }),
});

t.test('a size that is not printed is counted in the key data', (t) => {
  const { keys } = parseShowCryptoKeyMypubkeyRsa([
    'Key name: one',
    'Key type: RSA KEYS',
    ' Key Data:',
    '  307C300D 06092A86 4886F70D 01010105 00036B00 30680261 00B3E053',
    'Key name: two',
    ' Key Data:',
    '  307C300D 0609',
  ]);
  t.match(keys, [{ name: 'one', bits: 768 }, { name: 'two' }]);
  t.notOk('bits' in (keys[1] ?? {}), 'nothing is made up from data that is cut off');
  t.end();
});

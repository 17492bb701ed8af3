import { generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { bitsOfEcKeyData } from '../../../harness/show/ec-curve-bits.ts';

const dataOf = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'der', type: 'spki' }).toString('hex');

t.test('keys that Node made, whole and cut off', (t) => {
  for (const [curve, bits] of [
    ['prime256v1', 256],
    ['secp384r1', 384],
    ['secp521r1', 521],
  ] as const) {
    t.equal(bitsOfEcKeyData(dataOf(curve)), bits);
    t.equal(bitsOfEcKeyData(dataOf(curve).slice(0, 60)), bits);
  }
  t.end();
});

t.test('what is no such key has no size', (t) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
  const rsa = publicKey.export({ format: 'der', type: 'spki' }).toString('hex');
  for (const text of ['', '3059', 'zz', rsa, dataOf('secp256k1')]) t.equal(bitsOfEcKeyData(text), undefined);
  t.end();
});

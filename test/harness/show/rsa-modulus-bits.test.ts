import { generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { bitsOfRsaKeyData, bitsOfSshRsaKey } from '../../../harness/show/rsa-modulus-bits.ts';

t.test('keys that Node made, whole and cut off', (t) => {
  for (const bits of [512, 768, 1024]) {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const der = publicKey.export({ format: 'der', type: 'spki' }).toString('hex');
    t.equal(bitsOfRsaKeyData(der), bits);
    t.equal(bitsOfRsaKeyData(der.slice(0, -40)), bits);
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
    const parts = [
      Buffer.from('ssh-rsa'),
      Buffer.from(e, 'base64url'),
      Buffer.concat([Buffer.of(0), Buffer.from(n, 'base64url')]),
    ];
    const blob = Buffer.concat(
      parts.flatMap((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return [length, part];
      }),
    ).toString('base64');
    t.equal(bitsOfSshRsaKey(blob), bits);
    t.equal(bitsOfSshRsaKey(blob.slice(0, 60)), bits);
  }
  t.end();
});

t.test('what is no RSA key has no size', (t) => {
  for (const text of ['', 'AAAA', 'AAAAB3NzaC1yc2E', 'AAAAC3NzaC1lZDI1NTE5'])
    t.equal(bitsOfSshRsaKey(text), undefined);
  for (const text of ['', '30', '3082', '3082FFFF', '30763010', 'zz'])
    t.equal(bitsOfRsaKeyData(text), undefined);
  t.end();
});

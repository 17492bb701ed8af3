import t from 'tap';
import { farEndCipher } from '../../../harness/matchers/far-end-cipher.ts';
import { seen, served } from './served.ts';

const algorithms = {
  kex: 'diffie-hellman-group14-sha1',
  hostKey: 'ssh-rsa',
  cipherIn: 'aes128-ctr',
  cipherOut: 'aes128-ctr',
  macIn: 'hmac-sha1',
  macOut: 'hmac-sha1',
  compressionIn: 'none',
  compressionOut: 'none',
};

t.test('farEndCipher rejects another cipher, in one direction too, and none', (t) => {
  const is = (change: object) =>
    farEndCipher('aes128-ctr').match(seen(served({ algorithms: { ...algorithms, ...change } })));
  t.ok(is({}).matches);
  t.match(is({ cipherOut: '3des-cbc' }), { matches: false, got: 'aes128-ctr, 3des-cbc' });
  t.notOk(is({ cipherIn: '3des-cbc' }).matches);
  t.match(farEndCipher('aes128-ctr').match(seen()), { matches: false, got: 'no connection' });
  t.end();
});

import t from 'tap';
import { numberOfWord, otpMd5, sixWords } from '../../../drivers/aaa/otp.ts';

t.test('the hashes of RFC 2289, appendix C', (t) => {
  const sequence = { seed: 'test', passphrase: 'This is a test.' };
  t.equal(otpMd5(sequence, 0).toString('hex').toUpperCase(), '9E876134D90499DD');
  t.equal(otpMd5(sequence, 1).toString('hex').toUpperCase(), '7965E05436F5029F');
  t.equal(otpMd5(sequence, 99).toString('hex').toUpperCase(), '50FE1962C4965880');
  t.end();
});

t.test('six words hold the 64 bits and their checksum', (t) => {
  const key = otpMd5({ seed: 'test', passphrase: 'This is a test.' }, 99);
  const words = sixWords(key).split(' ');
  t.equal(words.length, 6);
  t.ok(words.every((word) => /^[A-Z]{6}$/.test(word)));
  const bits = words.reduce((all, word) => (all << 11n) | BigInt(numberOfWord(word)), 0n);
  t.equal(bits >> 2n, key.readBigUInt64BE());
  const pairs = [...key].flatMap((byte) => [byte & 3, (byte >> 2) & 3, (byte >> 4) & 3, byte >> 6]);
  t.equal(Number(bits & 3n), pairs.reduce((sum, pair) => sum + pair, 0) & 3);
  t.end();
});

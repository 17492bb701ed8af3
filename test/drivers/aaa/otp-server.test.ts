import { createHash } from 'node:crypto';
import t from 'tap';
import { openOtpServer } from '../../../drivers/aaa/otp-server.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker } from '../ssh-server/a-server.ts';

function anOtpServer(t: Parameters<typeof asker>[0]) {
  const tapes = new TestTapes();
  return asker(t, openOtpServer({ openTape: tapes.open }), tapes);
}

t.test('tokens: each challenge is new, and has an answer of its own', async (t) => {
  const call = anOtpServer(t);
  const [one, two] = [await call('challenge', { form: 'token' }), await call('challenge', { form: 'token' })];
  for (const each of [one, two]) t.match(each, { challenge: /^Challenge: \d{8}$/, response: /^\d{8}$/ });
  t.not(one.challenge, two.challenge);
  t.not(one.response, two.response);
});

t.test('S/KEY: the sequence is counted down, and each response proves the one before', async (t) => {
  const call = anOtpServer(t);
  const made = [];
  for (let turn = 0; turn < 3; turn++) made.push(await call('challenge', { form: 'otp-md5' }));
  const [first] = made;
  const seed = first?.challenge.split(' ')[2] ?? '';
  t.strictSame(
    made.map(({ challenge }) => challenge),
    [99, 98, 97].map((number) => `otp-md5 ${number} ${seed}`),
  );
  const keys = made.map(({ response }) => {
    const words = response.split(' ').map((word) => createHash('md5').update(word).digest());
    const bits = words.reduce((all, digest) => (all << 11n) | BigInt(digest.readUInt16BE(14) & 2047), 0n);
    const key = Buffer.alloc(8);
    key.writeBigUInt64BE(bits >> 2n);
    return key;
  });
  const hashed = keys.map((key) => {
    const digest = createHash('md5').update(key).digest();
    return Buffer.from(digest.subarray(0, 8).map((byte, index) => byte ^ (digest[index + 8] ?? 0)));
  });
  t.same(hashed[1], keys[0]);
  t.same(hashed[2], keys[1]);
});

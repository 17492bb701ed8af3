import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import t from 'tap';
import { decrypt, encrypt, modulusBits, publicHalf } from '../../../protocols/ssh1/rsa.ts';
import {
  openSessionKey,
  sealSessionKey,
  sessionId,
  sessionKeyLength,
} from '../../../protocols/ssh1/session-key.ts';

const keys = new Map<number, KeyObject>();
function key(bits: number): KeyObject {
  const made = keys.get(bits) ?? generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
  keys.set(bits, made);
  return made;
}

t.test('RSA with its padding, to and fro', (t) => {
  const pair = key(768);
  const half = publicHalf(pair);
  t.equal(modulusBits(half), 768);
  for (const message of [Buffer.alloc(0), Buffer.from([0]), randomBytes(32), randomBytes(85)]) {
    const sealed = encrypt(half, message);
    t.equal(sealed.length, 96);
    t.same(decrypt(pair, sealed), message);
  }
  t.throws(
    () => encrypt(half, randomBytes(86)),
    { name: 'Ssh1ProtocolError', what: 'message' },
    'no room for 8 bytes of filling',
  );
  t.throws(
    () => decrypt(pair, randomBytes(97)),
    { name: 'Ssh1ProtocolError', what: 'message' },
    'longer than the key',
  );
  t.throws(
    () => decrypt(pair, Buffer.alloc(96, 0xff)),
    { name: 'Ssh1ProtocolError', what: 'message' },
    'larger than the modulus',
  );
  t.throws(
    () => decrypt(pair, Buffer.from([1])),
    { name: 'Ssh1ProtocolError', what: 'message' },
    'no padding',
  );
  t.throws(() => encrypt({ modulus: Buffer.alloc(0), exponent: Buffer.from([3]) }, Buffer.from([1])), {
    name: 'Ssh1ProtocolError',
    what: 'message',
  });
  t.end();
});

t.test('the session key comes through, whichever key is the larger', (t) => {
  for (const [hostBits, serverBits] of [
    [1024, 768],
    [768, 1024],
    [2048, 768],
    [512, 768],
  ] as const) {
    const pairs = { host: key(hostBits), server: key(serverBits) };
    const halves = { host: publicHalf(pairs.host), server: publicHalf(pairs.server) };
    const id = sessionId(halves.host, halves.server, randomBytes(8));
    const session = randomBytes(sessionKeyLength);
    const sealed = sealSessionKey(session, halves, id);
    t.equal(sealed.length, Math.max(hostBits, serverBits) / 8);
    t.same(openSessionKey(sealed, pairs, id), session, `host ${hostBits}, server ${serverBits}`);
    const otherId = sessionId(halves.host, halves.server, randomBytes(8));
    t.notSame(openSessionKey(sealed, pairs, otherId), session, 'another cookie gives another key');
    t.throws(() => openSessionKey(randomBytes(64), pairs, id), {
      name: 'Ssh1ProtocolError',
      what: 'message',
    });
  }
  t.end();
});

t.test('leading zeros that clients drop', (t) => {
  const pairs = { host: key(1024), server: key(768) };
  const halves = { host: publicHalf(pairs.host), server: publicHalf(pairs.server) };
  const id = Buffer.alloc(16);
  const session = Buffer.concat([Buffer.alloc(3), randomBytes(29)]);
  const dropped = encrypt(halves.host, encrypt(halves.server, session.subarray(3)));
  t.same(openSessionKey(dropped, pairs, id), session, 'of the session key');
  for (;;) {
    const sealed = sealSessionKey(session, halves, id);
    if (sealed[0] !== 0) continue;
    t.same(openSessionKey(sealed.subarray(1), pairs, id), session, 'of the encrypted number');
    break;
  }
  const long = encrypt(halves.host, encrypt(halves.server, randomBytes(33)));
  t.throws(() => openSessionKey(long, pairs, id), { message: 'a session key of 33 bytes' });
  t.end();
});

t.test('the session id is of the two moduli and the cookie, in this order', (t) => {
  const [host, server] = [publicHalf(key(1024)), publicHalf(key(768))];
  const cookie = randomBytes(8);
  const bytes = Buffer.concat([host.modulus, server.modulus, cookie]);
  t.same(sessionId(host, server, cookie), createHash('md5').update(bytes).digest());
  t.end();
});

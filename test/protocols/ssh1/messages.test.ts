import { generateKeyPairSync, randomBytes } from 'node:crypto';
import t from 'tap';
import { bitLength, Fields, leftPadded, mpint, string, uint32 } from '../../../protocols/ssh1/fields.ts';
import {
  readNumber,
  readPassword,
  readPortForwardRequest,
  readPtyRequest,
  readPublicKey,
  readSessionKey,
  readString,
  readWindowSize,
  writePortForwardRequest,
  writePtyRequest,
  writePublicKey,
  writeSessionKey,
} from '../../../protocols/ssh1/messages.ts';
import {
  authenticationNames,
  cipherNames,
  maskOfNames,
  namesOfMask,
} from '../../../protocols/ssh1/numbers.ts';
import { publicHalf } from '../../../protocols/ssh1/rsa.ts';

const rsa = (bits: number) => publicHalf(generateKeyPairSync('rsa', { modulusLength: bits }).publicKey);

t.test('numbers of any size', (t) => {
  t.same(mpint(Buffer.from([0, 0, 1, 0])), Buffer.from([0, 9, 1, 0]), '256 has nine bits');
  t.same(mpint(Buffer.alloc(3)), Buffer.from([0, 0]), 'zero has none');
  t.equal(bitLength(Buffer.from([0x80, 0])), 16);
  t.same(leftPadded(Buffer.from([0, 0, 5]), 2), Buffer.from([0, 5]));
  const value = randomBytes(96);
  t.same(new Fields(mpint(Buffer.concat([Buffer.from([1]), value]))).mpint().subarray(1), value);
  t.end();
});

t.test('masks', (t) => {
  t.equal(maskOfNames(['des', '3des'], cipherNames), 0b1100);
  t.same(namesOfMask(0b1100, cipherNames), ['des', '3des']);
  t.equal(maskOfNames(['password'], authenticationNames), 8);
  t.same(namesOfMask(0x80000008, authenticationNames), ['password', '31'], 'bits without a name');
  t.same(namesOfMask(0, cipherNames), []);
  t.end();
});

t.test('messages come back as they were', (t) => {
  const publicKey = {
    cookie: randomBytes(8),
    server: rsa(768),
    host: rsa(1024),
    flags: 2,
    ciphers: ['des', '3des'],
    authentications: ['rsa', 'password'],
  };
  t.match(readPublicKey(writePublicKey(publicKey)), publicKey);
  const sessionKey = { cipher: 3, cookie: randomBytes(8), sealed: Buffer.alloc(128, 0xff), flags: 1 };
  t.match(readSessionKey(writeSessionKey(sessionKey)), sessionKey);
  const pty = { term: 'vt100', rows: 24, columns: 80 };
  t.match(readPtyRequest(writePtyRequest(pty)), pty);
  const forward = { port: 8022, host: '192.0.2.9', hostPort: 7 };
  t.match(readPortForwardRequest(writePortForwardRequest(forward)), forward);
  t.same(readWindowSize(Buffer.concat([uint32(50), uint32(132)])), { rows: 50, columns: 132 });
  t.equal(readNumber(uint32(7)), 7);
  t.equal(readString(string('käse')).toString(), 'käse');
  t.end();
});

t.test('a password ends at its first zero', (t) => {
  t.equal(readPassword(string(Buffer.concat([Buffer.from('secret'), Buffer.alloc(26)]))), 'secret');
  t.equal(readPassword(string('secret')), 'secret');
  t.equal(readPassword(string('')), '');
  t.end();
});

t.test('messages that end too early', (t) => {
  const whole = writePublicKey({
    cookie: randomBytes(8),
    server: rsa(512),
    host: rsa(768),
    flags: 0,
    ciphers: [],
    authentications: [],
  });
  for (let length = 0; length < whole.length; length += 5) {
    t.throws(() => readPublicKey(whole.subarray(0, length)), { name: 'Ssh1ProtocolError', what: 'message' });
  }
  t.throws(() => readString(Buffer.from([0xff, 0xff, 0xff, 0xff, 1])), {
    name: 'Ssh1ProtocolError',
    what: 'message',
  });
  t.throws(() => readPassword(Buffer.from([0, 0, 0, 9, 1])), { name: 'Ssh1ProtocolError', what: 'message' });
  t.throws(() => readSessionKey(Buffer.alloc(10)), { name: 'Ssh1ProtocolError', what: 'message' });
  t.end();
});

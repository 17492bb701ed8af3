import { createHmac } from 'node:crypto';
import { execaSync, execa } from 'execa';
import fc from 'fast-check';
import t from 'tap';
import { numberAttribute, textAttribute } from '../../../protocols/radius/attributes.ts';
import {
  accountingAuthenticator,
  checkMessageAuthenticator,
  isAccountingRequest,
  isResponseTo,
  writeAccessRequest,
  writeAccountingRequest,
  writeResponse,
} from '../../../protocols/radius/authenticity.ts';
import { attribute, code } from '../../../protocols/radius/numbers.ts';
import { readPacket } from '../../../protocols/radius/packet.ts';
import { hidePassword, revealPassword } from '../../../protocols/radius/password.ts';

/** RFC 2865, section 7.1. */
const secret = 'xyzzy5461';
const authenticator = Buffer.from('0f403f9473978057bd83d5cb98f4227a', 'hex');
const hidden = Buffer.from('0dbe708d93d413ce3196e43f782a0aee', 'hex');

t.test('the example of RFC 2865: password and answer', (t) => {
  t.same(hidePassword('arctangent', authenticator, secret), hidden);
  t.same(revealPassword(hidden, authenticator, secret)?.toString(), 'arctangent');
  const accept = writeResponse(
    {
      code: code.accessAccept,
      identifier: 0,
      attributes: [
        numberAttribute(attribute.serviceType, 1),
        numberAttribute(15, 0),
        { type: 14, value: Buffer.from([192, 168, 1, 3]) },
      ],
      secret,
      messageAuthenticator: false,
    },
    authenticator,
  );
  t.equal(
    accept.toString('hex'),
    '0200002686fe220e7624ba2a1005f6bf9b55e0b20606000000010f06000000000e06c0a80103',
  );
  t.ok(isResponseTo(accept, authenticator, secret));
  t.end();
});

t.test('passwords of every length come back, and only by the right secret', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 128 }), fc.string(), (password, key) => {
      const sent = hidePassword(password, authenticator, key);
      t.equal(sent.length % 16, 0);
      t.equal(revealPassword(sent, authenticator, key)?.toString(), password);
    }),
    { numRuns: 60 },
  );
  t.same(revealPassword(hidePassword('', authenticator, secret), authenticator, secret), Buffer.alloc(0));
  t.not(revealPassword(hidden, authenticator, 'another')?.toString(), 'arctangent');
  for (const length of [0, 15, 17, 144]) {
    t.equal(revealPassword(Buffer.alloc(length), authenticator, secret), undefined, `${length} bytes`);
  }
  t.throws(() => hidePassword('x'.repeat(129), authenticator, secret), RangeError);
  t.end();
});

const request = {
  code: code.accessRequest,
  identifier: 7,
  attributes: [textAttribute(attribute.userName, 'nemo'), { type: attribute.userPassword, value: hidden }],
  secret,
  messageAuthenticator: true,
};

t.test('the Message-Authenticator stands first, and one changed bit or another secret is seen', (t) => {
  const wire = writeAccessRequest(request, authenticator);
  const read = readPacket(wire);
  t.match(read, { value: { attributes: [{ type: attribute.messageAuthenticator }] } });
  t.equal(checkMessageAuthenticator(wire, secret), 'right');
  t.equal(checkMessageAuthenticator(wire, 'another'), 'wrong');
  for (let bit = 0; bit < wire.length * 8; bit += 5) {
    const changed = Buffer.from(wire);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    t.not(checkMessageAuthenticator(changed, secret), 'right', `bit ${bit}`);
  }
  const without = writeAccessRequest({ ...request, messageAuthenticator: false }, authenticator);
  t.equal(checkMessageAuthenticator(without, secret), 'absent');
  const zeroed = Buffer.from(wire);
  zeroed.fill(0, 22, 38);
  t.same(wire.subarray(22, 38), createHmac('md5', secret).update(zeroed).digest(), 'by its definition');
  t.end();
});

t.test('an answer holds for one request and one secret only', (t) => {
  const answer = writeResponse(
    { code: code.accessReject, identifier: 7, attributes: [], secret, messageAuthenticator: true },
    authenticator,
  );
  t.ok(isResponseTo(answer, authenticator, secret));
  t.equal(checkMessageAuthenticator(answer, secret, authenticator), 'right');
  const other = Buffer.from(authenticator).reverse();
  t.notOk(isResponseTo(answer, other, secret));
  t.equal(checkMessageAuthenticator(answer, secret, other), 'wrong');
  t.notOk(isResponseTo(answer, authenticator, 'another'));
  const changed = Buffer.from(answer);
  changed.writeUInt8(code.accessAccept, 0);
  t.notOk(isResponseTo(changed, authenticator, secret), 'a reject made an accept');
  t.equal(checkMessageAuthenticator(changed, secret, authenticator), 'wrong');
  t.notOk(isResponseTo(Buffer.from('no packet'), authenticator, secret));
  t.end();
});

t.test('an Accounting-Request is signed over itself', (t) => {
  const accounting = { ...request, code: code.accountingRequest };
  for (const messageAuthenticator of [true, false]) {
    const wire = writeAccountingRequest({ ...accounting, messageAuthenticator });
    t.ok(isAccountingRequest(wire, secret));
    t.notOk(isAccountingRequest(wire, 'another'));
    t.equal(
      checkMessageAuthenticator(wire, secret, accountingAuthenticator),
      messageAuthenticator ? 'right' : 'absent',
    );
  }
  t.end();
});

const missing = ['text2pcap', 'tshark'].filter((name) => execaSync(name, ['-v'], { reject: false }).failed);

t.test(
  'Wireshark finds the authenticators right, and the password',
  { skip: missing.length > 0 && `missing: ${missing.join(', ')} (apt-get install tshark)` },
  async (t) => {
    const wire = writeAccessRequest(request, authenticator);
    const file = `${t.testdir({})}/request.pcap`;
    const hex = `0000 ${wire.toString('hex').replace(/../g, '$& ')}\n`;
    await execa('text2pcap', ['-q', '-u', '40000,1812', '-', file], { input: hex });
    const options = ['-o', `radius.shared_secret:${secret}`, '-o', 'radius.validate_authenticator:TRUE'];
    const { stdout } = await execa('tshark', ['-r', file, ...options, '-V', '-O', 'radius']);
    t.match(stdout, /Message-Authenticator\(80\)/);
    t.match(stdout, /User-Password\(2\).*Decrypted: arctangent/);
    t.match(stdout, /User-Name\(1\).*val=nemo/);
  },
);

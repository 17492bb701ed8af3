import { generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import ssh2 from 'ssh2';
import {
  bitLength,
  MalformedMessage,
  readBanner,
  readChannelRequest,
  readDisconnect,
  readHostKey,
  readInfoRequest,
  readKexInit,
  readKexReply,
  readUserauthFailure,
  readUserauthRequest,
} from '../../../protocols/ssh2/messages.ts';

const string = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
};
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

t.test('KEXINIT', (t) => {
  const lists = ['a,b', 'ssh-rsa', 'c1', 'c2', 'm1', 'm2,m3', 'none', 'none,zlib', '', ''];
  const payload = Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...lists.map(string), Buffer.alloc(5)]);
  t.same(readKexInit(payload), {
    kex: ['a', 'b'],
    hostKey: ['ssh-rsa'],
    cipherToServer: ['c1'],
    cipherToClient: ['c2'],
    macToServer: ['m1'],
    macToClient: ['m2', 'm3'],
    compressionToServer: ['none'],
    compressionToClient: ['none', 'zlib'],
  });
  for (const length of [1, 16, 17, 20, 24, 40]) {
    t.throws(() => readKexInit(payload.subarray(0, length)), MalformedMessage);
  }
  t.end();
});

t.test('DISCONNECT, USERAUTH_FAILURE, USERAUTH_BANNER, USERAUTH_INFO_REQUEST', (t) => {
  t.same(readDisconnect(Buffer.concat([Buffer.from([1]), uint32(2), string('Bye — €'), string('')])), {
    reason: 2,
    description: 'Bye — €',
  });
  t.same(
    readUserauthFailure(Buffer.concat([Buffer.from([51]), string('publickey,password'), Buffer.from([1])])),
    {
      canContinue: ['publickey', 'password'],
      partial: true,
    },
  );
  t.same(
    readUserauthFailure(Buffer.concat([Buffer.from([51]), string(''), Buffer.from([0])])).canContinue,
    [],
  );
  t.equal(readBanner(Buffer.concat([Buffer.from([53]), string('hello\r\n'), string('')])), 'hello\r\n');
  const prompts = [string('Password: '), Buffer.from([0]), string('Token: '), Buffer.from([1])];
  const asked = Buffer.concat([
    Buffer.from([60]),
    string('n'),
    string('i'),
    string(''),
    uint32(2),
    ...prompts,
  ]);
  t.same(readInfoRequest(asked), {
    name: 'n',
    instruction: 'i',
    prompts: [
      { text: 'Password: ', echo: false },
      { text: 'Token: ', echo: true },
    ],
  });
  t.throws(() => readInfoRequest(asked.subarray(0, asked.length - 1)), MalformedMessage);
  t.end();
});

t.test('the size of a host key is that of its modulus', (t) => {
  for (const bits of [768, 1024, 2048]) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const key = ssh2.utils.parseKey(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    if (key instanceof Error) throw key;
    t.same(readHostKey(key.getPublicSSH()), { type: 'ssh-rsa', bits });
  }
  t.equal(bitLength(Buffer.from([0, 0])), 0);
  t.equal(bitLength(Buffer.from([0, 1, 0])), 9);
  t.end();
});

t.test('USERAUTH_REQUEST', (t) => {
  const payload = Buffer.concat([Buffer.from([50]), string('lab'), string('ssh-connection'), string('none')]);
  t.same(readUserauthRequest(payload), { user: 'lab', method: 'none' });
  t.throws(() => readUserauthRequest(payload.subarray(0, 20)), MalformedMessage);
  t.end();
});

t.test('CHANNEL_REQUEST, with the size that pty-req asks for', (t) => {
  const head = [Buffer.from([98]), uint32(0)];
  const shell = Buffer.concat([...head, string('shell'), Buffer.from([1])]);
  t.same(readChannelRequest(shell), { request: 'shell' });
  const terminal = [string('vt100'), uint32(132), uint32(50), uint32(0), uint32(0), string('')];
  const pty = Buffer.concat([...head, string('pty-req'), Buffer.from([1]), ...terminal]);
  t.same(readChannelRequest(pty), { request: 'pty-req', size: { width: 132, height: 50 } });
  t.end();
});

t.test('the reply of a key exchange, and the group that has the same number', (t) => {
  const blob = Buffer.concat([string('ssh-rsa'), string('e'), string('n')]);
  const reply = Buffer.concat([
    ...[Buffer.from([31]), uint32(blob.length), blob],
    ...[string('f'), string('a signature')],
  ]);
  const read = readKexReply(reply);
  t.equal(read.hostKeyType, 'ssh-rsa');
  t.equal(Buffer.from(read.signature).toString(), 'a signature');
  const prime = Buffer.concat([Buffer.from([0]), Buffer.alloc(128, 0xff)]);
  const group = Buffer.concat([Buffer.from([31]), uint32(prime.length), prime, string('\x02')]);
  t.equal(readKexReply(group).hostKeyType, undefined);
  t.end();
});

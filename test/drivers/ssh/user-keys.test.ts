import { createHash, createPublicKey, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import t from 'tap';
import ssh2 from 'ssh2';
import { UserKeys } from '../../../drivers/ssh/user-keys.ts';

const session = (fill: number): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.alloc(20, fill)]);
const request = Buffer.from('the request');

t.test('a key of each type is what other programs take it for', async (t) => {
  const keys = new UserKeys();
  const skip =
    execaSync('ssh-keygen', ['-?'], { reject: false }).exitCode === undefined && 'no ssh-keygen here';
  for (const [type, bits, name] of [
    ['ssh-rsa', 1024, 'RSA'],
    ['ssh-rsa', 2048, 'RSA'],
    ['ssh-dss', 1024, 'DSA'],
    ['ecdsa-sha2-nistp256', 256, 'ECDSA'],
  ] as const) {
    t.test(`${type} of ${bits} bits`, { skip }, async (t) => {
      const line = await keys.make('anna', type, bits);
      t.match(line, new RegExp(`^${type} AAAA[\\w+/]+=* anna$`));
      const file = join(t.testdir(), 'id.pub');
      writeFileSync(file, `${line}\n`);
      const { stdout } = execaSync('ssh-keygen', ['-l', '-E', 'md5', '-f', file]);
      const blob = Buffer.from(line.split(' ')[1] ?? '', 'base64');
      const md5 = createHash('md5').update(blob).digest('hex').match(/../g)?.join(':') ?? '';
      t.equal(stdout.trim(), `${bits} MD5:${md5} anna (${name})`);
    });
  }
});

t.test('what it signs', async (t) => {
  const keys = new UserKeys();
  const line = await keys.make('anna', 'ssh-rsa', 1024);
  const parsed = ssh2.utils.parseKey(line);
  if (parsed instanceof Error) throw parsed;
  const key = createPublicKey(parsed.getPublicPEM());
  const data = Buffer.concat([session(1), request]);
  t.throws(() => keys.pemFor({ key: 'anna', signature: 'of-another-session' }), {
    name: 'PcoError',
    message: /used in no session yet/,
  });

  const right = keys.sign({ key: 'anna' }, 'ssh-rsa', data);
  t.ok(verify('sha1', data, key, right));
  t.ok(verify('sha256', data, key, keys.sign({ key: 'anna' }, 'rsa-sha2-256', data)));
  const flipped = keys.sign({ key: 'anna', signature: 'one-bit-flipped' }, 'ssh-rsa', data);
  t.notOk(verify('sha1', data, key, flipped));
  t.equal([...flipped].filter((byte, at) => byte !== right[at]).length, 1);

  const next = Buffer.concat([session(2), request]);
  const replayed = keys.sign({ key: 'anna', signature: 'of-another-session' }, 'ssh-rsa', next);
  t.same(replayed, right, 'the signature of the session before, byte for byte');
  t.notOk(verify('sha1', next, key, replayed));
});

t.test('what it cannot do', async (t) => {
  const keys = new UserKeys();
  t.throws(() => keys.pemFor({ key: 'anna' }), {
    message: 'no key is called anna',
    facts: { got: 'no key was made' },
  });
  await keys.make('bert', 'ecdsa-sha2-nistp256', 256);
  t.throws(() => keys.pemFor({ key: 'bert' }), { message: 'the key bert cannot sign' });
  t.throws(() => keys.pemFor({ key: 'anna' }), { message: 'no key is called anna', facts: { got: 'bert' } });
});

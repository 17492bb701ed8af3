import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { publicKeyBlob } from '../../drivers/ssh/key-blob.ts';
import { user } from './ssh/fake-host.ts';
import { openSshOnTheSwitch } from './ssh/openssh-switch.ts';
import { whyNoOpenSsh } from './ssh/openssh.ts';

/** A second opinion on RSA user authentication: OpenSSH's client with a key, against the virtual switch as a process. */

const skip = whyNoOpenSsh();
const { password } = user;

t.test('by a key of the pubkey-chain, with -i', { skip }, async (t) => {
  const keyFile = (name: string, bits: number) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const file = join(folder, name);
    writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
    const blob = publicKeyBlob(publicKey);
    // With the public half beside it the client asks first.
    writeFileSync(`${file}.pub`, `ssh-rsa ${blob.toString('base64')}\n`);
    const md5 = createHash('md5').update(blob).digest('hex').toUpperCase();
    return { file, md5 };
  };
  const folder = mkdtempSync(join(tmpdir(), 'conform-keys-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [known, longer, unknown] = [
    keyFile('known', 2048),
    keyFile('longer', 4096),
    keyFile('unknown', 2048),
  ];
  const ssh = await openSshOnTheSwitch(
    t,
    'ip ssh pubkey-chain',
    `  username ${user.name}`,
    `   key-hash ssh-rsa ${known.md5} me@home`,
    `   key-hash ssh-rsa ${longer.md5}`,
  );
  const options = ['PubkeyAuthentication=yes', 'PubkeyAcceptedAlgorithms=+ssh-rsa', 'IdentitiesOnly=yes'];
  for (const { file } of [known, longer]) {
    const flags = ['-v', '-i', file];
    const run = await ssh.run({ password: 'none of this', options, flags }, 'show privilege');
    t.match(run.stderr, `Server accepts key: ${file} RSA`);
    t.match(run.stderr, /Authenticated to 127\.0\.2\.1 .*using "publickey"/);
    t.equal(run.stdout.trim(), 'Current privilege level is 1');
  }
  const flags = ['-v', '-i', unknown.file];
  const fallen = await ssh.run({ password, options, flags }, 'show privilege');
  t.notMatch(fallen.stderr, 'Server accepts key');
  t.match(fallen.stderr, /using "keyboard-interactive"/, 'another key is no way in, a password still is');
  const onlyKeys = [...options, 'PreferredAuthentications=publickey'];
  const refused = await ssh.run({ password, options: onlyKeys, flags }, 'show privilege');
  t.match(refused.stderr, 'Permission denied (publickey,keyboard-interactive,password)');
  t.equal(refused.exitCode, 255);
});

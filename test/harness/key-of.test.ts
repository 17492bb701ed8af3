import { createHash, generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import t from 'tap';
import { keyOf } from '../../harness/key-of.ts';
import { sshFingerprintOfKeyData } from '../../harness/show/rsa-fingerprint.ts';
import { cli } from './matchers/observations.ts';

/** A key, and its fingerprint as another library has it. */
function aKey(): { data: string; fingerprint: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const data = publicKey.export({ format: 'der', type: 'spki' }).toString('hex').toUpperCase();
  const parsed = ssh2.utils.parseKey(privateKey.export({ format: 'pem', type: 'pkcs1' }));
  if (parsed instanceof Error || Array.isArray(parsed)) throw new Error('ssh2 does not take the key');
  const fingerprint = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { data, fingerprint };
}

t.test('the fingerprint of a listed key is that of the host key', (t) => {
  const { data, fingerprint } = aKey();
  t.equal(sshFingerprintOfKeyData(data), fingerprint);
  t.equal(sshFingerprintOfKeyData('30820122'), undefined);
  t.end();
});

t.test('a key pair by its name; of usage keys the one that signs', (t) => {
  const [signature, encryption, other] = [aKey(), aKey(), aKey()];
  const pair = (name: string, usage: string, { data }: { data: string }) => [
    '% Key pair was generated at: 12:00:00 UTC Nov 27 2026',
    `Key name: ${name}`,
    'Key type: RSA KEYS',
    ` Usage: ${usage}`,
    ' Key Data:',
    ...(data.match(/.{1,64}/g) ?? []).map((row) => `  ${row.replaceAll(/(.{8})/g, '$1 ').trimEnd()}`),
  ];
  const shown = {
    call: 1,
    spans: [],
    observation: cli(
      [
        ...pair('own', 'Encryption Key', encryption),
        ...pair('own', 'Signature Key', signature),
        ...pair('other', 'General Purpose Key', other),
      ],
      { command: 'show crypto key mypubkey rsa' },
    ),
  };
  t.equal(keyOf(shown, 'own'), signature.fingerprint);
  t.equal(keyOf(shown, 'other'), other.fingerprint);
  t.throws(() => keyOf(shown, 'none'), { message: /no RSA key of none to compare with/ });
  t.end();
});

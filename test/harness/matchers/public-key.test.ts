import { createHash, generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import type { SshAuthTurn } from '../../../bench/ssh-client.ts';
import {
  authenticatedBy,
  keyAccepted,
  keyFingerprintListed,
  keysOfServer,
  keysOfUser,
  methodsOffered,
  usersWithKeys,
} from '../../../harness/matchers/public-key.ts';
import { publicKeyBlob } from '../../../drivers/ssh/key-blob.ts';
import { cli, login } from './observations.ts';

const turn = (rest: Partial<SshAuthTurn>): SshAuthTurn => ({
  method: 'publickey',
  result: 'success',
  canContinue: [],
  prompts: [],
  ...rest,
});
const refusal = (rest: Partial<SshAuthTurn> = {}): SshAuthTurn =>
  turn({ result: 'failure', canContinue: ['publickey', 'password'], ...rest });

t.test('authenticatedBy rejects another method, a question on the way and no login', (t) => {
  const by = authenticatedBy('publickey');
  t.ok(by.match(login({ turns: [refusal({ method: 'none' }), turn({})] })).matches);
  t.match(by.match(login({ turns: [refusal(), turn({ method: 'password' })] })), {
    matches: false,
    got: 'let in by password',
  });
  const asked = turn({ prompts: [{ text: 'Password: ', echo: false }] });
  t.match(by.match(login({ turns: [asked] })), {
    matches: false,
    got: 'let in by publickey, after Password:',
  });
  t.match(by.match(login({ outcome: 'refused', turns: [refusal()] })), {
    matches: false,
    got: 'refused after publickey',
  });
  t.notOk(by.match(login({ turns: [] })).matches);
  t.ok(
    authenticatedBy('keyboard-interactive').match(
      login({ turns: [{ ...asked, method: 'keyboard-interactive' }] }),
    ).matches,
  );
  t.end();
});

t.test('keyAccepted rejects the other answer, and a login that asked nothing', (t) => {
  t.ok(keyAccepted(true).match(login({ turns: [turn({ keyAccepted: true })] })).matches);
  t.ok(
    keyAccepted(false).match(login({ outcome: 'refused', turns: [refusal({ keyAccepted: false })] })).matches,
  );
  t.match(keyAccepted(false).match(login({ turns: [refusal({ keyAccepted: true })] })), {
    matches: false,
    got: 'the key would do',
  });
  t.notOk(keyAccepted(true).match(login({ turns: [refusal({ keyAccepted: false })] })).matches);
  t.match(keyAccepted(false).match(login({ turns: [refusal()] })), {
    matches: false,
    got: 'no key was asked about: publickey',
  });
  t.end();
});

t.test('methodsOffered rejects a list that lacks one', (t) => {
  const asked = login({ outcome: 'refused', turns: [refusal({ method: 'none' })] });
  t.ok(methodsOffered(['password', 'publickey']).match(asked).matches);
  t.match(methodsOffered(['password', 'keyboard-interactive']).match(asked), {
    matches: false,
    got: 'publickey, password',
  });
  t.match(methodsOffered(['password']).match(login({ turns: [] })), { matches: false, got: 'no methods' });
  t.end();
});

const one = '5D24EA1D261C1836E437F4E67E2CEBEB';
const two = 'CCA79DBB37A7EA060C781DA2767509C0';
const chain = cli([
  'username mhubbard privilege 15 secret 9 x',
  'ip ssh pubkey-chain',
  '  username mhubbard',
  `   key-hash ssh-rsa ${one} user@host`,
  `   key-hash ssh-rsa ${two} `,
  '  username nobody',
  '  server 192.0.2.9',
  '   key-hash ssh-rsa 00112233445566778899AABBCCDDEEFF',
]);
const none = cli([]);

t.test('keysOfUser rejects a key too many, a key too few, another type and no configuration', (t) => {
  const expects = (keys: string[], user = 'mhubbard') => keysOfUser({ user, keys }).match(chain);
  t.ok(expects([`ssh-rsa ${two}`, `ssh-rsa ${one}`]).matches, 'the order says nothing');
  t.match(expects([`ssh-rsa ${one}`]), { matches: false, got: `ssh-rsa ${one}, ssh-rsa ${two}` });
  t.notOk(expects([`ssh-rsa ${one}`, `ssh-rsa ${two}`, `ssh-rsa ${one}`]).matches);
  t.notOk(expects([`ssh-rsa ${one}`, `ssh-dss ${two}`]).matches);
  t.ok(expects([], 'nobody').matches);
  t.match(expects([`ssh-rsa ${one}`], 'nobody'), { matches: false, got: 'no key' });
  const nobody = keysOfUser({ user: 'nobody', keys: [] });
  t.match(nobody.match(none), { matches: false, got: 'no configuration' });
  const command = 'show running-config | section pubkey';
  t.ok(nobody.match(cli([], { command })).matches, 'a filter may find nothing');
  t.notOk(nobody.match(cli(["% Invalid input detected at '^' marker."], { command })).matches);
  t.end();
});

t.test('keysOfServer rejects the key of a user, of another server, and no configuration', (t) => {
  const key = 'ssh-rsa 00112233445566778899AABBCCDDEEFF';
  t.ok(keysOfServer({ server: '192.0.2.9', keys: [key] }).match(chain).matches);
  t.match(keysOfServer({ server: '192.0.2.9', keys: [] }).match(chain), { matches: false, got: key });
  t.match(keysOfServer({ server: '192.0.2.90', keys: [key] }).match(chain), {
    matches: false,
    got: 'no key',
  });
  t.notOk(
    keysOfServer({ server: 'mhubbard', keys: [`ssh-rsa ${one}`, `ssh-rsa ${two}`] }).match(chain).matches,
  );
  t.notOk(keysOfServer({ server: '192.0.2.9', keys: [] }).match(none).matches);
  t.end();
});

t.test('usersWithKeys rejects one too many and one too few', (t) => {
  t.ok(usersWithKeys(['mhubbard']).match(chain).matches, 'who has no key does not count, nor does a server');
  t.match(usersWithKeys([]).match(chain), { matches: false, got: '1 users: mhubbard' });
  t.notOk(usersWithKeys(['mhubbard', 'nobody']).match(chain).matches);
  t.notOk(usersWithKeys([]).match(none).matches);
  t.end();
});

t.test('keyFingerprintListed rejects another key, a cut one and no key', (t) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const hex = publicKey.export({ format: 'der', type: 'spki' }).toString('hex').toUpperCase();
  const rows = (text: string) =>
    text.match(/.{1,64}/g)?.map((row) => `  ${row.match(/.{1,8}/g)?.join(' ') ?? ''} `) ?? [];
  const shown = (text: string) =>
    cli(['Key name: Switch.lab', 'Key type: RSA KEYS', ' Key Data:', ...rows(text)]);
  const sha256 = createHash('sha256').update(publicKeyBlob(publicKey)).digest('base64').replace(/=+$/, '');
  t.ok(keyFingerprintListed(sha256).match(shown(hex)).matches);
  t.match(keyFingerprintListed('other').match(shown(hex)), { matches: false, got: `Switch.lab ${sha256}` });
  t.match(keyFingerprintListed(sha256).match(shown(hex.slice(0, -8))), {
    matches: false,
    got: 'Switch.lab without data',
  });
  t.match(keyFingerprintListed(sha256).match(none), { matches: false, got: 'no key pair: nothing' });
  t.end();
});

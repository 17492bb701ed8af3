import type { Recorded } from '../../bench/recorded.ts';
import type { UserKeyObservation, UserKeyUse } from '../../bench/ssh-client.ts';
import { enterKeysOf, enterKeyString, folded } from '../../harness/key-entry.ts';
import {
  authenticated,
  authenticatedBy,
  keyAccepted,
  keyFingerprintListed,
  keysOfUser,
  methodsOffered,
  refused,
  usersWithKeys,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

/** Of the users' keys: every release takes so many. */
const bits = 2048;

export default suite(
  'ssh2-rsa-auth-rules',
  {
    title: 'RSA-Based Authentication of Users and Servers',
    guide: { chapter: 3, pages: '21-22' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, bench }) => {
    const limit = (fact: string): number => Number(bench.profile.facts[fact]?.value);
    const keyChain = () => dut.show('show running-config | section pubkey');

    /** Room for all users that a step needs, whoever had keys before. */
    const emptyChain = () => dut.configure('no ip ssh pubkey-chain');

    const configureKey = (user: string, key: Recorded<UserKeyObservation>) =>
      enterKeyString(dut, user, folded(key.observation.line));

    const hashed = ({ observation: { md5 } }: Recorded<UserKeyObservation>): string => `ssh-rsa ${md5}`;

    /** A login with this key and nothing else to show. */
    const byKey = (username: string, key: string, how: Omit<UserKeyUse, 'key'> = {}) =>
      client.login({ username, methods: ['publickey'], publicKey: { key, ...how } });

    step('The three authentication methods', ['SSH2-RSA-001'], async (verify) => {
      const { username } = bench.dut.account;
      await emptyChain();
      await configureKey(username, await client.makeKey('bench', bits));
      const asked = await client.login({ methods: ['none'] });
      verify.by('SSH2-RSA-001', methodsOffered(['publickey', 'keyboard-interactive', 'password']), asked);
      verify.by('SSH2-RSA-001', authenticatedBy('publickey'), await byKey(username, 'bench'));
      for (const method of ['keyboard-interactive', 'password'] as const) {
        verify.by('SSH2-RSA-001', authenticatedBy(method), await client.login({ methods: [method] }));
      }
    });

    step('The key of a user opens no other', ['SSH2-RSA-002'], async (verify) => {
      await configureKey('user1', await client.makeKey('key1', bits));
      await configureKey('user2', await client.makeKey('key2', bits));
      verify.by('SSH2-RSA-002', authenticatedBy('publickey'), await byKey('user1', 'key1'));
      verify.by('SSH2-RSA-002', authenticatedBy('publickey'), await byKey('user2', 'key2'));
      verify.by('SSH2-RSA-002', refused('refused'), await byKey('user2', 'key1'));
      verify.by('SSH2-RSA-002', refused('refused'), await byKey('user1', 'key2'));
    });

    step('A key without an entry', ['SSH2-RSA-003'], async (verify) => {
      const known = await client.makeKey('known', bits);
      await configureKey('user3', known);
      await client.makeKey('unknown', bits);
      verify.by('SSH2-RSA-003', keyAccepted(true), await byKey('user3', 'known'));
      const asked = await byKey('user3', 'unknown');
      verify.by('SSH2-RSA-003', keyAccepted(false), asked);
      verify.by('SSH2-RSA-003', refused('refused'), asked);
      verify.by('SSH2-RSA-003', refused('refused'), await byKey('user3', 'unknown', { ask: false }));
      const nobody = await byKey('user4', 'known');
      verify.by('SSH2-RSA-003', keyAccepted(false), nobody);
      verify.by('SSH2-RSA-003', refused('refused'), nobody);
    });

    step('A hash that differs in its last digit', ['SSH2-RSA-003'], async (verify) => {
      const { md5 } = (await client.makeKey('near', bits)).observation;
      await enterKeysOf(dut, 'user3');
      await dut.execute('no key-hash');
      await dut.execute(`key-hash ssh-rsa ${md5.slice(0, -1)}${md5.endsWith('0') ? '1' : '0'}`);
      const asked = await byKey('user3', 'near');
      verify.by('SSH2-RSA-003', keyAccepted(false), asked);
      verify.by('SSH2-RSA-003', refused('refused'), asked);
    });

    step('The signature decides', ['SSH2-RSA-004'], async (verify) => {
      await configureKey('user4', await client.makeKey('signing', bits));
      verify.by('SSH2-RSA-004', authenticatedBy('publickey'), await byKey('user4', 'signing'));
      for (const ask of [true, false]) {
        const replayed = await byKey('user4', 'signing', { signature: 'of-another-session', ask });
        verify.by('SSH2-RSA-004', refused('refused'), replayed);
        const flipped = await byKey('user4', 'signing', { signature: 'one-bit-flipped', ask });
        verify.by('SSH2-RSA-004', refused('refused'), flipped);
      }
      verify.by(
        'SSH2-RSA-004',
        authenticatedBy('publickey'),
        await byKey('user4', 'signing', { ask: false }),
      );
    });

    step('The host key and its signature', ['SSH2-RSA-005'], async (verify) => {
      for (let connection = 1; connection <= 2; connection += 1) {
        const login = await client.login();
        // The client gives up on an exchange whose signature is wrong, so it gets no further then.
        verify.by('SSH2-RSA-005', authenticated(), login);
        const fingerprint = login.observation.hostKey?.sha256 ?? 'no host key was seen';
        const listed = await dut.show('show crypto key mypubkey rsa');
        verify.by('SSH2-RSA-005', keyFingerprintListed(fingerprint), listed);
      }
    });

    step('A host key for each server', ['SSH2-RSA-006'], (verify) => {
      verify.without('SSH2-RSA-006', 'ssh-server-host', 'two servers, with their keys and with them swapped');
      return Promise.resolve();
    });

    step('Strict checking and a server without an entry', ['SSH2-RSA-007'], (verify) => {
      verify.without('SSH2-RSA-007', 'ssh-server-host', 'a server that the client does not know');
      return Promise.resolve();
    });

    step('An entry that matches', ['SSH2-RSA-008'], (verify) => {
      verify.without('SSH2-RSA-008', 'ssh-server-host', 'a session to a server with the right key');
      return Promise.resolve();
    });

    step('Server Authentication Failed', ['SSH2-RSA-009'], (verify) => {
      verify.without('SSH2-RSA-009', 'ssh-server-host', 'a wrong host key, and a wrong signature');
      return Promise.resolve();
    });

    step('Ten users', ['SSH2-RSA-010'], async (verify) => {
      await emptyChain();
      const users = Array.from({ length: limit('ssh-pubkey-users-max') }, (_, index) => `user${index + 1}`);
      for (const user of users) {
        await enterKeysOf(dut, user);
        await dut.execute(`key-hash ${hashed(await client.makeKey(user, bits))}`);
      }
      verify.by('SSH2-RSA-010', usersWithKeys(users), await keyChain());
      for (const user of users) {
        const login = await byKey(user, user);
        verify.by('SSH2-RSA-010', authenticatedBy('publickey'), login);
        await client.logout(login);
      }
      const tooMany = `user${users.length + 1}`;
      const key = await client.makeKey(tooMany, bits);
      // Where the user is refused there is no place for his key either.
      const named = await enterKeysOf(dut, tooMany);
      if (named.observation.modeAfter === 'ssh-pubkey-user') await dut.execute(`key-hash ${hashed(key)}`);
      verify.by('SSH2-RSA-010', usersWithKeys(users), await keyChain());
      verify.by('SSH2-RSA-010', refused('refused'), await byKey(tooMany, tooMany));
      const [first = ''] = users;
      verify.by('SSH2-RSA-010', authenticatedBy('publickey'), await byKey(first, first));
    });

    step('Two keys of a user', ['SSH2-RSA-011'], async (verify) => {
      await emptyChain();
      const numbers = Array.from({ length: limit('ssh-pubkey-keys-per-user-max') }, (_, index) => index + 1);
      const hashes: string[] = [];
      for (const number of numbers) {
        const key = await client.makeKey(`user1 key ${number}`, bits);
        await configureKey('user1', key);
        hashes.push(hashed(key));
      }
      verify.by('SSH2-RSA-011', keysOfUser({ user: 'user1', keys: hashes }), await keyChain());
      for (const number of numbers) {
        verify.by('SSH2-RSA-011', authenticatedBy('publickey'), await byKey('user1', `user1 key ${number}`));
      }
      await configureKey('user1', await client.makeKey('one too many', bits));
      verify.by('SSH2-RSA-011', keysOfUser({ user: 'user1', keys: hashes }), await keyChain());
      verify.by('SSH2-RSA-011', refused('refused'), await byKey('user1', 'one too many'));
      for (const number of numbers) {
        verify.by('SSH2-RSA-011', authenticatedBy('publickey'), await byKey('user1', `user1 key ${number}`));
      }
    });

    step('The client never proposes a public key', ['SSH2-RSA-012'], (verify) => {
      verify.without('SSH2-RSA-012', 'ssh-server-host', 'the methods that the client of the device tries');
      return Promise.resolve();
    });

    step('As OpenSSH asks for it', ['SSH2-RSA-013'], async (verify) => {
      const { username } = bench.dut.account;
      await configureKey(username, await client.makeKey('id_rsa', bits));
      const methods = ['none', 'publickey', 'keyboard-interactive', 'password'] as const;
      const login = await client.login({ methods, publicKey: { key: 'id_rsa' } });
      verify.by('SSH2-RSA-013', authenticatedBy('publickey'), login);
      verify.record(
        'SSH2-RSA-013',
        'signature algorithm',
        login.observation.turns.at(-1)?.keyAlgorithm ?? '',
      );
    });

    step('What server authentication needs', ['SSH2-RSA-014'], (verify) => {
      verify.without('SSH2-RSA-014', 'ssh-server-host', 'key and strict checking, in four combinations');
      return Promise.resolve();
    });
  },
);

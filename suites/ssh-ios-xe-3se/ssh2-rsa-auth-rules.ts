import type { Recorded } from '../../bench/recorded.ts';
import type { UserKeyObservation, UserKeyUse } from '../../bench/ssh-client.ts';
import type { SshServerArgs } from '../../bench/ssh-server-host.ts';
import { type DialHow, dialOut, fateOf } from '../../harness/dial-out.ts';
import { enterKeysOf, enterKeyString, folded } from '../../harness/key-entry.ts';
import {
  authenticated,
  authenticatedBy,
  farEndAskedNothing,
  farEndLoggedIn,
  farEndMethods,
  farEndNotTried,
  farEndRekeyRefused,
  keyAccepted,
  keyFingerprintListed,
  keysOfUser,
  methodsOffered,
  modeIs,
  noPasswordAsked,
  promptIs,
  refused,
  usersWithKeys,
} from '../../harness/matchers/index.ts';
import { onlyServerEntries, strictHostKeyCheck } from '../../harness/server-entries.ts';
import { suite } from '../../harness/suite.ts';
import { type Dialled, remotePrompt } from '../../harness/typed-ssh.ts';

/** Of the users' keys: every release takes so many. */
const bits = 2048;
/** Of servers' keys; the text of the larger one is pasted in several lines more. */
const serverKeySizes = [2048, 4096];
/** What a server does that is not the one whose key is `right`. */
const misuses: Readonly<Record<string, SshServerArgs>> = {
  'the key of another': { hostKey: 'wrong' },
  'the right key, signed by another': { hostKey: 'right', signature: 'of-another-key' },
  'the right key, a signature with one bit flipped': { hostKey: 'right', signature: 'one-bit-flipped' },
};

export default suite(
  'ssh2-rsa-auth-rules',
  {
    title: 'RSA-Based Authentication of Users and Servers',
    guide: { chapter: 3, pages: '21-22' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, server, bench }) => {
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

    const hostOfServer = (): string | undefined => bench.serviceOf('ssh-server-host')?.address;
    const dial = (how?: DialHow) => dialOut({ dut, server, bench }, how);

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

    step('A host key for each server', ['SSH2-RSA-006'], async (verify) => {
      const address = hostOfServer();
      if (address === undefined) {
        verify.without(
          'SSH2-RSA-006',
          'ssh-server-host',
          'two servers, with their keys and with them swapped',
        );
        return;
      }
      const [one, two] = [await server.makeKey('one'), await server.makeKey('two')];
      const dialled = async (name: string, hostKey: string) =>
        (await dial({ target: name, serve: { hostKey } })).served;
      for (const name of ['server1', 'server2']) await dut.configure(`ip host ${name} ${address}`);
      await strictHostKeyCheck(dut, true);
      await onlyServerEntries(dut, { server1: one, server2: two });
      verify.by('SSH2-RSA-006', farEndLoggedIn(), await dialled('server1', 'one'));
      verify.by('SSH2-RSA-006', farEndLoggedIn(), await dialled('server2', 'two'));
      await onlyServerEntries(dut, { server1: two, server2: one });
      verify.by('SSH2-RSA-006', farEndAskedNothing(), await dialled('server1', 'one'));
      verify.by('SSH2-RSA-006', farEndAskedNothing(), await dialled('server2', 'two'));
    });

    step('Strict checking and a server without an entry', ['SSH2-RSA-007'], async (verify) => {
      if (hostOfServer() === undefined) {
        verify.without('SSH2-RSA-007', 'ssh-server-host', 'a server that the client does not know');
        return;
      }
      await emptyChain();
      // The second time it has met the server: what it learnt of it then would show.
      for (const time of ['first', 'second']) {
        await strictHostKeyCheck(dut, true);
        const { typed, served } = await dial();
        verify('SSH2-RSA-007', typed);
        verify.by('SSH2-RSA-007', farEndAskedNothing(), served);
        verify.by('SSH2-RSA-007', modeIs('privileged-exec'), typed);
        await strictHostKeyCheck(dut, false);
        verify.record('SSH2-RSA-007', `without strict checking, the ${time} time`, fateOf(await dial()));
      }
    });

    step('An entry that matches', ['SSH2-RSA-008'], async (verify) => {
      const address = hostOfServer();
      if (address === undefined) {
        verify.without('SSH2-RSA-008', 'ssh-server-host', 'a session to a server with the right key');
        return;
      }
      await strictHostKeyCheck(dut, true);
      for (const size of serverKeySizes) {
        const key = await server.makeKey(`of ${size} bits`, size);
        await onlyServerEntries(dut, { [address]: key });
        const { typed, served } = await dial({ serve: { hostKey: `of ${size} bits` } });
        verify.by('SSH2-RSA-008', farEndLoggedIn(), served);
        verify.by('SSH2-RSA-008', promptIs(remotePrompt), typed);
      }
    });

    for (const [misuse, serve] of Object.entries(misuses)) {
      step(`Server Authentication Failed: ${misuse}`, ['SSH2-RSA-009'], async (verify) => {
        const address = hostOfServer();
        if (address === undefined) {
          verify.without('SSH2-RSA-009', 'ssh-server-host', misuse);
          return;
        }
        await server.makeKey('wrong');
        await onlyServerEntries(dut, { [address]: await server.makeKey('right') });
        await strictHostKeyCheck(dut, true);
        // The server was itself a moment ago.
        verify.by('SSH2-RSA-009', farEndLoggedIn(), (await dial({ serve: { hostKey: 'right' } })).served);
        // On the terminal or in the log: the guide does not say where.
        const dialled: Dialled[] = [];
        const printed = await dut.watch(async () => dialled.push(await dial({ serve })), {
          pattern: /Server Authentication Failed/,
        });
        verify('SSH2-RSA-009', printed);
        for (const { typed, served } of dialled) {
          verify.by('SSH2-RSA-009', farEndAskedNothing(), served);
          verify.by('SSH2-RSA-009', noPasswordAsked(), typed);
          verify.by('SSH2-RSA-009', modeIs('privileged-exec'), typed);
        }
        await strictHostKeyCheck(dut, false);
        verify.record('SSH2-RSA-009', `${misuse}, without strict checking`, fateOf(await dial({ serve })));
      });
    }

    step(
      'Server Authentication Failed: another key when new keys are made',
      ['SSH2-RSA-009'],
      async (verify) => {
        const address = hostOfServer();
        if (address === undefined) {
          verify.without('SSH2-RSA-009', 'ssh-server-host', 'a host key that changes in a session');
          return;
        }
        await server.makeKey('wrong');
        await onlyServerEntries(dut, { [address]: await server.makeKey('right') });
        // As soon as the user is let in.
        const serve = { hostKey: 'right', rekeyHostKey: 'wrong', rekeyBytes: 1 };
        await strictHostKeyCheck(dut, true);
        const { typed, served } = await dial({ serve });
        verify('SSH2-RSA-009', typed);
        verify.by('SSH2-RSA-009', farEndRekeyRefused(), served);
        verify.by('SSH2-RSA-009', modeIs('privileged-exec'), typed);
        await strictHostKeyCheck(dut, false);
        const [unchecked] = (await dial({ serve })).served.observation.connections;
        const completed = unchecked?.rekeys.some((rekey) => rekey.completed) === true;
        verify.record(
          'SSH2-RSA-009',
          'another key when new keys are made, without strict checking',
          completed ? 'goes on' : 'ends',
        );
      },
    );

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

    step('The client never proposes a public key', ['SSH2-RSA-012'], async (verify) => {
      if (hostOfServer() === undefined) {
        verify.without('SSH2-RSA-012', 'ssh-server-host', 'the methods that the client of the device tries');
        return;
      }
      await strictHostKeyCheck(dut, false);
      const alone = await dial({ serve: { methods: ['publickey'] } });
      verify.by('SSH2-RSA-012', farEndNotTried('publickey'), alone.served);
      const both = await dial({ serve: { methods: ['publickey', 'password'] } });
      verify.by('SSH2-RSA-012', farEndNotTried('publickey'), both.served);
      verify.by('SSH2-RSA-012', farEndMethods(['password']), both.served);
      const [first] = both.served.observation.connections.flatMap(({ turns }) => turns);
      verify.record('SSH2-RSA-012', 'first request', first?.method ?? '');
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

    step('What server authentication needs', ['SSH2-RSA-014'], async (verify) => {
      const address = hostOfServer();
      if (address === undefined) {
        verify.without('SSH2-RSA-014', 'ssh-server-host', 'key and strict checking, in four combinations');
        return;
      }
      const right = await server.makeKey('right');
      await server.makeKey('wrong');
      for (const strict of [true, false]) {
        await strictHostKeyCheck(dut, strict);
        for (const key of [right, undefined]) {
          await onlyServerEntries(dut, { [address]: key });
          for (const hostKey of ['right', 'wrong']) {
            const dialled = await dial({ serve: { hostKey } });
            if (strict && key !== undefined) {
              if (hostKey === 'right') verify.by('SSH2-RSA-014', farEndLoggedIn(), dialled.served);
              else verify.by('SSH2-RSA-014', farEndAskedNothing(), dialled.served);
              continue;
            }
            const given = [key && 'the key', strict && 'strict checking'].filter((part) => part);
            const which = given.join(' and ') || 'neither';
            verify.record('SSH2-RSA-014', `${which}, the ${hostKey} server`, fateOf(dialled));
          }
        }
      }
    });
  },
);

import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { UserKeyObservation } from '../../bench/ssh-client.ts';
import { enterKeysOf, enterKeyString, folded } from '../../harness/key-entry.ts';
import {
  authenticatedBy,
  keyFingerprintListed,
  keyGenerated,
  keyListed,
  keysOfUser,
  modeIs,
  nameCompleted,
  passwordAsked,
  refused,
  runningConfigHas,
  sshEnabled,
} from '../../harness/matchers/index.ts';
import { lookUpNames } from '../../harness/name-lookup.ts';
import { generateRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

const hostKeyName = 'host1.name1';
const hostKeySize = 2048;
const user = 'user1';
/** Of the suite's own keys on the client. */
const bits = 2048;
/** The network port of a real switch comes up after its console. */
const triesAfterBoot = 20;

export default suite(
  'ssh2-pubkey-user-auth',
  {
    title: 'Configuring the Cisco SSH Server to Perform RSA-Based User Authentication',
    guide: { chapter: 3, pages: '26-28' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, peer, client, dns, bench }) => {
    const domain = () => `${String(bench.profile.facts['domain-keyword']?.value)} name1`;
    const keyChain = () => dut.show('show running-config | section pubkey');
    const pasted = ({ observation: { line } }: Recorded<UserKeyObservation>) => folded(line);
    const hashed = ({ observation: { md5 } }: Recorded<UserKeyObservation>): string => `ssh-rsa ${md5}`;

    const printed = ({ observation: { lines } }: Recorded<CliObservation>): string[] =>
      lines.map(({ text }) => text.trim()).filter((text) => text !== '');

    /** A login with this key and nothing else to show. */
    const byKey = (key: string, username = user) =>
      client.login({ username, methods: ['publickey'], publicKey: { key } });

    step('Step 1  enable', ['SSH2-PUBKEY-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-PUBKEY-002', enabled);
      verify.by('SSH2-PUBKEY-002', passwordAsked(), enabled);
    });

    step('Step 2  configure terminal', ['SSH2-PUBKEY-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH2-PUBKEY-003', await dut.execute('configure terminal'));
      await dut.enter('user-exec');
      verify.by('SSH2-PUBKEY-003', modeIs('user-exec'), await dut.execute('configure terminal'));
    });

    step('Step 3  hostname host1', ['SSH2-PUBKEY-004'], async (verify) => {
      verify('SSH2-PUBKEY-004', await dut.configure('hostname host1'));
    });

    step('Step 4  ip domain-name name1', ['SSH2-PUBKEY-005'], async (verify) => {
      verify('SSH2-PUBKEY-005', await dut.configure('ip domain-name name1'));
      verify.by('SSH2-PUBKEY-005', runningConfigHas(domain()), await dut.show('show running-config'));
      const nameServer = bench.serviceOf('dns-server');
      if (nameServer === undefined) {
        verify.without('SSH2-PUBKEY-005', 'dns-server', 'a short name is asked for with the domain');
        return;
      }
      await lookUpNames(dut, nameServer.address);
      // Nobody is called so; what is asked for tells.
      const since = await dns.mark();
      await dut.show('ssh -l user1 host2');
      verify.by(
        'SSH2-PUBKEY-005',
        nameCompleted({ short: 'host2', domain: 'name1' }),
        await dns.queries(since, { name: 'host2.name1' }, 10),
      );
    });

    step('Step 5  crypto key generate rsa', ['SSH2-PUBKEY-006'], async (verify) => {
      for (const time of ['first', 'second']) {
        const generated = await generateRsaKeys(dut, hostKeySize);
        verify.by('SSH2-PUBKEY-006', keyGenerated({ name: hostKeyName, bits: hostKeySize }), generated);
        const keys = await dut.show('show crypto key mypubkey rsa');
        verify.by('SSH2-PUBKEY-006', keyListed({ name: hostKeyName }), keys);
        verify.by('SSH2-PUBKEY-006', sshEnabled(true), await dut.show('show ip ssh'));
        const login = await client.login();
        const fingerprint = login.observation.hostKey?.sha256 ?? `no host key, the ${time} time`;
        verify.by('SSH2-PUBKEY-006', keyFingerprintListed(fingerprint), keys);
      }
    });

    step('Step 6  ip ssh pubkey-chain', ['SSH2-PUBKEY-007'], async (verify) => {
      await dut.configure('no ip ssh pubkey-chain');
      verify('SSH2-PUBKEY-007', await dut.execute('ip ssh pubkey-chain'));
    });

    step('Step 7  username user1', ['SSH2-PUBKEY-009'], async (verify) => {
      verify('SSH2-PUBKEY-009', await enterKeysOf(dut, user));
    });

    step('Step 8  key-string', ['SSH2-PUBKEY-010'], async (verify) => {
      await enterKeysOf(dut, user);
      verify('SSH2-PUBKEY-010', await dut.execute('key-string'));
      verify.by('SSH2-PUBKEY-010', modeIs('ssh-pubkey-user'), await dut.execute('exit'));
    });

    for (const size of [1024, 2048, 4096]) {
      step(`The text of id_rsa.pub, ${size} bits`, ['SSH2-PUBKEY-011'], async (verify) => {
        if (size < Number(bench.profile.facts['rsa-modulus-min']?.value)) return;
        const name = `key-of-${size}`;
        const { line } = (await client.makeKey(name, size)).observation;
        const [, base64 = ''] = line.split(' ');
        for (const text of [line, base64, `${base64} ${name}`]) {
          await enterKeysOf(dut, user);
          await dut.execute('no key-hash');
          await enterKeyString(dut, user, folded(text));
          verify.by('SSH2-PUBKEY-011', authenticatedBy('publickey'), await byKey(name));
        }
        await enterKeysOf(dut, user);
        await dut.execute('no key-hash');
        const middle = base64.length >> 1;
        const other = base64[middle] === 'A' ? 'B' : 'A';
        const damaged = `${base64.slice(0, middle)}${other}${base64.slice(middle + 1)}`;
        await enterKeyString(dut, user, folded(damaged));
        verify.by('SSH2-PUBKEY-011', refused('refused'), await byKey(name));
      });
    }

    step('The private key of the pair, and of another', ['SSH2-PUBKEY-008'], async (verify) => {
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      await enterKeyString(dut, user, pasted(await client.makeKey('right', bits)));
      await client.makeKey('other', bits);
      await dut.show('debug ip ssh');
      const seen = await dut.watch(() => byKey('right'), { pattern: /authentication successful for user1/ });
      await dut.show('undebug all');
      verify('SSH2-PUBKEY-008', seen);
      verify.by('SSH2-PUBKEY-008', authenticatedBy('publickey'), await byKey('right'));
      verify.by('SSH2-PUBKEY-008', refused('refused'), await byKey('other'));
    });

    step('Step 9  key-hash ssh-rsa', ['SSH2-PUBKEY-012'], async (verify) => {
      const key = await client.makeKey('hashed', bits);
      await client.makeKey('not hashed', bits);
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      const typed = await dut.execute(`key-hash ${hashed(key)} key1`);
      const shown = await keyChain();
      verify('SSH2-PUBKEY-012', typed, shown);
      verify.by('SSH2-PUBKEY-012', keysOfUser({ user, keys: [hashed(key)] }), shown);
      verify.by('SSH2-PUBKEY-012', authenticatedBy('publickey'), await byKey('hashed'));
      verify.by('SSH2-PUBKEY-012', refused('refused'), await byKey('not hashed'));

      // As the guide prints the prompt: where text is key data.
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      await dut.execute('key-string');
      const asData = await dut.execute(`key-hash ${hashed(key)}`);
      const ended = await dut.execute('exit');
      verify.record('SSH2-PUBKEY-012', 'key-hash in the data mode stays in', asData.observation.modeAfter);
      verify.record('SSH2-PUBKEY-012', 'what is said at its end', printed(ended));
      verify.record('SSH2-PUBKEY-012', 'its key is then', (await byKey('hashed')).observation.outcome);
    });

    step('Key types', ['SSH2-PUBKEY-013'], async (verify) => {
      const key = await client.makeKey('of ssh-rsa', bits);
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      await dut.execute(`key-hash ${hashed(key)}`);
      const onlyThat = async () =>
        verify.by('SSH2-PUBKEY-013', keysOfUser({ user, keys: [hashed(key)] }), await keyChain());
      await onlyThat();
      for (const [type, size] of [
        ['ssh-dss', 1024],
        ['ecdsa-sha2-nistp256', 256],
      ] as const) {
        const other = await client.makeKey(`of ${type}`, size, type);
        await enterKeysOf(dut, user);
        await dut.execute(`key-hash ${type} ${other.observation.md5}`);
        await onlyThat();
        await enterKeyString(dut, user, pasted(other));
        await onlyThat();
      }
      await enterKeysOf(dut, user);
      await dut.execute('key-hash ssh-ed25519 00112233445566778899AABBCCDDEEFF');
      await onlyThat();
    });

    step('Neither key-string nor key-hash', ['SSH2-PUBKEY-014'], async (verify) => {
      await client.makeKey('of user9', bits);
      await enterKeysOf(dut, 'user9');
      await dut.execute('end');
      verify.by('SSH2-PUBKEY-014', refused('refused'), await byKey('of user9', 'user9'));
      const shown = await keyChain();
      verify.by('SSH2-PUBKEY-014', keysOfUser({ user: 'user9', keys: [] }), shown);
    });

    step('The hash is that of every program', ['SSH2-PUBKEY-015'], async (verify) => {
      const key = await client.makeKey('copied', bits);
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      await enterKeyString(dut, user, pasted(key));
      verify.by('SSH2-PUBKEY-015', keysOfUser({ user, keys: [hashed(key)] }), await keyChain());
      await enterKeysOf(dut, 'user2');
      await dut.execute(`key-hash ${hashed(key)}`);
      verify.by('SSH2-PUBKEY-015', authenticatedBy('publickey'), await byKey('copied', 'user2'));
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SSH2-PUBKEY-015', 'second-device', 'the line copied from another device');
        return;
      }
      await enterKeyString(peer, user, pasted(key));
      const there = await peer.show('show running-config | section pubkey');
      verify.by('SSH2-PUBKEY-015', keysOfUser({ user, keys: [hashed(key)] }), there);
      for (const line of printed(there).filter((text) => text.startsWith('key-hash '))) {
        await enterKeysOf(dut, 'user3');
        await dut.execute(line);
        verify.by('SSH2-PUBKEY-015', authenticatedBy('publickey'), await byKey('copied', 'user3'));
      }
    });

    step('Step 10  end', ['SSH2-PUBKEY-017'], async (verify) => {
      const key = await client.makeKey('ended', bits);
      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      verify('SSH2-PUBKEY-017', await enterKeyString(dut, user, pasted(key), 'end'));
      const shown = await keyChain();
      verify.by('SSH2-PUBKEY-017', keysOfUser({ user, keys: [hashed(key)] }), shown);
      verify.by('SSH2-PUBKEY-017', authenticatedBy('publickey'), await byKey('ended'));

      await enterKeysOf(dut, user);
      await dut.execute('no key-hash');
      await enterKeyString(dut, user, pasted(key), 'exit');
      await dut.execute('exit');
      await dut.execute('exit');
      await dut.execute('end');
      verify.record(
        'SSH2-PUBKEY-017',
        'after exit, exit, exit, end',
        (await byKey('ended')).observation.outcome,
      );
    });

    for (const way of ['key-string', 'key-hash'] as const) {
      step(`The ten steps, by ${way}`, ['SSH2-PUBKEY-001'], async (verify) => {
        const key = await client.makeKey(`by ${way}`, bits);
        await dut.configure('no ip ssh pubkey-chain');
        await dut.enter('user-exec');
        await dut.execute('enable');
        await dut.execute('configure terminal');
        await dut.execute('hostname host1');
        await dut.execute('ip domain-name name1');
        await generateRsaKeys(dut, hostKeySize);
        await dut.execute('ip ssh pubkey-chain');
        await dut.execute(`username ${user}`);
        if (way === 'key-hash') await dut.execute(`key-hash ${hashed(key)}`);
        else {
          await dut.execute('key-string');
          for (const line of pasted(key)) await dut.execute(line);
          await dut.execute('exit');
        }
        await dut.execute('end');
        await client.makeKey('another', bits);
        verify.by('SSH2-PUBKEY-001', authenticatedBy('publickey'), await byKey(`by ${way}`));
        verify.by('SSH2-PUBKEY-001', refused('refused'), await byKey('another'));
      });
    }

    step('A new key by key-string alone, and after a reload', ['SSH2-PUBKEY-016'], async (verify) => {
      const key = await client.makeKey('new', bits);
      await dut.configure('no ip ssh pubkey-chain');
      await enterKeyString(dut, user, pasted(key));
      verify.by('SSH2-PUBKEY-016', authenticatedBy('publickey'), await byKey('new'));
      if (bench.whyWithout('reload-allowed') !== undefined) {
        verify.without('SSH2-PUBKEY-016', 'reload-allowed', 'the login after a reload');
        return;
      }
      await dut.show('write memory');
      await dut.reload();
      verify.by('SSH2-PUBKEY-016', keysOfUser({ user, keys: [hashed(key)] }), await keyChain());
      let login = await byKey('new');
      for (let tried = 1; tried < triesAfterBoot && login.observation.outcome === 'unreachable'; tried += 1) {
        login = await byKey('new');
      }
      verify.by('SSH2-PUBKEY-016', authenticatedBy('publickey'), login);
    });
  },
);

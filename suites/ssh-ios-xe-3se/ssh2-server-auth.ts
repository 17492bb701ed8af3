import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { HostKeyObservation } from '../../bench/ssh-server-host.ts';
import { type DialHow, dialOut, fateOf } from '../../harness/dial-out.ts';
import { enterKeyOfServer, enterServerKeyString, folded } from '../../harness/key-entry.ts';
import {
  farEndAskedNothing,
  farEndLoggedIn,
  keyGenerated,
  keyListed,
  keysOfServer,
  modeIs,
  nameCompleted,
  passwordAsked,
  runningConfigHas,
  runningConfigLacks,
} from '../../harness/matchers/index.ts';
import { lookUpNames } from '../../harness/name-lookup.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { generateRsaKeys } from '../../harness/rsa-keys.ts';
import { onlyServerEntries, strictHostKeyCheck } from '../../harness/server-entries.ts';
import { suite } from '../../harness/suite.ts';

const hostKeyName = 'host1.name1';
const hostKeySize = 2048;
/** As the guide calls the server. */
const server1 = 'server1';
/** What one digit of a hash becomes. */
const otherDigit = (digit: string): string => (digit === '0' ? '1' : '0');

type HostKey = Recorded<HostKeyObservation>;

export default suite(
  'ssh2-server-auth',
  {
    title: 'Configuring the Cisco IOS SSH Client to Perform RSA-Based Server Authentication',
    guide: { chapter: 3, pages: '28-30' },
    roles: ['console', 'ssh-server-host'],
  },
  ({ step, dut, peer, server, client, dns, bench }) => {
    const domain = () => `${String(bench.profile.facts['domain-keyword']?.value)} name1`;
    const keyChain = () => dut.show('show running-config | section pubkey');
    const address = (): string => bench.serviceOf('ssh-server-host')?.address ?? '';
    const hashed = ({ observation: { md5 } }: HostKey): string => `ssh-rsa ${md5}`;
    const pasted = ({ observation: { line } }: HostKey) => folded(line);

    const dial = (how?: DialHow) => dialOut({ dut, server, bench }, how);
    /** What the server that presents this key saw. */
    const seenBy = async (hostKey: string, target = address()) =>
      (await dial({ target, serve: { hostKey } })).served;

    const printed = ({ observation }: Recorded<CliObservation>): string[] =>
      outputLines(observation)
        .map((line) => line.trim())
        .filter((line) => line !== '');

    /** Into the entry of a server that has no key yet. */
    const newEntry = async (name: string): Promise<Recorded<CliObservation>> => {
      await dut.enter('ssh-pubkey');
      await dut.execute(`no server ${name}`);
      return await enterKeyOfServer(dut, name);
    };

    const nameHost = () => dut.configure('hostname host1');

    step('Step 1  enable', ['SSH2-SRVAUTH-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-SRVAUTH-002', enabled);
      verify.by('SSH2-SRVAUTH-002', passwordAsked(), enabled);
    });

    step('Step 2  configure terminal', ['SSH2-SRVAUTH-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH2-SRVAUTH-003', await dut.execute('configure terminal'));
      await dut.enter('user-exec');
      verify.by('SSH2-SRVAUTH-003', modeIs('user-exec'), await dut.execute('configure terminal'));
    });

    step('Step 3  hostname host1', ['SSH2-SRVAUTH-004'], async (verify) => {
      verify('SSH2-SRVAUTH-004', await nameHost());
    });

    step('Step 4  ip domain-name name1', ['SSH2-SRVAUTH-015'], async (verify) => {
      verify('SSH2-SRVAUTH-015', await dut.configure('ip domain-name name1'));
      verify.by('SSH2-SRVAUTH-015', runningConfigHas(domain()), await dut.show('show running-config'));
      const nameServer = bench.serviceOf('dns-server');
      if (nameServer === undefined) {
        verify.without('SSH2-SRVAUTH-015', 'dns-server', 'a short name is asked for with the domain');
        return;
      }
      await lookUpNames(dut, nameServer.address);
      const since = await dns.answer({ records: { [`${server1}.name1`]: [address()] } });
      await strictHostKeyCheck(dut, false);
      await dial({ target: server1 });
      verify.by(
        'SSH2-SRVAUTH-015',
        nameCompleted({ short: server1, domain: 'name1' }),
        await dns.queries(since),
      );
    });

    step('Step 5  crypto key generate rsa', ['SSH2-SRVAUTH-016'], async (verify) => {
      await nameHost();
      await dut.configure('ip domain-name name1');
      const generated = await generateRsaKeys(dut, hostKeySize);
      const expected = { name: hostKeyName, bits: hostKeySize };
      verify.by('SSH2-SRVAUTH-016', keyGenerated(expected), generated);
      const keys = await dut.show('show crypto key mypubkey rsa');
      verify.by('SSH2-SRVAUTH-016', keyListed({ name: hostKeyName }), keys);
    });

    step('Step 6  ip ssh pubkey-chain', ['SSH2-SRVAUTH-005'], async (verify) => {
      await nameHost();
      await dut.configure('no ip ssh pubkey-chain');
      verify('SSH2-SRVAUTH-005', await dut.execute('ip ssh pubkey-chain'));
    });

    step('Step 7  server server1', ['SSH2-SRVAUTH-006'], async (verify) => {
      await nameHost();
      verify('SSH2-SRVAUTH-006', await newEntry(server1));
      verify('SSH2-SRVAUTH-006', await newEntry(address()));

      const nameServer = bench.serviceOf('dns-server');
      const key = await server.makeKey('right');
      await strictHostKeyCheck(dut, true);
      await onlyServerEntries(dut, { [address()]: key });
      verify.by('SSH2-SRVAUTH-006', farEndLoggedIn(), await seenBy('right'));
      if (nameServer === undefined) {
        verify.without('SSH2-SRVAUTH-006', 'dns-server', 'an entry by name, and one who types the name');
        return;
      }
      await dut.configure('ip domain-name name1');
      await lookUpNames(dut, nameServer.address);
      await dns.answer({ records: { [`${server1}.name1`]: [address()] } });
      const byName = await dial({ target: server1, serve: { hostKey: 'right' } });
      verify.record('SSH2-SRVAUTH-006', 'entry by address, name typed', fateOf(byName));
      await onlyServerEntries(dut, { [server1]: key });
      verify.by('SSH2-SRVAUTH-006', farEndLoggedIn(), await seenBy('right', server1));
      const byAddress = await dial({ serve: { hostKey: 'right' } });
      verify.record('SSH2-SRVAUTH-006', 'entry by name, address typed', fateOf(byAddress));
      for (const alike of [server1.slice(0, -1), `${server1}0`, server1.slice(1)]) {
        await onlyServerEntries(dut, { [alike]: key });
        verify.by('SSH2-SRVAUTH-006', farEndAskedNothing(), await seenBy('right', server1));
      }
    });

    step('Step 8  key-string', ['SSH2-SRVAUTH-007'], async (verify) => {
      await nameHost();
      await newEntry(address());
      verify('SSH2-SRVAUTH-007', await dut.execute('key-string'));
      await dut.execute('exit');
      await strictHostKeyCheck(dut, true);
      for (const size of [2048, 4096]) {
        const name = `of ${size} bits`;
        const key = await server.makeKey(name, size);
        await onlyServerEntries(dut, { [address()]: key });
        const shown = await keyChain();
        verify.by('SSH2-SRVAUTH-007', keysOfServer({ server: address(), keys: [hashed(key)] }), shown);
        verify.by('SSH2-SRVAUTH-007', farEndLoggedIn(), await seenBy(name));
      }
    });

    step('Step 9  exit', ['SSH2-SRVAUTH-008'], async (verify) => {
      await nameHost();
      const key = await server.makeKey('right');
      const noKey = { server: server1, keys: [] };

      await newEntry(server1);
      verify('SSH2-SRVAUTH-008', await enterServerKeyString(dut, server1, pasted(key)));
      const stored = { server: server1, keys: [hashed(key)] };
      verify.by('SSH2-SRVAUTH-008', keysOfServer(stored), await keyChain());

      await newEntry(server1);
      const empty = await enterServerKeyString(dut, server1, []);
      verify('SSH2-SRVAUTH-008', empty);
      verify.record('SSH2-SRVAUTH-008', 'after no data', printed(empty));
      verify.by('SSH2-SRVAUTH-008', keysOfServer(noKey), await keyChain());

      const [first = '', ...rest] = pasted(key);
      await newEntry(server1);
      const damaged = await enterServerKeyString(dut, server1, [`${first.slice(0, -8)}*(!%*(!%`, ...rest]);
      verify('SSH2-SRVAUTH-008', damaged);
      verify.record('SSH2-SRVAUTH-008', 'after damaged base64', printed(damaged));
      verify.by('SSH2-SRVAUTH-008', keysOfServer(noKey), await keyChain());
    });

    step('Step 10  key-hash ssh-rsa', ['SSH2-SRVAUTH-009'], async (verify) => {
      const key = await server.makeKey('right');
      const hash = hashed(key);
      await strictHostKeyCheck(dut, true);
      await newEntry(address());
      const typed = await dut.execute(`key-hash ${hash} key1`);
      const shown = await keyChain();
      verify('SSH2-SRVAUTH-009', typed, shown);
      verify.by('SSH2-SRVAUTH-009', keysOfServer({ server: address(), keys: [hash] }), shown);
      verify.by('SSH2-SRVAUTH-009', farEndLoggedIn(), await seenBy('right'));

      for (const place of ['ssh-rsa '.length, hash.length - 1]) {
        await newEntry(address());
        const wrong = `${hash.slice(0, place)}${otherDigit(hash.charAt(place))}${hash.slice(place + 1)}`;
        await dut.execute(`key-hash ${wrong}`);
        verify.by('SSH2-SRVAUTH-009', farEndAskedNothing(), await seenBy('right'));
      }

      // As the guide prints it, where a name stands in place of the hash.
      await newEntry(address());
      const literal = await dut.execute('key-hash ssh-rsa key1');
      verify.record('SSH2-SRVAUTH-009', 'key-hash ssh-rsa key1', printed(literal).join(' ') || 'accepted');
    });

    step('Key types', ['SSH2-SRVAUTH-010'], async (verify) => {
      const key = await server.makeKey('right');
      await newEntry(address());
      await dut.execute(`key-hash ${hashed(key)}`);
      const onlyThat = async () => {
        const expected = { server: address(), keys: [hashed(key)] };
        verify.by('SSH2-SRVAUTH-010', keysOfServer(expected), await keyChain());
      };
      await onlyThat();
      for (const type of ['ssh-dss', 'ecdsa-sha2-nistp256', 'ssh-ed25519']) {
        await enterKeyOfServer(dut, address());
        await dut.execute(`key-hash ${type} 00112233445566778899AABBCCDDEEFF`);
        await onlyThat();
      }
      if (bench.whyWithout('ssh-client') !== undefined) return;
      const dss = await client.makeKey('of ssh-dss', 1024, 'ssh-dss');
      await enterServerKeyString(dut, address(), folded(dss.observation.line));
      await onlyThat();
    });

    step('Neither key-string nor key-hash', ['SSH2-SRVAUTH-010'], async (verify) => {
      await server.makeKey('right');
      await strictHostKeyCheck(dut, true);
      await onlyServerEntries(dut, { [address()]: undefined });
      verify.by('SSH2-SRVAUTH-010', farEndAskedNothing(), await seenBy('right'));
      verify.by('SSH2-SRVAUTH-010', keysOfServer({ server: address(), keys: [] }), await keyChain());
    });

    step('The hash is that of every program', ['SSH2-SRVAUTH-011'], async (verify) => {
      const key = await server.makeKey('copied');
      const expected = { server: server1, keys: [hashed(key)] };
      await onlyServerEntries(dut, { [server1]: key });
      verify.by('SSH2-SRVAUTH-011', keysOfServer(expected), await keyChain());
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SSH2-SRVAUTH-011', 'second-device', 'the hash that another device computes');
        return;
      }
      await onlyServerEntries(peer, { [server1]: key });
      const copied = await peer.show('show running-config | section pubkey');
      verify.by('SSH2-SRVAUTH-011', keysOfServer(expected), copied);
    });

    step('Step 11  end', ['SSH2-SRVAUTH-012'], async (verify) => {
      await nameHost();
      const key = await server.makeKey('right');
      await newEntry(server1);
      await dut.execute(`key-hash ${hashed(key)}`);
      verify('SSH2-SRVAUTH-012', await dut.execute('end'));
      const kept = { server: server1, keys: [hashed(key)] };
      verify.by('SSH2-SRVAUTH-012', keysOfServer(kept), await keyChain());
    });

    step('Step 12  configure terminal', ['SSH2-SRVAUTH-013'], async (verify) => {
      await nameHost();
      await newEntry(server1);
      await dut.execute('end');
      verify('SSH2-SRVAUTH-013', await dut.execute('configure terminal'));
    });

    step('Step 13  ip ssh stricthostkeycheck', ['SSH2-SRVAUTH-014'], async (verify) => {
      await server.makeKey('wrong');
      await onlyServerEntries(dut, { [address()]: await server.makeKey('right') });
      const impostor = { serve: { hostKey: 'wrong' } };
      await strictHostKeyCheck(dut, false);
      const before = fateOf(await dial(impostor));
      const typed = await dut.configure('ip ssh stricthostkeycheck');
      verify('SSH2-SRVAUTH-014', typed, await dut.show('show running-config'));
      verify.record('SSH2-SRVAUTH-014', 'impostor, before the command', before);
      const refused = await dial(impostor);
      verify.by('SSH2-SRVAUTH-014', farEndAskedNothing(), refused.served);
      verify.by('SSH2-SRVAUTH-014', modeIs('privileged-exec'), refused.typed);
      verify.by('SSH2-SRVAUTH-014', farEndLoggedIn(), await seenBy('right'));
      await strictHostKeyCheck(dut, false);
      const without = await dut.show('show running-config');
      verify.by('SSH2-SRVAUTH-014', runningConfigLacks('ip ssh stricthostkeycheck'), without);
      verify.record('SSH2-SRVAUTH-014', 'impostor, after no', fateOf(await dial(impostor)));
    });

    for (const optional of ['with', 'without'] as const) {
      step(
        `The thirteen steps, ${optional} those that name the client and make its keys`,
        ['SSH2-SRVAUTH-001', 'SSH2-SRVAUTH-016'],
        async (verify) => {
          const key = await server.makeKey('true server');
          await server.makeKey('impostor');
          await onlyServerEntries(dut, {});
          await strictHostKeyCheck(dut, false);
          await dut.enter('user-exec');
          await dut.execute('enable');
          await dut.execute('configure terminal');
          if (optional === 'with') {
            await dut.execute('hostname host1');
            await dut.execute('ip domain-name name1');
            const generated = await generateRsaKeys(dut, hostKeySize);
            const expected = { name: hostKeyName, bits: hostKeySize };
            verify.by('SSH2-SRVAUTH-016', keyGenerated(expected), generated);
          }
          await dut.execute('ip ssh pubkey-chain');
          await dut.execute(`server ${address()}`);
          await dut.execute('key-string');
          for (const line of pasted(key)) await dut.execute(line);
          await dut.execute('exit');
          await dut.execute(`key-hash ${hashed(key)}`);
          await dut.execute('end');
          await dut.execute('configure terminal');
          await dut.execute('ip ssh stricthostkeycheck');
          const dialled = await dial({ serve: { hostKey: 'true server' } });
          verify.by('SSH2-SRVAUTH-001', farEndLoggedIn(), dialled.served);
          verify.by('SSH2-SRVAUTH-001', farEndAskedNothing(), await seenBy('impostor'));
          if (optional === 'without')
            verify.record('SSH2-SRVAUTH-016', 'the task without this step', fateOf(dialled));
        },
      );
    }
  },
);

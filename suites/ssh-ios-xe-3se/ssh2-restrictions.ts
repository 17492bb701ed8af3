import { claimed, claimedNumber, claims } from '../../bench/claims.ts';
import { dialOut, fateOf } from '../../harness/dial-out.ts';
import { dialOutv1 } from '../../harness/dial-out-v1.ts';
import {
  authenticated,
  compressionOffered,
  contentIs,
  copied,
  copyRefused,
  endedByServer,
  errorLine,
  farEndCipher,
  farEndIdent,
  farEndLoggedIn,
  farEndv1LoggedIn,
  greetsWithVersion2,
  helpOffers,
  hostKeyBits,
  keyGenerated,
  md5Shown,
  negotiated,
  noErrorLine,
  outlivedRefusal,
  outputHas,
  outputLacks,
  refused,
  requestGranted,
  requestRefused,
  sshVersionShown,
  sshv1NotBegun,
  turnedAway,
  udpUnanswered,
} from '../../harness/matchers/index.ts';
import { zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { section } from '../../harness/section.ts';
import { suite } from '../../harness/suite.ts';

/** RFC 4253, section 5.1: a client of 1.99 is one of version 2 too. */
const version2 = '^SSH-(?:2\\.0|1\\.99)-';
/** The line of `show clock`, to the year at its end. */
const timeOfDay = '\\d\\d:\\d\\d:\\d\\d.* (?:19|20)\\d\\d$';
const terminal = { rows: 24, cols: 80 };
/** Anything but a port that a switch serves. */
const forwardedPort = 8022;
/** Seconds of `ip ssh time-out` by default, and some for a slow CPU: longer no connection may hang. */
const longestHandshake = 130_000;
/** Bits below the least of the guide: with `modulus 767` the one that is just too small. */
const tooSmall = [512, 752, 767];
const guideSizes = [768, 1024, 2048, 4096];

export default suite(
  'ssh2-restrictions',
  {
    title: 'Prerequisites and Restrictions for SSH Version 2',
    guide: { chapter: 3, pages: '19-20' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, sshv1, server, serverV1, scp, bench }) => {
    const copies = scpCopies({ dut, scp, bench });
    const without = (role: 'ssh-server-host' | 'sshv1-server-host') => bench.whyWithout(role) !== undefined;
    const bits = (fact: string): number => Number(bench.profile.facts[fact]?.value);

    step('SSH runs over TCP', ['SSH2-GEN-001'], async (verify) => {
      const login = await client.login();
      verify.by('SSH2-GEN-001', greetsWithVersion2(), login);
      verify.by('SSH2-GEN-001', udpUnanswered(), await client.probeUdp());
      verify.by('SSH2-GEN-001', greetsWithVersion2(), await client.login());
    });

    step('A session, and a single command', ['SSH2-GEN-002'], async (verify) => {
      const session = await client.login();
      await client.shell(session);
      verify.by('SSH2-GEN-002', outputHas(timeOfDay), await client.type(session, 'show clock'));
      const command = await client.login();
      verify.by('SSH2-GEN-002', outputHas(timeOfDay), await client.exec(command, 'show clock'));
    });

    step('The server needs a k9 image', ['SSH2-PRE-001'], async (verify) => {
      if (!claims(bench.profile, 'image-k9')) {
        verify.notApplicable('SSH2-PRE-001', 'image-k9');
        return;
      }
      const named = claims(bench.profile, 'image-name-k9');
      if (named) verify('SSH2-PRE-001', await dut.show('show version'));
      else verify.notApplicable('SSH2-PRE-001', 'image-name-k9');
      await dut.enter('global-config');
      verify.by('SSH2-PRE-001', helpOffers(['rsa']), await dut.help('crypto key generate '));
      verify.by('SSH2-PRE-001', noErrorLine(), await dut.configure('ip ssh version 2'));
      verify.by('SSH2-PRE-001', sshVersionShown('2.0'), await dut.show('show ip ssh'));
    });

    step('A client that does not speak Version 2', ['SSH2-PRE-002'], async (verify) => {
      await dut.configure('ip ssh version 2');
      const old = await client.raw({ pieces: ['SSH-1.5-conform\n'] });
      verify.by('SSH2-PRE-002', endedByServer(longestHandshake), old);
      verify.by('SSH2-PRE-002', authenticated(), await client.login());
      if (bench.whyWithout('sshv1-client') !== undefined)
        verify.without('SSH2-PRE-002', 'sshv1-client', 'a version 1 client is refused');
      else verify.by('SSH2-PRE-002', sshv1NotBegun(), await sshv1.identify());
    });

    // One step, because all of them need what AAA may break.
    step(
      'AAA for the SCP server, and SCP over Version 2',
      ['SSH2-PRE-003', 'SSH2-GEN-003', 'SSH2-RES-004'],
      async (verify) => {
        if (bench.whyWithout('scp-client') !== undefined) {
          verify.without(
            'SSH2-PRE-003',
            'scp-client',
            'copies with AAA, with local users and without a login',
          );
          verify.without('SSH2-GEN-003', 'scp-client', 'a file goes to the device and comes back the same');
          verify.without('SSH2-RES-004', 'scp-client', 'a file is copied');
          return;
        }
        await dut.configure('ip ssh version 2');
        await copies.localServer();
        const user = await copies.user('scp15');
        const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, 'version-2');
        for (const copy of [sent, fetched]) {
          verify.by('SSH2-PRE-003', copied(), copy);
          verify.by('SSH2-GEN-003', copied(), copy);
          verify.by('SSH2-RES-004', copied(), copy);
        }
        verify.by('SSH2-GEN-003', md5Shown(md5), verified);
        verify.by('SSH2-GEN-003', contentIs(sha256), fetched);
        const nobody = { username: user.username, tries: [{ method: 'none' }] } as const;
        verify.by('SSH2-PRE-003', copyRefused(['login', 'connection']), await copies.put(nobody, 'nobody'));

        // The console keeps its way in: it is not asked anything without AAA.
        await dut.configure('no aaa new-model');
        const [first, last] = ['vty-first', 'vty-last'].map((fact) => claimedNumber(bench.profile, fact));
        await section(dut, `line vty ${first} ${last}`, 'login local');
        const { result } = (await copies.put(user, 'no-aaa')).observation;
        verify.record('SSH2-PRE-003', 'without AAA, a local user of privilege 15', result);
        const wrong = { ...user, password: bench.secret('wrong password').reveal() };
        verify.by('SSH2-PRE-003', copyRefused(['login', 'connection']), await copies.put(wrong, 'wrong'));
      },
    );

    step('Server and client of Version 2', ['SSH2-PRE-004'], async (verify) => {
      verify.by('SSH2-PRE-004', authenticated(), await client.login());
      if (without('ssh-server-host')) {
        verify.without('SSH2-PRE-004', 'ssh-server-host', 'a session of Version 2 from the device');
        return;
      }
      const { served } = await dialOut({ dut, server, bench });
      verify.by('SSH2-PRE-004', farEndIdent(version2), served);
      verify.by('SSH2-PRE-004', farEndLoggedIn(), served);
    });

    step('ssh -v 1', ['SSH2-PRE-005'], async (verify) => {
      if (!claims(bench.profile, 'ssh-version-1')) verify.notApplicable('SSH2-PRE-005', 'ssh-version-1');
      else if (without('sshv1-server-host')) {
        verify.without('SSH2-PRE-005', 'sshv1-server-host', 'the device speaks Version 1 where told to');
      } else {
        verify.by('SSH2-PRE-005', farEndv1LoggedIn(), (await dialOutv1({ dut, serverV1, bench })).served);
      }
    });

    step('ssh -v 2, and without -v', ['SSH2-PRE-005'], async (verify) => {
      if (without('ssh-server-host')) {
        verify.without('SSH2-PRE-005', 'ssh-server-host', 'the device speaks Version 2 where told to');
        return;
      }
      const { served } = await dialOut({ dut, server, bench }, { options: '-v 2' });
      verify.by('SSH2-PRE-005', farEndIdent(version2), served);
      verify.by('SSH2-PRE-005', farEndLoggedIn(), served);
      const plain = await dialOut({ dut, server, bench }, { serve: { ident: 'SSH-1.99-lab' } });
      const [connection] = plain.served.observation.connections;
      verify.record(
        'SSH2-PRE-005',
        'without -v, to a server of both versions',
        connection?.ident ?? 'nothing',
      );
    });

    step('The client in a k8 image', ['SSH2-PRE-006'], (verify) => {
      // Of a platform that has k9 images only.
      if (claims(bench.profile, 'image-k9')) verify.notApplicable('SSH2-PRE-006', 'image-k9');
      else verify.without('SSH2-PRE-006', 'alt-image', 'ssh is there with a k8 image');
      return Promise.resolve();
    });

    step('3DES', ['SSH2-RES-001'], async (verify) => {
      if (!claimed(bench.profile, 'ssh-ciphers').includes('3des-cbc')) {
        verify.notApplicable('SSH2-RES-001', 'ssh-ciphers');
        return;
      }
      const login = await client.login({ algorithms: { cipher: ['3des-cbc'] } });
      verify.by('SSH2-RES-001', authenticated(), login);
      verify.by('SSH2-RES-001', negotiated({ cipher: '3des-cbc' }), login);
      if (without('ssh-server-host')) {
        verify.without('SSH2-RES-001', 'ssh-server-host', 'the device asks for 3des-cbc with ssh -c');
        return;
      }
      const { served } = await dialOut({ dut, server, bench }, { options: '-v 2 -c 3des-cbc' });
      verify.by('SSH2-RES-001', farEndCipher('3des-cbc'), served);
      verify.by('SSH2-RES-001', farEndLoggedIn(), served);
    });

    step('An execution shell', ['SSH2-RES-002'], async (verify) => {
      const asks = await client.login();
      verify.by(
        'SSH2-RES-002',
        requestGranted(),
        await client.request(asks, { kind: 'shell', pty: terminal }),
      );
      const login = await client.login();
      await client.shell(login);
      verify.by('SSH2-RES-002', outputHas(timeOfDay), await client.type(login, 'show clock'));
      await client.type(login, 'exit');
      await client.ended(login);
    });

    step('A shell without a terminal', ['SSH2-RES-002'], async (verify) => {
      const asks = await client.login();
      const asked = await client.request(asks, { kind: 'shell', pty: false });
      verify.by('SSH2-RES-002', requestGranted(), asked);
      if (!asked.observation.granted) return;
      const login = await client.login();
      await client.shell(login, { pty: false });
      const shown = await client.type(login, 'show clock');
      const { lines } = shown.observation;
      verify.record(
        'SSH2-RES-002',
        'show clock in a shell without a terminal',
        lines.map(({ text }) => text),
      );
    });

    step('Commands at privilege 15 and 1', ['SSH2-RES-003'], async (verify) => {
      const high = { username: 'exec15', password: bench.secret('exec15').reveal() };
      const low = { username: 'exec1', password: bench.secret('exec1').reveal() };
      await dut.configure(`username ${high.username} privilege 15 secret ${high.password}`);
      await dut.configure(`username ${low.username} privilege 1 secret ${low.password}`);
      for (const user of [high, low]) {
        const shown = await client.exec(await client.login(user), 'show clock');
        verify.by('SSH2-RES-003', outputHas(timeOfDay), shown);
      }
      const all = await client.exec(await client.login(high), 'show running-config');
      verify.by('SSH2-RES-003', outputHas(`^username ${high.username} `), all);
      verify.by('SSH2-RES-003', outputHas('^end$'), all);
      verify.by('SSH2-RES-003', outputLacks('--More--'), all);
      const nothing = await client.exec(await client.login(low), 'show running-config');
      verify.by('SSH2-RES-003', outputLacks('username'), nothing);
    });

    for (const name of ['sftp', 'conform']) {
      step(`The subsystem ${name}`, ['SSH2-RES-004'], async (verify) => {
        const login = await client.login();
        const asked = await client.request(login, { kind: 'subsystem', name, orElse: 'show clock' });
        verify.by('SSH2-RES-004', requestRefused(), asked);
        verify.by('SSH2-RES-004', outlivedRefusal(), asked);
      });
    }

    for (const size of [...tooSmall, ...guideSizes]) {
      step(`A key pair of ${size} bits`, ['SSH2-RES-005'], async (verify) => {
        const least = bits('rsa-modulus-min');
        if (size < least && !guideSizes.includes(size)) return;
        const label = `conform-${size}`;
        const command = `crypto key generate rsa label ${label} modulus ${size}`;
        const generated = await dut.configure(command);
        if (size < least) {
          verify.by('SSH2-RES-005', errorLine('^% ?Invalid input'), generated);
          verify.record('SSH2-RES-005', 'the least modulus of this release', least);
          return;
        }
        verify.by('SSH2-RES-005', keyGenerated({ bits: size }), generated);
        await dut.configure(`ip ssh rsa keypair-name ${label}`);
        const login = await client.login();
        if (size < bits('rsa-modulus-min-ssh2')) {
          verify.by('SSH2-RES-005', turnedAway(), login);
          verify.record(
            'SSH2-RES-005',
            `with ${size} bits the server says`,
            login.observation.ident ?? 'nothing',
          );
        } else {
          verify.by('SSH2-RES-005', authenticated(), login);
          verify.by('SSH2-RES-005', hostKeyBits(size), login);
        }
      });
    }

    step('The client needs no key pair', ['SSH2-RES-006'], async (verify) => {
      if (without('ssh-server-host')) {
        verify.without('SSH2-RES-006', 'ssh-server-host', 'a session from a device without key pairs');
        return;
      }
      await zeroizeRsaKeys(dut);
      const dialled = await dialOut({ dut, server, bench }, { options: '-v 2' });
      // The guide says the opposite on page 3 (SSH1-INFO-012): either is recorded, and neither fails.
      verify.by('SSH2-RES-006', noErrorLine(), dialled.typed);
      verify.record('SSH2-RES-006', 'without key pairs, ssh -v 2', fateOf(dialled));
      // What follows needs the server.
      await dut.configure('crypto key generate rsa general-keys label conform-server modulus 2048');
      await dut.configure('ip ssh rsa keypair-name conform-server');
    });

    step('Port forwarding', ['SSH2-RES-007'], async (verify) => {
      const login = await client.login();
      await client.shell(login);
      for (const request of [
        { kind: 'direct-tcpip' },
        { kind: 'tcpip-forward', port: forwardedPort },
      ] as const) {
        verify.by('SSH2-RES-007', requestRefused(), await client.request(login, request));
      }
      verify.by('SSH2-RES-007', outputHas(timeOfDay), await client.type(login, 'show clock'));
    });

    step('Compression', ['SSH2-RES-008'], async (verify) => {
      const methods = claimed(bench.profile, 'ssh-compression');
      const login = await client.login({ algorithms: { compression: ['zlib', 'none'] } });
      verify.by('SSH2-RES-008', compressionOffered(methods), login);
      verify.by('SSH2-RES-008', negotiated({ compression: 'none' }), login);
      const only = await client.login({ algorithms: { compression: ['zlib'] } });
      verify.by('SSH2-RES-008', refused('no-agreement'), only);
    });

    step('Compression in the debug of a key exchange', ['SSH2-RES-008'], async (verify) => {
      await dut.show('debug ip ssh');
      const seen = await dut.watch(
        async () => {
          await client.logout(await client.login());
        },
        { pattern: /SSH2.*kex: server->client/ },
      );
      verify('SSH2-RES-008', seen);
    });
  },
);

import { claimed, claims } from '../../bench/claims.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { CliObservation } from '../../bench/console.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { sshFrom } from '../../harness/device-session.ts';
import { dialOut, fateOf } from '../../harness/dial-out.ts';
import { dialOutv1 } from '../../harness/dial-out-v1.ts';
import {
  authenticated,
  authenticatedBy,
  farEndCipher,
  farEndLoggedIn,
  farEndTurnedAway,
  farEndv1Cipher,
  farEndv1LoggedIn,
  farEndv1Undialled,
  modeIs,
  noEarlyChannel,
  nothingInClear,
  outputHas,
  outputLacks,
  promptIs,
  radiusAsked,
  refused,
  shellPrompts,
  sshSessionsShown,
  tacacsAsked,
  turnedAway,
  vtySessionsShown,
} from '../../harness/matchers/index.ts';
import { enterKeyString, folded } from '../../harness/key-entry.ts';
import { lacking } from '../../harness/lacking.ts';
import { section } from '../../harness/section.ts';
import { radiusDecides, remoteUser, tacacsDecides } from '../../harness/server-decides.ts';
import { zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

/** What clients that are about send first; the comments behind a blank are theirs. */
const idents = [
  'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10',
  'SSH-2.0-OpenSSH_for_Windows_9.5',
  'SSH-2.0-PuTTY_Release_0.78',
  'SSH-2.0-ssh2js1.17.0',
  'SSH-2.0-paramiko_3.4.0',
  'SSH-2.0-Cisco-1.25',
];
/** Milliseconds for a shell to print its prompt. */
const longestGreeting = 20_000;
const firstKex = ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1'];

export default suite(
  'ssh1-interop',
  {
    title: 'SSH Server, Integrated Client and Interoperation',
    guide: { chapter: 1, pages: '3' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, ...lab }) => {
    const { dut, peer, client, sshv1, telnet, server, serverV1, capture, bench } = lab;
    const account = () => bench.dut.account;
    const without = (role: 'ssh-server-host' | 'sshv1-server-host' | 'packet-capture') =>
      bench.whyWithout(role) !== undefined;

    step('A session like one over Telnet', ['SSH1-INFO-001'], async (verify) => {
      const login = await client.login();
      verify.by('SSH1-INFO-001', authenticated(), login);
      if (bench.whyWithout('telnet-client') !== undefined) {
        verify.without(
          'SSH1-INFO-001',
          'telnet-client',
          'prompt and privilege are those of a Telnet session',
        );
        return;
      }
      const vtys = ['vty-first', 'vty-last'].map((fact) => String(bench.profile.facts[fact]?.value));
      await section(dut, `line vty ${vtys.join(' ')}`, 'transport input telnet ssh');
      const other = await telnet.login();
      const { prompt, turns } = (await telnet.shell(other)).observation;
      const shell = { kind: 'shell', pty: { rows: 24, cols: 80 }, promptWithin: longestGreeting } as const;
      const first = await client.login();
      const greeted = await client.request(first, shell);
      await client.logout(first);
      verify.by('SSH1-INFO-001', shellPrompts(turns[0]?.promptBefore ?? prompt), greeted);
      if (greeted.observation.printed === '') return;
      await client.shell(login);
      const level = levelIn(await telnet.type(other, 'show privilege'));
      verify.by('SSH1-INFO-001', outputHas(level), await client.type(login, 'show privilege'));
      const sessions = { user: account().username, sessions: 2 };
      verify.by('SSH1-INFO-001', vtySessionsShown(sessions), await dut.show('show users'));
    });

    step('No channel without a login', ['SSH1-INFO-002'], async (verify) => {
      verify.by('SSH1-INFO-002', authenticated(), await client.login());
      const wrong = `${account().password.reveal()}0`;
      verify.by('SSH1-INFO-002', refused('refused'), await client.login({ password: wrong }));
      for (const typed of [account().password.reveal(), wrong]) {
        const early = await client.login({ password: typed, channelFirst: true, methods: ['password'] });
        verify.by('SSH1-INFO-002', noEarlyChannel(), early);
      }
    });

    step('Clients of others', ['SSH1-INFO-003'], async (verify) => {
      for (const ident of idents) {
        const login = await client.login({ ident });
        verify.by('SSH1-INFO-003', authenticated(), login);
        verify.by('SSH1-INFO-003', outputHas('Version'), await client.exec(login, 'show version'));
      }
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SSH1-INFO-003', 'second-device', 'the client of another Cisco device');
        return;
      }
      const { username, password } = account();
      await sshFrom(peer, peer.facts.dut, { username, password: password.reveal() });
      verify.by('SSH1-INFO-003', outputHas('Version'), await peer.execute('show version'));
      await peer.execute('exit');
    });

    step('Clients that guess the key exchange', ['SSH1-INFO-003'], async (verify) => {
      const offered = claimed(bench.profile, 'ssh-kex').filter((name) => firstKex.includes(name));
      for (const first of offered) {
        const kex = [first, ...offered.filter((name) => name !== first)];
        const login = await client.login({ guess: true, algorithms: { kex } });
        verify.by('SSH1-INFO-003', authenticated(), login);
        verify.record('SSH1-INFO-003', `the guess of ${first}`, login.observation.guess ?? 'not made');
        verify.by('SSH1-INFO-003', outputHas('Version'), await client.exec(login, 'show version'));
      }
    });

    step('The integrated client, and another Cisco device', ['SSH1-INFO-004'], async (verify) => {
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SSH1-INFO-004', 'second-device', 'a session from the device to another');
        return;
      }
      const { account: theirs, ...there } = peer.facts;
      const { username } = theirs;
      const own = (await peer.enter('privileged-exec')).observation.prompt;
      const prompt = theirs.privilege === 15 ? own : own.replace(/#$/, '>');
      const typed = await sshFrom(dut, there, { username, password: theirs.password.reveal() });
      verify.by('SSH1-INFO-004', promptIs(prompt), typed);
      if (typed.observation.promptAfter !== prompt) return;
      verify.by(
        'SSH1-INFO-004',
        sshSessionsShown({ version: '2.0', sessions: 1 }),
        await peer.show('show ssh'),
      );
      verify.by('SSH1-INFO-004', outputHas(`\\b${username}\\b`), await dut.attempt('show users'));
      await dut.attempt('exit');
    });

    step('The integrated client, and other servers', ['SSH1-INFO-005'], async (verify) => {
      if (without('ssh-server-host')) {
        verify.without('SSH1-INFO-005', 'ssh-server-host', 'a session from the device to another host');
        return;
      }
      const { served, left } = await dialOut({ dut, server, bench });
      verify.by('SSH1-INFO-005', farEndLoggedIn(), served);
      if (left === undefined) return;
      verify('SSH1-INFO-005', left);
      const dialled = (bench.serviceOf('ssh-server-host')?.address ?? '').replaceAll('.', '\\.');
      const closed = `^\\[Connection to ${dialled} closed by foreign host\\]$`;
      verify.by('SSH1-INFO-005', outputHas(closed), left);
    });

    step('The integrated client authenticates and encrypts', ['SSH1-INFO-006'], async (verify) => {
      if (without('ssh-server-host') || without('packet-capture')) {
        const role = without('ssh-server-host') ? 'ssh-server-host' : 'packet-capture';
        verify.without('SSH1-INFO-006', role, 'what is typed from the device is not in clear');
        return;
      }
      const marker = bench.secret('marker').reveal();
      await capture.begin();
      const command = `echo ${marker}`;
      const inSession = await dialOut({ dut, server, bench }, { commands: [command] });
      const alone = await dialOut({ dut, server, bench }, { command });
      const captured = await capture.end(marker, bench.secret('user2').reveal());
      for (const { served } of [inSession, alone]) verify.by('SSH1-INFO-006', farEndLoggedIn(), served);
      verify.by('SSH1-INFO-006', nothingInClear(), captured);
    });

    step('DES and 3DES, version 1', ['SSH1-INFO-007'], async (verify) => {
      if (!claims(bench.profile, 'ssh-version-1')) verify.notApplicable('SSH1-INFO-007', 'ssh-version-1');
      else if (without('sshv1-server-host')) {
        verify.without('SSH1-INFO-007', 'sshv1-server-host', 'the device takes DES alone, and 3DES alone');
      } else {
        for (const cipher of ['des', '3des'] as const) {
          const { served } = await dialOutv1({ dut, serverV1, bench }, { ciphers: [cipher] });
          verify.by('SSH1-INFO-007', farEndv1Cipher(cipher), served);
          verify.by('SSH1-INFO-007', farEndv1LoggedIn(), served);
        }
      }
    });

    step('3DES, version 2', ['SSH1-INFO-007'], async (verify) => {
      const cipher = '3des-cbc';
      if (!claimed(bench.profile, 'ssh-ciphers').includes(cipher)) {
        verify.notApplicable('SSH1-INFO-007', 'ssh-ciphers');
      } else if (without('ssh-server-host')) {
        verify.without('SSH1-INFO-007', 'ssh-server-host', 'the device takes 3des-cbc');
      } else {
        const serve = { algorithms: { cipher: [cipher] } };
        const { served } = await dialOut({ dut, server, bench }, { serve });
        verify.by('SSH1-INFO-007', farEndCipher(cipher), served);
        verify.by('SSH1-INFO-007', farEndLoggedIn(), served);
      }
    });

    step('Passwords of the integrated client', ['SSH1-INFO-008'], async (verify) => {
      if (without('ssh-server-host')) {
        verify.without('SSH1-INFO-008', 'ssh-server-host', 'the device asks for a password, without echo');
        return;
      }
      const serve = { methods: ['password'] } as const;
      const right = await dialOut({ dut, server, bench }, { serve });
      verify('SSH1-INFO-008', right.typed);
      verify.by('SSH1-INFO-008', farEndLoggedIn(), right.served);
      verify.by('SSH1-INFO-008', outputLacks('^Password: *[^ ]'), right.typed);
      const wrong = await dialOut({ dut, server, bench }, { serve, wrongPassword: true });
      verify.by('SSH1-INFO-008', farEndTurnedAway(), wrong.served);
      verify.by('SSH1-INFO-008', modeIs('privileged-exec'), await dut.enter('privileged-exec'));
    });

    step('RADIUS', ['SSH1-INFO-009'], async (verify) => {
      await aaaNewModel(dut);
      if (
        !lacking({ bench }, verify, 'SSH1-INFO-009', 'radius-server', 'a login that group radius decides')
      ) {
        const { right, wrong, localOnly, asked } = await radiusDecides(lab);
        verify.by('SSH1-INFO-009', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-INFO-009', turnedAway(), refused);
        const kind = 'access';
        const of = { kind, user: remoteUser, times: 1, nasPort: true } as const;
        verify.by('SSH1-INFO-009', radiusAsked({ ...of, password: 'right', reply: 'accept' }), asked);
        verify.by('SSH1-INFO-009', radiusAsked({ ...of, password: 'wrong', reply: 'reject' }), asked);
      }
      await dut.configure('aaa authentication login default local');
    });

    step('TACACS+', ['SSH1-INFO-010'], async (verify) => {
      await aaaNewModel(dut);
      if (
        !lacking({ bench }, verify, 'SSH1-INFO-010', 'tacacs-server', 'a login that group tacacs+ decides')
      ) {
        const { right, wrong, localOnly, asked } = await tacacsDecides(lab);
        verify.by('SSH1-INFO-010', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-INFO-010', turnedAway(), refused);
        const kind = 'authentication';
        verify.by('SSH1-INFO-010', tacacsAsked({ kind, user: remoteUser, status: 'pass', times: 1 }), asked);
        verify.by('SSH1-INFO-010', tacacsAsked({ kind, user: remoteUser, status: 'fail', times: 1 }), asked);
      }
      await dut.configure('aaa authentication login default local');
    });

    step('Local users', ['SSH1-INFO-011'], async (verify) => {
      const right = `a${bench.secret('local1').reveal()}`;
      await dut.configure(`username local1 privilege 1 secret ${right}`);
      const wrong = [`${right}0`, right.replace(/^a/, 'A'), ''];
      for (const method of ['keyboard-interactive', 'password'] as const) {
        const login = (typed: string) =>
          client.login({ username: 'local1', password: typed, methods: [method] });
        verify.by('SSH1-INFO-011', authenticated(), await login(right));
        for (const typed of wrong) verify.by('SSH1-INFO-011', refused('refused'), await login(typed));
      }
    });

    step(
      'The integrated client while the server is enabled, and disabled',
      ['SSH1-INFO-012'],
      async (verify) => {
        if (without('ssh-server-host')) {
          verify.without('SSH1-INFO-012', 'ssh-server-host', 'a session from a device without key pairs');
          return;
        }
        const enabled = await dialOut({ dut, server, bench }, { options: '-v 2' });
        verify.by('SSH1-INFO-012', farEndLoggedIn(), enabled.served);
        await zeroizeRsaKeys(dut);
        // The guide says the opposite on page 20 (SSH2-RES-006): of version 2 either is recorded, and neither fails.
        const disabled = await dialOut({ dut, server, bench }, { options: '-v 2' });
        verify.record('SSH1-INFO-012', 'without key pairs, ssh -v 2', fateOf(disabled));
        await server.close();
        if (claims(bench.profile, 'ssh-version-1') && !without('sshv1-server-host')) {
          const version1 = await dialOutv1({ dut, serverV1, bench });
          verify.by('SSH1-INFO-012', farEndv1Undialled(), version1.served);
        }
        // What follows needs the server.
        await dut.configure('crypto key generate rsa general-keys label conform-interop modulus 2048');
        await dut.configure('ip ssh rsa keypair-name conform-interop');
      },
    );

    step('RSA authentication before and after a key is configured', ['SSH1-INFO-013'], async (verify) => {
      const { username } = account();
      const key = await client.makeKey('interop', 2048);
      const withKey = { methods: ['publickey'], publicKey: { key: 'interop' } } as const;
      verify.by('SSH1-INFO-013', refused('refused'), await client.login(withKey));
      if (!claims(bench.profile, 'ssh-version-1')) {
        verify.record('SSH1-INFO-013', 'RSA by a client of version 1', 'the release has no version 1');
      } else if (bench.whyWithout('sshv1-client') === undefined) {
        verify.by('SSH1-INFO-013', refused('refused'), await sshv1.login({ methods: ['rsa'] }));
      } else {
        verify.without('SSH1-INFO-013', 'sshv1-client', 'RSA offered by a client of version 1');
      }
      await enterKeyString(dut, username, folded(key.observation.line));
      verify.by('SSH1-INFO-013', authenticatedBy('publickey'), await client.login(withKey));
    });
  },
);

/** The line of `show privilege`. */
function levelIn({ observation: { lines } }: Recorded<CliObservation>): string {
  const level = lines.find(({ text }) => /privilege level is \d+/.test(text))?.text.trim();
  return level === undefined ? '^Current privilege level is' : `^${level}$`;
}

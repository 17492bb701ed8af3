import { claimed as claimedList, claims } from '../../bench/claims.ts';
import { dialOut } from '../../harness/dial-out.ts';
import { dialOutv1 } from '../../harness/dial-out-v1.ts';
import {
  authenticated,
  dhGroupBits,
  farEndCipher,
  farEndDoors,
  farEndLoggedIn,
  farEndv1LoggedIn,
  helpOffers,
  identIs,
  negotiated,
  nothingInClear,
  sessionEndTrap,
} from '../../harness/matchers/index.ts';
import { sessionEnd } from '../../harness/session-end-trap.ts';
import { sessionOf } from '../../harness/session-of.ts';
import { suite } from '../../harness/suite.ts';

/** Printed by `show version` of every release, and by no cipher. */
const versionText = 'Cisco IOS';
const guideGroup14 = 'diffie-hellman-group14-sha1';
/** Of a release that has no exchange named after it, by group exchange. */
const bitsOfGroup16 = 4096;

export default suite(
  'platform-gate',
  {
    title: 'Chapter introductions and release gating',
    guide: { chapter: 1, pages: '1, 12-13, 17-19, 44-45' },
    roles: ['console'],
  },
  ({ step, dut, client, sshv1, server, serverV1, traps, capture, bench }) => {
    const claimed = (fact: string): boolean => claims(bench.profile, fact);
    const withoutSshv1 = () => bench.whyWithout('sshv1-client') !== undefined;

    step('Finding feature information', ['SSH1-GEN-003'], async (verify) => {
      verify('SSH1-GEN-003', await dut.show('show version'));
    });

    step('Both versions of the protocol', ['SSH1-GEN-001'], async (verify) => {
      if (!claimed('ssh-version-1')) {
        verify.notApplicable('SSH1-GEN-001', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      const ident = await client.identify();
      verify('SSH1-GEN-001', ident);
      verify.by('SSH1-GEN-001', identIs('SSH-1.99-Cisco-1.25'), ident);
      verify.by('SSH1-GEN-001', authenticated(), await client.login());
      if (withoutSshv1()) verify.without('SSH1-GEN-001', 'sshv1-client', 'a version 1 client logs in');
      else verify.by('SSH1-GEN-001', authenticated(), await sshv1.login());
    });

    step('What travels is encrypted', ['SSH1-GEN-002'], async (verify) => {
      const marker = bench.secret('marker');
      const { password } = bench.dut.account;
      await capture.begin();
      const login = await client.login();
      verify.by('SSH1-GEN-002', authenticated(), login);
      await client.shell(login);
      await client.type(login, `! ${marker.reveal()}`);
      await client.type(login, 'show version');
      await client.logout(login);
      verify.by(
        'SSH1-GEN-002',
        nothingInClear(),
        await capture.end(marker.reveal(), password.reveal(), versionText),
      );
    });

    step('Table 1  Secure Shell', ['SSH1-FEAT-001'], async (verify) => {
      if (!claimed('feature-ssh')) {
        verify.notApplicable('SSH1-FEAT-001', 'feature-ssh');
        return;
      }
      await dut.enter('global-config');
      verify.by('SSH1-FEAT-001', helpOffers(['<1-2>']), await dut.help('ip ssh version '));
      if (withoutSshv1()) {
        verify.without('SSH1-FEAT-001', 'sshv1-client', 'a session of Version 1 to the device');
      } else {
        await dut.configure('ip ssh version 1');
        verify.by('SSH1-FEAT-001', authenticated(), await sshv1.login());
        await dut.configure('no ip ssh version');
      }
      if (bench.whyWithout('sshv1-server-host') !== undefined) {
        verify.without('SSH1-FEAT-001', 'sshv1-server-host', 'a session of Version 1 from the device');
        return;
      }
      verify.by('SSH1-FEAT-001', farEndv1LoggedIn(), (await dialOutv1({ dut, serverV1, bench })).served);
    });

    step('Table 2  Secure Copy', ['SCP-FEAT-001'], async (verify) => {
      if (!claimed('feature-scp')) {
        verify.notApplicable('SCP-FEAT-001', 'feature-scp');
        return;
      }
      await dut.enter('global-config');
      verify.by('SCP-FEAT-001', helpOffers(['server']), await dut.help('ip scp '));
      await dut.enter('privileged-exec');
      verify.by('SCP-FEAT-001', helpOffers(['scp']), await dut.help('debug ip '));
    });

    step('Table 3  Secure Shell Version 2 support', ['SSH2-FEAT-001'], async (verify) => {
      if (!claimed('feature-ssh-2')) {
        verify.notApplicable('SSH2-FEAT-001', 'feature-ssh-2');
        return;
      }
      await dut.enter('privileged-exec');
      verify.by('SSH2-FEAT-001', helpOffers(['ssh']), await dut.help('debug ip '));
      verify.by('SSH2-FEAT-001', helpOffers(['-c', '-l', '-m']), await dut.help('ssh '));
      await dut.enter('global-config');
      verify.by('SSH2-FEAT-001', helpOffers(['dh', 'rsa', 'version']), await dut.help('ip ssh '));
      verify.by('SSH2-FEAT-001', helpOffers(['min']), await dut.help('ip ssh dh '));
      verify.by('SSH2-FEAT-001', helpOffers(['keypair-name']), await dut.help('ip ssh rsa '));
      const login = await client.login({ algorithms: { cipher: ['aes128-ctr'] } });
      verify.by('SSH2-FEAT-001', negotiated({ cipher: 'aes128-ctr' }), login);
      if (bench.whyWithout('ssh-server-host') !== undefined) {
        verify.without('SSH2-FEAT-001', 'ssh-server-host', 'a session from the device with aes128-ctr');
        return;
      }
      const { served } = await dialOut({ dut, server, bench }, { options: '-v 2 -c aes128-ctr' });
      verify.by('SSH2-FEAT-001', farEndCipher('aes128-ctr'), served);
      verify.by('SSH2-FEAT-001', farEndLoggedIn(), served);
    });

    step('Table 3  SNMP trap generation', ['SSH2-FEAT-002'], async (verify) => {
      if (!claimed('feature-ssh-2-trap')) {
        verify.notApplicable('SSH2-FEAT-002', 'feature-ssh-2-trap');
        return;
      }
      const host = bench.serviceOf('trap-listener');
      if (host === undefined) {
        verify.without('SSH2-FEAT-002', 'trap-listener', 'the trap at the end of a session');
        return;
      }
      await dut.configure(`snmp-server host ${host.address} public tty`);
      await dut.configure('snmp-server enable traps tty');
      const since = await traps.mark();
      const login = await client.login();
      await client.logout(login);
      const session = sessionOf(login);
      const came = await traps.await(since, {
        notification: sessionEnd,
        remote: session.remote,
      });
      verify.by('SSH2-FEAT-002', sessionEndTrap({ session }), came);
    });

    step('Table 3  Keyboard-interactive authentication', ['SSH2-FEAT-003'], async (verify) => {
      if (!claimed('feature-keyboard-interactive')) {
        verify.notApplicable('SSH2-FEAT-003', 'feature-keyboard-interactive');
        return;
      }
      verify.by('SSH2-FEAT-003', authenticated(), await client.login({ methods: ['keyboard-interactive'] }));
    });

    step('Table 3  Enhancements: VRF, debugging, groups 14 and 16', ['SSH2-FEAT-004'], async (verify) => {
      if (!claimed('feature-ssh-2-enhancements')) {
        verify.notApplicable('SSH2-FEAT-004', 'feature-ssh-2-enhancements');
        return;
      }
      await dut.enter('privileged-exec');
      verify.by('SSH2-FEAT-004', helpOffers(['-vrf']), await dut.help('ssh '));
      verify.by('SSH2-FEAT-004', helpOffers(['client', 'detail', 'packet']), await dut.help('debug ip ssh '));
      const offered = claimedList(bench.profile, 'ssh-kex');
      const group14 = offered.find((name) => name.startsWith('diffie-hellman-group14-')) ?? guideGroup14;
      const fixed = await client.login({ algorithms: { kex: [group14] } });
      verify.by('SSH2-FEAT-004', negotiated({ kex: group14 }), fixed);
      const group16 = offered.find((name) => name.startsWith('diffie-hellman-group16-'));
      if (group16 === undefined) {
        const exchanged = await client.login({
          algorithms: { kex: ['diffie-hellman-group-exchange-sha1'] },
          groupExchange: { min: bitsOfGroup16, preferred: bitsOfGroup16, max: bitsOfGroup16 },
        });
        verify.by('SSH2-FEAT-004', dhGroupBits(bitsOfGroup16), exchanged);
        verify.by('SSH2-FEAT-004', authenticated(), exchanged);
      } else {
        const named = await client.login({ algorithms: { kex: [group16] } });
        verify.by('SSH2-FEAT-004', negotiated({ kex: group16 }), named);
      }
      if (bench.vrf === undefined || bench.whyWithout('ssh-server-host') !== undefined) {
        verify.without('SSH2-FEAT-004', 'vrf', 'a session from the device through a VRF');
        return;
      }
      const options = `-vrf ${bench.vrf.name}`;
      const { served } = await dialOut({ dut, server, bench }, { options, serve: { door: 'vrf' } });
      verify.by('SSH2-FEAT-004', farEndDoors(['vrf']), served);
      verify.by('SSH2-FEAT-004', farEndLoggedIn(), served);
    });

    step('Table 3  Enhancements for RSA keys', ['SSH2-FEAT-005'], async (verify) => {
      if (!claimed('feature-rsa-keys')) {
        verify.notApplicable('SSH2-FEAT-005', 'feature-rsa-keys');
        return;
      }
      await dut.enter('global-config');
      verify.by(
        'SSH2-FEAT-005',
        helpOffers(['pubkey-chain', 'stricthostkeycheck']),
        await dut.help('ip ssh '),
      );
    });
  },
);

import { claims } from '../../bench/claims.ts';
import {
  authenticated,
  linesInOrder,
  passwordAttempts,
  retriesShown,
  sshEnabled,
  sshSessionsShown,
  sshv1Lingered,
  silentClientEnded,
  sshVersion1SessionShown,
  sshVersionShown,
  timeOutShown,
} from '../../harness/matchers/index.ts';
import { zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

/** Defaults of the guide's samples (page 11), seconds and tries. */
const timeOut = 120;
const retries = 3;
/** A key pair of this suite's own, so that the one that the bench is reached with can stay. */
const keyName = 'conform-verify';

export default suite(
  'ssh1-verify',
  {
    title: 'Verifying the Secure Shell Configuration',
    guide: { chapter: 1, pages: '10-11' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, sshv1, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');
    const withoutSshv1 = () => bench.whyWithout('sshv1-client') !== undefined;

    step('show ip ssh, Version 1', ['SSH1-VER-001'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH1-VER-001', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh time-out');
      await dut.configure('no ip ssh authentication-retries');
      await dut.configure('ip ssh version 1');
      const shown = await dut.show('show ip ssh');
      verify('SSH1-VER-001', shown);
      verify.by('SSH1-VER-001', linesInOrder(['^SSH Enabled', '^Authentication timeout']), shown);
      verify.by('SSH1-VER-001', sshVersionShown('1.5'), shown);
      verify.by('SSH1-VER-001', timeOutShown(timeOut), shown);
      verify.by('SSH1-VER-001', retriesShown(retries), shown);
      await dut.configure('no ip ssh version');
    });

    step('The defaults, shown and enforced', ['SSH1-VER-002'], async (verify) => {
      await dut.configure('no ip ssh time-out');
      await dut.configure('no ip ssh authentication-retries');
      await dut.configure('no ip ssh version');
      verify('SSH1-VER-002', await dut.show('show ip ssh'));
      const methods = Array.from({ length: retries + 3 }, () => 'password' as const);
      const guessed = await client.login({ methods, password: 'not-the-password' });
      verify.by('SSH1-VER-002', passwordAttempts({ retries }), guessed);
      verify.record('SSH1-VER-002', 'wrong passwords taken', guessed.observation.turns.length);
      if (version1() && !withoutSshv1()) {
        verify.by(
          'SSH1-VER-002',
          sshv1Lingered({ atLeast: timeOut - 2, atMost: timeOut + 10 }),
          await sshv1.linger('identified', 3 * timeOut),
        );
      } else {
        verify.by('SSH1-VER-002', silentClientEnded(), await client.linger('identified', 3 * timeOut));
      }
    });

    step('show ssh, a session of Version 1', ['SSH1-VER-004'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH1-VER-004', 'ssh-version-1');
        return;
      }
      if (withoutSshv1()) {
        verify.without('SSH1-VER-004', 'sshv1-client', 'the row of a session of Version 1');
        return;
      }
      const password = bench.secret('guest-password').reveal();
      await dut.configure(`username guest privilege 1 password ${password}`);
      const login = await sshv1.login({ username: 'guest', password });
      verify.by('SSH1-VER-004', authenticated(), login);
      await sshv1.shell(login);
      const shown = await dut.show('show ssh');
      verify('SSH1-VER-004', shown);
      verify.by('SSH1-VER-004', sshVersion1SessionShown({ user: 'guest', cipher: '3des' }), shown);
      await sshv1.logout(login);
      verify.by(
        'SSH1-VER-004',
        sshSessionsShown({ version: '1.5', sessions: 0 }),
        await dut.show('show ssh'),
      );
    });

    step('show ssh, no session', ['SSH1-VER-005'], async (verify) => {
      const login = await client.login();
      await client.shell(login);
      await client.logout(login);
      const shown = await dut.show('show ssh');
      verify('SSH1-VER-005', shown);
      verify.by('SSH1-VER-005', sshSessionsShown({ version: '2.0', sessions: 0 }), shown);
      verify.by('SSH1-VER-005', sshSessionsShown({ version: '1.5', sessions: 0 }), shown);
    });

    step('SSH off', ['SSH1-VER-003', 'SSH1-VER-005'], async (verify) => {
      await dut.configure(`crypto key generate rsa label ${keyName} modulus 2048`);
      await dut.configure(`ip ssh rsa keypair-name ${keyName}`);
      verify.by('SSH1-VER-003', sshEnabled(true), await dut.show('show ip ssh'));
      await zeroizeRsaKeys(dut, keyName);
      const off = await dut.show('show ip ssh');
      verify('SSH1-VER-003', off);
      verify.by('SSH1-VER-003', sshEnabled(false), off);
      verify('SSH1-VER-005', await dut.show('show ssh'));
      await dut.configure('no ip ssh rsa keypair-name');
    });
  },
);

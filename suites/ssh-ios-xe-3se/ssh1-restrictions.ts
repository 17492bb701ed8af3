import { claims } from '../../bench/claims.ts';
import type { Sshv1Request } from '../../bench/sshv1-client.ts';
import {
  authenticated,
  runningConfigHas,
  sshv1CiphersOffered,
  sshv1CipherUsed,
  sshv1Granted,
  sshv1OnlyCiphersOffered,
  sshv1TextLacks,
  sshVersion1SessionShown,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

const bannerText = 'conform bench 7319, authorized use only';

export default suite(
  'ssh1-restrictions',
  {
    title: 'Restrictions for Configuring Secure Shell',
    guide: { chapter: 1, pages: '2' },
    roles: ['console', 'sshv1-client'],
  },
  ({ step, dut, sshv1, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');

    step('DES image', ['SSH1-RES-001'], async (verify) => {
      if (claims(bench.profile, 'image-k9')) {
        verify.notApplicable('SSH1-RES-001', 'image-k9');
        return;
      }
      await dut.configure('no ip ssh version');
      const login = await sshv1.login({ cipher: 'des' });
      verify.by('SSH1-RES-001', sshv1OnlyCiphersOffered(['des']), login);
      await sshv1.shell(login);
      const { username: user } = bench.dut.account;
      const shown = await dut.show('show ssh');
      verify.by('SSH1-RES-001', sshVersion1SessionShown({ user, cipher: 'des' }), shown);
    });

    step('3DES image: DES and 3DES', ['SSH1-RES-002'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH1-RES-002', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      const { username: user } = bench.dut.account;
      for (const cipher of ['des', '3des'] as const) {
        const login = await sshv1.login({ cipher });
        verify.by('SSH1-RES-002', sshv1CiphersOffered(['des', '3des']), login);
        verify.by('SSH1-RES-002', sshv1CipherUsed(cipher), login);
        verify.by('SSH1-RES-002', authenticated(), login);
        await sshv1.shell(login);
        const shown = await dut.show('show ssh');
        verify('SSH1-RES-002', shown);
        verify.by('SSH1-RES-002', sshVersion1SessionShown({ user, cipher }), shown);
        await sshv1.logout(login);
      }
    });

    step('The shell is the only application', ['SSH1-RES-003'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH1-RES-003', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      /** In a session of its own. */
      const asked = async (request: Sshv1Request) => {
        const login = await sshv1.login();
        verify.by('SSH1-RES-003', authenticated(), login);
        return sshv1.request(login, request);
      };
      verify.by('SSH1-RES-003', sshv1Granted(true), await asked({ kind: 'shell' }));
      verify.by('SSH1-RES-003', sshv1Granted(false), await asked({ kind: 'exec', command: 'show version' }));
      const { address: host } = bench.dut;
      verify.by(
        'SSH1-RES-003',
        sshv1Granted(false),
        await asked({ kind: 'port-forward', port: 8022, host, hostPort: 22 }),
      );
      const copy = await asked({ kind: 'exec', command: 'scp -f running-config' });
      verify.record('SSH1-RES-003', 'scp over version 1', copy.observation.answer);
    });

    step('The login banner', ['SSH1-RES-004'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH1-RES-004', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      await dut.configure(`banner login #${bannerText}#`);
      const configured = await dut.show('show running-config');
      verify.by('SSH1-RES-004', runningConfigHas(`banner login ^C${bannerText}^C`), configured);
      const login = await sshv1.login();
      verify.by('SSH1-RES-004', authenticated(), login);
      verify.by('SSH1-RES-004', sshv1TextLacks(bannerText), login);
    });
  },
);

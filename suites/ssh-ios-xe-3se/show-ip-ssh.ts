import { claims } from '../../bench/claims.ts';
import {
  authenticated,
  logMatches,
  modeIs,
  passwordAsked,
  privileged,
  retriesShown,
  sshVersionShown,
  timeOutShown,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

export default suite(
  'show-ip-ssh',
  {
    title: 'Verifying the Secure Shell Status',
    guide: { chapter: 3, pages: '35-36' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');

    step('Step 1  enable', ['SSH2-VSTAT-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-VSTAT-002', enabled);
      verify.by('SSH2-VSTAT-002', passwordAsked(), enabled);
    });

    step('Step 2  show ip ssh', ['SSH2-VSTAT-003'], async (verify) => {
      const settings = { timeOut: 60, retries: 2 };
      const showsThem = async () => {
        const shown = await dut.show('show ip ssh');
        verify('SSH2-VSTAT-003', shown);
        verify.by('SSH2-VSTAT-003', timeOutShown(settings.timeOut), shown);
        verify.by('SSH2-VSTAT-003', retriesShown(settings.retries), shown);
      };
      await dut.configure(`ip ssh time-out ${settings.timeOut}`);
      await dut.configure(`ip ssh authentication-retries ${settings.retries}`);
      await showsThem();
      settings.timeOut = 90;
      await dut.configure(`ip ssh time-out ${settings.timeOut}`);
      await showsThem();
      settings.retries = 4;
      await dut.configure(`ip ssh authentication-retries ${settings.retries}`);
      await showsThem();
    });

    step('Step 3  exit', ['SSH2-VSTAT-004'], async (verify) => {
      await dut.enter('privileged-exec');
      const left = await dut.attempt('exit');
      verify('SSH2-VSTAT-004', left);
      const next = await dut.execute('');
      verify.by('SSH2-VSTAT-004', privileged(false), next);
      verify.record('SSH2-VSTAT-004', 'exit leads to', left.observation.modeAfter);

      const login = await client.login();
      verify.by('SSH2-VSTAT-004', authenticated(), login);
      await client.shell(login);
      await client.type(login, 'enable');
      const ended = await client.type(login, 'exit');
      verify.by('SSH2-VSTAT-004', privileged(false), ended);
      verify.record('SSH2-VSTAT-004', 'exit leads to, over SSH', ended.observation.modeAfter);
    });

    step('Sample output, compatibility mode', ['SSH2-VSTAT-005'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-VSTAT-005', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh time-out');
      await dut.configure('no ip ssh authentication-retries');
      await dut.configure('no ip ssh version');
      verify('SSH2-VSTAT-005', await dut.show('show ip ssh'));
    });

    step('Sample output, Version 2', ['SSH2-VSTAT-006'], async (verify) => {
      await dut.configure('ip ssh version 2');
      verify('SSH2-VSTAT-006', await dut.show('show ip ssh'));
    });

    step('Sample output, Version 1', ['SSH2-VSTAT-007'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-VSTAT-007', 'ssh-version-1');
        return;
      }
      await dut.configure('ip ssh version 1');
      const since = await dut.mark();
      await dut.execute('end');
      verify('SSH2-VSTAT-007', await dut.execute('show ip ssh'));
      const logged = await dut.awaitLog(/%SYS-5-CONFIG_I: /, since);
      verify.by('SSH2-VSTAT-007', logMatches('%SYS-5-CONFIG_I: Configured from console by console'), logged);
    });

    step('The three steps in each version setting', ['SSH2-VSTAT-001'], async (verify) => {
      const settings = [
        ['ip ssh version 1', '1.5'],
        ['ip ssh version 2', '2.0'],
        ['no ip ssh version', '1.99'],
      ] as const;
      for (const [setting, version] of settings) {
        if (version !== '2.0' && !version1()) continue;
        await dut.configure(setting);
        await dut.enter('user-exec');
        verify.by('SSH2-VSTAT-001', modeIs('privileged-exec'), await dut.execute('enable'));
        verify.by('SSH2-VSTAT-001', sshVersionShown(version), await dut.execute('show ip ssh'));
        await dut.execute('exit');
      }
    });
  },
);

import { claims } from '../../bench/claims.ts';
import {
  authenticated,
  errorLine,
  hostKeyBits,
  identIs,
  keyGenerated,
  keyListed,
  modeIs,
  passwordAsked,
  refused,
  retriesShown,
  runningConfigHas,
  sshEnabled,
  sshVersionShown,
  timeOutShown,
} from '../../harness/matchers/index.ts';
import type { Dut } from '../../harness/dut.ts';
import { generateRsaKeys, zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

const keyName = 'cisco7200.example.com';
const bits = 2048;

/** Blank in the registry's sense: no `ip ssh` lines that matter here, no key pair of the name made here. */
async function blank(dut: Dut): Promise<void> {
  await dut.configure('no ip ssh version');
  await dut.configure('no ip ssh time-out');
  await dut.configure('no ip ssh authentication-retries');
  await zeroizeRsaKeys(dut, keyName);
}

export default suite(
  'ssh2-hostname-domain',
  {
    title: 'Configuring a Device for SSH Version 2 Using a Hostname and Domain Name',
    guide: { chapter: 3, pages: '23-24' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, sshv1, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');
    const withoutSshv1 = () => bench.whyWithout('sshv1-client') !== undefined;

    step('Step 1  enable', ['SSH2-HOST-002'], async (verify) => {
      await blank(dut);
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-HOST-002', enabled);
      verify.by('SSH2-HOST-002', passwordAsked(), enabled);
    });

    step('Step 2  configure terminal', ['SSH2-HOST-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH2-HOST-003', await dut.execute('configure terminal'));
      await dut.enter('user-exec');
      verify.by('SSH2-HOST-003', modeIs('user-exec'), await dut.execute('configure terminal'));
    });

    step('Step 3  hostname cisco7200', ['SSH2-HOST-004'], async (verify) => {
      verify('SSH2-HOST-004', await dut.configure('hostname cisco7200'));
      verify.by(
        'SSH2-HOST-004',
        runningConfigHas('hostname cisco7200'),
        await dut.show('show running-config'),
      );
    });

    step('Step 4  ip domain-name example.com', ['SSH2-HOST-005'], async (verify) => {
      const configured = await dut.configure('ip domain-name example.com');
      verify('SSH2-HOST-005', configured, await dut.show('show running-config'));
    });

    step('Step 5  crypto key generate rsa', ['SSH2-HOST-006'], async (verify) => {
      verify.by('SSH2-HOST-006', keyGenerated({ name: keyName, bits }), await generateRsaKeys(dut, bits));
      verify.by('SSH2-HOST-006', sshEnabled(true), await dut.show('show ip ssh'));
      const login = await client.login();
      verify.by('SSH2-HOST-006', authenticated(), login);
      verify.by('SSH2-HOST-006', hostKeyBits(bits), login);
    });

    step('Step 6  ip ssh time-out 120', ['SSH2-HOST-007'], async (verify) => {
      await dut.configure('ip ssh authentication-retries 4');
      await dut.configure('ip ssh time-out 60');
      const shown = await dut.show('show ip ssh');
      verify.by('SSH2-HOST-007', timeOutShown(60), shown);
      verify.by('SSH2-HOST-007', retriesShown(4), shown);
      const configured = await dut.configure('ip ssh time-out 120');
      verify('SSH2-HOST-007', configured, await dut.show('show ip ssh'));
    });

    step('Step 6 left out', ['SSH2-HOST-007'], async (verify) => {
      const removed = await dut.configure('no ip ssh time-out');
      verify('SSH2-HOST-007', removed, await dut.show('show ip ssh'));
    });

    step('Step 6  ip ssh authentication-retries 2', ['SSH2-HOST-008'], async (verify) => {
      await dut.configure('ip ssh time-out 90');
      await dut.configure('ip ssh authentication-retries 2');
      const shown = await dut.show('show ip ssh');
      verify('SSH2-HOST-008', shown);
      verify.by('SSH2-HOST-008', retriesShown(2), shown);
      verify.by('SSH2-HOST-008', timeOutShown(90), shown);
    });

    step('Step 7  ip ssh version 1', ['SSH2-HOST-009'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-HOST-009', 'ssh-version-1');
        return;
      }
      await dut.configure('ip ssh version 1');
      verify('SSH2-HOST-009', await dut.show('show ip ssh'), await client.identify());
      verify.by('SSH2-HOST-009', refused('protocol-mismatch'), await client.login());
      if (withoutSshv1()) verify.without('SSH2-HOST-009', 'sshv1-client', 'a version 1 client logs in');
      else verify.by('SSH2-HOST-009', authenticated(), await sshv1.login());
    });

    step('Step 7  ip ssh version 2', ['SSH2-HOST-010'], async (verify) => {
      await dut.configure('ip ssh version 2');
      verify('SSH2-HOST-010', await dut.show('show ip ssh'));
      verify.by('SSH2-HOST-010', identIs('SSH-2.0-Cisco-1.25'), await client.identify());
      verify.by('SSH2-HOST-010', authenticated(), await client.login());
      verify.by('SSH2-HOST-010', errorLine('^% Incomplete command'), await dut.configure('ip ssh version'));
      if (withoutSshv1()) verify.without('SSH2-HOST-010', 'sshv1-client', 'a version 1 client is refused');
      else verify.by('SSH2-HOST-010', refused('protocol-mismatch'), await sshv1.login());
    });

    step('Step 7 left out', ['SSH2-HOST-010'], async (verify) => {
      if (!version1()) return;
      await dut.configure('no ip ssh version');
      verify.by('SSH2-HOST-010', sshVersionShown('1.99'), await dut.show('show ip ssh'));
      verify.by('SSH2-HOST-010', identIs('SSH-1.99-Cisco-1.25'), await client.identify());
    });

    step('Step 8  exit', ['SSH2-HOST-011'], async (verify) => {
      await dut.configure('ip ssh time-out 75');
      verify('SSH2-HOST-011', await dut.execute('exit'));
      verify.by(
        'SSH2-HOST-011',
        runningConfigHas('ip ssh time-out 75'),
        await dut.execute('show running-config'),
      );
    });

    step('no hostname', ['SSH2-HOST-012'], async (verify) => {
      verify('SSH2-HOST-012', await dut.configure('no hostname'));
      verify.by('SSH2-HOST-012', sshEnabled(true), await dut.show('show ip ssh'));
      const keys = await dut.show('show crypto key mypubkey rsa');
      verify.by('SSH2-HOST-012', keyListed({ name: keyName }), keys);
    });

    for (const [number, version] of [
      ['1', '1.5'],
      ['2', '2.0'],
    ] as const) {
      step(`The eight steps with ip ssh version ${number}`, ['SSH2-HOST-001'], async (verify) => {
        if (number === '1' && !version1()) return;
        await blank(dut);
        await dut.enter('user-exec');
        await dut.execute('enable');
        await dut.execute('configure terminal');
        await dut.execute('hostname cisco7200');
        await dut.execute('ip domain-name example.com');
        await generateRsaKeys(dut, bits);
        await dut.execute('ip ssh time-out 120');
        await dut.execute(`ip ssh version ${number}`);
        await dut.execute('exit');
        const shown = await dut.execute('show ip ssh');
        verify('SSH2-HOST-001', shown);
        verify.by('SSH2-HOST-001', sshVersionShown(version), shown);
        const login = await client.login();
        if (number === '2') {
          verify.by('SSH2-HOST-001', authenticated(), login);
        } else {
          verify.by('SSH2-HOST-001', refused('protocol-mismatch'), login);
          if (withoutSshv1()) verify.without('SSH2-HOST-001', 'sshv1-client', 'a version 1 client logs in');
          else verify.by('SSH2-HOST-001', authenticated(), await sshv1.login());
        }
      });
    }
  },
);

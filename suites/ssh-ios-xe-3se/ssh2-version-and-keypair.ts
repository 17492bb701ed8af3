import { claimedNumber, claims } from '../../bench/claims.ts';
import { keyOf } from '../../harness/key-of.ts';
import {
  authenticated,
  bannerBeforeLogin,
  hostKeyIs,
  keyGenerated,
  keysDiffer,
  outputLacks,
  refused,
  retriesShown,
  silentClientEnded,
  sshEnabled,
  sshv1NotBegun,
  sshv1TextLacks,
  timeOutShown,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

const [first, second] = ['firstkeys', 'secondkeys'] as const;
const label = 'sshkeys';
/** Large enough for version 2 on the guide's release. */
const modernBits = 1024;

export default suite(
  'ssh2-version-and-keypair',
  {
    title: 'Version selection and the key pair of SSH',
    guide: { chapter: 3, pages: '20-21' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, sshv1, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');
    const withoutVersion1 = () => bench.whyWithout('sshv1-client') !== undefined;
    const bits = () => Math.max(modernBits, claimedNumber(bench.profile, 'rsa-modulus-min-ssh2'));
    const keys = () => dut.show('show crypto key mypubkey rsa');
    const showIpSsh = () => dut.show('show ip ssh');
    const generate = (name: string) =>
      dut.configure(`crypto key generate rsa general-keys label ${name} modulus ${bits()}`);
    const zeroize = (name: string) => zeroizeRsaKeys(dut, name);
    const bind = (name: string) => dut.configure(`ip ssh rsa keypair-name ${name}`);

    step('One way to configure both versions', ['SSH2-INFO-001'], async (verify) => {
      await dut.configure('ip ssh time-out 15');
      await dut.configure('ip ssh authentication-retries 2');
      const versions = version1()
        ? ['ip ssh version 1', 'ip ssh version 2', 'no ip ssh version']
        : ['ip ssh version 2', 'no ip ssh version'];
      for (const command of versions) {
        await dut.configure(command);
        const shown = await showIpSsh();
        verify.by('SSH2-INFO-001', timeOutShown(15), shown);
        verify.by('SSH2-INFO-001', retriesShown(2), shown);
        if (command !== 'ip ssh version 1') {
          verify.by('SSH2-INFO-001', silentClientEnded(), await client.linger('connected', 120));
        }
        if (command === 'ip ssh version 2' || !version1()) continue;
        if (withoutVersion1()) {
          verify.without('SSH2-INFO-001', 'sshv1-client', 'a silent client of version 1 is cut off');
        } else verify.by('SSH2-INFO-001', silentClientEnded(), await sshv1.linger('identified', 120));
      }
    });

    step('Without ip ssh version', ['SSH2-INFO-002'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-INFO-002', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      verify('SSH2-INFO-002', await showIpSsh(), await client.identify());
      verify.by('SSH2-INFO-002', authenticated(), await client.login());
      if (withoutVersion1()) verify.without('SSH2-INFO-002', 'sshv1-client', 'a version 1 client logs in');
      else verify.by('SSH2-INFO-002', authenticated(), await sshv1.login());
    });

    step('ip ssh version 2', ['SSH2-INFO-003'], async (verify) => {
      await dut.configure('ip ssh version 2');
      verify('SSH2-INFO-003', await client.identify());
      if (withoutVersion1()) {
        verify.without('SSH2-INFO-003', 'sshv1-client', 'a version 1 client is not served');
        return;
      }
      verify.by('SSH2-INFO-003', sshv1NotBegun(), await sshv1.identify('SSH-1.5-conform'));
      verify.by('SSH2-INFO-003', sshv1NotBegun(), await sshv1.identify('SSH-1.99-conform'));
      verify.by('SSH2-INFO-003', turnedAway(), await sshv1.login());
    });

    step('ip ssh rsa keypair-name ties SSH to a key pair', ['SSH2-INFO-004'], async (verify) => {
      await generate(first);
      await generate(second);
      const listed = await keys();
      verify.by('SSH2-INFO-004', keysDiffer([first, second]), listed);
      for (const name of [first, second]) {
        await bind(name);
        verify.by('SSH2-INFO-004', hostKeyIs(keyOf(listed, name)), await client.login());
      }
    });

    step('The named key pair exists', ['SSH2-INFO-006'], async (verify) => {
      await bind(second);
      await zeroize(second);
      await generate(label);
      verify.by('SSH2-INFO-006', sshEnabled(false), await showIpSsh());
      await bind(label);
      verify('SSH2-INFO-006', await showIpSsh());
      verify.by('SSH2-INFO-006', authenticated(), await client.login());
    });

    step('The named key pair does not exist yet', ['SSH2-INFO-007'], async (verify) => {
      await zeroize(label);
      await zeroize(first);
      await bind(label);
      verify.by('SSH2-INFO-007', sshEnabled(false), await showIpSsh());
      verify.by('SSH2-INFO-007', refused('unreachable'), await client.login());
      await generate(first);
      verify.by('SSH2-INFO-007', sshEnabled(false), await showIpSsh());
      verify.by('SSH2-INFO-007', refused('unreachable'), await client.login());
      await generate(label);
      verify.by('SSH2-INFO-007', sshEnabled(true), await showIpSsh());
      verify.by('SSH2-INFO-007', hostKeyIs(keyOf(await keys(), label)), await client.login());
    });

    step('Neither hostname nor domain name', ['SSH2-INFO-008'], async (verify) => {
      await zeroize(label);
      await dut.configure('no hostname');
      await dut.configure('no ip domain-name');
      await bind(label);
      const made = await generate(label);
      verify.by('SSH2-INFO-008', outputLacks('hostname|domain'), made);
      verify.by('SSH2-INFO-008', keyGenerated({ name: label, bits: bits() }), made);
      verify.by('SSH2-INFO-008', authenticated(), await client.login());
    });

    step('Without ip ssh rsa keypair-name', ['SSH2-INFO-005'], async (verify) => {
      await dut.configure('no ip ssh rsa keypair-name');
      await zeroizeRsaKeys(dut);
      verify.by('SSH2-INFO-005', sshEnabled(false), await showIpSsh());
      await generate(first);
      verify.by('SSH2-INFO-005', sshEnabled(true), await showIpSsh());
      const ofFirst = keyOf(await keys(), first);
      verify.by('SSH2-INFO-005', hostKeyIs(ofFirst), await client.login());
      await generate(second);
      verify.by('SSH2-INFO-005', hostKeyIs(ofFirst), await client.login());
      // Named after host and domain: it is no less the second.
      await dut.configure('hostname conform');
      await dut.configure('ip domain-name example.com');
      await dut.configure(`crypto key generate rsa general-keys modulus ${bits()}`);
      verify.by('SSH2-INFO-005', hostKeyIs(ofFirst), await client.login());
    });

    step('banner login', ['SSH2-INFO-009'], async (verify) => {
      const marker = `authorized use only ${'x'.repeat(40)} end of banner`;
      await dut.configure('no ip ssh version');
      await dut.configure(`banner login #${marker}#`);
      const login = await client.login();
      verify.by('SSH2-INFO-009', authenticated(), login);
      verify.by('SSH2-INFO-009', bannerBeforeLogin(marker), login);
      if (!version1()) return;
      if (withoutVersion1())
        verify.without('SSH2-INFO-009', 'sshv1-client', 'a version 1 client is not shown it');
      else verify.by('SSH2-INFO-009', sshv1TextLacks(marker), await sshv1.login());
    });
  },
);

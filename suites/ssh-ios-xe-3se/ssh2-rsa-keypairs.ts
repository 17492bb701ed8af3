import { claimedNumber } from '../../bench/claims.ts';
import type { Dut } from '../../harness/dut.ts';
import { keyOf } from '../../harness/key-of.ts';
import {
  authenticated,
  hostKeyBits,
  hostKeyIs,
  keyGenerated,
  keyListed,
  keysDiffer,
  modeIs,
  passwordAsked,
  refused,
  retriesShown,
  runningConfigHas,
  silentClientEnded,
  sshEnabled,
  timeOutShown,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';

const label = 'sshkeys';
const three = ['sshkeys1', 'sshkeys2', 'sshkeys3'] as const;
const unrelated = 'otherkeys';

/** The guide's; a release that refuses it makes its own smallest. */
const guideBits = 768;
/** What a modern client still takes. */
const modernBits = 2048;
/** The largest that a device may offer below the guide's boundary, and what comes before it. */
const belowGuide = [767, 760, 752, 736, 704, 512];

/** Blank in the registry's sense: no key pair of the label, no `ip ssh` lines that matter here. */
async function blank(dut: Dut): Promise<void> {
  await dut.configure('no ip ssh rsa keypair-name');
  await dut.configure('no ip ssh version');
  await dut.configure('no ip ssh time-out');
  await dut.configure('no ip ssh authentication-retries');
  await zeroizeRsaKeys(dut, label);
}

export default suite(
  'ssh2-rsa-keypairs',
  {
    title: 'Configuring a Device for SSH Version 2 Using RSA Key Pairs',
    guide: { chapter: 3, pages: '25-26' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, client, sshv1, bench }) => {
    const smallest = () => claimedNumber(bench.profile, 'rsa-modulus-min');
    const smallestForVersion2 = () => claimedNumber(bench.profile, 'rsa-modulus-min-ssh2');
    const stepBits = () => Math.max(guideBits, smallestForVersion2());
    const keys = () => dut.show('show crypto key mypubkey rsa');
    const generate = (name: string, bits: number, usage = 'general-keys') =>
      dut.configure(`crypto key generate rsa ${usage} label ${name} modulus ${bits}`);

    step('Step 1  enable', ['SSH2-KEYS-002'], async (verify) => {
      await blank(dut);
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-KEYS-002', enabled);
      verify.by('SSH2-KEYS-002', passwordAsked(), enabled);
    });

    step('Step 2  configure terminal', ['SSH2-KEYS-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH2-KEYS-003', await dut.execute('configure terminal'));
      await dut.enter('user-exec');
      verify.by('SSH2-KEYS-003', modeIs('user-exec'), await dut.execute('configure terminal'));
    });

    step('Step 3  ip ssh rsa keypair-name sshkeys', ['SSH2-KEYS-004'], async (verify) => {
      const configured = await dut.configure(`ip ssh rsa keypair-name ${label}`);
      verify('SSH2-KEYS-004', configured, await dut.show('show running-config'));
      verify.by('SSH2-KEYS-004', sshEnabled(false), await dut.show('show ip ssh'));
    });

    step('Step 4  crypto key generate rsa usage-keys', ['SSH2-KEYS-006'], async (verify) => {
      const bits = stepBits();
      const made = await generate(label, bits, 'usage-keys');
      const listed = await keys();
      verify('SSH2-KEYS-006', made, listed, await dut.show('show ip ssh'));
      verify.by('SSH2-KEYS-006', keyGenerated({ name: label, bits }), made);
      for (const usage of ['Signature Key', 'Encryption Key']) {
        verify.by('SSH2-KEYS-006', keyListed({ name: label, bits, usage }), listed);
      }
      const login = await client.login();
      verify.by('SSH2-KEYS-006', authenticated(), login);
      verify.by('SSH2-KEYS-006', hostKeyIs(keyOf(listed, label)), login);
    });

    step('Step 5  ip ssh time-out 12', ['SSH2-KEYS-009'], async (verify) => {
      const configured = await dut.configure('ip ssh time-out 12');
      verify('SSH2-KEYS-009', configured, await dut.show('show ip ssh'));
      const silent = await client.linger('connected', 120);
      verify.by('SSH2-KEYS-009', silentClientEnded(), silent);
      verify.record('SSH2-KEYS-009', 'seconds to the end', silent.observation.milliseconds / 1000);
    });

    step('Step 5  ip ssh authentication-retries 2', ['SSH2-KEYS-010'], async (verify) => {
      await dut.configure('ip ssh time-out 12');
      await dut.configure('ip ssh authentication-retries 2');
      const shown = await dut.show('show ip ssh');
      verify.by('SSH2-KEYS-010', timeOutShown(12), shown);
      verify.by('SSH2-KEYS-010', retriesShown(2), shown);
    });

    step('Step 6  ip ssh version 2', ['SSH2-KEYS-011'], async (verify) => {
      const configured = await dut.configure('ip ssh version 2');
      verify('SSH2-KEYS-011', configured, await dut.show('show ip ssh'));
      if (bench.whyWithout('sshv1-client') !== undefined) {
        verify.without('SSH2-KEYS-011', 'sshv1-client', 'a version 1 client is refused');
        return;
      }
      verify.by('SSH2-KEYS-011', turnedAway(), await sshv1.login());
    });

    step('Step 7  exit', ['SSH2-KEYS-012'], async (verify) => {
      await dut.configure('ip ssh time-out 75');
      verify('SSH2-KEYS-012', await dut.execute('exit'));
      verify.by(
        'SSH2-KEYS-012',
        runningConfigHas('ip ssh time-out 75'),
        await dut.execute('show running-config'),
      );
    });

    step('The seven steps, without hostname and domain', ['SSH2-KEYS-001'], async (verify) => {
      await blank(dut);
      await dut.configure('no hostname');
      await dut.configure('no ip domain-name');
      await dut.enter('user-exec');
      await dut.execute('enable');
      await dut.execute('configure terminal');
      await dut.execute(`ip ssh rsa keypair-name ${label}`);
      const made = await dut.execute(
        `crypto key generate rsa usage-keys label ${label} modulus ${modernBits}`,
      );
      await dut.execute('ip ssh time-out 12');
      await dut.execute('ip ssh version 2');
      await dut.execute('exit');
      verify.by('SSH2-KEYS-001', keyGenerated({ name: label, bits: modernBits }), made);
      verify('SSH2-KEYS-001', await dut.execute('show ip ssh'));
      const login = await client.login();
      verify.by('SSH2-KEYS-001', authenticated(), login);
      verify.by('SSH2-KEYS-001', hostKeyBits(modernBits), login);
    });

    step('Many key pairs', ['SSH2-KEYS-005'], async (verify) => {
      for (const name of three) await generate(name, stepBits());
      const listed = await keys();
      for (const name of three) {
        verify.by('SSH2-KEYS-005', keyListed({ name, bits: stepBits() }), listed);
      }
      verify.by('SSH2-KEYS-005', keysDiffer(three), listed);
      for (const name of three) {
        await dut.configure(`ip ssh rsa keypair-name ${name}`);
        verify.by('SSH2-KEYS-005', hostKeyIs(keyOf(listed, name)), await client.login());
      }
    });

    step('A modulus below the boundary', ['SSH2-KEYS-007'], async (verify) => {
      await dut.configure(`ip ssh rsa keypair-name ${label}`);
      await dut.configure('ip ssh version 2');
      const refusedSizes = belowGuide.filter((bits) => bits < smallest());
      for (const bits of refusedSizes.slice(0, 1)) {
        // It cannot be made at all, and so cannot serve.
        await zeroizeRsaKeys(dut, label);
        await generate(label, bits);
        verify.by('SSH2-KEYS-007', turnedAway(), await client.login());
      }
      // A device may round: the largest that it makes below the boundary, and its smallest.
      let tried = false;
      for (const bits of belowGuide.filter((each) => each >= smallest())) {
        if (tried && bits !== smallest()) continue;
        const made = await generate(label, bits);
        if (!keyGenerated({ bits }).match(made.observation).matches) continue;
        tried = true;
        verify.by('SSH2-KEYS-007', turnedAway(), await client.login());
      }
    });

    step('A modulus at the boundary and above', ['SSH2-KEYS-007'], async (verify) => {
      await dut.configure(`ip ssh rsa keypair-name ${label}`);
      await dut.configure('ip ssh version 2');
      for (const bits of [guideBits, 1024, modernBits]) {
        if (bits < smallestForVersion2()) continue;
        const made = await generate(label, bits);
        verify.by('SSH2-KEYS-007', keyGenerated({ bits }), made);
        const login = await client.login();
        verify.by('SSH2-KEYS-007', authenticated(), login);
        verify.by('SSH2-KEYS-007', hostKeyBits(bits), login);
      }
    });

    step('crypto key zeroize rsa', ['SSH2-KEYS-008'], async (verify) => {
      await generate(label, stepBits());
      await generate(unrelated, stepBits());
      await dut.configure(`ip ssh rsa keypair-name ${label}`);
      verify.by('SSH2-KEYS-008', authenticated(), await client.login());

      await zeroizeRsaKeys(dut, unrelated);
      verify.by('SSH2-KEYS-008', sshEnabled(true), await dut.show('show ip ssh'));

      await generate(unrelated, stepBits());
      await zeroizeRsaKeys(dut, label);
      verify.by('SSH2-KEYS-008', sshEnabled(false), await dut.show('show ip ssh'));
      verify.by('SSH2-KEYS-008', refused('unreachable'), await client.login());

      await dut.configure('no ip ssh rsa keypair-name');
      verify.by('SSH2-KEYS-008', sshEnabled(true), await dut.show('show ip ssh'));
      await zeroizeRsaKeys(dut);
      verify.by('SSH2-KEYS-008', sshEnabled(false), await dut.show('show ip ssh'));
      verify.by('SSH2-KEYS-008', refused('unreachable'), await client.login());
    });
  },
);

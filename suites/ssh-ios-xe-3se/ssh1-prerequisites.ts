import { claimedNumber, claims } from '../../bench/claims.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  authenticated,
  helpOffers,
  keyGenerated,
  keysShown,
  outputHas,
  radiusAsked,
  refused,
  sshEnabled,
  tacacsAsked,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { generateRsaKeys, zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { section } from '../../harness/section.ts';
import { radiusDecides, remoteUser, tacacsDecides } from '../../harness/server-decides.ts';
import { suite } from '../../harness/suite.ts';

const hostname = 'conform';
const domain = 'example.com';
const keyName = `${hostname}.${domain}`;
/** Large enough for version 2 on the guide's release. */
const modernBits = 1024;

const noDomain = 'No domain specified|define a domain-name first';
const noHostname = 'No hostname specified|define a hostname other than';

export default suite(
  'ssh1-prerequisites',
  {
    title: 'Prerequisites for Configuring Secure Shell',
    guide: { chapter: 1, pages: '2' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, ...lab }) => {
    const { dut, client, bench } = lab;
    const bits = () => Math.max(modernBits, claimedNumber(bench.profile, 'rsa-modulus-min-ssh2'));
    const vtys = () =>
      `line vty ${claimedNumber(bench.profile, 'vty-first')} ${claimedNumber(bench.profile, 'vty-last')}`;
    const generate = () => generateRsaKeys(dut, bits());
    /** What a check of a first key needs. */
    const zeroizeAll = () => zeroizeRsaKeys(dut);
    const keys = () => dut.show('show crypto key mypubkey rsa');
    const showIpSsh = () => dut.show('show ip ssh');

    step('An image with cryptography', ['SSH1-PRE-001'], async (verify) => {
      if (claims(bench.profile, 'image-name-k9')) verify('SSH1-PRE-001', await dut.show('show version'));
      else verify.notApplicable('SSH1-PRE-001', 'image-name-k9');
      await dut.enter('privileged-exec');
      verify.by('SSH1-PRE-001', helpOffers(['-l']), await dut.help('ssh '));
      await dut.enter('global-config');
      verify.by('SSH1-PRE-001', helpOffers(['generate', 'zeroize']), await dut.help('crypto key '));
      if (claims(bench.profile, 'image-k9')) verify.notApplicable('SSH1-PRE-001', 'image-k9');
      else verify.without('SSH1-PRE-001', 'alt-image', 'an image without cryptography offers neither');
    });

    step('Hostname and host domain come before the key', ['SSH1-PRE-002'], async (verify) => {
      await zeroizeAll();
      await dut.configure(`hostname ${hostname}`);
      await dut.configure('no ip domain-name');
      const withoutDomain = await generate();
      verify.by('SSH1-PRE-002', outputHas(noDomain), withoutDomain);
      verify.by('SSH1-PRE-002', keysShown(0), await keys());

      await dut.configure(`ip domain-name ${domain}`);
      await dut.configure('hostname Router');
      verify.by('SSH1-PRE-002', outputHas(noHostname), await generate());
      verify.by('SSH1-PRE-002', keysShown(0), await keys());

      await dut.configure('no hostname');
      const factory = await generate();
      verify.record('SSH1-PRE-002', 'factory host name', factory.observation.lines.at(-1)?.text ?? '');
      await zeroizeAll();

      await dut.configure(`hostname ${hostname}`);
      verify.by('SSH1-PRE-002', keyGenerated({ name: keyName, bits: bits() }), await generate());
      verify.by('SSH1-PRE-002', sshEnabled(true), await showIpSsh());
    });

    step('The key pair switches the server on', ['SSH1-PRE-003'], async (verify) => {
      await zeroizeAll();
      verify.by('SSH1-PRE-003', sshEnabled(false), await showIpSsh());
      verify.by('SSH1-PRE-003', refused('unreachable'), await client.login());
      const made = await generate();
      verify.by('SSH1-PRE-003', keyGenerated({ bits: bits() }), made);
      verify('SSH1-PRE-003', made, await showIpSsh());
      verify.by('SSH1-PRE-003', authenticated(), await client.login());
    });

    step('Deleting the key pair disables it', ['SSH1-PRE-004'], async (verify) => {
      const open = await client.login();
      await client.shell(open);
      verify('SSH1-PRE-004', await zeroizeAll(), await showIpSsh());
      verify.by('SSH1-PRE-004', refused('unreachable'), await client.login());
      const { promptAfter } = (await client.type(open, 'show privilege')).observation;
      verify.record('SSH1-PRE-004', 'open session', promptAfter === '' ? 'ended' : 'goes on');
    });

    step('User authentication without AAA', ['SSH1-PRE-006'], async (verify) => {
      await generate();
      const ofLine = bench.secret('line-password').reveal();
      await dut.configure('no aaa new-model');
      await section(dut, vtys(), `password ${ofLine}`, 'login local', 'transport input ssh');
      const bad = bench.secret('wrong-password').reveal();
      verify.by('SSH1-PRE-006', authenticated(), await client.login());
      verify.by('SSH1-PRE-006', turnedAway(), await client.login({ password: bad }));
      verify.by('SSH1-PRE-006', turnedAway(), await client.login({ password: ofLine }));
      const unknown = { username: 'nobody', password: ofLine };
      verify.by('SSH1-PRE-006', turnedAway(), await client.login(unknown));
      const { password } = bench.dut.account;
      const stranger = { username: 'nobody', password: password.reveal() };
      verify.by('SSH1-PRE-006', turnedAway(), await client.login(stranger));
    });

    step('User authentication with AAA', ['SSH1-PRE-005'], async (verify) => {
      await aaaNewModel(dut);
      await dut.configure('aaa authentication login default local');
      const bad = bench.secret('wrong-password').reveal();
      verify.by('SSH1-PRE-005', authenticated(), await client.login());
      verify.by('SSH1-PRE-005', turnedAway(), await client.login({ password: bad }));
      verify.by('SSH1-PRE-005', turnedAway(), await client.login({ username: 'nobody' }));
      if (
        !lacking({ bench }, verify, 'SSH1-PRE-005', 'tacacs-server', 'a login that group tacacs+ decides')
      ) {
        const { right, wrong, localOnly, asked } = await tacacsDecides(lab);
        verify.by('SSH1-PRE-005', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-PRE-005', turnedAway(), refused);
        const kind = 'authentication';
        verify.by('SSH1-PRE-005', tacacsAsked({ kind, user: remoteUser, status: 'pass', times: 1 }), asked);
        verify.by('SSH1-PRE-005', tacacsAsked({ kind, user: remoteUser, status: 'fail', times: 1 }), asked);
      }
      if (!lacking({ bench }, verify, 'SSH1-PRE-005', 'radius-server', 'a login that group radius decides')) {
        const { right, wrong, localOnly, asked } = await radiusDecides(lab);
        verify.by('SSH1-PRE-005', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-PRE-005', turnedAway(), refused);
        const kind = 'access';
        const of = { kind, user: remoteUser, times: 1, nasPort: true } as const;
        verify.by('SSH1-PRE-005', radiusAsked({ ...of, password: 'right', reply: 'accept' }), asked);
        verify.by('SSH1-PRE-005', radiusAsked({ ...of, password: 'wrong', reply: 'reject' }), asked);
      }
    });
  },
);

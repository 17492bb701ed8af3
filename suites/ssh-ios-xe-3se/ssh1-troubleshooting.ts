import type { AaaAuthorization } from '../../bench/aaa-dialogue.ts';
import { claimedNumber } from '../../bench/claims.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { newConsoleSession } from '../../harness/console-session.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  authenticated,
  keyGenerated,
  keysShown,
  modeIs,
  noErrorLine,
  outputLacks,
  radiusAsked,
  runningConfigLacks,
  sshEnabled,
  tacacsAsked,
  telnetLoggedIn,
  turnedAway,
  vtysInUse,
} from '../../harness/matchers/index.ts';
import { othersOnVtys } from '../../harness/others-on-vtys.ts';
import { generateRsaKeys, zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { section } from '../../harness/section.ts';
import { radiusDecides, remoteUser, tacacsDecides } from '../../harness/server-decides.ts';
import { settledVtys } from '../../harness/settled-vtys.ts';
import { suite } from '../../harness/suite.ts';
import { nameTacacsServer, tacacsKey } from '../../harness/tacacs-logins.ts';
import { benchAccount } from '../../harness/without-credentials.ts';

const hostname = 'conform';
const domain = 'example.com';
const keyName = `${hostname}.${domain}`;
/** Large enough for version 2 on the guide's release. */
const modernBits = 1024;
/** The guide's `line vty 0 4`. */
const guideVtys = 5;

/** Each of them, with a value of its own. */
const sshCommands = [
  'ip ssh time-out 30',
  'ip ssh authentication-retries 2',
  'ip ssh version 2',
  `ip ssh rsa keypair-name ${keyName}`,
];
const missingKey = 'Please create (?:EC or )?RSA keys';

export default suite(
  'ssh1-troubleshooting',
  {
    title: 'Troubleshooting SSH',
    guide: { chapter: 1, pages: '6' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, ...lab }) => {
    const { dut, client, telnet, tacacs, bench } = lab;
    const bits = () => Math.max(modernBits, claimedNumber(bench.profile, 'rsa-modulus-min-ssh2'));
    const firstVty = () => claimedNumber(bench.profile, 'vty-first');
    const lastVty = () => claimedNumber(bench.profile, 'vty-last');
    const generate = () => generateRsaKeys(dut, bits());
    const zeroizeAll = () => zeroizeRsaKeys(dut);
    const keys = () => dut.show('show crypto key mypubkey rsa');

    /** So many vtys take what `input` says, the others nothing. */
    const onlyVtys = async (count: number, input: string) => {
      const last = firstVty() + count - 1;
      await section(dut, `line vty ${firstVty()} ${last}`, `transport input ${input}`);
      if (last < lastVty()) {
        await section(dut, `line vty ${last + 1} ${lastVty()}`, 'transport input none');
      }
    };
    const withShell = async () => {
      const login = await client.login();
      if (login.observation.session !== undefined) await client.shell(login);
      return login;
    };
    /**
     * The first vtys, so many that `wanted` of them are free, or all there are; and how many people sit on vtys
     * already, who may stay there. Sessions of the account of the bench are its own, and end.
     */
    const vtysFor = async (wanted: number) => {
      const others = othersOnVtys(await dut.show('show users'), [bench.dut.account.username]);
      const taken = new Set(others.map(({ unit }) => Number(unit)));
      let count = 0;
      let free = 0;
      for (; free < wanted && firstVty() + count <= lastVty(); count += 1) {
        if (!taken.has(firstVty() + count)) free += 1;
      }
      return { count, free, others: others.length };
    };
    /** Looked at again until so many vtys are in use: a device takes its time over the end of a session. */
    const showUsers = (sessions: number) => settledVtys({ dut, bench }, sessions);

    step('Commands of SSH without a key pair', ['SSH1-TRB-001'], async (verify) => {
      await zeroizeAll();
      for (const command of sshCommands) verify('SSH1-TRB-001', await dut.configure(command));
      await dut.configure('no ip ssh rsa keypair-name');
      await dut.configure('no ip ssh version');
      await dut.configure(`hostname ${hostname}`);
      await dut.configure(`ip domain-name ${domain}`);
      verify.by('SSH1-TRB-001', keyGenerated({ name: keyName, bits: bits() }), await generate());
      for (const command of sshCommands) {
        const configured = await dut.configure(command);
        verify.by('SSH1-TRB-001', noErrorLine(), configured);
        verify.by('SSH1-TRB-001', outputLacks(missingKey), configured);
      }
      verify.by('SSH1-TRB-001', sshEnabled(true), await dut.show('show ip ssh'));
    });

    step('No hostname specified', ['SSH1-TRB-002'], async (verify) => {
      await zeroizeAll();
      await dut.configure(`ip domain-name ${domain}`);
      await dut.configure('hostname Router');
      verify('SSH1-TRB-002', await generate());
      verify.by('SSH1-TRB-002', keysShown(0), await keys());
      await dut.configure('no hostname');
      const factory = await generate();
      verify.record('SSH1-TRB-002', 'factory host name', factory.observation.lines.at(-1)?.text ?? '');
      await dut.configure(`hostname ${hostname}`);
      const own = await generate();
      verify.by('SSH1-TRB-002', outputLacks('hostname'), own);
      verify.by('SSH1-TRB-002', keyGenerated({ name: keyName, bits: bits() }), own);
    });

    step('No domain specified', ['SSH1-TRB-003'], async (verify) => {
      await zeroizeAll();
      await dut.configure(`hostname ${hostname}`);
      await dut.configure('no ip domain-name');
      verify('SSH1-TRB-003', await generate());
      verify.by('SSH1-TRB-003', keysShown(0), await keys());
      await dut.configure(`ip domain-name ${domain}`);
      verify.by('SSH1-TRB-003', keyGenerated({ name: keyName, bits: bits() }), await generate());
    });

    for (const part of ['five of the vtys', 'all vtys'] as const) {
      step(`No more sessions than vtys: ${part}`, ['SSH1-TRB-004'], async (verify) => {
        if (bench.whyWithout('multi-ssh-clients') !== undefined) {
          verify.without('SSH1-TRB-004', 'multi-ssh-clients', 'one session more than there are vtys');
          return;
        }
        const all = lastVty() - firstVty() + 1;
        const { count, free, others } = await vtysFor(part === 'all vtys' ? all : guideVtys);
        await dut.configure('no ip ssh version');
        await onlyVtys(count, 'ssh');
        const open: Recorded<SshLoginObservation>[] = [];
        for (let number = 0; number < free; number += 1) {
          const login = await withShell();
          verify.by('SSH1-TRB-004', authenticated(), login);
          if (login.observation.session !== undefined) open.push(login);
        }
        verify.by('SSH1-TRB-004', turnedAway(), await client.login());
        verify.by('SSH1-TRB-004', vtysInUse(others + free), await showUsers(others + free));
        // The refusal is none of their business.
        for (const login of open) {
          verify.by('SSH1-TRB-004', modeIs('user-exec'), await client.type(login, 'show privilege'));
        }
        const [polite, dead] = open;
        if (polite === undefined || dead === undefined) return;
        await client.logout(polite);
        verify.by('SSH1-TRB-004', vtysInUse(others + free - 1), await showUsers(others + free - 1));
        verify.by('SSH1-TRB-004', authenticated(), await withShell());
        await client.abandon(dead);
        verify.by('SSH1-TRB-004', vtysInUse(others + free - 1), await showUsers(others + free - 1));
        verify.by('SSH1-TRB-004', authenticated(), await withShell());
        verify.by('SSH1-TRB-004', turnedAway(), await client.login());
      });
    }

    step('SSH and Telnet compete for the vtys', ['SSH1-TRB-005'], async (verify) => {
      if (bench.whyWithout('telnet-client') !== undefined) {
        verify.without('SSH1-TRB-005', 'telnet-client', 'Telnet sessions take the vtys that SSH needs');
      }
      const { count, free, others } = await vtysFor(guideVtys);
      await onlyVtys(count, 'ssh telnet');
      const first = await withShell();
      const second = await withShell();
      verify.by('SSH1-TRB-005', authenticated(), first);
      verify.by('SSH1-TRB-005', authenticated(), second);
      const two = await showUsers(others + 2);
      verify('SSH1-TRB-005', two);
      verify.by('SSH1-TRB-005', vtysInUse(others + 2), two);
      if (bench.whyWithout('telnet-client') !== undefined) return;

      const third = await telnet.login();
      verify.by('SSH1-TRB-005', telnetLoggedIn(), third);
      await telnet.login();
      verify.by('SSH1-TRB-005', vtysInUse(others + 4), await showUsers(others + 4));
      await client.logout(first);
      verify.by('SSH1-TRB-005', vtysInUse(others + 3), await showUsers(others + 3));
      await client.abandon(second);
      verify.by('SSH1-TRB-005', vtysInUse(others + 2), await showUsers(others + 2));

      for (let number = 2; number < free; number += 1) {
        verify.by('SSH1-TRB-005', telnetLoggedIn(), await telnet.login());
      }
      verify.by('SSH1-TRB-005', vtysInUse(others + free), await showUsers(others + free));
      verify.by('SSH1-TRB-005', turnedAway(), await client.login());
      verify.by('SSH1-TRB-005', turnedAway(), await telnet.login());
      await telnet.abandon(third);
      verify.by('SSH1-TRB-005', vtysInUse(others + free - 1), await showUsers(others + free - 1));
      verify.by('SSH1-TRB-005', authenticated(), await withShell());
      verify.by('SSH1-TRB-005', vtysInUse(others + free), await showUsers(others + free));
    });

    step('Who decides about a login', ['SSH1-TRB-006'], async (verify) => {
      const ofLine = bench.secret('line-password').reveal();
      await section(dut, `line vty ${firstVty()} ${lastVty()}`, `password ${ofLine}`);
      await aaaNewModel(dut);
      const own = () => client.login();
      const byLine = () => client.login({ password: ofLine });
      for (const [method, right, wrong] of [
        ['local', own, byLine],
        ['line', byLine, own],
        ['local', own, byLine],
      ] as const) {
        await dut.configure(`aaa authentication login default ${method}`);
        verify.by('SSH1-TRB-006', authenticated(), await right());
        verify.by('SSH1-TRB-006', turnedAway(), await wrong());
      }
      if (
        !lacking({ bench }, verify, 'SSH1-TRB-006', 'tacacs-server', 'a login that group tacacs+ decides')
      ) {
        const { right, wrong, localOnly, asked } = await tacacsDecides(lab);
        verify.by('SSH1-TRB-006', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-TRB-006', turnedAway(), refused);
        const kind = 'authentication';
        verify.by('SSH1-TRB-006', tacacsAsked({ kind, user: remoteUser, status: 'pass', times: 1 }), asked);
        verify.by('SSH1-TRB-006', tacacsAsked({ kind, user: remoteUser, status: 'fail', times: 1 }), asked);
      }
      if (!lacking({ bench }, verify, 'SSH1-TRB-006', 'radius-server', 'a login that group radius decides')) {
        const { right, wrong, localOnly, asked } = await radiusDecides(lab);
        verify.by('SSH1-TRB-006', authenticated(), right);
        for (const refused of [wrong, localOnly]) verify.by('SSH1-TRB-006', turnedAway(), refused);
        const kind = 'access';
        const of = { kind, user: remoteUser, times: 1, nasPort: true } as const;
        verify.by('SSH1-TRB-006', radiusAsked({ ...of, password: 'right', reply: 'accept' }), asked);
        verify.by('SSH1-TRB-006', radiusAsked({ ...of, password: 'wrong', reply: 'reject' }), asked);
      }
      await dut.configure('aaa authentication login default local');
      verify.by('SSH1-TRB-006', authenticated(), await own());
      await dut.configure('aaa authentication login default none');
      verify.by('SSH1-TRB-006', authenticated(), await byLine());
    });

    step('AAA authorization on the console', ['SSH1-TRB-007', 'SSH1-TRB-008'], async (verify) => {
      const check = 'a login at the console, and what it is asked about its rights';
      const without = (['SSH1-TRB-007', 'SSH1-TRB-008'] as const).filter((id) =>
        lacking({ bench }, verify, id, 'tacacs-server', check),
      );
      if (without.length > 0) return;
      await aaaNewModel(dut);
      await nameTacacsServer(lab);
      // The bench's own account: with it the harness gets in again, whatever comes of this.
      const { username } = bench.dut.account;
      const serve = (exec: AaaAuthorization) =>
        tacacs.listen({ key: tacacsKey(bench), accounts: [{ ...benchAccount({ bench }), exec }] });
      await dut.configure('aaa authorization exec default group tacacs+');
      await dut.configure('aaa authentication login CONSOLE local');
      const logIn = async () => {
        await newConsoleSession(dut);
        const answer = bench.dut.account.password.reveal();
        return await dut.execute(username, [{ question: 'Password', answer }]);
      };
      const asked = { kind: 'authorization', user: username } as const;
      const refused: AaaAuthorization = { status: 'fail' };
      const allowed: AaaAuthorization = { status: 'add', args: ['priv-lvl=15'] };

      const unasked = await serve(refused);
      verify.by('SSH1-TRB-007', modeIs('user-exec'), await logIn());
      verify.by('SSH1-TRB-007', tacacsAsked({ ...asked, times: 0 }), await tacacs.exchanges(unasked));

      await dut.enter('privileged-exec');
      await dut.configure('aaa authorization console');
      const console = await serve(allowed);
      verify.by('SSH1-TRB-008', modeIs('privileged-exec'), await logIn());
      const seen = await tacacs.exchanges(console, { kind: 'authorization' });
      verify.by('SSH1-TRB-008', tacacsAsked({ ...asked, status: 'pass-add', times: 1 }), seen);

      const off = await dut.configure('no aaa authorization console');
      verify.by('SSH1-TRB-008', noErrorLine(), off);
      const config = await dut.show('show running-config');
      verify.by('SSH1-TRB-008', runningConfigLacks('aaa authorization console'), config);
      const again = await serve(refused);
      verify.by('SSH1-TRB-008', modeIs('user-exec'), await logIn());
      verify.by('SSH1-TRB-008', tacacsAsked({ ...asked, times: 0 }), await tacacs.exchanges(again));
      await dut.enter('privileged-exec');
      await dut.configure('aaa authentication login CONSOLE none');
    });
  },
);

import { claimedNumber } from '../../bench/claims.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import { applyListing, factsAgainst, fatesOf, takenOf } from '../../harness/apply-listing.ts';
import { attemptsBy } from '../../harness/attempts.ts';
import { newConsoleSession } from '../../harness/console-session.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  aaaPortsUntouched,
  attemptsTaken,
  authenticated,
  modeIs,
  noErrorLine,
  outputHas,
  passwordAsked,
  retriesShown,
  silentClientEnded,
  sshEnabled,
  syslogged,
  tacacsAsked,
  timeOutShown,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';
import { benchAccount, withoutCredentials, wrongPasswords } from '../../harness/without-credentials.ts';

const example = 'SSH1-EX12K-001';
const [seconds, retries] = [60, 2];
/** A key pair beside those of the bench. */
const label = 'conform-12000';
const localUser = 'username1';
/** A line of `debug ip ssh`. */
const sshDebugLine = 'SSH2? ?\\d*: ';

export default suite(
  'example-12000-fallback',
  {
    title: 'Example: SSH on a Cisco 12000 Series Router',
    guide: { chapter: 1, pages: '9-10' },
    roles: ['console', 'ssh-client'],
    hazards: ['aaa', 'console-lockout', 'vty', 'management'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, tacacs, syslog, guide, bench }) => {
    const listing = applyListing({ dut, bench, guide }, example);
    const bits = () => Math.max(1024, claimedNumber(bench.profile, 'rsa-modulus-min-ssh2'));
    /** Whom the server alone knows, and whom the device alone knows. */
    const remote = () => ({ username: 'remote', password: listing.secret('remote') });
    const local = () => ({ username: localUser, password: listing.secret('password1') });
    const wrong = () => ({ username: localUser, password: listing.secret('wrong password') });
    const key = () => listing.secret('tacacs key');
    const serve = () => tacacs.listen({ key: key(), accounts: [remote(), benchAccount({ bench })] });

    step('The listing', ['SSH1-EX12K-001'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX12K-001', 'tacacs-server', 'logins that the server decides'))
        return;
      await serve();
      const lines = await listing.apply();
      for (const taken of takenOf(lines)) verify.by('SSH1-EX12K-001', noErrorLine(), taken);
      for (const fact of factsAgainst(lines)) verify.notApplicable('SSH1-EX12K-001', fact);
      verify.record('SSH1-EX12K-001', 'what became of each line', fatesOf(lines, { guide }, example));

      await dut.configure(`crypto key generate rsa general-keys label ${label} modulus ${bits()}`);
      await dut.configure(`ip ssh rsa keypair-name ${label}`);
      const shown = await dut.show('show ip ssh');
      verify('SSH1-EX12K-001', shown);
      verify.by('SSH1-EX12K-001', sshEnabled(true), shown);
      verify.by('SSH1-EX12K-001', timeOutShown(seconds), shown);
      verify.by('SSH1-EX12K-001', retriesShown(retries), shown);
      verify.by('SSH1-EX12K-001', authenticated(), await client.login(remote()));
      for (const login of withoutCredentials({ bench }, localUser))
        verify.by('SSH1-EX12K-001', turnedAway(), await client.login(login));
    });

    step('aaa authentication login default tacacs+ local', ['SSH1-EX12K-002'], async (verify) => {
      if (
        lacking(
          { bench },
          verify,
          'SSH1-EX12K-002',
          'tacacs-server',
          'one that refuses, and one that is down',
        )
      )
        return;
      const since = await serve();
      await listing.inForce();
      const configured = await dut.show('show running-config | include ^aaa authentication login');
      verify.by(
        'SSH1-EX12K-002',
        outputHas('^aaa authentication login default (?:group )?tacacs\\+ local$'),
        configured,
      );
      verify.by('SSH1-EX12K-002', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX12K-002', turnedAway(), await client.login(local()));
      verify.by(
        'SSH1-EX12K-002',
        tacacsAsked({ kind: 'authentication', user: localUser, status: 'fail' }),
        await tacacs.exchanges(since, { count: 2, kind: 'authentication' }),
      );
      await tacacs.close();
      verify.by('SSH1-EX12K-002', authenticated(), await client.login(local()));
      verify.by('SSH1-EX12K-002', turnedAway(), await client.login(wrong()));
      verify.by('SSH1-EX12K-002', turnedAway(), await client.login(remote()));
      await tacacs.listen({ key: key(), misbehaves: { how: 'silence' } });
      verify.by('SSH1-EX12K-002', authenticated(), await client.login(local()));
    });

    step('login authentication aaa12000kw', ['SSH1-EX12K-003'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX12K-003', 'tacacs-server', 'that it is not asked')) return;
      const since = await serve();
      await listing.inForce();
      const console = async ({ username, password }: ReturnType<typeof local>) => {
        await newConsoleSession(dut);
        return await dut.execute(username, [{ question: 'Password', answer: password }]);
      };
      const refused = await console(wrong());
      verify.by('SSH1-EX12K-003', modeIs('login-username'), refused);
      const entered = await dut.execute(localUser, [{ question: 'Password', answer: local().password }]);
      verify.by('SSH1-EX12K-003', passwordAsked(), entered);
      verify.by('SSH1-EX12K-003', modeIs('user-exec'), entered);
      await dut.enter('privileged-exec');
      // Of a vty the server is asked, and hears it.
      verify.by('SSH1-EX12K-003', authenticated(), await client.login(remote()));
      const asked = await tacacs.exchanges(since, { kind: 'authentication', user: 'remote' });
      verify.by('SSH1-EX12K-003', tacacsAsked({ user: localUser, times: 0 }), asked);
      verify.by('SSH1-EX12K-003', tacacsAsked({ user: 'remote', status: 'pass' }), asked);
    });

    step('tacacs-server host 172.17.116.138', ['SSH1-EX12K-004'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX12K-004', 'tacacs-server', 'which port is asked')) return;
      const since = await serve();
      await tacacs.listen({ door: 9000, key: key(), accounts: [remote()] });
      await listing.inForce();
      verify.by('SSH1-EX12K-004', authenticated(), await client.login(remote()));
      const asked = await tacacs.exchanges(since, { kind: 'authentication' });
      verify.by('SSH1-EX12K-004', tacacsAsked({ user: 'remote', door: 49, status: 'pass' }), asked);
      verify.by('SSH1-EX12K-004', aaaPortsUntouched([9000]), asked);
    });

    step('ip ssh timeout 60, ip ssh authentication-retries 2', ['SSH1-EX12K-005'], async (verify) => {
      await listing.inForce();
      verify('SSH1-EX12K-005', await dut.show('show ip ssh'));
      for (const phase of ['keys-exchanged', 'authenticating'] as const) {
        const fared = await client.linger(phase, 3 * seconds);
        verify.by('SSH1-EX12K-005', silentClientEnded(), fared);
        const late = fared.observation.milliseconds / 1000 - seconds;
        verify.record('SSH1-EX12K-005', `${phase}: seconds later`, Number(late.toFixed(1)));
      }
      const limited = (refused: Recorded<SshLoginObservation>, who: string) => {
        const counts = [retries + 1, retries];
        verify.by('SSH1-EX12K-005', attemptsTaken({ method: 'keyboard-interactive', counts }), refused);
        const taken = attemptsBy(refused.observation, 'keyboard-interactive');
        if (taken === retries)
          verify.record('SSH1-EX12K-005', `deviation candidate: attempts, ${who} decides`, taken);
      };
      const tries = wrongPasswords({ bench }, 6);
      limited(await client.login({ username: localUser, tries }), 'the local database');
      if (bench.whyWithout('tacacs-server') !== undefined) return;
      await serve();
      limited(await client.login({ username: remote().username, tries }), 'the server');
    });

    step('logging trap debugging', ['SSH1-EX12K-006'], async (verify) => {
      const host = bench.serviceOf('syslog-listener')?.address;
      if (host === undefined) {
        verify.without('SSH1-EX12K-006', 'syslog-listener', 'debug lines that arrive there');
        return;
      }
      await listing.inForce();
      await dut.configure(`logging host ${host}`);
      await dut.show('debug ip ssh');
      const since = await syslog.mark();
      await client.login(local());
      const severity = 7;
      verify.by(
        'SSH1-EX12K-006',
        syslogged({ severity, pattern: sshDebugLine }),
        await syslog.messages(since, { severity, pattern: sshDebugLine }),
      );
      await dut.show('undebug all');
    });
  },
);

import { claimedNumber, claims } from '../../bench/claims.ts';
import { applyListing, factsAgainst, fatesOf, takenOf } from '../../harness/apply-listing.ts';
import { attemptsBy } from '../../harness/attempts.ts';
import { newConsoleSession } from '../../harness/console-session.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  aaaPortsUntouched,
  attemptsTaken,
  authenticated,
  letInUnasked,
  noErrorLine,
  outputHas,
  outputLacks,
  radiusAsked,
  retriesShown,
  silentClientEnded,
  sshEnabled,
  tacacsAsked,
  timeOutShown,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';
import { benchAccount, withoutCredentials, wrongPasswords } from '../../harness/without-credentials.ts';

const example = 'SSH1-EX75-001';
const [seconds, retries] = [60, 5];
const defaultList = 'aaa authentication login default radius';
/** A key pair beside those of the bench. */
const label = 'conform-7500';
const localUser = 'username1';

export default suite(
  'example-7500-radius',
  {
    title: 'Example: SSH on a Cisco 7500 Series Router',
    guide: { chapter: 1, pages: '7-9' },
    roles: ['console', 'ssh-client'],
    hazards: ['aaa', 'console-lockout', 'vty', 'management'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, tacacs, radius, guide, bench }) => {
    const listing = applyListing({ dut, bench, guide }, example);
    const bits = () => Math.max(1024, claimedNumber(bench.profile, 'rsa-modulus-min-ssh2'));
    /** Whom the server alone knows, and whom the device alone knows. */
    const remote = () => ({ username: 'remote', password: listing.secret('remote') });
    const local = () => ({ username: localUser, password: listing.secret('password1') });
    const logins = () => withoutCredentials({ bench }, localUser);
    /** The server of the listing, which knows the bench's account too: a way in for the console, should it ask. */
    const serve = (secret = listing.secret('radius key')) =>
      radius.listen({ door: 1650, secret, accounts: [remote(), benchAccount({ bench })] });

    step('The listing', ['SSH1-EX75-001'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX75-001', 'radius-server', 'logins that the server decides'))
        return;
      await serve();
      const lines = await listing.apply();
      for (const taken of takenOf(lines)) verify.by('SSH1-EX75-001', noErrorLine(), taken);
      for (const fact of factsAgainst(lines)) verify.notApplicable('SSH1-EX75-001', fact);
      verify.record('SSH1-EX75-001', 'what became of each line', fatesOf(lines, { guide }, example));

      await dut.configure(`crypto key generate rsa general-keys label ${label} modulus ${bits()}`);
      await dut.configure(`ip ssh rsa keypair-name ${label}`);
      const shown = await dut.show('show ip ssh');
      verify('SSH1-EX75-001', shown);
      verify.by('SSH1-EX75-001', sshEnabled(true), shown);
      verify.by('SSH1-EX75-001', timeOutShown(seconds), shown);
      verify.by('SSH1-EX75-001', retriesShown(retries), shown);
      verify.by('SSH1-EX75-001', authenticated(), await client.login(remote()));
      for (const login of logins()) verify.by('SSH1-EX75-001', turnedAway(), await client.login(login));
    });

    step('aaa authentication login default radius', ['SSH1-EX75-002'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX75-002', 'radius-server', 'logins that the server decides'))
        return;
      const since = await serve();
      const secret = listing.secret('radius key');
      for (const door of [1645, 1812] as const)
        await radius.listen({ door, secret, accounts: [remote(), local()] });
      await listing.inForce();
      verify.by('SSH1-EX75-002', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX75-002', turnedAway(), await client.login(local()));
      const asked = await radius.requests(since, { count: 2, kind: 'access' });
      const access = { kind: 'access', door: 1650 } as const;
      verify.by(
        'SSH1-EX75-002',
        radiusAsked({ ...access, user: 'remote', password: 'right', reply: 'accept' }),
        asked,
      );
      verify.by('SSH1-EX75-002', radiusAsked({ ...access, user: localUser, reply: 'reject' }), asked);
      await serve(listing.secret('another key'));
      verify.by('SSH1-EX75-002', turnedAway(), await client.login(remote()));
      await serve();
      verify.by('SSH1-EX75-002', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX75-002', aaaPortsUntouched([1645, 1812]), await radius.requests(since));
    });

    step('ip ssh authentication-retries 5', ['SSH1-EX75-003'], async (verify) => {
      await listing.inForce();
      verify('SSH1-EX75-003', await dut.show('show ip ssh'));
      if (lacking({ bench }, verify, 'SSH1-EX75-003', 'radius-server', 'attempts that reach the server'))
        return;
      const since = await serve();
      const { username } = remote();
      const refused = await client.login({ username, tries: wrongPasswords({ bench }, 10) });
      const counts = [retries + 1, retries];
      verify.by('SSH1-EX75-003', attemptsTaken({ method: 'keyboard-interactive', counts }), refused);
      const access = { kind: 'access', user: username, reply: 'reject' } as const;
      verify.by(
        'SSH1-EX75-003',
        radiusAsked({ ...access, least: retries, most: retries + 1 }),
        await radius.requests(since, { count: retries, kind: 'access' }),
      );
      const taken = attemptsBy(refused.observation, 'keyboard-interactive');
      if (taken === retries) verify.record('SSH1-EX75-003', 'deviation candidate: attempts', taken);
    });

    step('ip ssh timeout 60', ['SSH1-EX75-004'], async (verify) => {
      const withServer = bench.whyWithout('radius-server') === undefined;
      if (withServer) await serve();
      await listing.inForce();
      verify('SSH1-EX75-004', await dut.show('show ip ssh'));
      const silentClient = async (server: 'answers' | 'is silent') => {
        for (const phase of ['keys-exchanged', 'authenticating'] as const) {
          const fared = await client.linger(phase, 3 * seconds);
          verify.by('SSH1-EX75-004', silentClientEnded(), fared);
          const late = fared.observation.milliseconds / 1000 - seconds;
          const name = `${phase}, the server ${server}: seconds later`;
          verify.record('SSH1-EX75-004', name, Number(late.toFixed(1)));
        }
      };
      await silentClient('answers');
      if (!withServer) {
        verify.without('SSH1-EX75-004', 'radius-server', 'a silent client while a server is silent too');
        return;
      }
      await radius.close();
      const since = await radius.mark();
      verify.by('SSH1-EX75-004', turnedAway(), await client.login(remote()));
      const { requests } = (await radius.requests(since)).observation;
      const [first, last] = [requests.at(0)?.at ?? 0, requests.at(-1)?.at ?? 0];
      verify.record('SSH1-EX75-004', 'requests to a silent server', requests.length);
      verify.record('SSH1-EX75-004', 'seconds between the first and the last', (last - first) / 1000);
      await silentClient('is silent');
    });

    step('line con 0, line aux 0 and line vty 0 4', ['SSH1-EX75-005'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX75-005', 'radius-server', 'logins at vtys and at the console'))
        return;
      const since = await serve();
      await listing.inForce();
      verify.by('SSH1-EX75-005', letInUnasked(), await newConsoleSession(dut));
      await dut.enter('privileged-exec');
      if (claims(bench.profile, 'line-aux')) {
        const aux = await dut.show('show running-config | section line aux');
        verify.by('SSH1-EX75-005', outputHas('^transport input all$'), aux);
      } else {
        verify.notApplicable('SSH1-EX75-005', 'line-aux');
      }
      const vtys = await dut.show('show running-config | section line vty');
      verify.by('SSH1-EX75-005', outputLacks('^(?:password|login authentication) '), vtys);
      for (const login of logins()) verify.by('SSH1-EX75-005', turnedAway(), await client.login(login));
      const password = listing.secret('enable password');
      verify.by('SSH1-EX75-005', turnedAway(), await client.login({ username: localUser, password }));
      verify.by('SSH1-EX75-005', authenticated(), await client.login(remote()));
      const asked = await radius.requests(since, { kind: 'access', user: 'remote' });
      verify.by('SSH1-EX75-005', radiusAsked({ kind: 'access', user: 'remote', reply: 'accept' }), asked);
    });

    step('tacacs-server host 192.168.109.216 port 9000', ['SSH1-EX75-006'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX75-006', 'radius-server', 'logins that RADIUS decides')) return;
      if (lacking({ bench }, verify, 'SSH1-EX75-006', 'tacacs-server', 'that nobody asks it')) return;
      await serve();
      const key = listing.secret('tacacs key');
      const since = await tacacs.listen({ door: 9000, key, accounts: [remote(), local()] });
      await tacacs.listen({ door: 49, key, accounts: [remote(), local()] });
      await listing.inForce();
      verify.by('SSH1-EX75-006', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX75-006', turnedAway(), await client.login(local()));
      await radius.close();
      verify.by('SSH1-EX75-006', turnedAway(), await client.login(local()));
      verify.by('SSH1-EX75-006', aaaPortsUntouched([49, 9000]), await tacacs.exchanges(since));
      // What was silent all the time hears whoever asks it.
      await listing.type('aaa authentication login default tacacs+');
      const named = await tacacs.mark();
      verify.by('SSH1-EX75-006', authenticated(), await client.login(local()));
      const heard = await tacacs.exchanges(named, { kind: 'authentication' });
      verify.by('SSH1-EX75-006', tacacsAsked({ user: localUser, door: 9000, status: 'pass' }), heard);
      await listing.type(defaultList);
    });
  },
);

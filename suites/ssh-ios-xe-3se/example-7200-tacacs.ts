import { claimedNumber } from '../../bench/claims.ts';
import { applyListing, factsAgainst, fatesOf, takenOf, takenOfLine } from '../../harness/apply-listing.ts';
import { attemptsBy } from '../../harness/attempts.ts';
import { newConsoleSession } from '../../harness/console-session.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  aaaPortsUntouched,
  attemptsTaken,
  authenticated,
  keyGenerated,
  letInUnasked,
  modeIs,
  noErrorLine,
  outputHas,
  radiusAsked,
  retriesShown,
  silentClientEnded,
  sshEnabled,
  tacacsAsked,
  timeOutShown,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { generateRsaKeys } from '../../harness/rsa-keys.ts';
import { suite } from '../../harness/suite.ts';
import { benchAccount, withoutCredentials, wrongPasswords } from '../../harness/without-credentials.ts';

const example = 'SSH1-EX72-001';
const [seconds, retries] = [60, 2];
const defaultList = 'aaa authentication login default tacacs+';
/** A key pair beside those of the bench. */
const label = 'conform-7200';
const localUser = 'username1';

export default suite(
  'example-7200-tacacs',
  {
    title: 'Example: SSH on a Cisco 7200 Series Router',
    guide: { chapter: 1, pages: '6-7' },
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
    const serve = (key = listing.secret('tacacs key')) =>
      tacacs.listen({ door: 9000, key, accounts: [remote(), benchAccount({ bench })] });

    step(
      'The listing, and after each line of it logins without credentials',
      ['SSH1-EX72-001', 'SSH1-EX72-010'],
      async (verify) => {
        if (lacking({ bench }, verify, 'SSH1-EX72-001', 'tacacs-server', 'logins that the server decides')) {
          verify.without('SSH1-EX72-010', 'tacacs-server', 'logins after each line of the listing');
          return;
        }
        await serve();
        const lines = await listing.apply(async () => {
          for (const login of logins()) verify.by('SSH1-EX72-010', turnedAway(), await client.login(login));
        });
        for (const taken of takenOf(lines)) verify.by('SSH1-EX72-001', noErrorLine(), taken);
        for (const fact of factsAgainst(lines)) verify.notApplicable('SSH1-EX72-001', fact);
        verify.record('SSH1-EX72-001', 'what became of each line', fatesOf(lines, { guide }, example));

        await dut.configure(`crypto key generate rsa general-keys label ${label} modulus ${bits()}`);
        await dut.configure(`ip ssh rsa keypair-name ${label}`);
        const shown = await dut.show('show ip ssh');
        verify('SSH1-EX72-001', shown);
        verify.by('SSH1-EX72-001', sshEnabled(true), shown);
        verify.by('SSH1-EX72-001', timeOutShown(seconds), shown);
        verify.by('SSH1-EX72-001', retriesShown(retries), shown);
        verify.by('SSH1-EX72-001', authenticated(), await client.login(remote()));
        for (const login of logins()) verify.by('SSH1-EX72-001', turnedAway(), await client.login(login));
      },
    );

    step('aaa authentication login default tacacs+', ['SSH1-EX72-002'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX72-002', 'tacacs-server', 'logins that the server decides'))
        return;
      const since = await serve();
      await listing.inForce();
      const configured = await dut.show('show running-config | include ^aaa authentication login');
      verify.by(
        'SSH1-EX72-002',
        outputHas('^aaa authentication login default (?:group )?tacacs\\+$'),
        configured,
      );
      verify.by('SSH1-EX72-002', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX72-002', turnedAway(), await client.login(local()));
      const asked = await tacacs.exchanges(since, { count: 2, kind: 'authentication' });
      const login = { kind: 'authentication', door: 9000 } as const;
      verify.by('SSH1-EX72-002', tacacsAsked({ ...login, user: 'remote', status: 'pass' }), asked);
      verify.by('SSH1-EX72-002', tacacsAsked({ ...login, user: localUser, status: 'fail' }), asked);
    });

    step('login authentication aaa7200kw', ['SSH1-EX72-003'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX72-003', 'tacacs-server', 'logins at vtys and at the console'))
        return;
      await serve();
      await listing.inForce();
      verify.by('SSH1-EX72-003', letInUnasked(), await newConsoleSession(dut));
      await dut.enter('privileged-exec');
      for (const login of logins()) verify.by('SSH1-EX72-003', turnedAway(), await client.login(login));
      verify.by('SSH1-EX72-003', authenticated(), await client.login(remote()));
    });

    step('ip ssh timeout 60', ['SSH1-EX72-004'], async (verify) => {
      await listing.inForce();
      verify('SSH1-EX72-004', await dut.show('show ip ssh'));
      for (const phase of ['keys-exchanged', 'authenticating'] as const) {
        const fared = await client.linger(phase, 3 * seconds);
        verify.by('SSH1-EX72-004', silentClientEnded(), fared);
        const late = fared.observation.milliseconds / 1000 - seconds;
        verify.record('SSH1-EX72-004', `${phase}: seconds later`, Number(late.toFixed(1)));
      }
    });

    step('ip ssh authentication-retries 2', ['SSH1-EX72-005'], async (verify) => {
      await listing.inForce();
      verify('SSH1-EX72-005', await dut.show('show ip ssh'));
      if (lacking({ bench }, verify, 'SSH1-EX72-005', 'tacacs-server', 'attempts that reach the server'))
        return;
      const since = await serve();
      const { username } = remote();
      const refused = await client.login({ username, tries: wrongPasswords({ bench }, 6) });
      const counts = [retries + 1, retries];
      verify.by('SSH1-EX72-005', attemptsTaken({ method: 'keyboard-interactive', counts }), refused);
      const login = { kind: 'authentication', user: username, status: 'fail' } as const;
      verify.by(
        'SSH1-EX72-005',
        tacacsAsked({ ...login, least: retries, most: retries + 1 }),
        await tacacs.exchanges(since, { count: retries, kind: 'authentication' }),
      );
      const taken = attemptsBy(refused.observation, 'keyboard-interactive');
      if (taken === retries) verify.record('SSH1-EX72-005', 'deviation candidate: attempts', taken);
    });

    step('tacacs-server host 192.168.109.216 port 9000', ['SSH1-EX72-006'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX72-006', 'tacacs-server', 'where requests go, and by which key'))
        return;
      const since = await serve();
      const key = listing.secret('tacacs key');
      await tacacs.listen({ door: 49, key, accounts: [remote()] });
      await listing.inForce();
      verify.by('SSH1-EX72-006', authenticated(), await client.login(remote()));
      const asked = await tacacs.exchanges(since, { kind: 'authentication' });
      verify.by(
        'SSH1-EX72-006',
        tacacsAsked({ kind: 'authentication', user: 'remote', door: 9000, status: 'pass' }),
        asked,
      );
      await serve(listing.secret('another key'));
      verify.by('SSH1-EX72-006', turnedAway(), await client.login(remote()));
      await serve();
      verify.by('SSH1-EX72-006', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX72-006', aaaPortsUntouched([49]), await tacacs.exchanges(since));
    });

    step('radius-server host 192.168.109.216 auth-port 1650', ['SSH1-EX72-007'], async (verify) => {
      if (lacking({ bench }, verify, 'SSH1-EX72-007', 'tacacs-server', 'logins that TACACS+ decides')) return;
      if (lacking({ bench }, verify, 'SSH1-EX72-007', 'radius-server', 'that nobody asks it')) return;
      await serve();
      const since = await radius.listen({
        door: 1650,
        secret: listing.secret('radius key'),
        accounts: [remote(), local()],
      });
      await listing.inForce();
      verify.by('SSH1-EX72-007', authenticated(), await client.login(remote()));
      verify.by('SSH1-EX72-007', turnedAway(), await client.login(local()));
      await tacacs.close();
      verify.by('SSH1-EX72-007', turnedAway(), await client.login(local()));
      verify.by('SSH1-EX72-007', turnedAway(), await client.login(remote()));
      verify.by('SSH1-EX72-007', aaaPortsUntouched([1650]), await radius.requests(since));
      // What was silent all the time hears whoever asks it.
      await listing.type('aaa authentication login default radius');
      const named = await radius.mark();
      verify.by('SSH1-EX72-007', authenticated(), await client.login(local()));
      const heard = await radius.requests(named, { kind: 'access' });
      verify.by('SSH1-EX72-007', radiusAsked({ user: localUser, door: 1650, reply: 'accept' }), heard);
      await listing.type(defaultList);
    });

    step('hostname Router72K, the users and the domain', ['SSH1-EX72-008'], async (verify) => {
      const lines = await listing.inForce();
      const configured = await dut.show('show running-config');
      verify('SSH1-EX72-008', takenOfLine(lines, 'hostname Router72K'), configured);
      verify.by('SSH1-EX72-008', outputHas('^username username2 password [07] <password2>\\*+$'), configured);
      const name = 'Router72K.cisco.com';
      const made = await generateRsaKeys(dut, bits());
      verify.by('SSH1-EX72-008', keyGenerated({ name, bits: bits() }), made);
    });

    step('line con 0, line aux 0 and line vty 0 4', ['SSH1-EX72-009'], async (verify) => {
      const lines = await listing.inForce();
      for (const fact of factsAgainst(lines)) verify.notApplicable('SSH1-EX72-009', fact);
      const vtys = await dut.show('show running-config | section line vty');
      verify.by('SSH1-EX72-009', outputHas('^password (?:[07] )?<line password>\\*+$'), vtys);
      await dut.enter('privileged-exec');
      await bench.clock.wait(11 * 60_000);
      verify.by('SSH1-EX72-009', modeIs('privileged-exec'), await dut.execute(''));
      if (
        lacking({ bench }, verify, 'SSH1-EX72-009', 'tacacs-server', 'logins with the password of the line')
      )
        return;
      await serve();
      const password = listing.secret('line password');
      for (const username of ['remote', localUser, 'stranger'])
        verify.by('SSH1-EX72-009', turnedAway(), await client.login({ username, password }));
      verify.by('SSH1-EX72-009', authenticated(), await client.login(remote()));
    });
  },
);

import type { Recorded } from '../../bench/recorded.ts';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import {
  oneTrapEach,
  sessionEndTrap,
  snmpAgentRuns,
  snmpAnswers,
  trapPrinted,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { section } from '../../harness/section.ts';
import { sessionEnd } from '../../harness/session-end-trap.ts';
import { sessionOf } from '../../harness/session-of.ts';
import { parseShowUsers } from '../../harness/show/show-users.ts';
import { suite } from '../../harness/suite.ts';

/** sysUpTime.0 (RFC 3418). */
const sysUpTime = '1.3.6.1.2.1.1.3.0';
const aMinute = 60_000;
/** Minutes and seconds (IOS command reference); `no exec-timeout` would mean never. */
const defaultIdleLimit = '10 0';

export default suite(
  'snmp-trap',
  {
    title: 'SNMP trap generation, and the example of setting an SNMP trap',
    guide: { chapter: 3, pages: '22-23, 40' },
    roles: ['console', 'ssh-client', 'trap-listener'],
  },
  ({ step, dut, client, traps, capture, bench }) => {
    const host = () => bench.serviceOf('trap-listener')?.address ?? '';
    const addresses = () => [bench.dut.address, ...bench.dut.addresses];
    const trapHost = () => dut.configure(`snmp-server host ${host()} public tty`);
    const enableTraps = () => dut.configure('snmp-server enable traps tty');
    const disableTraps = () => dut.configure('no snmp-server enable traps tty');

    /** One session, from login to its end by our hand. */
    const session = async () => {
      const login = await client.login();
      await client.shell(login);
      await client.logout(login);
      return sessionOf(login);
    };

    /** A session that nobody types in, until the line ends it. */
    const idleSession = async () => {
      const idleLimit = (limit: string) => section(dut, 'line vty 0 15', `exec-timeout ${limit}`);
      await idleLimit('0 30');
      try {
        const idle = await client.login();
        await client.shell(idle);
        await client.ended(idle);
        return idle;
      } finally {
        // The sessions of later steps stay open for longer than that.
        await idleLimit(defaultIdleLimit);
      }
    };

    /** Clears the vty of the one session that is open. */
    const clearLineOf = async (login: Recorded<SshLoginObservation>) => {
      const { remote } = sessionOf(login);
      const { lines } = parseShowUsers(outputLines((await dut.show('show users')).observation));
      const line = lines.find(({ type, location }) => type === 'vty' && location === remote.address);
      await dut.execute(`clear line vty ${line?.unit ?? '0'}`, [{ question: '\\[confirm\\]', answer: '' }]);
      await client.ended(login);
    };

    step('snmp-server', ['SNMP-TRAP-007'], async (verify) => {
      const alone = await dut.configure('snmp-server');
      await dut.configure('snmp-server community public ro');
      verify.by('SNMP-TRAP-007', snmpAgentRuns(true), await dut.show('show snmp'));
      verify.by('SNMP-TRAP-007', snmpAnswers(), await traps.get('public', sysUpTime));
      verify.record(
        'SNMP-TRAP-007',
        'snmp-server alone',
        alone.observation.lines.map(({ text }) => text),
      );
    });

    step('snmp-server host a.b.c.d public tty', ['SNMP-TRAP-006'], async (verify) => {
      verify('SNMP-TRAP-006', await trapHost(), await dut.show('show running-config'));
      const since = await traps.mark();
      const first = await session();
      const withoutEnable = await traps.await(since, { notification: sessionEnd, remote: first.remote });
      await enableTraps();
      const second = await session();
      const came = await traps.await(since, { notification: sessionEnd, remote: second.remote });
      verify.by(
        'SNMP-TRAP-006',
        sessionEndTrap({ session: second, version: 'v1', community: 'public' }),
        came,
      );
      verify.record('SNMP-TRAP-006', 'traps before snmp-server enable traps tty', {
        count: withoutEnable.observation.traps.length,
      });
    });

    step(
      'A session ends by exit, client close, clear line and timeout',
      ['SNMP-TRAP-001'],
      async (verify) => {
        await trapHost();
        await enableTraps();
        const since = await traps.mark();

        const leaving = await client.login();
        await client.shell(leaving);
        await client.type(leaving, 'exit');
        await client.ended(leaving);

        const closing = await client.login();
        await client.shell(closing);
        await client.logout(closing);

        const cleared = await client.login();
        await client.shell(cleared);
        await clearLineOf(cleared);

        const idle = await idleSession();

        const remotes = [leaving, closing, cleared, idle].map((login) => sessionOf(login).remote);
        const ended = await traps.await(since, { notification: sessionEnd, count: remotes.length });
        verify.by('SNMP-TRAP-001', oneTrapEach(remotes), ended);
        // One more session ends the time in which a second trap of the others could have come.
        const last = await session();
        const until = await traps.await(since, { notification: sessionEnd, remote: last.remote });
        verify.by('SNMP-TRAP-001', oneTrapEach([...remotes, last.remote]), until);
        verify.record('SNMP-TRAP-001', 'outbound session', 'not tried: this bench has no far end to dial');
      },
    );

    step('Traps and debugging, on and off', ['SNMP-TRAP-002'], async (verify) => {
      await trapHost();
      await disableTraps();
      const since = await traps.mark();
      await session();
      await dut.show('debug snmp packet');
      await session();
      await enableTraps();
      const both = await session();
      const came = await traps.await(since, { notification: sessionEnd, remote: both.remote });
      verify.by('SNMP-TRAP-002', oneTrapEach([both.remote]), came);
      await dut.show('undebug all');
      const silent = await session();
      const recorded = await traps.await(since, { notification: sessionEnd, remote: silent.remote });
      verify.record(
        'SNMP-TRAP-002',
        'traps with debugging off',
        recorded.observation.traps.length - came.observation.traps.length,
      );
    });

    step('The host of the SSH client is the trap host', ['SNMP-TRAP-003'], async (verify) => {
      await trapHost();
      await enableTraps();
      const since = await traps.mark();
      const ended = await session();
      const came = await traps.await(since, { notification: sessionEnd, remote: ended.remote });
      verify.by('SNMP-TRAP-003', sessionEndTrap({ session: ended, addresses: addresses() }), came);
      verify.record('SNMP-TRAP-003', 'a third host', 'not tried: this bench has one trap listener');
    });

    step('debug snmp packet', ['SNMP-TRAP-004'], async (verify) => {
      await trapHost();
      await enableTraps();
      verify('SNMP-TRAP-004', await dut.show('debug snmp packet'));
      const since = await traps.mark();
      const login = await client.login();
      const printed = await dut.watch(() => client.logout(login), {
        pattern: /SNMP: Packet sent via UDP to /,
      });
      await dut.show('undebug all');
      const ended = sessionOf(login);
      const came = await traps.await(since, { notification: sessionEnd, remote: ended.remote });
      verify.by('SNMP-TRAP-004', sessionEndTrap({ session: ended }), came);
      verify.by('SNMP-TRAP-004', trapPrinted({ session: ended, whole: true }), printed);
    });

    step('What a trap tells of the session', ['SNMP-TRAP-005'], async (verify) => {
      await trapHost();
      await enableTraps();
      const since = await traps.mark();
      await capture.begin();
      const login = await client.login();
      await client.shell(login);
      await client.type(login, 'show clock');
      await client.logout(login);
      const captured = await capture.end();
      const ended = sessionOf(login);
      const came = await traps.await(since, { notification: sessionEnd, remote: ended.remote });
      verify.by('SNMP-TRAP-005', sessionEndTrap({ session: ended, sessionType: 6, counted: true }), came);
      verify.record('SNMP-TRAP-005', 'as captured', {
        streams: captured.observation.streams.map(({ sent, received }) => ({ sent, received })),
      });
    });

    step('Nothing but the end of a session sends a trap', ['SNMP-TRAP-008'], async (verify) => {
      await trapHost();
      await enableTraps();
      const since = await traps.mark();
      const login = await client.login();
      await client.shell(login);
      await bench.clock.wait(aMinute);
      const open = sessionOf(login);
      const failed = await client.login({ username: 'nobody', password: bench.secret('nobody').reveal() });
      const afterFailure = await traps.await(since, {
        notification: sessionEnd,
        remote: sessionOf(failed).remote,
      });
      const notBefore = await bench.clock.now();
      await client.logout(login);
      const came = await traps.await(since, { notification: sessionEnd, remote: open.remote });
      verify.by('SNMP-TRAP-008', sessionEndTrap({ session: open, notBefore }), came);
      verify.record('SNMP-TRAP-008', 'traps of a failed login', afterFailure.observation.traps.length);
    });
  },
);

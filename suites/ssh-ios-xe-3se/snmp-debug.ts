import type { CliObservation, TranscriptObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { sshFrom } from '../../harness/device-session.ts';
import {
  debuggingShown,
  sessionEndTrap,
  trapPrinted,
  userOnLine,
  watchedLineCame,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { printedTrapOf } from '../../harness/printed-trap.ts';
import { sessionEnd, sessionEndVariables } from '../../harness/session-end-trap.ts';
import { sessionOf } from '../../harness/session-of.ts';
import { parseShowUsers } from '../../harness/show/show-users.ts';
import { suite } from '../../harness/suite.ts';

const sent = /SNMP: Packet sent via UDP to /;
/** The six of page 42, in their order. */
const printedVariables = [
  'local.9.3.1.1',
  'tcpConnEntry.1',
  'ltcpConnEntry.5',
  'ltcpConnEntry.1',
  'ltcpConnEntry.2',
  'local.9.2.1.18',
];
/** CISCO-GENERAL-TRAPS: enterprise cisco, enterprise-specific trap 1. */
const guideTrap = { enterprise: '1.3.6.1.4.1.9', generic: 6, specific: 1 };
/** Hundredths of a second in a millisecond. */
const ticks = 0.1;

export default suite(
  'snmp-debug',
  {
    title: 'Example: SNMP debugging',
    guide: { chapter: 3, pages: '42' },
    roles: ['console', 'ssh-client', 'trap-listener'],
  },
  ({ step, dut, peer, client, traps, capture, bench }) => {
    const host = () => bench.serviceOf('trap-listener')?.address ?? '';
    const addresses = () => [bench.dut.address, ...bench.dut.addresses];
    const prepare = async () => {
      await dut.configure(`snmp-server host ${host()} public tty`);
      await dut.configure('snmp-server enable traps tty');
    };

    step('debug snmp packet', ['SNMP-DBG-001'], async (verify) => {
      await prepare();
      verify('SNMP-DBG-001', await dut.show('debug snmp packet'));
      verify.by('SNMP-DBG-001', debuggingShown('SNMP packet debugging'), await dut.show('show debugging'));
      const login = await client.login();
      const printed = await dut.watch(() => client.logout(login), { pattern: sent });
      verify.by('SNMP-DBG-001', watchedLineCame(), printed);
    });

    step('ssh -l lab 10.0.0.2, and exit', ['SNMP-DBG-009'], async (verify) => {
      await prepare();
      await dut.show('debug snmp packet');
      const login = await client.login();
      await client.shell(login);
      const printed = await dut.watch(() => client.type(login, 'exit'), { pattern: sent });
      verify.by('SNMP-DBG-009', trapPrinted({ session: sessionOf(login), whole: true }), printed);
    });

    step('The dialogue of the device that dials', ['SNMP-DBG-002'], async (verify) => {
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SNMP-DBG-002', 'second-device', 'the dialogue of the device that dials');
        return;
      }
      const { dut: here } = peer.facts;
      const password = bench.secret('lab').reveal();
      // Page 42 has the prompt of one who is privileged at once.
      await dut.configure(`username lab privilege 15 password ${password}`);
      await prepare();
      await dut.show('debug snmp packet');
      const left: Recorded<CliObservation>[] = [];
      const printed: Recorded<TranscriptObservation>[] = [];
      const dialogue = await peer.watch(
        async () => {
          await sshFrom(peer, here, { username: 'lab', password });
          const exit = async () => left.push(await peer.execute('exit'));
          printed.push(await dut.watch(exit, { pattern: sent }));
        },
        { pattern: /^\[Connection to / },
      );
      verify('SNMP-DBG-002', dialogue, ...left);
      for (const seen of printed) verify.by('SNMP-DBG-002', watchedLineCame(), seen);
    });

    step(
      'The trap of a session, on the console and on the wire',
      ['SNMP-DBG-003', 'SNMP-DBG-004', 'SNMP-DBG-006', 'SNMP-DBG-007', 'SNMP-DBG-008', 'SNMP-DBG-009'],
      async (verify) => {
        await prepare();
        await dut.show('debug snmp packet');
        const since = await traps.mark();
        await capture.begin();
        const login = await client.login();
        await client.shell(login);
        const session = sessionOf(login);
        const printed = await dut.watch(() => client.logout(login), { pattern: sent });
        const captured = await capture.end();
        const came = await traps.await(since, { notification: sessionEnd, remote: session.remote });
        const print = printedTrapOf(printed.observation.lines, session.remote);

        verify('SNMP-DBG-003', printed);
        verify.by('SNMP-DBG-003', trapPrinted({ session, queuedTo: host() }), printed);

        verify('SNMP-DBG-004', printed);
        const agent = print?.header?.address;
        verify.by(
          'SNMP-DBG-004',
          trapPrinted({
            session,
            header: { enterprise: 'cisco', addresses: addresses(), generic: 6, specific: 1 },
          }),
          printed,
        );
        verify.by(
          'SNMP-DBG-004',
          sessionEndTrap({
            session,
            version: 'v1',
            v1: guideTrap,
            addresses: addresses(),
            ...(agent === undefined ? {} : { agent }),
          }),
          came,
        );

        verify('SNMP-DBG-006', printed);
        verify.by('SNMP-DBG-006', trapPrinted({ session, index: true }), printed);
        verify.by('SNMP-DBG-006', sessionEndTrap({ session, index: true }), came);

        verify('SNMP-DBG-007', printed);
        verify.by(
          'SNMP-DBG-007',
          trapPrinted({ session, variables: printedVariables, index: true }),
          printed,
        );
        verify.by(
          'SNMP-DBG-007',
          sessionEndTrap({ session, variables: [...sessionEndVariables], index: true }),
          came,
        );
        const valueOf = (name: string) =>
          Number(print?.variables.find((variable) => variable.name.startsWith(`${name}.`))?.value);
        const stream = captured.observation.streams[0];
        if (stream !== undefined) {
          const lasted = ((stream.closedAt ?? stream.openedAt) - stream.openedAt) * ticks;
          verify.record('SNMP-DBG-007', 'difference from the view of the client', {
            elapsed: Math.round(valueOf('ltcpConnEntry.5') - lasted),
            in: valueOf('ltcpConnEntry.1') - stream.sent,
            out: valueOf('ltcpConnEntry.2') - stream.received,
          });
        }

        verify('SNMP-DBG-008', printed);
        verify.by('SNMP-DBG-008', trapPrinted({ session, sentTo: host() }), printed);
        verify.by('SNMP-DBG-008', sessionEndTrap({ session }), came);

        verify.by(
          'SNMP-DBG-009',
          trapPrinted({ session, whole: true, variables: printedVariables }),
          printed,
        );
        verify.by(
          'SNMP-DBG-009',
          sessionEndTrap({
            session,
            printed: (print?.variables ?? []).map(({ name, value }) => `${name} = ${value}`),
          }),
          came,
        );
      },
    );

    step('Two users on two lines', ['SNMP-DBG-005'], async (verify) => {
      await prepare();
      const users = ['lab', 'guest'];
      for (const user of users)
        await dut.configure(`username ${user} privilege 1 password ${bench.secret(user).reveal()}`);
      await dut.show('debug snmp packet');
      const since = await traps.mark();
      const open = [];
      for (const user of users) {
        const login = await client.login({ username: user, password: bench.secret(user).reveal() });
        await client.shell(login);
        open.push({ user, login, session: sessionOf(login) });
      }
      const shown = await dut.show('show users');
      const { lines } = parseShowUsers(outputLines(shown.observation));
      for (const { user, login, session } of open) {
        const line = lines.find((each) => each.user === user)?.number ?? -1;
        const printed = await dut.watch(() => client.logout(login), { pattern: sent });
        const came = await traps.await(since, { notification: sessionEnd, remote: session.remote });
        verify('SNMP-DBG-005', printed);
        verify.by('SNMP-DBG-005', userOnLine({ user, line }), shown);
        verify.by('SNMP-DBG-005', sessionEndTrap({ session, sessionType: 6, user, line }), came);
      }
    });
  },
);

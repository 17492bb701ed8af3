import { claimed, claims } from '../../bench/claims.ts';
import { debugMixedSession, type ShownAlgorithms } from '../../harness/debug/mixed-algorithms.ts';
import { figuresOf, firstEncrypted, sealOf, sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import {
  algorithmsDebugged,
  authenticated,
  authenticationsDebugged,
  identsDebugged,
  keysEchoed,
  keystrokesDebugged,
  logHolds,
  logLacks,
  macsCounted,
  negotiated,
  noChannelFromDevice,
  packetsDebugged,
  passwordAsked,
  passwordHidden,
  receiptsAddUp,
  refused,
  requestsDebugged,
  sessionEndedBy,
  shellWithoutX11,
  signatureDebugged,
  sshDebugClasses,
  sshDebugEnds,
  sshDebugOrder,
  sshDebugPhases,
  sshDebugSlots,
  sshDebugStamped,
  sshSessionShown,
  terminalDebugged,
  terminalSizeShown,
  userOnVty,
  wrongMacTold,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { sessionPhases } from '../../harness/debug/session-phases.ts';
import { parseShowTerminal } from '../../harness/show/show-terminal.ts';
import { parseShowUsers } from '../../harness/show/show-users.ts';
import { suite } from '../../harness/suite.ts';

const sysUpTime = '1.3.6.1.2.1.1.3.0';
const keys = 'clock';
const sizes = [
  { rows: 24, cols: 80 },
  { rows: 50, cols: 132 },
  { rows: 0, cols: 0 },
] as const;
const startedShell = 'starting shell for vty';

export default suite(
  'debug-ip-ssh',
  {
    title: 'Monitoring and Maintaining Secure Shell Version 2',
    guide: { chapter: 3, pages: '36-38' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, traps, bench }) => {
    const ssh = sshDebugging({ dut, client, bench });
    const password = () => bench.dut.account.password;
    /** Whether the lines name the types of packets received; where not, events are judged (registry). */
    const typesNamed = () => claims(bench.profile, 'debug-ip-ssh-packet-types');

    step('Step 1  enable', ['SSH2-MON-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-MON-002', enabled);
      verify.by('SSH2-MON-002', passwordAsked(), enabled);
    });

    step('Step 2  debug ip ssh', ['SSH2-MON-003'], async (verify) => {
      const turnedOn = await ssh.start();
      const { shown } = await ssh.watchSession();
      verify('SSH2-MON-003', turnedOn, shown);
      verify.by('SSH2-MON-003', sshDebugClasses({ event: 'some', packet: 'some' }), shown);
      verify.by('SSH2-MON-003', logLacks(password().mask), shown);
      await dut.show('undebug all');
      verify.by(
        'SSH2-MON-003',
        sshDebugClasses({ event: 'none', packet: 'none', client: 'none' }),
        await ssh.watchSilence(),
      );
    });

    step('Step 3  debug snmp packet', ['SSH2-MON-004'], async (verify) => {
      if (!claims(bench.profile, 'debug-snmp-packet')) {
        verify.notApplicable('SSH2-MON-004', 'debug-snmp-packet');
        return;
      }
      await ssh.prepare();
      verify('SSH2-MON-004', await dut.show('debug snmp packet'));
      const host = bench.serviceOf('trap-listener');
      if (host === undefined) {
        verify.without('SSH2-MON-004', 'trap-listener', 'a packet received, and one sent');
        return;
      }
      await dut.configure('snmp-server community public ro');
      await dut.configure(`snmp-server host ${host.address} public tty`);
      await dut.configure('snmp-server enable traps tty');
      const shown = await dut.logged(
        async () => {
          await traps.get('public', sysUpTime);
          await client.logout(await client.login());
        },
        { pattern: /SNMP: Packet sent via UDP/, count: 2 },
      );
      verify.by('SSH2-MON-004', logHolds({ line: 'SNMP: Packet received via UDP', times: 'some' }), shown);
      verify.by('SSH2-MON-004', logHolds({ line: 'SNMP: Get request', times: 'some' }), shown);
      verify.by('SSH2-MON-004', logHolds({ line: 'SNMP: Response', times: 'some' }), shown);
      if (claims(bench.profile, 'snmp-trap-tty'))
        verify.by('SSH2-MON-004', logHolds({ line: 'SNMP: V[12] Trap', times: 'some' }), shown);
    });

    step('The three steps, and both streams at once', ['SSH2-MON-001'], async (verify) => {
      const both = claims(bench.profile, 'debug-snmp-packet') && claims(bench.profile, 'snmp-trap-tty');
      const host = bench.serviceOf('trap-listener');
      if (!both) verify.notApplicable('SSH2-MON-001', 'debug-snmp-packet');
      else if (host === undefined)
        verify.without('SSH2-MON-001', 'trap-listener', 'the packets of SNMP beside those of SSH');
      await ssh.prepare();
      if (host !== undefined) {
        await dut.configure(`snmp-server host ${host.address} public tty`);
        await dut.configure('snmp-server enable traps tty');
      }
      await dut.enter('user-exec');
      await dut.execute('enable');
      await dut.execute('debug ip ssh');
      if (both) await dut.execute('debug snmp packet');
      const { shown } = await ssh.watchSession();
      verify.by('SSH2-MON-001', logHolds({ line: 'SSH2? ?\\d*: ', times: 'some' }), shown);
      if (both && host !== undefined)
        verify.by('SSH2-MON-001', logHolds({ line: 'SNMP: ', times: 'some' }), shown);
      await dut.show('undebug all');
      const silent = await ssh.watchSilence();
      verify.by('SSH2-MON-001', logHolds({ line: 'SSH2? ?\\d*: |SNMP: ', times: 'none' }), silent);
    });

    step('Stamp and slot of every line', ['SSH2-MON-005'], async (verify) => {
      await ssh.start();
      const first = await client.login(await ssh.user('guest'));
      await client.shell(first);
      const slots: number[] = [];
      const { shown } = await ssh.watchSession(await ssh.user('lab'), async () => {
        slots.push(await ssh.slotOf('lab'));
      });
      verify('SSH2-MON-005', shown);
      verify.by('SSH2-MON-005', sshDebugStamped('datetime msec'), shown);
      verify.by('SSH2-MON-005', sshDebugSlots(slots), shown);
      await dut.configure('service timestamps debug uptime');
      const { shown: sinceBoot } = await ssh.watchSession();
      verify.by('SSH2-MON-005', sshDebugStamped('uptime'), sinceBoot);
    });

    step('Control process and identification', ['SSH2-MON-006'], async (verify) => {
      if (claims(bench.profile, 'ssh-version-1')) await dut.configure('no ip ssh version');
      await ssh.start();
      const { shown, login } = await ssh.watchSession();
      verify('SSH2-MON-006', shown);
      const { ident = '', clientIdent = '' } = login.observation;
      verify.by('SSH2-MON-006', identsDebugged({ sent: ident, received: clientIdent }), shown);
      if (claims(bench.profile, 'ssh-version-1'))
        verify.by(
          'SSH2-MON-006',
          identsDebugged({ sent: 'SSH-1.99-Cisco-1.25', received: clientIdent }),
          shown,
        );
    });

    step('KEXINIT of both sides', ['SSH2-MON-007'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession();
      verify('SSH2-MON-007', shown);
      verify.by(
        'SSH2-MON-007',
        sshDebugOrder([
          'sent protocol version id',
          'protocol version id is -',
          'SSH2_MSG_KEXINIT sent',
          'SSH2_MSG_KEXINIT received',
        ]),
        shown,
      );
      const [firstSent] = figuresOf(packets, 'sent');
      if (firstSent !== undefined)
        verify.by('SSH2-MON-007', packetsDebugged({ sent: [firstSent], types: typesNamed() }), shown);
      if (!typesNamed()) verify.record('SSH2-MON-007', 'received packet type', 'not printed by this release');
    });

    step('Packets that come in pieces', ['SSH2-MON-008', 'SSH2-MON-009'], async (verify) => {
      await ssh.start();
      const { shown, packets, login } = await ssh.watchSession({ writeSize: 64 });
      verify('SSH2-MON-008', shown);
      verify.by('SSH2-MON-008', authenticated(), login);
      verify.by('SSH2-MON-008', packetsDebugged({ sent: figuresOf(packets, 'sent') }), shown);
      verify('SSH2-MON-009', shown);
      verify.by('SSH2-MON-008', receiptsAddUp({ ...sealOf(packets), split: 1 }), shown);
      verify.by('SSH2-MON-009', receiptsAddUp(sealOf(packets)), shown);
      const whole = await ssh.watchSession({}, (session) => client.type(session, 'show users'));
      verify.by('SSH2-MON-009', receiptsAddUp(sealOf(whole.packets)), whole.shown);
    });

    step('Types of messages', ['SSH2-MON-010'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession({}, async (login) => {
        await client.ignore(login, 20);
        await client.type(login, 'show users');
      });
      if (typesNamed()) verify('SSH2-MON-010', shown);
      else verify.notApplicable('SSH2-MON-010', 'debug-ip-ssh-packet-types');
      verify.by(
        'SSH2-MON-010',
        packetsDebugged({ sent: figuresOf(packets, 'sent'), types: typesNamed() }),
        shown,
      );
      verify.by(
        'SSH2-MON-010',
        sshDebugOrder([
          'SSH2_MSG_KEXINIT received',
          'SSH2_MSG_KEXDH_INIT received',
          'SSH2_MSG_NEWKEYS received',
          'authentication successful',
          'channel open request',
          'pty-req request',
          'shell request',
          'Session terminated normally',
        ]),
        shown,
      );
    });

    step('Algorithms of each direction', ['SSH2-MON-011'], async (verify) => {
      const whileOpen = async ({ toServer, toClient }: ShownAlgorithms) => {
        verify.by(
          'SSH2-MON-011',
          sshSessionShown({ user: 'lab', in: toServer, out: toClient }),
          await dut.show('show ssh'),
        );
      };
      const session = await debugMixedSession({ bench }, ssh, 'lab', whileOpen);
      const { shown, login, mixed, toServer, toClient } = session;
      verify('SSH2-MON-011', shown);
      verify.by('SSH2-MON-011', negotiated(mixed), login);
      verify.by('SSH2-MON-011', algorithmsDebugged({ toServer, toClient }), shown);
    });

    step('Diffie-Hellman and the signature', ['SSH2-MON-012'], async (verify) => {
      await ssh.start();
      const { shown, login } = await ssh.watchSession();
      verify('SSH2-MON-012', shown);
      verify.by(
        'SSH2-MON-012',
        sshDebugOrder([
          'expecting SSH2_MSG_KEXDH_INIT',
          'SSH2_MSG_KEXDH_INIT received',
          'signature length',
          'kex_derive_keys',
        ]),
        shown,
      );
      const { algorithms, hostKey } = login.observation;
      if (algorithms !== undefined && hostKey !== undefined)
        verify.by(
          'SSH2-MON-012',
          signatureDebugged({ algorithm: algorithms.hostKey, bits: hostKey.bits }),
          shown,
        );
      const exchange = claimed(bench.profile, 'ssh-kex').find((name) => name.includes('group-exchange'));
      if (exchange !== undefined) {
        const algorithmsOfExchange = { ...ssh.offering(ssh.plain()), kex: [exchange] };
        const { shown: exchanged } = await ssh.watchSession({ algorithms: algorithmsOfExchange });
        verify.by(
          'SSH2-MON-012',
          sshDebugOrder(['SSH2_MSG_KEX_DH_GEX_REQUEST received', 'signature length', 'kex_derive_keys']),
          exchanged,
        );
      }
    });

    step('New keys', ['SSH2-MON-013'], async (verify) => {
      await ssh.start();
      const { shown } = await ssh.watchSession();
      verify('SSH2-MON-013', shown);
      verify.by(
        'SSH2-MON-013',
        sshDebugOrder([
          'kex_derive_keys',
          'newkeys: mode 1',
          'SSH2_MSG_NEWKEYS sent',
          'waiting for SSH2_MSG_NEWKEYS',
          'newkeys: mode 0',
          'SSH2_MSG_NEWKEYS received',
          'MAC ',
        ]),
        shown,
      );
    });

    step('MACs, their numbers, and a wrong one', ['SSH2-MON-014'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession({}, (login) => client.type(login, 'show users'));
      // A MAC over cipher text leaves the length in clear, and no block of 16 is decrypted to read it.
      if (ssh.plain().mac.includes('-etm@')) verify.notApplicable('SSH2-MON-014', 'ssh-macs');
      else verify('SSH2-MON-014', shown);
      const begin = { in: firstEncrypted(packets, 'sent'), out: firstEncrypted(packets, 'received') };
      verify.by('SSH2-MON-014', macsCounted({ in: 3, out: 3 }), shown);
      verify.by('SSH2-MON-014', macsCounted(begin), shown);
      for (const mac of claimed(bench.profile, 'ssh-macs')) {
        const algorithms = ssh.offering({ ...ssh.plain(), mac });
        const of = await ssh.watchSession({ algorithms });
        verify.by('SSH2-MON-014', receiptsAddUp(sealOf(of.packets)), of.shown);
      }
      const exchange = claimed(bench.profile, 'ssh-kex').find((name) => name.includes('group-exchange'));
      if (exchange !== undefined) {
        const algorithms = { ...ssh.offering(ssh.plain()), kex: [exchange] };
        const of = await ssh.watchSession({ algorithms });
        verify.by('SSH2-MON-014', macsCounted({ in: 4, out: 4 }), of.shown);
      }
      const { end, sequence, shown: told } = await ssh.watchDamage();
      verify.by('SSH2-MON-014', sessionEndedBy('device'), end);
      verify.by('SSH2-MON-014', wrongMacTold({ sequence, ends: true }), told);
      verify.record('SSH2-MON-014', 'end after a wrong MAC', end.observation.end);
    });

    step('Authentication, wrong and right', ['SSH2-MON-015'], async (verify) => {
      await ssh.start();
      const right = await ssh.user('lab');
      const [method = 'password'] = claimed(bench.profile, 'ssh-authentication-methods').filter(
        (name): name is 'password' | 'keyboard-interactive' =>
          name === 'password' || name === 'keyboard-interactive',
      );
      const wrong = { method, password: bench.secret('wrong').reveal() } as const;
      const { shown, login, packets } = await ssh.watchSession({ ...right, tries: [wrong, { method }] });
      verify.by('SSH2-MON-015', authenticated(), login);
      verify.by('SSH2-MON-015', authenticationsDebugged(['lab']), shown);
      if (typesNamed()) verify('SSH2-MON-015', shown);
      else verify.notApplicable('SSH2-MON-015', 'debug-ip-ssh-packet-types');
      verify.by(
        'SSH2-MON-015',
        packetsDebugged({ sent: figuresOf(packets, 'sent'), types: typesNamed() }),
        shown,
      );
      const refusal = await ssh.watchRefusal({ ...right, tries: [wrong] });
      verify.by('SSH2-MON-015', refused('refused'), refusal.login);
      verify.by('SSH2-MON-015', authenticationsDebugged([]), refusal.shown);
      verify.record(
        'SSH2-MON-015',
        'lines of a failed login',
        outputLines(refusal.shown.observation).filter((line) => /failed|error/.test(line)),
      );
    });

    step('Channel and terminal', ['SSH2-MON-016'], async (verify) => {
      await ssh.start();
      for (const { rows, cols } of sizes) {
        const login = await client.login({ algorithms: ssh.offering(ssh.plain()) });
        const shown = await dut.logged(() => client.shell(login, { pty: { rows, cols } }), {
          pattern: new RegExp(startedShell),
        });
        const terminal = await client.type(login, 'show terminal');
        await client.logout(login);
        if (typesNamed()) verify('SSH2-MON-016', shown);
        const set = parseShowTerminal(outputLines(terminal.observation));
        const requested = { height: rows, width: cols };
        verify.by('SSH2-MON-016', terminalDebugged({ requested, set: set ?? requested }), shown);
        if (rows > 0) verify.by('SSH2-MON-016', terminalSizeShown(requested), terminal);
        else verify.record('SSH2-MON-016', 'terminal of 0 rows and columns', set ?? 'not shown');
        verify.by(
          'SSH2-MON-016',
          sshDebugOrder(['channel open request', 'pty-req request', 'setting TTY']),
          shown,
        );
      }
      if (!typesNamed()) verify.notApplicable('SSH2-MON-016', 'debug-ip-ssh-packet-types');
    });

    step('X11 forwarding', ['SSH2-MON-017'], async (verify) => {
      await ssh.start();
      const login = await client.login({ algorithms: ssh.offering(ssh.plain()) });
      const asked: Awaited<ReturnType<typeof client.x11>>[] = [];
      const shown = await dut.logged(async () => asked.push(await client.x11(login)), {
        pattern: new RegExp(startedShell),
      });
      verify('SSH2-MON-017', shown);
      for (const each of asked) verify.by('SSH2-MON-017', shellWithoutX11(), each);
      verify.by('SSH2-MON-017', requestsDebugged(['pty-req', 'x11-req', 'shell']), shown);
      await client.type(login, 'show users');
      verify.by('SSH2-MON-017', noChannelFromDevice(), await client.packets(login));
      await client.logout(login);
    });

    step('Shell on a vty', ['SSH2-MON-018'], async (verify) => {
      await ssh.start();
      const how = await ssh.user('lab');
      const login = await client.login({ ...how, algorithms: ssh.offering(ssh.plain()) });
      const shown = await dut.logged(() => client.shell(login), { pattern: new RegExp(startedShell) });
      verify('SSH2-MON-018', shown);
      verify.by(
        'SSH2-MON-018',
        sshDebugOrder(['shell request', 'shell message received', startedShell]),
        shown,
      );
      verify.by(
        'SSH2-MON-018',
        userOnVty({ user: 'lab', vty: await ssh.slotOf('lab') }),
        await dut.show('show users'),
      );
      await client.logout(login);
    });

    step('Key by key', ['SSH2-MON-019'], async (verify) => {
      await ssh.start();
      const login = await client.login({ algorithms: ssh.offering(ssh.plain()) });
      await client.shell(login);
      const before = figuresOf(await client.packets(login), 'sent').length;
      const typed: Awaited<ReturnType<typeof client.keys>>[] = [];
      const shown = await dut.logged(async () => typed.push(await client.keys(login, keys)), {
        pattern: /MAC (?:compared for )?#\d+ :?ok/,
        count: keys.length + 1,
      });
      const sent = figuresOf(await client.packets(login), 'sent').slice(before);
      if (typesNamed()) verify('SSH2-MON-019', shown);
      else verify.notApplicable('SSH2-MON-019', 'debug-ip-ssh-packet-types');
      for (const each of typed) verify.by('SSH2-MON-019', keysEchoed(), each);
      // One more than the keys: what erases them.
      verify.by('SSH2-MON-019', keystrokesDebugged(keys.length + 1), shown);
      verify.by('SSH2-MON-019', packetsDebugged({ sent, types: typesNamed() }), shown);
      verify.by('SSH2-MON-019', passwordHidden(), await client.type(login, 'enable'));
      await client.logout(login);
    });

    step('The end of a session', ['SSH2-MON-020'], async (verify) => {
      await ssh.start();
      const whileOpen: Awaited<ReturnType<typeof dut.logged>>[] = [];
      const leaving = await client.login({ algorithms: ssh.offering(ssh.plain()) });
      whileOpen.push(await dut.logged(() => client.shell(leaving), { pattern: new RegExp(startedShell) }));
      for (const open of whileOpen)
        verify.by('SSH2-MON-020', sshDebugEnds({ normally: 0, otherwise: 0 }), open);
      const left = await ssh.watch(() => client.type(leaving, 'exit'));
      verify('SSH2-MON-020', left);
      verify.by('SSH2-MON-020', sshDebugEnds({ normally: 1, otherwise: 0 }), left);

      const cut = await client.login({ algorithms: ssh.offering(ssh.plain()) });
      await client.shell(cut);
      const reset = await ssh.watch(() => client.abandon(cut));
      verify.by('SSH2-MON-020', sshDebugEnds({ normally: 0 }), reset);

      const cleared = await client.login({
        ...(await ssh.user('lab')),
        algorithms: ssh.offering(ssh.plain()),
      });
      await client.shell(cleared);
      const { lines } = parseShowUsers(outputLines((await dut.show('show users')).observation));
      const vty = lines.find((line) => line.user === 'lab')?.unit ?? '0';
      const clear = await ssh.watch(async () => {
        await dut.execute(`clear line vty ${vty}`, [{ question: '\\[confirm\\]', answer: '' }]);
        await client.ended(cleared);
      });
      verify.by('SSH2-MON-020', sshDebugEnds({ normally: 0 }), clear);
      for (const [name, { observation }] of Object.entries({ reset, 'clear line': clear }))
        verify.record(
          'SSH2-MON-020',
          `printed after ${name}`,
          outputLines(observation).filter((line) => /Session |error/.test(line)),
        );
    });

    step('All phases in their order, one session and three at once', ['SSH2-MON-021'], async (verify) => {
      await ssh.start();
      const phases = [...sessionPhases];
      const one = await ssh.watchSession({}, (login) => client.type(login, 'show users'));
      verify.by('SSH2-MON-021', sshDebugPhases({ sessions: 1, phases }), one.shown);
      const noMulti = bench.whyWithout('multi-ssh-clients');
      if (noMulti !== undefined) {
        verify.without('SSH2-MON-021', 'multi-ssh-clients', 'three sessions at once');
        return;
      }
      const three = await ssh.watch(async () => {
        const open = [];
        for (let count = 0; count < 3; count += 1) {
          const login = await client.login({ algorithms: ssh.offering(ssh.plain()) });
          await client.shell(login);
          open.push(login);
        }
        for (const login of open) await client.type(login, 'show users');
        for (const login of open.reverse()) await client.logout(login);
      }, 3);
      verify.by('SSH2-MON-021', sshDebugPhases({ sessions: 3, phases }), three);
    });
  },
);

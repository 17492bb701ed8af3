import { claims } from '../../bench/claims.ts';
import { debugMixedSession, type ShownAlgorithms } from '../../harness/debug/mixed-algorithms.ts';
import { sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import { sshFrom } from '../../harness/device-session.ts';
import {
  algorithmsDebugged,
  authenticated,
  authenticationsDebugged,
  identsDebugged,
  negotiated,
  sshDebugClasses,
  sshDebugEnds,
  sshDebugOrder,
  sshDebugPhases,
  sshSessionShown,
  terminalDebugged,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

const size = { rows: 50, cols: 132 };

export default suite(
  'debug-detail',
  {
    title: 'Example: SSH Debugging Enhancements, debug ip ssh detail',
    guide: { chapter: 3, pages: '42-43' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, peer, client, bench }) => {
    const ssh = sshDebugging({ dut, client, bench }, 'detail');

    step('debug ip ssh detail', ['SSH2-DBGD-001'], async (verify) => {
      await ssh.start();
      const { shown } = await ssh.watchSession({}, (login) => client.type(login, 'show users'));
      verify('SSH2-DBGD-001', shown);
      verify.by('SSH2-DBGD-001', sshDebugClasses({ event: 'some', packet: 'none', client: 'none' }), shown);
      verify.by(
        'SSH2-DBGD-001',
        sshDebugPhases({
          sessions: 1,
          phases: [
            'control',
            'identification',
            'kexinit',
            'algorithms',
            'keys',
            'newkeys',
            'authentication',
            'channel',
            'pty',
            'shell',
            'end',
          ],
        }),
        shown,
      );
    });

    step('Control process and identification', ['SSH2-DBGD-002'], async (verify) => {
      if (claims(bench.profile, 'ssh-version-1')) await dut.configure('no ip ssh version');
      await ssh.start();
      const { shown, login } = await ssh.watchSession();
      verify('SSH2-DBGD-002', shown);
      const { ident = '', clientIdent = '' } = login.observation;
      verify.by('SSH2-DBGD-002', identsDebugged({ sent: ident, received: clientIdent }), shown);
    });

    step('A Cisco client, which announces SSH-1.99 too', ['SSH2-DBGD-002'], async (verify) => {
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without('SSH2-DBGD-002', 'second-device', 'a Cisco client, which announces SSH-1.99 too');
        return;
      }
      const both = claims(bench.profile, 'ssh-version-1');
      const { dut: here, release } = peer.facts;
      if (both) for (const device of [dut, peer]) await device.configure('no ip ssh version');
      await ssh.start();
      const lab = await ssh.user('lab');
      const shown = await ssh.watch(async () => {
        await sshFrom(peer, here, lab);
        await peer.execute('exit');
      });
      verify('SSH2-DBGD-002', shown);
      const ident = `SSH-${both ? '1.99' : '2.0'}-Cisco-1.25`;
      if (release === bench.profile.release)
        verify.by('SSH2-DBGD-002', identsDebugged({ sent: ident, received: ident }), shown);
    });

    step('Key exchange', ['SSH2-DBGD-003'], async (verify) => {
      await ssh.start();
      const { shown } = await ssh.watchSession();
      verify('SSH2-DBGD-003', shown);
      verify.by(
        'SSH2-DBGD-003',
        sshDebugOrder([
          'SSH2_MSG_KEXINIT sent',
          'SSH2_MSG_KEXINIT received',
          'kex: client->server',
          'expecting SSH2_MSG_KEXDH_INIT',
          'SSH2_MSG_KEXDH_INIT received',
          'kex_derive_keys',
          'SSH2_MSG_NEWKEYS sent',
          'waiting for SSH2_MSG_NEWKEYS',
          'SSH2_MSG_NEWKEYS received',
        ]),
        shown,
      );
    });

    step('Algorithms of each direction', ['SSH2-DBGD-004'], async (verify) => {
      const whileOpen = async ({ toServer, toClient }: ShownAlgorithms) => {
        verify.by(
          'SSH2-DBGD-004',
          sshSessionShown({ user: 'lab', in: toServer, out: toClient }),
          await dut.show('show ssh'),
        );
      };
      const session = await debugMixedSession({ bench }, ssh, 'lab', whileOpen);
      const { shown, login, mixed, toServer, toClient } = session;
      verify('SSH2-DBGD-004', shown);
      verify.by('SSH2-DBGD-004', negotiated(mixed), login);
      verify.by('SSH2-DBGD-004', algorithmsDebugged({ toServer, toClient }), shown);
    });

    step('Authentication, channel, terminal, shell and end', ['SSH2-DBGD-005'], async (verify) => {
      await ssh.start();
      const how = await ssh.user('lab');
      const shown = await ssh.watch(async () => {
        const login = await client.login({ ...how, algorithms: ssh.offering(ssh.plain()) });
        verify.by('SSH2-DBGD-005', authenticated(), login);
        await client.shell(login, { pty: size });
        await client.type(login, 'exit');
        await client.ended(login);
      });
      verify('SSH2-DBGD-005', shown);
      const asked = { height: size.rows, width: size.cols };
      verify.by('SSH2-DBGD-005', authenticationsDebugged(['lab']), shown);
      verify.by('SSH2-DBGD-005', terminalDebugged({ requested: asked, set: asked }), shown);
      verify.by('SSH2-DBGD-005', sshDebugEnds({ normally: 1, otherwise: 0 }), shown);
      verify.by(
        'SSH2-DBGD-005',
        sshDebugOrder([
          'authentication successful',
          'channel open request',
          'pty-req request',
          'setting TTY',
          'shell request',
          'shell message received',
          'starting shell for vty',
          'Session terminated normally',
        ]),
        shown,
      );
    });
  },
);

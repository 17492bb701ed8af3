import { claimed } from '../../bench/claims.ts';
import { figuresOf, firstEncrypted, sealOf, sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import {
  authenticated,
  macsCounted,
  packetsDebugged,
  receiptsAddUp,
  sessionEndedBy,
  signatureDebugged,
  sshDebugClasses,
  sshDebugOrder,
  wrongMacTold,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

export default suite(
  'debug-packet',
  {
    title: 'Example: SSH Debugging Enhancements, debug ip ssh packet',
    guide: { chapter: 3, pages: '42-43' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, bench }) => {
    const ssh = sshDebugging({ dut, client, bench }, 'packet');

    step('debug ip ssh packet', ['SSH2-DBGP-001'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession();
      verify('SSH2-DBGP-001', shown);
      verify.by('SSH2-DBGP-001', sshDebugClasses({ event: 'none', packet: 'some', client: 'none' }), shown);
      verify.by('SSH2-DBGP-001', packetsDebugged({ sent: figuresOf(packets, 'sent') }), shown);
    });

    step('Packets sent', ['SSH2-DBGP-002'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession();
      verify('SSH2-DBGP-002', shown);
      verify.by('SSH2-DBGP-002', packetsDebugged({ received: figuresOf(packets, 'received') }), shown);
    });

    step('Packets received, in pieces of 64 bytes', ['SSH2-DBGP-003', 'SSH2-DBGP-004'], async (verify) => {
      await ssh.start();
      const { shown, packets, login } = await ssh.watchSession({ writeSize: 64 });
      verify.by('SSH2-DBGP-003', authenticated(), login);
      verify('SSH2-DBGP-003', shown);
      verify.by('SSH2-DBGP-003', packetsDebugged({ sent: figuresOf(packets, 'sent') }), shown);
      verify.by('SSH2-DBGP-003', receiptsAddUp({ ...sealOf(packets), split: 1 }), shown);
      verify('SSH2-DBGP-004', shown);
      verify.by('SSH2-DBGP-004', receiptsAddUp({ ...sealOf(packets), split: 1 }), shown);
      for (const mac of claimed(bench.profile, 'ssh-macs')) {
        const algorithms = ssh.offering({ ...ssh.plain(), mac });
        const of = await ssh.watchSession({ algorithms });
        verify.by('SSH2-DBGP-004', receiptsAddUp(sealOf(of.packets)), of.shown);
      }
    });

    step('Signature and new keys', ['SSH2-DBGP-005'], async (verify) => {
      await ssh.start();
      const { shown, login } = await ssh.watchSession();
      verify('SSH2-DBGP-005', shown);
      verify.by(
        'SSH2-DBGP-005',
        sshDebugOrder(['signature length', 'newkeys: mode 1', 'newkeys: mode 0']),
        shown,
      );
      const { algorithms, hostKey } = login.observation;
      if (algorithms !== undefined && hostKey !== undefined)
        verify.by(
          'SSH2-DBGP-005',
          signatureDebugged({ algorithm: algorithms.hostKey, bits: hostKey.bits }),
          shown,
        );
    });

    step('MACs, good and wrong', ['SSH2-DBGP-006'], async (verify) => {
      await ssh.start();
      const { shown, packets } = await ssh.watchSession();
      verify('SSH2-DBGP-006', shown);
      verify.by(
        'SSH2-DBGP-006',
        macsCounted({ in: firstEncrypted(packets, 'sent'), out: firstEncrypted(packets, 'received') }),
        shown,
      );
      const { end, sequence, shown: told } = await ssh.watchDamage();
      verify.by('SSH2-DBGP-006', sessionEndedBy('device'), end);
      verify.by('SSH2-DBGP-006', wrongMacTold({ sequence }), told);
    });
  },
);

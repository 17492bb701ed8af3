import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import {
  authorizedAfterLogin,
  contentIs,
  copied,
  copyRefused,
  md5Shown,
  noErrorLine,
  retriesShown,
  tacacsAsked,
  timeOutShown,
} from '../../harness/matchers/index.ts';
import { lacking } from '../../harness/lacking.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { remoteAccount } from '../../harness/server-decides.ts';
import { suite } from '../../harness/suite.ts';
import { nameTacacsServer, tacacsKey } from '../../harness/tacacs-logins.ts';

export default suite(
  'example-scp-network',
  {
    title: 'Example: SCP Server-Side Configuration Using Network-Based Authentication',
    guide: { chapter: 2, pages: '16' },
    roles: ['console', 'scp-client'],
    hazards: ['aaa', 'console-lockout', 'flash'],
    stepsStandAlone: true,
  },
  ({ step, ...lab }) => {
    const { dut, scp, tacacs, bench } = lab;
    const copies = scpCopies({ dut, scp, bench });
    const listing = [
      'aaa new-model',
      'aaa authentication login default group tacacs+',
      'aaa authorization exec default group tacacs+',
      'ip ssh time-out 120',
      'ip ssh authentication-retries 3',
      'ip scp server enable',
    ];

    step('The example as printed', ['SCP-EXN-001'], async (verify) => {
      await aaaNewModel(dut);
      for (const line of listing) verify.by('SCP-EXN-001', noErrorLine(), await dut.configure(line));
      if (lacking(lab, verify, 'SCP-EXN-001', 'tacacs-server', 'a copy of a user whom it lets in')) return;
      await nameTacacsServer(lab);
      const exec = { status: 'add', args: ['priv-lvl=15'] } as const;
      const { username, password } = remoteAccount(lab);
      const since = await tacacs.listen({
        key: tacacsKey(bench),
        accounts: [remoteAccount(lab, { exec })],
      });
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(
        { username, password },
        'network',
      );
      verify.by('SCP-EXN-001', copied(), sent);
      verify.by('SCP-EXN-001', md5Shown(md5), verified);
      verify.by('SCP-EXN-001', contentIs(sha256), fetched);
      const asked = await tacacs.exchanges(since, { count: 2, kind: 'authorization' });
      verify.by(
        'SCP-EXN-001',
        tacacsAsked({ kind: 'authentication', user: username, status: 'pass' }),
        asked,
      );
      verify.by('SCP-EXN-001', tacacsAsked({ kind: 'authorization', user: username }), asked);
      verify.by('SCP-EXN-001', authorizedAfterLogin(), asked);
      // Who is known to the device alone is not known.
      const local = await copies.user('scp15');
      verify.by('SCP-EXN-001', copyRefused(['login', 'connection']), await copies.put(local, 'local'));
    });

    step('ip ssh time-out 120', ['SCP-EXN-002'], async (verify) => {
      await dut.configure('ip ssh time-out 60');
      verify.by('SCP-EXN-002', timeOutShown(60), await dut.show('show ip ssh'));
      await dut.configure('ip ssh time-out 120');
      verify('SCP-EXN-002', await dut.show('show ip ssh'));
    });

    step('ip ssh authentication-retries 3', ['SCP-EXN-003'], async (verify) => {
      await dut.configure('ip ssh authentication-retries 1');
      verify.by('SCP-EXN-003', retriesShown(1), await dut.show('show ip ssh'));
      await dut.configure('ip ssh authentication-retries 3');
      verify('SCP-EXN-003', await dut.show('show ip ssh'));
    });
  },
);

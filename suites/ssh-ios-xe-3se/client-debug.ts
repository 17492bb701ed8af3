import { claimed, claims } from '../../bench/claims.ts';
import type { CliObservation } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import {
  clientIdentsDebugged,
  debuggingShown,
  farEndMethods,
  farEndNotBegun,
  farEndNotTried,
  farEndPrompts,
  farEndRequests,
  farEndSession,
  logHolds,
  modeIs,
  outputHas,
  passwordPrompts,
  sshDebugOrder,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';
import { type Dialled, everyPrompt, remotePrompt, type TypedSsh, typeSsh } from '../../harness/typed-ssh.ts';

/** Of a server that lets a client try more often than the guide's six times, and ends one that never stops. */
const mostFailures = 12;
const keyExchanged = 'SSH CLIENT\\d+: key exchange successful';

/** An outbound session, and what the log has of it. */
interface Debugged extends Dialled {
  /** `show logging`. */
  readonly shown: Recorded<CliObservation>;
}

export default suite(
  'client-debug',
  {
    title: 'Examples: SSH Keyboard Interactive Authentication - Enabling Client-Side Debugs',
    guide: { chapter: 3, pages: '40' },
    roles: ['console', 'ssh-server-host'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, server, serverV1, bench }) => {
    const ssh = sshDebugging({ dut, client, bench }, 'client');
    const hasKeyword = (): boolean => claimed(bench.profile, 'debug-ip-ssh-keywords').includes('client');
    const address = (): string => bench.serviceOf('ssh-server-host')?.address ?? '';
    const dial = (how?: TypedSsh): Promise<Dialled> => {
      const port = bench.serviceOf('ssh-server-host')?.port;
      const elsewhere = port === 22 ? '' : ` -p ${String(port)}`;
      return typeSsh({ dut, server, bench }, `ssh -l user2${elsewhere} ${address()}`, how);
    };
    const debugged = async (how?: TypedSsh): Promise<Debugged> => {
      const dialled: Dialled[] = [];
      const shown = await ssh.watch(async () => dialled.push(await dial(how)));
      const [first] = dialled;
      if (first === undefined) throw new PcoError('no session was debugged');
      return { ...first, shown };
    };

    step('Wrong answers only', ['SSH2-KBIDBG-001'], async (verify) => {
      if (hasKeyword()) await ssh.start();
      const { typed, served, shown } = await debugged({ wrong: everyPrompt, serve: [{ mostFailures }] });
      verify('SSH2-KBIDBG-001', typed);
      verify.by('SSH2-KBIDBG-001', farEndPrompts({ 'keyboard-interactive': 3, password: 3 }), served);
      verify.by('SSH2-KBIDBG-001', passwordPrompts([6]), typed);
      verify.by('SSH2-KBIDBG-001', modeIs('privileged-exec'), typed);
      if (hasKeyword())
        for (const method of ['keyboard-interactive', 'password'])
          verify.by(
            'SSH2-KBIDBG-001',
            logHolds({ line: `SSH2 CLIENT \\d+: using method ${method}`, times: 'some' }),
            shown,
          );
    });

    step('[Connection to … closed by foreign host]', ['SSH2-KBIDBG-002'], async (verify) => {
      const { left } = await dial();
      if (left === undefined) throw new PcoError('no session came up that could be left');
      verify('SSH2-KBIDBG-002', left);
      const dialled = address().replaceAll('.', '\\.');
      verify.by(
        'SSH2-KBIDBG-002',
        outputHas(`^\\[Connection to ${dialled} closed by foreign host\\]$`),
        left,
      );
      verify.by('SSH2-KBIDBG-002', modeIs('privileged-exec'), left);
    });

    step('debug ip ssh client', ['SSH2-KBIDBG-003'], async (verify) => {
      if (!hasKeyword()) {
        verify.notApplicable('SSH2-KBIDBG-003', 'debug-ip-ssh-keywords');
        return;
      }
      await ssh.prepare();
      verify('SSH2-KBIDBG-003', await dut.show('debug ip ssh client'));
      verify.by('SSH2-KBIDBG-003', debuggingShown('SSH Client debugging'), await dut.show('show debugging'));
      const { shown } = await debugged();
      const some = { line: 'SSH2? CLIENT ?\\d+: ', times: 'some' } as const;
      verify.by('SSH2-KBIDBG-003', logHolds(some), shown);
    });

    step('Identification and key exchange', ['SSH2-KBIDBG-004'], async (verify) => {
      if (!hasKeyword()) {
        verify.notApplicable('SSH2-KBIDBG-004', 'debug-ip-ssh-keywords');
        return;
      }
      await ssh.start();
      const version1 = claims(bench.profile, 'ssh-version-1');
      for (const own of ['SSH-1.99-lab', 'SSH-2.0-lab other']) {
        const { shown, served } = await debugged({ serve: [{ ident: own }] });
        verify('SSH2-KBIDBG-004', shown);
        const [{ ident = '', serverIdent = '' } = {}] = served.observation.connections;
        if (ident === '' || serverIdent === '') throw new PcoError(`no session with ${own}`);
        verify.by('SSH2-KBIDBG-004', clientIdentsDebugged({ received: serverIdent, sent: ident }), shown);
        verify.record(
          'SSH2-KBIDBG-004',
          `lines of the server with keyword client, ${own}`,
          shown.observation.lines.filter(({ text }) => /: SSH2? ?\d*: /.test(text)).length,
        );
      }
      const failed = await debugged({
        serve: [{ algorithms: { cipher: ['chacha20-poly1305@openssh.com'] } }],
      });
      if (!claimed(bench.profile, 'ssh-ciphers').includes('chacha20-poly1305@openssh.com')) {
        verify.by('SSH2-KBIDBG-004', farEndNotBegun(), failed.served);
        verify.by('SSH2-KBIDBG-004', logHolds({ line: keyExchanged, times: 'none' }), failed.shown);
      }
      if (!version1) return;
      if (bench.whyWithout('sshv1-server-host') !== undefined) {
        verify.without('SSH2-KBIDBG-004', 'sshv1-server-host', 'a server of version 1');
        return;
      }
      await server.close();
      const since = await serverV1.listen({
        ident: 'SSH-1.5-lab',
        remote: { prompt: remotePrompt },
        accounts: [{ username: 'user2', password: bench.secret('user2').reveal() }],
      });
      const { shown } = await debugged({ serve: [] });
      const { connections } = (await serverV1.connections(since)).observation;
      const [{ ident = '', serverIdent = '' } = {}] = connections;
      if (ident === '' || serverIdent === '') throw new PcoError('no session of version 1');
      verify.by('SSH2-KBIDBG-004', clientIdentsDebugged({ received: serverIdent, sent: ident }), shown);
      verify.by('SSH2-KBIDBG-004', logHolds({ line: keyExchanged, times: 1 }), shown);
    });

    step('The methods in use', ['SSH2-KBIDBG-005'], async (verify) => {
      if (hasKeyword()) await ssh.start();
      const { typed, served, shown } = await debugged({ wrong: 3 });
      if (hasKeyword()) {
        verify('SSH2-KBIDBG-005', shown, typed);
        verify.by(
          'SSH2-KBIDBG-005',
          sshDebugOrder(['using method keyboard-interactive', 'using method password authentication']),
          shown,
        );
      } else verify.notApplicable('SSH2-KBIDBG-005', 'debug-ip-ssh-keywords');
      verify.by('SSH2-KBIDBG-005', farEndMethods(['keyboard-interactive', 'password']), served);
      verify.by('SSH2-KBIDBG-005', farEndPrompts({ 'keyboard-interactive': 3, password: 1 }), served);
      verify.by('SSH2-KBIDBG-005', farEndNotTried('publickey'), served);
      verify.by('SSH2-KBIDBG-005', farEndSession({ user: 'user2' }), served);
    });

    step('After success', ['SSH2-KBIDBG-006'], async (verify) => {
      if (hasKeyword()) await ssh.start();
      const { typed, served, shown } = await debugged();
      if (hasKeyword()) {
        verify('SSH2-KBIDBG-006', shown, typed);
        verify.by(
          'SSH2-KBIDBG-006',
          sshDebugOrder([
            'SSH2_MSG_USERAUTH_SUCCESS message received',
            'user authenticated',
            'pty-req request sent',
            'shell request sent',
            'session open',
          ]),
          shown,
        );
      } else verify.notApplicable('SSH2-KBIDBG-006', 'debug-ip-ssh-keywords');
      verify.by('SSH2-KBIDBG-006', farEndRequests(['pty-req', 'shell']), served);
    });
  },
);

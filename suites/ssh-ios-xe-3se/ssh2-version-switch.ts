import { claims } from '../../bench/claims.ts';
import { authenticated, identIs, modeIs, refused, sshVersionShown } from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

export default suite(
  'ssh2-version-switch',
  {
    title: 'Troubleshooting tip and examples: ip ssh version',
    guide: { chapter: 3, pages: '31, 39' },
    roles: ['console', 'ssh-client', 'sshv1-client'],
  },
  ({ step, dut, client, sshv1, bench }) => {
    const version1 = () => claims(bench.profile, 'ssh-version-1');
    /** What the server of this release says first. */
    const ident = (fact: 'ssh-ident' | 'ssh-ident-version-1' | 'ssh-ident-version-2') =>
      String(bench.profile.facts[fact]?.value);

    /** A login of each version, and out again. */
    const bothClients = async () => {
      const first = await sshv1.login();
      if (first.observation.session !== undefined) await sshv1.logout(first);
      const second = await client.login();
      if (second.observation.session !== undefined) await client.logout(second);
      return { first, second };
    };

    step('Switching to and fro', ['SSH2-TRB-001'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-TRB-001', 'ssh-version-1');
        return;
      }
      await dut.configure('no ip ssh version');
      const open = await client.login();
      verify.by('SSH2-TRB-001', authenticated(), open);
      await client.shell(open);
      for (const [command, fact, served] of [
        ['ip ssh version 1', 'ssh-ident-version-1', { first: true, second: false }],
        ['ip ssh version 2', 'ssh-ident-version-2', { first: false, second: true }],
        ['no ip ssh version', 'ssh-ident', { first: true, second: true }],
      ] as const) {
        await dut.enter('global-config');
        verify.by('SSH2-TRB-001', modeIs('global-config'), await dut.attempt(command));
        const { first, second } = await bothClients();
        for (const [isServed, login] of [
          [served.first, first],
          [served.second, second],
        ] as const) {
          if (isServed) verify.by('SSH2-TRB-001', authenticated(), login);
          else verify.by('SSH2-TRB-001', refused('protocol-mismatch'), login);
        }
        verify.by('SSH2-TRB-001', identIs(ident(fact)), second);
        const { observation } = await dut.show('show ssh');
        verify.record(
          'SSH2-TRB-001',
          `sessions still open after ${command}`,
          observation.lines.map(({ text }) => text.trim()),
        );
      }
    });

    step('Example: ip ssh version 1', ['SSH2-EXV-001'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-EXV-001', 'ssh-version-1');
        return;
      }
      await dut.configure('ip ssh version 1');
      verify('SSH2-EXV-001', await dut.show('show ip ssh'));
      const { first, second } = await bothClients();
      verify.by('SSH2-EXV-001', authenticated(), first);
      verify.by('SSH2-EXV-001', refused('protocol-mismatch'), second);
    });

    step('Example: ip ssh version 2', ['SSH2-EXV-002'], async (verify) => {
      await dut.configure('ip ssh version 2');
      verify('SSH2-EXV-002', await dut.show('show ip ssh'));
      const { first, second } = await bothClients();
      verify.by('SSH2-EXV-002', refused('protocol-mismatch'), first);
      verify.by('SSH2-EXV-002', authenticated(), second);
    });

    step('Example: no ip ssh version', ['SSH2-EXV-003'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-EXV-003', 'ssh-version-1');
        return;
      }
      for (const before of ['ip ssh version 1', 'ip ssh version 2']) {
        await dut.configure(before);
        await dut.configure('no ip ssh version');
        const shown = await dut.show('show ip ssh');
        verify('SSH2-EXV-003', shown);
        verify.by('SSH2-EXV-003', sshVersionShown('1.99'), shown);
        const { first, second } = await bothClients();
        verify.by('SSH2-EXV-003', authenticated(), first);
        verify.by('SSH2-EXV-003', authenticated(), second);
      }
    });
  },
);

import { claims } from '../../bench/claims.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { fateOf } from '../../harness/dial-out.ts';
import {
  farEndDoors,
  farEndSession,
  modeIs,
  noErrorLine,
  outputLacks,
  passwordAsked,
} from '../../harness/matchers/index.ts';
import { section } from '../../harness/section.ts';
import { suite } from '../../harness/suite.ts';
import { type TypedSsh, typeSsh } from '../../harness/typed-ssh.ts';

const user = 'user1';
/** A server in the VRF, and one of the same address in the global table. */
const withDecoy: TypedSsh['serve'] = [{ door: 'vrf' }, { door: 'service' }];
/** All that can be configured of the client. */
const ofClient = '^ *ip ssh (?:client|source-interface|stricthostkeycheck|pubkey-chain)';

export default suite(
  'ssh1-client-invoke',
  {
    title: 'Invoking an SSH Client',
    guide: { chapter: 1, pages: '5' },
    roles: ['console', 'ssh-server-host'],
    stepsStandAlone: true,
  },
  ({ step, dut, server, bench }) => {
    const type = (line: string, how?: TypedSsh) => typeSsh({ dut, server, bench }, line, { user, ...how });
    /** `ssh` as the guide prints it, with what stands between the user and the address. */
    const ssh = (options: string, { address, port }: Endpoint): string =>
      ['ssh', '-l', user, options, port === 22 ? '' : `-p ${port}`, address]
        .filter((part) => part !== '')
        .join(' ');
    const far = (): Endpoint => bench.serviceOf('ssh-server-host') ?? { address: '', port: 22 };
    /** The VRF and the host in it, as far as device and bench have both. */
    const routing = () => {
      const { vrf } = bench;
      const host = bench.serviceOf('vrf');
      return vrf === undefined || host === undefined ? undefined : { option: `-vrf ${vrf.name}`, host };
    };
    const routed = () => claims(bench.profile, 'ssh-vrf');

    step('The two steps', ['SSH1-CLI-001'], async (verify) => {
      const shown = await dut.show('show running-config');
      verify.by('SSH1-CLI-001', outputLacks(ofClient), shown);
      const inVrf = routed() ? routing() : undefined;
      if (!routed()) verify.notApplicable('SSH1-CLI-001', 'ssh-vrf');
      else if (inVrf === undefined) verify.without('SSH1-CLI-001', 'vrf', 'the command with -vrf');
      const ways = [
        { line: ssh('', far()), serve: [{}] },
        ...(inVrf ? [{ line: ssh(inVrf.option, inVrf.host), serve: withDecoy }] : []),
      ];
      for (const { line, serve } of ways) {
        await dut.enter('user-exec');
        await dut.execute('enable');
        const { typed, served, left } = await type(line, { serve });
        verify.by('SSH1-CLI-001', noErrorLine(), typed);
        verify.by('SSH1-CLI-001', farEndSession({ user }), served);
        verify.by('SSH1-CLI-001', modeIs('privileged-exec'), left ?? typed);
      }
    });

    step('Step 1  enable', ['SSH1-CLI-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH1-CLI-002', enabled);
      verify.by('SSH1-CLI-002', passwordAsked(), enabled);
    });

    step('Step 2  ssh -l username -vrf vrf-name ip-address', ['SSH1-CLI-003'], async (verify) => {
      const inVrf = routing();
      if (!routed()) verify.notApplicable('SSH1-CLI-003', 'ssh-vrf');
      else if (inVrf === undefined)
        verify.without('SSH1-CLI-003', 'vrf', 'one address in two routing tables');
      else {
        const { typed, served } = await type(ssh(inVrf.option, inVrf.host), { serve: withDecoy });
        verify('SSH1-CLI-003', typed);
        verify.by('SSH1-CLI-003', farEndDoors(['vrf']), served);
        verify.by('SSH1-CLI-003', farEndSession({ user }), served);
        const unknown = await type(ssh('-vrf vrf2', inVrf.host));
        verify.by('SSH1-CLI-003', farEndDoors([]), unknown.served);
        verify.by('SSH1-CLI-003', modeIs('privileged-exec'), unknown.typed);
        const behind = await type(`${ssh('', inVrf.host)} ${inVrf.option}`);
        verify.record('SSH1-CLI-003', '-vrf behind the address', fateOf(behind));
      }
    });

    step('From user EXEC', ['SSH1-CLI-004'], async (verify) => {
      const { typed, served, left } = await type(ssh('', far()), { mode: 'user-exec' });
      verify.by('SSH1-CLI-004', noErrorLine(), typed);
      verify.by('SSH1-CLI-004', farEndSession({ user }), served);
      verify.by('SSH1-CLI-004', modeIs('user-exec'), left ?? typed);
    });

    step('Without -vrf, and with one that leads nowhere', ['SSH1-CLI-005'], async (verify) => {
      const inVrf = routing();
      if (!routed()) verify.notApplicable('SSH1-CLI-005', 'ssh-vrf');
      else if (inVrf === undefined)
        verify.without('SSH1-CLI-005', 'vrf', 'one address in two routing tables');
      else {
        const { served } = await type(ssh('', inVrf.host), { serve: withDecoy });
        verify.by('SSH1-CLI-005', farEndDoors(['service']), served);
        await section(dut, 'vrf definition vrf3', 'address-family ipv4');
        for (const nowhere of ['-vrf vrf2', '-vrf vrf3']) {
          const failed = await type(ssh(nowhere, inVrf.host));
          verify.by('SSH1-CLI-005', farEndDoors([]), failed.served);
          verify.by('SSH1-CLI-005', modeIs('privileged-exec'), failed.typed);
          verify.record('SSH1-CLI-005', nowhere, fateOf(failed));
        }
      }
    });
  },
);

import { claimed, claims } from '../../bench/claims.ts';
import type { SshLoginArgs } from '../../bench/ssh-client.ts';
import { sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import { dialOut } from '../../harness/dial-out.ts';
import {
  authenticated,
  dhGroupBits,
  dhGroupNotBelow,
  farEndCameFrom,
  farEndDoors,
  farEndLoggedIn,
  helpOffers,
  logHolds,
  negotiated,
  noErrorLine,
  sshDebugClasses,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

/** Key exchanges that name their group, by its bits (RFC 4253 section 8, RFC 8268). */
const namedGroups = [
  { bits: 1024, kex: 'diffie-hellman-group1-sha1' },
  { bits: 2048, kex: 'diffie-hellman-group14-sha1' },
  { bits: 4096, kex: 'diffie-hellman-group16-sha512' },
] as const;
const groupExchange = 'diffie-hellman-group-exchange-sha1';

export default suite(
  'ssh2-enhancements',
  {
    title: 'Secure Shell Version 2 Enhancements',
    guide: { chapter: 3, pages: '21' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, server, bench }) => {
    const ssh = sshDebugging({ dut, client, bench });
    const has = (kex: string) => claimed(bench.profile, 'ssh-kex').includes(kex);
    /** A login with one key exchange, and with these bounds where it is a group exchange. */
    const exchange = (kex: string, sizes?: SshLoginArgs['groupExchange']) =>
      client.login({
        algorithms: { ...ssh.offering(ssh.plain()), kex: [kex] },
        ...(sizes === undefined ? {} : { groupExchange: sizes }),
      });

    const byDefault = () => dut.configure('no ip ssh dh min size');

    step('What the enhancements are', ['SSH2-ENH-001'], async (verify) => {
      if (!claims(bench.profile, 'feature-ssh-2-enhancements')) {
        verify.notApplicable('SSH2-ENH-001', 'feature-ssh-2-enhancements');
        return;
      }
      await dut.enter('privileged-exec');
      if (claims(bench.profile, 'ssh-vrf'))
        verify.by('SSH2-ENH-001', helpOffers(['-vrf']), await dut.help('ssh '));
      else verify.notApplicable('SSH2-ENH-001', 'ssh-vrf');
      verify.by(
        'SSH2-ENH-001',
        helpOffers(claimed(bench.profile, 'debug-ip-ssh-keywords')),
        await dut.help('debug ip ssh '),
      );
      await dut.enter('global-config');
      verify.by('SSH2-ENH-001', helpOffers(['dh']), await dut.help('ip ssh '));
    });

    step('ip ssh dh min size', ['SSH2-ENH-002'], async (verify) => {
      const named = claims(bench.profile, 'ssh-dh-min-bounds-named-groups');
      const sizes = claimed(bench.profile, 'ssh-dh-min-sizes').map(Number);
      for (const min of sizes) {
        const typed = await dut.configure(`ip ssh dh min size ${min}`);
        verify.by('SSH2-ENH-002', noErrorLine(), typed);
        // The default stands in no running-config.
        if (min !== bench.profile.facts['ssh-dh-min-default']?.value)
          verify('SSH2-ENH-002', await dut.show('show running-config'), await dut.show('show ip ssh'));
        for (const { bits, kex } of namedGroups) {
          if (!has(kex)) continue;
          const login = await exchange(kex);
          if (!named) verify.record('SSH2-ENH-002', `${kex}, minimum ${min}`, login.observation.outcome);
          else verify.by('SSH2-ENH-002', dhGroupNotBelow(min), login);
          if (bits >= min) verify.by('SSH2-ENH-002', negotiated({ kex }), login);
        }
        if (!has(groupExchange)) continue;
        for (const max of sizes) {
          // Of what is allowed the client wants just this; below the minimum there must be none.
          const login = await exchange(groupExchange, { min: max, preferred: max, max });
          verify.by('SSH2-ENH-002', dhGroupNotBelow(min), login);
          if (max >= min) verify.by('SSH2-ENH-002', authenticated(), login);
        }
        // What is preferred is below the minimum, and what may be is not.
        const wide = await exchange(groupExchange, { min: 1024, preferred: 1024, max: 8192 });
        verify.by('SSH2-ENH-002', dhGroupNotBelow(min), wide);
        verify.by('SSH2-ENH-002', authenticated(), wide);
      }
      if (!named) verify.notApplicable('SSH2-ENH-002', 'ssh-dh-min-bounds-named-groups');
      const otherOrder = await dut.configure('ip ssh min dh size 2048');
      verify.record(
        'SSH2-ENH-002',
        'ip ssh min dh size',
        otherOrder.observation.lines.map(({ text }) => text),
      );
    });

    step('The group is settled between client and server', ['SSH2-ENH-003'], async (verify) => {
      await byDefault();
      const group14 = 'diffie-hellman-group14-sha1';
      if (has(group14)) verify.by('SSH2-ENH-003', negotiated({ kex: group14 }), await exchange(group14));
      else verify.notApplicable('SSH2-ENH-003', 'ssh-kex');
      if (!has(groupExchange)) verify.notApplicable('SSH2-ENH-003', 'ssh-kex');
      else
        for (const bits of [2048, 4096]) {
          const login = await exchange(groupExchange, { min: bits, preferred: bits, max: bits });
          verify.by('SSH2-ENH-003', authenticated(), login);
          verify.by('SSH2-ENH-003', dhGroupBits(bits), login);
        }
      const group16 = await exchange('diffie-hellman-group16-sha512');
      if (has(group14) || has(groupExchange))
        verify.record('SSH2-ENH-003', 'group 16 by name', group16.observation.outcome);
    });

    step('ssh -l username -vrf vrf-name', ['SSH2-ENH-004'], async (verify) => {
      const { vrf } = bench;
      if (!claims(bench.profile, 'ssh-vrf')) verify.notApplicable('SSH2-ENH-004', 'ssh-vrf');
      else if (vrf === undefined) verify.without('SSH2-ENH-004', 'vrf', 'one address in two routing tables');
      else if (bench.whyWithout('ssh-server-host') !== undefined) {
        verify.without('SSH2-ENH-004', 'ssh-server-host', 'a server behind it in each');
      } else {
        // Both tables have a server at the address, and who answers tells which one the device looked in.
        await server.listen({ door: 'vrf' });
        const inGlobal = await dialOut({ dut, server, bench });
        verify.by('SSH2-ENH-004', farEndDoors(['service']), inGlobal.served);
        const options = `-vrf ${vrf.name}`;
        const inVrf = await dialOut({ dut, server, bench }, { options, serve: { door: 'vrf' } });
        verify.by('SSH2-ENH-004', farEndDoors(['vrf']), inVrf.served);
        verify.by('SSH2-ENH-004', farEndLoggedIn(), inVrf.served);
        verify.by('SSH2-ENH-004', farEndCameFrom(vrf.address), inVrf.served);
      }
    });

    step('debug ip ssh', ['SSH2-ENH-005'], async (verify) => {
      await byDefault();
      await ssh.start();
      const { shown } = await ssh.watchSession();
      verify.by('SSH2-ENH-005', logHolds({ line: 'SSH2 \\d+: SSH2_MSG_KEXINIT', times: 'some' }), shown);
      verify.by('SSH2-ENH-005', logHolds({ line: 'SSH2 \\d+: ssh_receive:', times: 'some' }), shown);
      verify.by('SSH2-ENH-005', sshDebugClasses({ event: 'some', packet: 'some' }), shown);
    });

    step('debug ip ssh with each keyword', ['SSH2-ENH-006'], async (verify) => {
      await byDefault();
      const of = (keyword: 'detail' | 'packet' | 'client') => sshDebugging({ dut, client, bench }, keyword);
      const withoutServer = bench.whyWithout('ssh-server-host') !== undefined;
      const dialled = (keyword: 'detail' | 'packet' | 'client') =>
        of(keyword).watchMeanwhile(() => dialOut({ dut, server, bench }));
      if (withoutServer) {
        verify.without('SSH2-ENH-006', 'ssh-server-host', 'the lines of a session from the device');
      }
      const keywords = claimed(bench.profile, 'debug-ip-ssh-keywords');
      if (keywords.includes('detail')) {
        await of('detail').start();
        const { shown } = await of('detail').watchSession();
        verify.by('SSH2-ENH-006', sshDebugClasses({ event: 'some', packet: 'none' }), shown);
        if (!withoutServer)
          verify.by('SSH2-ENH-006', sshDebugClasses({ client: 'none' }), await dialled('detail'));
        await dut.show('undebug all');
        const silent = await ssh.watchSilence();
        verify.by('SSH2-ENH-006', sshDebugClasses({ event: 'none', packet: 'none' }), silent);
      }
      if (keywords.includes('packet')) {
        await of('packet').start();
        const { shown } = await of('packet').watchSession();
        verify.by('SSH2-ENH-006', sshDebugClasses({ event: 'none', packet: 'some' }), shown);
        if (!withoutServer)
          verify.by('SSH2-ENH-006', sshDebugClasses({ client: 'none' }), await dialled('packet'));
        await dut.show('undebug all');
        const silent = await ssh.watchSilence();
        verify.by('SSH2-ENH-006', sshDebugClasses({ event: 'none', packet: 'none' }), silent);
      }
      if (keywords.includes('client')) {
        await of('client').start();
        const { shown } = await of('client').watchSession();
        if (!withoutServer)
          verify.by('SSH2-ENH-006', sshDebugClasses({ client: 'some' }), await dialled('client'));
        verify.record(
          'SSH2-ENH-006',
          'lines of the server with keyword client',
          shown.observation.lines.filter(({ text }) => /: SSH2? ?\d*: /.test(text)).length,
        );
        await dut.show('undebug all');
      }
    });
  },
);

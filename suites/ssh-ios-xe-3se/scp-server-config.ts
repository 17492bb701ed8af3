import type { AaaAccount } from '../../bench/aaa-dialogue.ts';
import { claimedNumber } from '../../bench/claims.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { lacking } from '../../harness/lacking.ts';
import { scpDebugOf } from '../../harness/debug/scp-debug-lines.ts';
import { watchScpDebug } from '../../harness/debug/watch-scp-debug.ts';
import {
  aaaPortsUntouched,
  authenticated,
  closedByDevice,
  contentIs,
  copied,
  copyRefused,
  errorLine,
  logLacks,
  noErrorLine,
  outputHas,
  radiusAsked,
  runningConfigHas,
  runningConfigLacks,
  scpDebugTells,
  tacacsAsked,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { nameRadiusServer, radiusSecret } from '../../harness/radius-logins.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { remoteAccount, remoteUser } from '../../harness/server-decides.ts';
import { section } from '../../harness/section.ts';
import { suite } from '../../harness/suite.ts';
import { nameTacacsServer, tacacsKey } from '../../harness/tacacs-logins.ts';
import { type7Of } from '../../harness/type7.ts';

/** As printed: which rights, then for which level. */
const authorizations = ['network', 'exec', 'commands 15', 'reverse-access', 'configuration'];
const methods = ['group tacacs+', 'group tacacs+ local'];

export default suite(
  'scp-server-config',
  {
    title: 'Configuring Secure Copy',
    guide: { chapter: 2, pages: '14-16' },
    roles: ['console', 'scp-client', 'ssh-client'],
    hazards: ['aaa', 'console-lockout'],
    stepsStandAlone: true,
  },
  ({ step, ...lab }) => {
    const { dut, client, scp, tacacs, radius, bench } = lab;
    const copies = scpCopies({ dut, scp, bench });
    /** Whom a server knows by this, with so high a privilege. */
    const known = (privilege = 15) =>
      remoteAccount(lab, { exec: { status: 'add', args: [`priv-lvl=${privilege}`] } });
    const serveTacacs = (...accounts: AaaAccount[]) => tacacs.listen({ key: tacacsKey(bench), accounts });
    const serveRadius = (...accounts: AaaAccount[]) =>
      radius.listen({ secret: radiusSecret(bench), accounts });
    const remote = () => {
      const { username, password } = known();
      return { username, password };
    };
    const config = () => dut.show('show running-config');
    const [superuser, superpassword] = ['superuser', () => bench.secret('superpassword').reveal()] as const;
    const guideUser = (privilege: number) =>
      dut.configure(`username ${superuser} privilege ${privilege} password 0 ${superpassword()}`);

    step('Step 1  enable', ['SCP-CFG-002'], async (verify) => {
      await dut.enter('user-exec');
      verify('SCP-CFG-002', await dut.execute('enable'));
    });

    step('Step 2  configure terminal', ['SCP-CFG-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SCP-CFG-003', await dut.execute('configure terminal'));
    });

    step('Step 3  aaa new-model', ['SCP-CFG-004'], async (verify) => {
      const low = await copies.user('scp1', 1);
      await aaaNewModel(dut);
      verify('SCP-CFG-004', await dut.configure('aaa new-model'), await config());
      const next = await dut.configure('aaa authentication login default local');
      verify.by('SCP-CFG-004', noErrorLine(), next);
      verify.by('SCP-CFG-004', authenticated(), await client.login(low));
      const wrong = { ...low, password: bench.secret('wrong password').reveal() };
      verify.by('SCP-CFG-004', turnedAway(), await client.login(wrong));
      // The line has no such method: AAA it is that decides now.
      await dut.configure('aaa authentication login default enable');
      const byEnable = { ...low, password: bench.dut.enableSecret.reveal() };
      verify.by('SCP-CFG-004', authenticated(), await client.login(byEnable));
      verify.by('SCP-CFG-004', turnedAway(), await client.login(low));
    });

    step('Step 4  aaa authentication login default group tacacs+', ['SCP-CFG-005'], async (verify) => {
      await aaaNewModel(dut);
      const configured = await dut.configure('aaa authentication login default group tacacs+');
      verify('SCP-CFG-005', configured, await config());
      // No server answers: who is in the local database only is not let in by it.
      verify.by('SCP-CFG-005', turnedAway(), await client.login(await copies.user('scp1', 1)));
      if (lacking(lab, verify, 'SCP-CFG-005', 'tacacs-server', 'it is asked about logins and copies')) return;
      await nameTacacsServer(lab);
      await dut.configure('aaa authorization exec default group tacacs+');
      await dut.configure('ip scp server enable');
      const since = await serveTacacs(known());
      verify.by('SCP-CFG-005', authenticated(), await client.login(remote()));
      verify.by('SCP-CFG-005', copied(), await copies.put(remote(), 'tacacs'));
      verify.by('SCP-CFG-005', turnedAway(), await client.login(await copies.user('scp1', 1)));
      const asked = await tacacs.exchanges(since, { count: 3, kind: 'authentication' });
      const kind = 'authentication';
      verify.by('SCP-CFG-005', tacacsAsked({ kind, user: remoteUser, status: 'pass', times: 2 }), asked);
      verify.by('SCP-CFG-005', tacacsAsked({ kind, user: 'scp1', status: 'fail' }), asked);
    });

    step('Step 4  aaa authentication login SCPLIST local', ['SCP-CFG-006'], async (verify) => {
      await aaaNewModel(dut);
      const low = await copies.user('scp1', 1);
      const byEnable = { ...low, password: bench.dut.enableSecret.reveal() };
      await dut.configure('aaa authentication login default enable');
      await dut.configure('aaa authentication login SCPLIST local');
      verify.by('SCP-CFG-006', authenticated(), await client.login(byEnable));
      verify.by('SCP-CFG-006', turnedAway(), await client.login(low));
      const [first, last] = ['vty-first', 'vty-last'].map((fact) => claimedNumber(bench.profile, fact));
      await section(dut, `line vty ${first} ${last}`, 'login authentication SCPLIST');
      verify.by('SCP-CFG-006', runningConfigHas('login authentication SCPLIST'), await config());
      verify.by('SCP-CFG-006', authenticated(), await client.login(low));
      verify.by('SCP-CFG-006', turnedAway(), await client.login(byEnable));
      await section(dut, `line vty ${first} ${last}`, 'no login authentication SCPLIST');
    });

    step('Step 4  several methods', ['SCP-CFG-007'], async (verify) => {
      await aaaNewModel(dut);
      const low = await copies.user('scp1', 1);
      // Where no server is named none answers, and the next method decides.
      for (const methods of [
        'group tacacs+ local',
        'group radius local',
        'group tacacs+ group radius local',
      ]) {
        const configured = await dut.configure(`aaa authentication login default ${methods}`);
        verify.by('SCP-CFG-007', noErrorLine(), configured);
        verify.by(
          'SCP-CFG-007',
          runningConfigHas(`aaa authentication login default ${methods}`),
          await config(),
        );
        verify.by('SCP-CFG-007', authenticated(), await client.login(low));
        const wrong = { ...low, password: bench.secret('wrong password').reveal() };
        verify.by('SCP-CFG-007', turnedAway(), await client.login(wrong));
      }
      await dut.configure('aaa authentication login default none');
      const anybody = { username: 'nobody', password: bench.secret('wrong password').reveal() };
      verify.by('SCP-CFG-007', authenticated(), await client.login(anybody));
      await dut.configure('aaa authentication login default local');
      verify.by('SCP-CFG-007', turnedAway(), await client.login(anybody));

      const downAndNo = 'it is down, and it says no';
      const withTacacs = !lacking(lab, verify, 'SCP-CFG-007', 'tacacs-server', downAndNo);
      const withRadius = !lacking(lab, verify, 'SCP-CFG-007', 'radius-server', downAndNo);
      if (withTacacs) {
        await nameTacacsServer(lab);
        await dut.configure('aaa authentication login default group tacacs+ local');
        verify.by('SCP-CFG-007', authenticated(), await client.login(low));
        const since = await serveTacacs(known());
        verify.by('SCP-CFG-007', turnedAway(), await client.login(low));
        verify.by('SCP-CFG-007', authenticated(), await client.login(remote()));
        const asked = await tacacs.exchanges(since, { count: 2, kind: 'authentication' });
        verify.by('SCP-CFG-007', tacacsAsked({ user: low.username, status: 'fail' }), asked);
        await tacacs.close();
      }
      if (withRadius) {
        await nameRadiusServer(lab);
        await dut.configure('aaa authentication login default group radius local');
        verify.by('SCP-CFG-007', authenticated(), await client.login(low));
        const since = await serveRadius(known());
        verify.by('SCP-CFG-007', turnedAway(), await client.login(low));
        const asked = await radius.requests(since, { kind: 'access', user: low.username });
        verify.by('SCP-CFG-007', radiusAsked({ user: low.username, reply: 'reject' }), asked);
      }
      if (withTacacs && withRadius) {
        await dut.configure('aaa authentication login default group tacacs+ group radius');
        const down = await radius.mark();
        verify.by('SCP-CFG-007', authenticated(), await client.login(remote()));
        const instead = await radius.requests(down, { kind: 'access', user: remoteUser });
        verify.by('SCP-CFG-007', radiusAsked({ user: remoteUser, reply: 'accept', times: 1 }), instead);
        await serveTacacs();
        const unasked = await radius.mark();
        verify.by('SCP-CFG-007', turnedAway(), await client.login(remote()));
        verify.by('SCP-CFG-007', aaaPortsUntouched([1812]), await radius.requests(unasked));
      }
    });

    step('Step 5  aaa authorization exec default', ['SCP-CFG-008'], async (verify) => {
      await copies.localServer();
      const user = await copies.user('scp15');
      const configured = await dut.configure('aaa authorization exec default group tacacs+');
      verify('SCP-CFG-008', configured, await config());
      verify.by(
        'SCP-CFG-008',
        copyRefused(['exec', 'dialogue', 'connection']),
        await copies.put(user, 'unanswered'),
      );
      await dut.configure('aaa authorization exec default local');
      verify.by('SCP-CFG-008', copied(), await copies.put(user, 'exec'));
      await dut.configure('no aaa authorization exec default');
      for (const other of ['network', 'commands 15']) {
        await dut.configure(`aaa authorization ${other} default local`);
        const name = other.replace(' ', '-');
        verify.by('SCP-CFG-008', copyRefused(['exec', 'dialogue']), await copies.put(user, name));
        await dut.configure(`no aaa authorization ${other} default`);
      }
      if (lacking(lab, verify, 'SCP-CFG-008', 'tacacs-server', 'it is asked which rights a user has')) return;
      await nameTacacsServer(lab);
      await dut.configure('aaa authorization exec default group tacacs+');
      const exec = { status: 'add', args: ['priv-lvl=15'] } as const;
      const since = await serveTacacs({ username: user.username, exec });
      verify.by('SCP-CFG-008', copied(), await copies.put(user, 'asked'));
      const asked = await tacacs.exchanges(since, { kind: 'authorization' });
      verify.by('SCP-CFG-008', tacacsAsked({ kind: 'authorization', user: user.username, times: 1 }), asked);
    });

    step('Step 5  other kinds of authorization', ['SCP-CFG-009'], async (verify) => {
      await aaaNewModel(dut);
      for (const kind of authorizations) {
        for (const list of ['default', 'CONFORM']) {
          for (const method of methods) {
            const line = `aaa authorization ${kind} ${list} ${method}`;
            verify.by('SCP-CFG-009', noErrorLine(), await dut.configure(line));
            verify.by('SCP-CFG-009', runningConfigHas(line), await config());
            await dut.configure(`no aaa authorization ${kind} ${list}`);
            verify.by('SCP-CFG-009', runningConfigLacks(line), await config());
          }
        }
        const bare = await dut.configure(`aaa authorization ${kind} CONFORM`);
        verify.record('SCP-CFG-009', `${kind} without a method`, outputLines(bare.observation));
        await dut.configure(`no aaa authorization ${kind} CONFORM`);
      }
      const levelless = await dut.configure('aaa authorization commands default local');
      verify.by('SCP-CFG-009', errorLine('^% ?(?:Invalid input|Incomplete command)'), levelless);
    });

    step('Step 6  username superuser privilege 2', ['SCP-CFG-010'], async (verify) => {
      await copies.localServer();
      verify('SCP-CFG-010', await guideUser(2), await config());
      const encrypted = type7Of(superpassword());
      const variants = [
        { name: superuser, typed: undefined, level: 2 },
        { name: 'plain', typed: `username plain password 0 ${superpassword()}`, level: 1 },
        { name: 'fifteen', typed: `username fifteen privilege 15 password 0 ${superpassword()}`, level: 15 },
        { name: 'seven', typed: `username seven password 7 ${encrypted}`, level: 1 },
      ];
      for (const { name: username, typed, level } of variants) {
        if (typed !== undefined) verify.by('SCP-CFG-010', noErrorLine(), await dut.configure(typed));
        const login = await client.login({ username, password: superpassword() });
        verify.by('SCP-CFG-010', authenticated(), login);
        const shown = await client.exec(login, 'show privilege');
        verify.by('SCP-CFG-010', outputHas(`^Current privilege level is ${level}$`), shown);
      }
    });

    step('Step 6  privilege 2 is not enough', ['SCP-CFG-011'], async (verify) => {
      await copies.localServer();
      await guideUser(2);
      const user = { username: superuser, password: superpassword() };
      await copies.put(await copies.user('scp15'), 'there');
      for (const copy of [await copies.put(user, 'low'), await copies.get(user, 'there')]) {
        verify.by('SCP-CFG-011', copyRefused(['exec', 'dialogue']), copy);
        verify.by('SCP-CFG-011', closedByDevice(), copy);
      }
      await guideUser(15);
      verify.by('SCP-CFG-011', copied(), await copies.put(user, 'high'));
      verify.by('SCP-CFG-011', copied(), await copies.get(user, 'high'));
    });

    step('Step 6  left out', ['SCP-CFG-012'], async (verify) => {
      const check = 'a user that it alone knows copies';
      await aaaNewModel(dut);
      await dut.configure('ip scp server enable');
      verify.by('SCP-CFG-012', runningConfigLacks(`username ${remoteUser}`), await config());
      if (!lacking(lab, verify, 'SCP-CFG-012', 'tacacs-server', check)) {
        await nameTacacsServer(lab);
        await dut.configure('aaa authentication login default group tacacs+');
        await dut.configure('aaa authorization exec default group tacacs+');
        const since = await serveTacacs(known());
        verify.by('SCP-CFG-012', copied(), await copies.put(remote(), 'of-tacacs'));
        verify.by('SCP-CFG-012', copied(), await copies.get(remote(), 'of-tacacs'));
        const asked = await tacacs.exchanges(since, { count: 2, kind: 'authorization' });
        verify.by('SCP-CFG-012', tacacsAsked({ user: remoteUser, status: 'pass' }), asked);
      }
      if (!lacking(lab, verify, 'SCP-CFG-012', 'radius-server', check)) {
        await nameRadiusServer(lab);
        await dut.configure('aaa authentication login default group radius');
        await dut.configure('aaa authorization exec default group radius');
        const since = await serveRadius(known());
        verify.by('SCP-CFG-012', copied(), await copies.put(remote(), 'of-radius'));
        verify.by('SCP-CFG-012', copied(), await copies.get(remote(), 'of-radius'));
        const asked = await radius.requests(since, { count: 2, kind: 'access' });
        verify.by('SCP-CFG-012', radiusAsked({ user: remoteUser, reply: 'accept', times: 2 }), asked);
      }
    });

    step('Step 7  ip scp server enable', ['SCP-CFG-013'], async (verify) => {
      await copies.localServer();
      const user = await copies.user('scp15');
      await dut.configure('no ip scp server enable');
      verify.by('SCP-CFG-013', copyRefused(['exec', 'dialogue']), await copies.put(user, 'before'));
      verify('SCP-CFG-013', await dut.configure('ip scp server enable'), await config());
      verify.by('SCP-CFG-013', copied(), await copies.put(user, 'enabled'));
      verify.by('SCP-CFG-013', copied(), await copies.get(user, 'enabled'));
      await dut.configure('no ip scp server enable');
      verify.by('SCP-CFG-013', copyRefused(['exec', 'dialogue']), await copies.put(user, 'after'));
      verify.by('SCP-CFG-013', copyRefused(['exec', 'dialogue']), await copies.get(user, 'enabled'));
    });

    step('Step 8  exit', ['SCP-CFG-014'], async (verify) => {
      await dut.configure('ip scp server enable');
      verify('SCP-CFG-014', await dut.execute('exit'));
      verify.by('SCP-CFG-014', runningConfigHas('ip scp server enable'), await config());
    });

    step('Step 9  show running-config', ['SCP-CFG-015'], async (verify) => {
      await copies.localServer();
      verify('SCP-CFG-015', await config());
    });

    step('Step 10  debug ip scp', ['SCP-CFG-016'], async (verify) => {
      await copies.localServer();
      const [high, low] = [await copies.user('scp15'), await copies.user('scp2', 2)];
      const good = await watchScpDebug(dut, () => copies.put(high, 'debugged'));
      verify('SCP-CFG-016', good.command, good.shown);
      const refused = await watchScpDebug(dut, () => copies.put(low, 'debugged-low'));
      const beyond = scpDebugOf(outputLines(good.shown.observation));
      verify.by('SCP-CFG-016', scpDebugTells({ beyond }), refused.shown);
      const { mask } = bench.secret('scp2');
      verify.by('SCP-CFG-016', logLacks(mask), refused.shown);
    });

    step('All ten steps', ['SCP-CFG-001'], async (verify) => {
      await aaaNewModel(dut);
      const steps = [
        'aaa new-model',
        'aaa authentication login default group tacacs+',
        'aaa authorization exec default group tacacs+',
        `username ${superuser} privilege 2 password 0 ${superpassword()}`,
        'ip scp server enable',
      ];
      await dut.enter('user-exec');
      verify.by('SCP-CFG-001', noErrorLine(), await dut.execute('enable'));
      verify.by('SCP-CFG-001', noErrorLine(), await dut.execute('configure terminal'));
      for (const typed of steps) verify.by('SCP-CFG-001', noErrorLine(), await dut.execute(typed));
      verify.by('SCP-CFG-001', noErrorLine(), await dut.execute('exit'));
      const shown = await dut.execute('show running-config');
      verify.by('SCP-CFG-001', runningConfigHas('ip scp server enable'), shown);
      verify.by('SCP-CFG-001', noErrorLine(), await dut.execute('debug ip scp'));
      await dut.show('undebug all');
      if (lacking(lab, verify, 'SCP-CFG-001', 'tacacs-server', 'a copy of a user that it knows')) return;
      await nameTacacsServer(lab);
      await serveTacacs(known());
      const { sent, fetched, sha256 } = await copies.thereAndBack(remote(), 'ten-steps');
      verify.by('SCP-CFG-001', copied(), sent);
      verify.by('SCP-CFG-001', contentIs(sha256), fetched);
    });
  },
);

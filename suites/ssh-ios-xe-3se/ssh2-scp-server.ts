import { attemptsBy } from '../../harness/attempts.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { scpDebugOf } from '../../harness/debug/scp-debug-lines.ts';
import { watchScpDebug } from '../../harness/debug/watch-scp-debug.ts';
import {
  attemptsTaken,
  authenticated,
  closedByDevice,
  contentIs,
  copied,
  copyRefused,
  md5Shown,
  noErrorLine,
  outlasted,
  outputHas,
  promptIs,
  runningConfigHas,
  scpDebugTells,
  sessionOpen,
  silentClientEnded,
  turnedAway,
  vtysInUse,
} from '../../harness/matchers/index.ts';
import { othersOnVtys } from '../../harness/others-on-vtys.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { settledVtys } from '../../harness/settled-vtys.ts';
import { suite } from '../../harness/suite.ts';

const retries = 3;
const timeOut = 120;
/** Large enough that no window holds it. */
const largeFile = 2_000_000;

export default suite(
  'ssh2-scp-server',
  {
    title: 'Enabling Secure Copy Protocol on the SSH Server',
    guide: { chapter: 3, pages: '31-33, 39' },
    roles: ['console', 'scp-client', 'ssh-client'],
    hazards: ['aaa', 'console-lockout'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, scp, bench }) => {
    const copies = scpCopies({ dut, scp, bench });
    const config = () => dut.show('show running-config');
    const guidePassword = () => bench.secret('password1').reveal();
    const samplename = () => ({ username: 'samplename', password: guidePassword() });
    const guideUser = () => `username samplename privilege 15 password ${guidePassword()}`;
    /** As the eleven steps leave it. */
    const prepared = async () => {
      await copies.localServer();
      await dut.configure(guideUser());
      await dut.configure(`ip ssh time-out ${timeOut}`);
      await dut.configure(`ip ssh authentication-retries ${retries}`);
      return samplename();
    };
    const wrong = () => bench.secret('wrong password').reveal();

    step('Step 1  enable', ['SSH2-SCP-002'], async (verify) => {
      await dut.enter('user-exec');
      verify('SSH2-SCP-002', await dut.execute('enable'));
    });

    step('Step 2  configure terminal', ['SSH2-SCP-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH2-SCP-003', await dut.execute('configure terminal'));
    });

    step('Step 3  aaa new-model', ['SSH2-SCP-004'], async (verify) => {
      const open = await client.login();
      await client.shell(open);
      await aaaNewModel(dut);
      verify('SSH2-SCP-004', await dut.configure('aaa new-model'), await config());
      verify.by('SSH2-SCP-004', sessionOpen(), await client.keyExchanges(open));
    });

    step('Step 4  aaa authentication login default local', ['SSH2-SCP-005'], async (verify) => {
      await aaaNewModel(dut);
      verify('SSH2-SCP-005', await dut.configure('aaa authentication login default local'), await config());
      const low = await copies.user('scp1', 1);
      verify.by('SSH2-SCP-005', authenticated(), await client.login(low));
      verify.by('SSH2-SCP-005', turnedAway(), await client.login({ ...low, password: wrong() }));
      verify.by('SSH2-SCP-005', turnedAway(), await client.login({ ...low, password: '' }));
      verify.by('SSH2-SCP-005', turnedAway(), await client.login({ ...low, username: 'nobody' }));
    });

    step('Step 5  aaa authorization exec default local', ['SSH2-SCP-006'], async (verify) => {
      await copies.localServer();
      verify('SSH2-SCP-006', await dut.configure('aaa authorization exec default local'), await config());
      for (const privilege of [1, 15]) {
        const login = await client.login(await copies.user(`scp${privilege}`, privilege));
        const shown = await client.exec(login, 'show privilege');
        verify.by('SSH2-SCP-006', outputHas(`^Current privilege level is ${privilege}$`), shown);
      }
    });

    step('Step 6  username samplename privilege 15', ['SSH2-SCP-007'], async (verify) => {
      await copies.localServer();
      verify('SSH2-SCP-007', await dut.configure(guideUser()), await config());
      const shown = await client.exec(await client.login(samplename()), 'show privilege');
      verify.by('SSH2-SCP-007', outputHas('^Current privilege level is 15$'), shown);
    });

    step('Step 6  a lower privilege', ['SSH2-SCP-008'], async (verify) => {
      await prepared();
      for (const privilege of [0, 1, 2, 14]) {
        const username = `scp${privilege}`;
        const password = bench.secret(username).reveal();
        const configured = await dut.configure(
          `username ${username} privilege ${privilege} password ${password}`,
        );
        verify.by('SSH2-SCP-008', noErrorLine(), configured);
        const refused = await copies.put({ username, password }, `by-${privilege}`);
        verify.by('SSH2-SCP-008', copyRefused(['exec', 'dialogue']), refused);
        verify.by('SSH2-SCP-008', closedByDevice(), refused);
        verify.record(
          'SSH2-SCP-008',
          `level ${privilege} is told`,
          refused.observation.messages.at(-1)?.text ?? refused.observation.stderr ?? '',
        );
      }
      verify.by('SSH2-SCP-008', copied(), await copies.put(samplename(), 'by-15'));
    });

    step('Step 7  ip ssh time-out 120', ['SSH2-SCP-009'], async (verify) => {
      await dut.configure('ip ssh time-out 60');
      const configured = await dut.configure(`ip ssh time-out ${timeOut}`);
      verify('SSH2-SCP-009', configured, await dut.show('show ip ssh'));
      const fared = await client.linger('identified', 3 * timeOut);
      verify.by('SSH2-SCP-009', silentClientEnded(), fared);
      const late = fared.observation.milliseconds / 1000 - timeOut;
      verify.record('SSH2-SCP-009', `time-out ${timeOut}: seconds later`, Number(late.toFixed(1)));
    });

    step('Step 7  a copy that takes longer', ['SSH2-SCP-009'], async (verify) => {
      const user = await prepared();
      const seconds = 30;
      await dut.configure(`ip ssh time-out ${seconds}`);
      const milliseconds = 2 * seconds * 1000;
      const slow = await copies.put(user, 'slow', { pause: { after: 500, milliseconds } });
      verify.by('SSH2-SCP-009', outlasted(milliseconds), slow);
    });

    step('Step 8  ip ssh authentication-retries 3', ['SSH2-SCP-010'], async (verify) => {
      const user = await prepared();
      await dut.configure('ip ssh authentication-retries 1');
      const configured = await dut.configure(`ip ssh authentication-retries ${retries}`);
      verify('SSH2-SCP-010', configured, await dut.show('show ip ssh'));
      if (bench.whyWithout('multi-ssh-clients') !== undefined) {
        verify.without('SSH2-SCP-010', 'multi-ssh-clients', 'another session outlives the reset of one');
        return;
      }
      const ours = [bench.dut.account.username, user.username];
      const others = othersOnVtys(await dut.show('show users'), ours).length;
      const other = await client.login();
      await client.shell(other);
      const method = 'password';
      const tries = Array.from({ length: 10 }, () => ({ method, password: wrong() }) as const);
      const login = await client.login({ username: user.username, tries });
      verify.by('SSH2-SCP-010', attemptsTaken({ method, counts: [retries + 1, retries] }), login);
      const taken = attemptsBy(login.observation, method);
      if (taken !== retries + 1)
        verify.record('SSH2-SCP-010', `deviation candidate: attempts with ${retries} retries`, taken);
      verify.by('SSH2-SCP-010', sessionOpen(), await client.keyExchanges(other));
      // Of ours that of the other session alone.
      verify.by('SSH2-SCP-010', vtysInUse(others + 1), await settledVtys({ dut, bench }, others + 1));
      verify.by('SSH2-SCP-010', copied(), await copies.put(user, 'after-reset'));
      verify.by('SSH2-SCP-010', vtysInUse(others + 1), await settledVtys({ dut, bench }, others + 1));
    });

    step('Step 9  ip scp server enable', ['SSH2-SCP-011'], async (verify) => {
      const user = await prepared();
      await dut.configure('no ip scp server enable');
      verify.by('SSH2-SCP-011', copyRefused(['exec', 'dialogue']), await copies.put(user, 'before'));
      verify('SSH2-SCP-011', await dut.configure('ip scp server enable'), await config());
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, 'large', {
        size: largeFile,
      });
      verify.by('SSH2-SCP-011', copied(), sent);
      verify.by('SSH2-SCP-011', md5Shown(md5), verified);
      verify.by('SSH2-SCP-011', contentIs(sha256), fetched);
    });

    step('Step 10  exit', ['SSH2-SCP-012'], async (verify) => {
      await dut.configure('ip scp server enable');
      verify('SSH2-SCP-012', await dut.execute('exit'));
      verify.by('SSH2-SCP-012', runningConfigHas('ip scp server enable'), await config());
    });

    step('Step 11  debug ip scp', ['SSH2-SCP-013'], async (verify) => {
      const user = await prepared();
      const low = await copies.user('scp2', 2);
      const good = await watchScpDebug(dut, () => copies.put(user, 'debugged'));
      verify.by('SSH2-SCP-013', noErrorLine(), good.command);
      const refused = await watchScpDebug(dut, () => copies.put(low, 'debugged-low'));
      verify.by('SSH2-SCP-013', scpDebugTells({ beyond: [] }), refused.shown);
      const beyond = scpDebugOf(outputLines(good.shown.observation));
      verify.by('SSH2-SCP-013', scpDebugTells({ beyond }), refused.shown);
    });

    step('All eleven steps', ['SSH2-SCP-001'], async (verify) => {
      await copies.localServer();
      await dut.configure('no ip scp server enable');
      await dut.enter('user-exec');
      for (const typed of [
        'enable',
        'configure terminal',
        'aaa new-model',
        'aaa authentication login default local',
        'aaa authorization exec default local',
        guideUser(),
        `ip ssh time-out ${timeOut}`,
        `ip ssh authentication-retries ${retries}`,
        'ip scp server enable',
        'exit',
        'debug ip scp',
      ])
        verify.by('SSH2-SCP-001', noErrorLine(), await dut.execute(typed));
      await dut.show('undebug all');
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(samplename(), 'eleven');
      verify.by('SSH2-SCP-001', copied(), sent);
      verify.by('SSH2-SCP-001', md5Shown(md5), verified);
      verify.by('SSH2-SCP-001', contentIs(sha256), fetched);
    });

    step('Example: Configuring Server-Side SCP', ['SSH2-EXSCP-001', 'SSH2-EXSCP-002'], async (verify) => {
      await copies.localServer();
      for (const typed of [
        'no ip scp server enable',
        'ip ssh time-out 60',
        'ip ssh authentication-retries 1',
      ])
        await dut.configure(typed);
      await dut.enter('privileged-exec');
      const began = await dut.execute('configure terminal');
      const prompt = began.observation.promptAfter;
      verify.by('SSH2-EXSCP-001', noErrorLine(), began);
      for (const typed of [
        'aaa new-model',
        'aaa authentication login default local',
        'aaa authorization exec default local',
        guideUser(),
        `ip ssh time-out ${timeOut}`,
        `ip ssh authentication-retries ${retries}`,
        'ip scp server enable',
      ]) {
        const taken = await dut.execute(typed);
        verify.by('SSH2-EXSCP-001', promptIs(prompt), taken);
        verify.by('SSH2-EXSCP-001', noErrorLine(), taken);
      }
      verify('SSH2-EXSCP-002', await config(), await dut.show('show ip ssh'));
      verify.by('SSH2-EXSCP-001', copied(), await copies.put(samplename(), 'example'));
      verify.by('SSH2-EXSCP-001', copied(), await copies.get(samplename(), 'example'));
    });
  },
);

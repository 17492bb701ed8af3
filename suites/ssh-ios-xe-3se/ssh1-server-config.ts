import { claimed } from '../../bench/claims.ts';
import type { HelpObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { lingerPhases, type SshLoginObservation } from '../../bench/ssh-client.ts';
import { attemptsBy } from '../../harness/attempts.ts';
import { sshFrom } from '../../harness/device-session.ts';
import {
  attemptsTaken,
  authenticated,
  configurationIs,
  errorLine,
  keysRenewed,
  modeIs,
  noPasswordAsked,
  passwordAsked,
  passwordPrompts,
  privileged,
  retriesShown,
  runningConfigHas,
  runningConfigLacks,
  sessionOpen,
  silentClientEnded,
  sshEnabled,
  timeOutShown,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { suite } from '../../harness/suite.ts';

/** The range that `?` shows for a number: `<0-5>`. */
function rangeIn({ observation }: Recorded<HelpObservation>): { least: number; most: number } | undefined {
  for (const { text } of observation.lines) {
    const [, least, most] = /^\s*<(\d+)-(\d+)>/.exec(text) ?? [];
    if (most !== undefined) return { least: Number(least), most: Number(most) };
  }
  return undefined;
}

const asManyTimes = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

export default suite(
  'ssh1-server-config',
  {
    title: 'Configuring the SSH Server',
    guide: { chapter: 1, pages: '4-5' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, dut, peer, client, bench }) => {
    const factNumber = (fact: string): number => Number(bench.profile.facts[fact]?.value);
    /** A device asks three times before it refuses. */
    const typedAtEnable = (password: string) =>
      dut.execute('enable', asManyTimes(3, { question: '^Password:', answer: password }));

    /** A session whose shell is privileged and not paged. */
    const privilegedSession = async () => {
      const login = await client.login();
      await client.shell(login);
      await client.type(login, 'enable');
      await client.type(login, 'terminal length 0');
      return login;
    };

    step('Step 1  enable', ['SSH1-SRV-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH1-SRV-002', enabled);
      verify.by('SSH1-SRV-002', passwordAsked(), enabled);

      await dut.enter('user-exec');
      const refused = await typedAtEnable(bench.secret('wrong enable password').reveal());
      verify.by('SSH1-SRV-002', privileged(false), refused);
    });

    step('Step 1  enable, with another enable password and with none', ['SSH1-SRV-002'], async (verify) => {
      const [before, other] = [bench.dut.enableSecret, bench.secret('other enable password')];
      // Stays privileged whatever happens to the password: the way back.
      const wayBack = await privilegedSession();
      try {
        await dut.configure(`enable secret ${other.reveal()}`);
        await dut.enter('user-exec');
        verify.by('SSH1-SRV-002', privileged(false), await typedAtEnable(before.reveal()));
        const enabled = await typedAtEnable(other.reveal());
        verify.by('SSH1-SRV-002', passwordAsked(), enabled);
        verify.by('SSH1-SRV-002', privileged(true), enabled);
        await dut.configure('no enable password');
        await dut.configure('no enable secret');
        await dut.enter('user-exec');
        const open = await dut.execute('enable');
        verify.by('SSH1-SRV-002', noPasswordAsked(), open);
        verify.by('SSH1-SRV-002', privileged(true), open);
      } finally {
        await client.type(wayBack, 'configure terminal');
        await client.type(wayBack, `enable secret ${before.reveal()}`);
        await client.type(wayBack, 'end');
      }
    });

    step('Step 2  configure terminal', ['SSH1-SRV-003'], async (verify) => {
      await dut.enter('privileged-exec');
      verify('SSH1-SRV-003', await dut.execute('configure terminal'));
      await dut.enter('user-exec');
      verify.by('SSH1-SRV-003', modeIs('user-exec'), await dut.execute('configure terminal'));
    });

    step('Step 3  ip ssh timeout 30', ['SSH1-SRV-004'], async (verify) => {
      await dut.configure('ip ssh time-out 60');
      const printed = await dut.configure('ip ssh timeout 30');
      const configured = await dut.configure('ip ssh time-out 30');
      const shown = await dut.show('show ip ssh');
      verify('SSH1-SRV-004', configured, shown, await dut.show('show running-config'));
      const taken = outputLines(printed.observation).every((line) => !line.trim().startsWith('%'));
      verify.record('SSH1-SRV-004', 'ip ssh timeout, as printed', taken ? 'accepted' : 'rejected');
    });

    for (const seconds of [30, 20]) {
      step(`A client that falls silent, time-out ${seconds}`, ['SSH1-SRV-005'], async (verify) => {
        await dut.configure(`ip ssh time-out ${seconds}`);
        for (const phase of lingerPhases) {
          const fared = await client.linger(phase, 3 * seconds);
          verify.by('SSH1-SRV-005', silentClientEnded(), fared);
          const late = fared.observation.milliseconds / 1000 - seconds;
          verify.record(
            'SSH1-SRV-005',
            `${phase}, time-out ${seconds}: seconds later`,
            Number(late.toFixed(1)),
          );
        }
      });
    }

    step('An authenticated session after twice the time-out', ['SSH1-SRV-005'], async (verify) => {
      const seconds = 30;
      await dut.configure(`ip ssh time-out ${seconds}`);
      const login = await client.login();
      verify.by('SSH1-SRV-005', authenticated(), login);
      await client.shell(login);
      const after = await client.keyExchanges(login, { atLeast: 99, seconds: 2 * seconds });
      verify.by('SSH1-SRV-005', sessionOpen(), after);
    });

    step('Step 3  ip ssh authentication-retries', ['SSH1-SRV-006'], async (verify) => {
      await dut.enter('global-config');
      const range = rangeIn(await dut.help('ip ssh authentication-retries ')) ?? {
        least: factNumber('ssh-retries-min'),
        most: factNumber('ssh-retries-max'),
      };
      await dut.configure('ip ssh authentication-retries 4');
      for (const retries of [1, 2, 5, range.most, range.least]) {
        if (retries > range.most) continue;
        const configured = await dut.configure(`ip ssh authentication-retries ${retries}`);
        const shown = await dut.show('show ip ssh');
        verify.by('SSH1-SRV-006', retriesShown(retries), shown);
        if (retries === 2) verify('SSH1-SRV-006', configured, shown, await dut.show('show running-config'));
      }
      for (const nonsense of [String(range.most + 1), '-1', '4294967296', 'three']) {
        const rejected = await dut.configure(`ip ssh authentication-retries ${nonsense}`);
        verify.by('SSH1-SRV-006', errorLine('^% Invalid input'), rejected);
      }
      verify.by('SSH1-SRV-006', retriesShown(range.least), await dut.show('show ip ssh'));
      verify.record('SSH1-SRV-006', 'range in the help', [range.least, range.most]);
    });

    step('Attempts that a user gets', ['SSH1-SRV-007'], async (verify) => {
      const password = bench.secret('wrong password').reveal();
      const counted = (
        login: Recorded<SshLoginObservation>,
        method: 'password' | 'keyboard-interactive',
        prompts: number,
        retries: number,
      ): void => {
        const [allowed, candidate] = [Math.min(prompts, retries + 1), Math.min(prompts, retries)];
        verify.by('SSH1-SRV-007', attemptsTaken({ method, counts: [allowed, candidate] }), login);
        const taken = attemptsBy(login.observation, method);
        if (taken !== allowed)
          verify.record(
            'SSH1-SRV-007',
            `deviation candidate: ${prompts} prompts, ${retries} retries, by ${method}`,
            taken,
          );
      };
      for (const retries of [0, 1, 2, 3, 5]) {
        await dut.configure(`ip ssh authentication-retries ${retries}`);
        for (const method of ['keyboard-interactive', 'password'] as const) {
          for (const prompts of [1, 2, 3, 6]) {
            const login = await client.login({ tries: asManyTimes(prompts, { method, password }) });
            counted(login, method, prompts, retries);
            if (method === 'keyboard-interactive') verify('SSH1-SRV-007', login);
          }
        }
      }
      // Page 40: three prompts by each method in one connection.
      await dut.configure('ip ssh authentication-retries 3');
      const [asked, sent] = ['keyboard-interactive', 'password'] as const;
      const both = await client.login({
        tries: [
          ...asManyTimes(3, { method: asked, password }),
          ...asManyTimes(3, { method: sent, password }),
        ],
      });
      counted(both, asked, 3, 3);
      counted(both, sent, 3, 3);
    });

    step('Prompts that a user of another device gets', ['SSH1-SRV-007'], async (verify) => {
      if (bench.whyWithout('second-device') !== undefined) {
        verify.without(
          'SSH1-SRV-007',
          'second-device',
          'ssh -o numberofpasswordprompts of another switch, against this one',
        );
        return;
      }
      const { username } = bench.dut.account;
      const password = bench.secret('wrong password').reveal();
      for (const retries of [0, 1, 2, 3, 5]) {
        await dut.configure(`ip ssh authentication-retries ${retries}`);
        for (const prompts of [1, 2, 3, 6]) {
          const typed = await sshFrom(peer, peer.facts.dut, {
            ...{ username, password, prompts: 2 * prompts },
            options: `-o numberofpasswordprompt ${prompts}`,
          });
          // Page 40: a client that is not stopped tries both of its methods.
          const allowed = prompts <= retries ? 2 * prompts : retries + 1;
          const candidate = prompts < retries ? allowed : retries;
          verify.by('SSH1-SRV-007', passwordPrompts([allowed, candidate]), typed);
          const asked = typed.observation.dialog.length;
          if (asked !== allowed)
            verify.record(
              'SSH1-SRV-007',
              `deviation candidate: ${prompts} prompts, ${retries} retries, at the other device`,
              asked,
            );
        }
      }
    });

    step('One parameter a command', ['SSH1-SRV-008'], async (verify) => {
      await dut.configure('ip ssh time-out 45');
      await dut.configure('ip ssh authentication-retries 4');
      const combined = await dut.configure('ip ssh time-out 30 authentication-retries 2');
      verify.by('SSH1-SRV-008', errorLine('^% Invalid input'), combined);
      verify.by('SSH1-SRV-008', errorLine('^% Incomplete command'), await dut.configure('ip ssh'));
      const unchanged = await dut.show('show ip ssh');
      verify.by('SSH1-SRV-008', timeOutShown(45), unchanged);
      verify.by('SSH1-SRV-008', retriesShown(4), unchanged);
      await dut.configure('ip ssh time-out 30');
      await dut.configure('ip ssh authentication-retries 2');
      const shown = await dut.show('show ip ssh');
      verify.by('SSH1-SRV-008', timeOutShown(30), shown);
      verify.by('SSH1-SRV-008', retriesShown(2), shown);
      await dut.configure('ip ssh time-out 40');
      const again = await dut.show('show ip ssh');
      verify.by('SSH1-SRV-008', timeOutShown(40), again);
      verify.by('SSH1-SRV-008', retriesShown(2), again);
    });

    step('Step 4  ip ssh rekey time 108', ['SSH1-SRV-009'], async (verify) => {
      const configured = await dut.configure('ip ssh rekey time 108');
      verify('SSH1-SRV-009', configured, await dut.show('show running-config'));
      await dut.enter('global-config');
      const range = rangeIn(await dut.help('ip ssh rekey time '));
      verify.record(
        'SSH1-SRV-009',
        'range in the help',
        range === undefined ? null : [range.least, range.most],
      );
      await dut.configure('no ip ssh rekey time');
      const without = await dut.show('show running-config');
      verify.by('SSH1-SRV-009', runningConfigLacks('ip ssh rekey time 108'), without);
    });

    step('Step 4  ip ssh rekey volume', ['SSH1-SRV-010'], async (verify) => {
      await dut.enter('global-config');
      const least =
        rangeIn(await dut.help('ip ssh rekey volume '))?.least ?? factNumber('ssh-rekey-volume-min');
      await dut.configure('ip ssh rekey time 108');
      const configured = await dut.configure(`ip ssh rekey volume ${least}`);
      const both = await dut.show('show running-config');
      verify('SSH1-SRV-010', configured, both);
      verify.by('SSH1-SRV-010', runningConfigHas(`ip ssh rekey volume ${least}`), both);
      verify.by('SSH1-SRV-010', runningConfigHas('ip ssh rekey time 108'), both);
      verify.record('SSH1-SRV-010', 'smallest volume', least);
    });

    step('New keys by volume, before the time has come', ['SSH1-SRV-011'], async (verify) => {
      const kilobytes = factNumber('ssh-rekey-volume-min');
      await dut.configure(`ip ssh rekey time ${factNumber('ssh-rekey-time-max')}`);
      await dut.configure(`ip ssh rekey volume ${kilobytes}`);
      const reference = outputLines((await dut.show('show running-config')).observation);
      const bytes = reference.reduce((sum, line) => sum + line.length + 2, 0);
      const times = Math.ceil((1.2 * kilobytes * 1024) / bytes);
      const detail = claimed(bench.profile, 'debug-ip-ssh-keywords').includes('detail');
      await dut.show(detail ? 'debug ip ssh detail' : 'debug ip ssh');
      const printed = await dut.watch(
        async () => {
          const login = await privilegedSession();
          for (let time = 0; time < times; time += 1) {
            const output = await client.attempt(login, 'show running-config');
            verify.by('SSH1-SRV-011', configurationIs(reference), output);
            if (output.observation.promptAfter === '') break;
          }
          verify.by('SSH1-SRV-011', keysRenewed(1), await client.keyExchanges(login));
        },
        { pattern: /SSH2_MSG_KEXINIT sent/, count: 2 },
      );
      verify('SSH1-SRV-011', printed);
    });

    step('New keys by time, in a session that is busy', ['SSH1-SRV-011'], async (verify) => {
      await dut.show('undebug all');
      const minutes = factNumber('ssh-rekey-time-min');
      await dut.configure(`ip ssh rekey time ${minutes}`);
      await dut.configure(`ip ssh rekey volume ${factNumber('ssh-rekey-volume-max')}`);
      const login = await privilegedSession();
      const reference = outputLines((await client.type(login, 'show running-config')).observation);
      // Never idle for so long that exec-timeout would end it.
      for (let third = 0; third < 4; third += 1) {
        const so = await client.keyExchanges(login, { atLeast: 2, seconds: minutes * 20 });
        if (so.observation.end !== undefined) break;
        verify.by(
          'SSH1-SRV-011',
          configurationIs(reference),
          await client.attempt(login, 'show running-config'),
        );
      }
      verify.by('SSH1-SRV-011', keysRenewed(1), await client.keyExchanges(login));
    });

    step('Step 5  exit', ['SSH1-SRV-012'], async (verify) => {
      await dut.configure('ip ssh time-out 75');
      verify('SSH1-SRV-012', await dut.execute('exit'));
      const kept = await dut.execute('show running-config');
      verify.by('SSH1-SRV-012', runningConfigHas('ip ssh time-out 75'), kept);
    });

    step('Step 6  show ip ssh', ['SSH1-SRV-013'], async (verify) => {
      for (const [timeOut, retries] of [
        [30, 2],
        [90, 4],
      ] as const) {
        await dut.configure(`ip ssh time-out ${timeOut}`);
        await dut.configure(`ip ssh authentication-retries ${retries}`);
        const shown = await dut.show('show ip ssh');
        verify('SSH1-SRV-013', shown);
        verify.by('SSH1-SRV-013', sshEnabled(true), shown);
        verify.by('SSH1-SRV-013', timeOutShown(timeOut), shown);
        verify.by('SSH1-SRV-013', retriesShown(retries), shown);
      }
    });

    for (const optional of ['with', 'without'] as const) {
      step(`The six steps, ${optional} those that are optional`, ['SSH1-SRV-001'], async (verify) => {
        await dut.configure('no ip ssh rekey time');
        await dut.configure('no ip ssh rekey volume');
        await dut.configure('ip ssh time-out 60');
        await dut.enter('user-exec');
        await dut.execute('enable');
        await dut.execute('configure terminal');
        await dut.execute('ip ssh time-out 30');
        if (optional === 'with') await dut.execute('ip ssh rekey time 108');
        await dut.execute('exit');
        const shown = await dut.execute('show ip ssh');
        verify('SSH1-SRV-001', shown);
        verify.by('SSH1-SRV-001', timeOutShown(30), shown);
        const configured = await dut.show('show running-config');
        verify.by('SSH1-SRV-001', runningConfigHas('ip ssh time-out 30'), configured);
        if (optional === 'with')
          verify.by('SSH1-SRV-001', runningConfigHas('ip ssh rekey time 108'), configured);
        else verify.by('SSH1-SRV-001', runningConfigLacks('ip ssh rekey time 108'), configured);
        verify.by('SSH1-SRV-001', authenticated(), await client.login());
      });
    }
  },
);

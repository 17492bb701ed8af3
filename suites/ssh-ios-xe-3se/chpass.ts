import type { AaaAccount } from '../../bench/aaa-dialogue.ts';
import type { InteractiveRound } from '../../bench/ssh-server-host.ts';
import { claimedNumber } from '../../bench/claims.ts';
import { changeOnBlank, expiredPassword } from '../../harness/aaa-dialogues.ts';
import { sshDebugging } from '../../harness/debug/ssh-debugging.ts';
import {
  askedOf,
  questionsOf,
  relayedOf,
  replayAtConsole,
  type ReplayedTurn,
  replayOf,
} from '../../harness/dialogue-replay.ts';
import {
  authenticated,
  farEndSession,
  logHolds,
  logLacks,
  modeIs,
  noErrorLine,
  outputHas,
  outputLacks,
  passwordStored,
  promptsRelayed,
  questionsAsked,
  tacacsAsked,
  tacacsPrompts,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';
import { tacacsKey, tacacsLogins } from '../../harness/tacacs-logins.ts';
import { remotePrompt } from '../../harness/typed-ssh.ts';

const user = 'cisco';
/** Of an account that is asked nothing but its password. */
const plain = [{ prompt: 'Password: ', expects: 'password' }] as const;
const firstLogin = { afterLogins: 0, dialogue: expiredPassword() };
const threeLogins = { afterLogins: 3, dialogue: expiredPassword() };
/** More than any device lets a client begin authentication anew. */
const dialogues = 8;

export default suite(
  'chpass',
  {
    title: 'Examples: SSH Keyboard Interactive Authentication - ChPass',
    guide: { chapter: 3, pages: '41-42' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, peer, client, server, tacacs, bench }) => {
    const secret = (name: string): string => bench.secret(name).reveal();
    const lacks = (role: 'tacacs-server' | 'second-device' | 'ssh-server-host'): boolean =>
      bench.whyWithout(role) !== undefined;
    /** The server knows the user, whose password it is; gives the place from which `asked` looks. */
    const serve = (password: string, account: Omit<AaaAccount, 'username' | 'password'> = {}) =>
      tacacs.listen({ key: tacacsKey(bench), accounts: [{ username: user, password, ...account }] });
    const asked = (since: number) => tacacs.exchanges(since, { kind: 'authentication' });
    /** The bench's client in place of the guide's device; it leaves again where it was let in. */
    const atClient = async (turns: readonly ReplayedTurn[]) => {
      const since = await tacacs.mark();
      const tries = turns.map(({ typed }) => ({ method: 'keyboard-interactive', password: typed }) as const);
      const login = await client.login({ username: user, tries });
      if (login.observation.outcome === 'authenticated') await client.logout(login);
      return { login, exchanges: await asked(since) };
    };
    /** The second device, which the guide calls Device1, dials this one. */
    const atConsole = async (turns: readonly ReplayedTurn[]) => {
      const since = await tacacs.mark();
      const whom = { username: user, otherwise: secret('otherwise') };
      const { typed, printed } = await replayAtConsole(peer, peer.facts.dut, whom, turns);
      return { typed, printed, exchanges: await asked(since) };
    };

    /** The device dials a host that has it change its password; undefined where the bench has none. */
    const dialWithChange = async () => {
      const far = bench.serviceOf('ssh-server-host');
      if (far === undefined) return undefined;
      const [old, next] = [secret('cisco'), secret('cisco123')];
      const turns = replayOf(firstLogin.dialogue, old, next, next);
      const interactive = turns.map(({ text, echo, typed }): InteractiveRound => ({
        prompts: [{ text, echo, answer: typed }],
      }));
      const since = await server.listen({
        ...{ accounts: [{ username: user, password: old }], interactive },
        remote: { prompt: remotePrompt },
      });
      const whom = { username: user, otherwise: secret('otherwise') };
      const { typed, printed } = await replayAtConsole(dut, far, whom, turns);
      const served = await server.connections(since, { phase: 'ended' }, 10);
      return { typed, left: printed.at(-1) ?? typed, served, address: far.address, turns };
    };

    // Printed below three of the examples. It stands before what changes the methods of a login.
    step('[Connection to … closed by foreign host]', ['CHPASS-005'], async (verify) => {
      if (lacks('second-device')) {
        verify.without('CHPASS-005', 'second-device', 'a session from device to device is left');
        return;
      }
      const closing = (address: string): string =>
        `^\\[Connection to ${address.replaceAll('.', '\\.')} closed by foreign host\\]$`;
      const { dut: here, account: theirs, ...there } = peer.facts;
      const ours = bench.dut.account;
      for (const { device, host, account } of [
        { device: dut, host: there, account: theirs },
        { device: peer, host: here, account: ours },
      ]) {
        const whom = { username: account.username, otherwise: secret('otherwise') };
        const turns = replayOf(plain, account.password.reveal());
        const { printed } = await replayAtConsole(device, host, whom, turns);
        const left = printed.at(-1);
        if (left === undefined) continue;
        verify('CHPASS-005', left);
        verify.by('CHPASS-005', outputHas(closing(host.address)), left);
        verify.by('CHPASS-005', modeIs('privileged-exec'), left);
      }
      const changed = await dialWithChange();
      if (changed === undefined) return;
      verify.by('CHPASS-005', farEndSession({ user }), changed.served);
      verify.by('CHPASS-005', outputHas(closing(changed.address)), changed.left);
    });

    step('Enabling ChPass with a Blank Password Change', ['CHPASS-001'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-001', 'tacacs-server', 'a change that an empty password begins');
        return;
      }
      const [old, next] = [secret('cisco'), secret('cisco123')];
      const turns = replayOf(changeOnBlank, { typed: '', answer: 'empty' }, old, next, next);
      await tacacsLogins({ dut, bench });
      if (lacks('second-device'))
        verify.without('CHPASS-001', 'second-device', 'the example at the console of another device');
      else {
        await serve(old, { dialogue: changeOnBlank });
        const { typed, printed, exchanges } = await atConsole(turns);
        verify('CHPASS-001', ...printed);
        verify.by('CHPASS-001', questionsAsked(questionsOf(turns)), typed);
        verify.by('CHPASS-001', tacacsPrompts(askedOf(turns)), exchanges);
      }
      await serve(old, { dialogue: changeOnBlank });
      const { login, exchanges } = await atClient(turns);
      verify.by('CHPASS-001', promptsRelayed(relayedOf(turns)), login);
      verify.by('CHPASS-001', tacacsPrompts(askedOf(turns)), exchanges);
      verify.by('CHPASS-001', authenticated(), login);
      verify.by('CHPASS-001', passwordStored({ which: 1 }), await tacacs.stored(user, [old, next]));
      const [byOld, byNext] = [
        await atClient(replayOf(changeOnBlank, { typed: old, answer: 'wrong' })),
        await atClient(replayOf(changeOnBlank, next)),
      ];
      verify.by('CHPASS-001', turnedAway(), byOld.login);
      verify.by('CHPASS-001', authenticated(), byNext.login);
    });

    step('Keyboard-interactive before, TACACS+ behind', ['CHPASS-002'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-002', 'tacacs-server', 'what it is told of the change');
        return;
      }
      const [old, next] = [secret('cisco'), secret('cisco123')];
      await tacacsLogins({ dut, bench });
      const ways = [
        {
          account: { dialogue: changeOnBlank },
          turns: replayOf(changeOnBlank, { typed: '', answer: 'empty' }, old, next, next),
        },
        { account: { expired: firstLogin }, turns: replayOf(firstLogin.dialogue, old, next, next) },
      ];
      for (const { account, turns } of ways) {
        await serve(old, account);
        const { login, exchanges } = await atClient(turns);
        verify.by('CHPASS-002', promptsRelayed(relayedOf(turns)), login);
        verify.by('CHPASS-002', tacacsPrompts(askedOf(turns)), exchanges);
        verify.by('CHPASS-002', passwordStored({ which: 1 }), await tacacs.stored(user, [old, next]));
        // By the other method there is nobody to put a second question to.
        await serve(old, account);
        const password = turns[0]?.typed ?? '';
        const byPassword = await client.login({ username: user, methods: ['password'], password });
        verify.by('CHPASS-002', promptsRelayed([]), byPassword);
        verify.by('CHPASS-002', turnedAway(), byPassword);
        verify.by('CHPASS-002', passwordStored({ which: 0 }), await tacacs.stored(user, [old, next]));
      }
    });

    step('Changing the Password on First Login', ['CHPASS-003'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-003', 'tacacs-server', 'a password that has to be changed');
        return;
      }
      const [old, next] = [secret('cisco'), secret('cisco123')];
      const turns = replayOf(firstLogin.dialogue, old, next, next);
      await tacacsLogins({ dut, bench });
      if (lacks('second-device'))
        verify.without('CHPASS-003', 'second-device', 'the example at the console of another device');
      else {
        await serve(old, { expired: firstLogin });
        const { typed, printed, exchanges } = await atConsole(turns);
        verify('CHPASS-003', ...printed);
        verify.by('CHPASS-003', questionsAsked(questionsOf(turns)), typed);
        verify.by('CHPASS-003', tacacsPrompts(askedOf(turns)), exchanges);
        const again = await atConsole(replayOf(plain, next));
        verify.by('CHPASS-003', questionsAsked(questionsOf(replayOf(plain, next))), again.typed);
      }
      await serve(old, { expired: firstLogin });
      const { login, exchanges } = await atClient(turns);
      verify.by('CHPASS-003', promptsRelayed(relayedOf(turns)), login);
      verify.by('CHPASS-003', tacacsPrompts(askedOf(turns)), exchanges);
      verify.by('CHPASS-003', authenticated(), login);
      verify.by('CHPASS-003', passwordStored({ which: 1 }), await tacacs.stored(user, [old, next]));
      const again = await atClient(replayOf(plain, next));
      verify.by('CHPASS-003', promptsRelayed(relayedOf(replayOf(plain, next))), again.login);
      verify.by('CHPASS-003', authenticated(), again.login);
    });

    step('The new passwords differ', ['CHPASS-004'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-004', 'tacacs-server', 'two new passwords that are not the same');
        return;
      }
      const [old, next, other] = [secret('cisco1'), secret('cisco'), secret('cisco12')];
      const dialogue = expiredPassword();
      const account = { expired: { afterLogins: 0, dialogue } };
      const mismatch = [next, { typed: other, answer: 'wrong' }] as const;
      const turns = replayOf(dialogue, old, ...mismatch, next, next);
      await tacacsLogins({ dut, bench });
      if (lacks('second-device'))
        verify.without('CHPASS-004', 'second-device', 'the example at the console of another device');
      else {
        await serve(old, account);
        const { typed, printed, exchanges } = await atConsole(turns);
        verify('CHPASS-004', ...printed);
        verify.by('CHPASS-004', questionsAsked(questionsOf(turns)), typed);
        verify.by('CHPASS-004', tacacsPrompts(askedOf(turns)), exchanges);
      }
      await serve(old, account);
      const { login, exchanges } = await atClient(turns);
      verify.by('CHPASS-004', promptsRelayed(relayedOf(turns)), login);
      verify.by('CHPASS-004', tacacsPrompts(askedOf(turns)), exchanges);
      verify.by('CHPASS-004', authenticated(), login);
      const known = [old, next, other];
      verify.by('CHPASS-004', passwordStored({ which: 1 }), await tacacs.stored(user, known));

      // Never the same: the server has enough, and the device too.
      await serve(old, account);
      const never = replayOf(dialogue, old, ...mismatch, ...mismatch);
      const refused = await atClient(never);
      verify.by('CHPASS-004', promptsRelayed(relayedOf(never)), refused.login);
      verify.by('CHPASS-004', tacacsPrompts(askedOf(never)), refused.exchanges);
      verify.by('CHPASS-004', turnedAway(), refused.login);
      verify.by('CHPASS-004', passwordStored({ which: 0, logins: 0 }), await tacacs.stored(user, known));
      const since = await tacacs.mark();
      const stubborn = await atClient(Array.from({ length: dialogues }, () => never).flat());
      verify.by('CHPASS-004', turnedAway(), stubborn.login);
      const most = claimedNumber(bench.profile, 'ssh-retries-default') + 1;
      const logins = { kind: 'authentication', status: 'fail', most } as const;
      verify.by('CHPASS-004', tacacsAsked(logins), await tacacs.exchanges(since));
    });

    step('Expiring the Password After Three Logins: three logins', ['CHPASS-006'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-006', 'tacacs-server', 'an account of three logins');
        return;
      }
      const old = secret('cisco');
      const turns = replayOf(plain, old);
      await tacacsLogins({ dut, bench });
      if (lacks('second-device'))
        verify.without('CHPASS-006', 'second-device', 'the example at the console of another device');
      else {
        await serve(old, { expired: threeLogins });
        for (let login = 0; login < 3; login += 1) {
          const { typed, printed, exchanges } = await atConsole(turns);
          verify('CHPASS-006', ...printed);
          verify.by('CHPASS-006', questionsAsked(questionsOf(turns)), typed);
          verify.by('CHPASS-006', tacacsPrompts(askedOf(turns)), exchanges);
        }
        verify.by('CHPASS-006', passwordStored({ which: 0, logins: 3 }), await tacacs.stored(user, [old]));
      }
      await serve(old, { expired: threeLogins });
      for (let count = 0; count < 3; count += 1) {
        const { login, exchanges } = await atClient(turns);
        verify.by('CHPASS-006', promptsRelayed(relayedOf(turns)), login);
        verify.by('CHPASS-006', tacacsPrompts(askedOf(turns)), exchanges);
        verify.by('CHPASS-006', authenticated(), login);
      }
      verify.by('CHPASS-006', passwordStored({ which: 0, logins: 3 }), await tacacs.stored(user, [old]));
    });

    step('Expiring the Password After Three Logins: the fourth', ['CHPASS-007'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-007', 'tacacs-server', 'an account of three logins');
        return;
      }
      const [old, next] = [secret('cisco'), secret('cisco123')];
      const turns = replayOf(threeLogins.dialogue, old, next, next);
      await tacacsLogins({ dut, bench });
      const serveThreeTimes = async () => {
        await serve(old, { expired: threeLogins });
        for (let login = 0; login < 3; login += 1) await atClient(replayOf(plain, old));
      };
      if (lacks('second-device'))
        verify.without('CHPASS-007', 'second-device', 'the example at the console of another device');
      else {
        await serveThreeTimes();
        const { typed, printed, exchanges } = await atConsole(turns);
        verify('CHPASS-007', ...printed);
        verify.by('CHPASS-007', questionsAsked(questionsOf(turns)), typed);
        verify.by('CHPASS-007', tacacsPrompts(askedOf(turns)), exchanges);
      }
      await serveThreeTimes();
      const { login, exchanges } = await atClient(turns);
      verify.by('CHPASS-007', promptsRelayed(relayedOf(turns)), login);
      verify.by('CHPASS-007', tacacsPrompts(askedOf(turns)), exchanges);
      verify.by('CHPASS-007', authenticated(), login);
      const stored = { which: 1, logins: 4 };
      verify.by('CHPASS-007', passwordStored(stored), await tacacs.stored(user, [old, next]));
      const fifth = await atClient(replayOf(plain, next));
      verify.by('CHPASS-007', promptsRelayed(relayedOf(replayOf(plain, next))), fifth.login);
      verify.by('CHPASS-007', authenticated(), fifth.login);
      const byOld = await atClient(replayOf(plain, { typed: old, answer: 'wrong' }));
      verify.by('CHPASS-007', turnedAway(), byOld.login);
    });

    step('What was typed is nowhere', ['CHPASS-008'], async (verify) => {
      if (lacks('tacacs-server')) {
        verify.without('CHPASS-008', 'tacacs-server', 'what debugging tells of a change');
        return;
      }
      const names = ['cisco', 'cisco123'] as const;
      const [old, next] = [secret(names[0]), secret(names[1])];
      const turns = replayOf(changeOnBlank, { typed: '', answer: 'empty' }, old, next, next);
      const masks = names.map((name) => bench.secret(name).mask);
      await tacacsLogins({ dut, bench });
      await serve(old, { dialogue: changeOnBlank });
      const ssh = sshDebugging({ dut, client, bench });
      verify.by('CHPASS-008', noErrorLine(), await ssh.start());
      for (const debug of ['debug tacacs', 'debug aaa authentication'])
        verify.by('CHPASS-008', noErrorLine(), await dut.show(debug));
      const shown = await ssh.watchMeanwhile(async () => {
        const login = await client.login({
          username: user,
          tries: turns.map(({ typed }) => ({ method: 'keyboard-interactive', password: typed })),
        });
        verify.by('CHPASS-008', authenticated(), login);
        await client.shell(login);
        const channel = await client.type(login, 'show users');
        for (const mask of masks) verify.by('CHPASS-008', logLacks(mask), channel);
        await client.logout(login);
      });
      verify.by('CHPASS-008', logHolds({ line: 'SSH', times: 'some' }), shown);
      verify.by('CHPASS-008', logHolds({ line: 'T(?:PLUS|\\+|AC\\+)', times: 'some' }), shown);
      for (const mask of masks) verify.by('CHPASS-008', logLacks(mask), shown);
      await dut.show('undebug all');

      const behindPrompt = '[Pp]assword: *[^ ]';
      if (lacks('second-device'))
        verify.without('CHPASS-008', 'second-device', 'the change at the console of another device');
      else {
        await serve(old, { dialogue: changeOnBlank });
        const { typed } = await atConsole(turns);
        verify.by('CHPASS-008', questionsAsked(questionsOf(turns)), typed);
        verify.by('CHPASS-008', outputLacks(behindPrompt), typed);
        for (const mask of masks) verify.by('CHPASS-008', logLacks(mask), typed);
      }
      const changed = await dialWithChange();
      if (changed === undefined) return;
      verify.by('CHPASS-008', questionsAsked(questionsOf(changed.turns)), changed.typed);
      verify.by('CHPASS-008', outputLacks(behindPrompt), changed.typed);
      for (const mask of masks) verify.by('CHPASS-008', logLacks(mask), changed.typed);
    });
  },
);

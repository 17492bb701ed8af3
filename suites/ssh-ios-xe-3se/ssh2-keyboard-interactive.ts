import type { AaaTurn } from '../../bench/aaa-dialogue.ts';
import type { InteractiveRound } from '../../bench/ssh-server-host.ts';
import { challenged } from '../../harness/aaa-dialogues.ts';
import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { sshCommand } from '../../harness/device-session.ts';
import {
  authenticated,
  farEndPrompts,
  farEndSession,
  methodsOffered,
  noPromptEchoed,
  promptsRelayed,
  questionsAsked,
  tacacsPrompts,
  turnedAway,
} from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';
import { tacacsKey, tacacsLogins } from '../../harness/tacacs-logins.ts';
import { everyPrompt, remotePrompt } from '../../harness/typed-ssh.ts';

/** A user whom the AAA server alone knows. */
const user = 'conform-kbi';
const interactive = 'keyboard-interactive';

export default suite(
  'ssh2-keyboard-interactive',
  {
    title: 'SSH Keyboard Interactive Authentication',
    guide: { chapter: 3, pages: '23' },
    roles: ['console', 'ssh-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, client, server, tacacs, otp, bench }) => {
    const password = () => bench.secret(user).reveal();
    const wrong = () => bench.secret('wrong').reveal();
    /** A client that has an answer for each prompt of one keyboard-interactive authentication. */
    const answering = (...answers: readonly string[]) =>
      client.login({
        username: user,
        tries: answers.map((answer) => ({ method: interactive, password: answer })),
      });
    /** The server asks the user so. */
    const serve = (dialogue?: readonly AaaTurn[]): Promise<number> =>
      tacacs.listen({
        key: tacacsKey(bench),
        accounts: [{ username: user, password: password(), ...(dialogue && { dialogue }) }],
      });
    const asked = (since: number) => tacacs.exchanges(since, { kind: 'authentication' });
    const prompted = (dialogue: readonly AaaTurn[]) =>
      dialogue.map(({ prompt, echo = false }) => ({ text: prompt, echo }));

    step('The feature is automatically enabled', ['SSH2-KBI-001'], async (verify) => {
      const none = await client.login({ methods: ['none'] });
      verify.by('SSH2-KBI-001', methodsOffered([interactive]), none);
      verify.by('SSH2-KBI-001', authenticated(), await client.login({ methods: [interactive] }));
    });

    step('Whatever needs user input only', ['SSH2-KBI-002'], async (verify) => {
      if (bench.whyWithout('tacacs-server') !== undefined) {
        verify.without('SSH2-KBI-002', 'tacacs-server', 'a server that asks three questions of its own');
        return;
      }
      const [site, code] = [bench.secret('site').reveal(), bench.secret('code').reveal()];
      const dialogue: AaaTurn[] = [
        { prompt: 'Site of this login: ', echo: true, expects: { text: site } },
        { prompt: 'Passphrase for that site?', expects: 'password' },
        { prompt: 'Look at your list.\nNumber on it: ', echo: true, expects: { text: code } },
      ];
      await tacacsLogins({ dut, bench });
      const since = await serve(dialogue);
      const login = await answering(site, password(), code);
      verify.by('SSH2-KBI-002', promptsRelayed(prompted(dialogue)), login);
      verify.by('SSH2-KBI-002', authenticated(), login);
      const answered = prompted(dialogue).map((prompt) => ({ ...prompt, answer: 'right' as const }));
      verify.by('SSH2-KBI-002', tacacsPrompts(answered), await asked(since));
    });

    step('Passwords', ['SSH2-KBI-003'], async (verify) => {
      await aaaNewModel(dut);
      await dut.configure('aaa authentication login default local');
      const local = await client.login({ methods: [interactive] });
      verify('SSH2-KBI-003', local);
      verify.by('SSH2-KBI-003', authenticated(), local);
      verify.by('SSH2-KBI-003', noPromptEchoed(), local);
      const refused = await client.login({ methods: [interactive], password: wrong() });
      verify.by('SSH2-KBI-003', turnedAway(), refused);
      if (bench.whyWithout('tacacs-server') !== undefined) {
        verify.without('SSH2-KBI-003', 'tacacs-server', 'a user that it alone knows');
        return;
      }
      await tacacsLogins({ dut, bench });
      const since = await serve();
      const login = await answering(password());
      verify('SSH2-KBI-003', login);
      verify.by('SSH2-KBI-003', authenticated(), login);
      verify.by('SSH2-KBI-003', noPromptEchoed(), login);
      const prompt = { text: 'Password: ', echo: false };
      verify.by('SSH2-KBI-003', tacacsPrompts([{ ...prompt, answer: 'right' }]), await asked(since));
      verify.by('SSH2-KBI-003', turnedAway(), await answering(wrong()));
    });

    /** A challenge of the server's, answered with its response or with something else. */
    const challenge = async (form: 'token' | 'otp-md5', otherwise?: string) => {
      const { challenge: text, response } = (await otp.challenge(form)).observation;
      const dialogue = challenged(text, response);
      const since = await serve(dialogue);
      const login = await answering(otherwise ?? response);
      return { login, exchanges: await asked(since), prompts: prompted(dialogue), response };
    };
    const withoutOtp = () =>
      (['tacacs-server', 'otp-server'] as const).find((role) => bench.whyWithout(role) !== undefined);

    step('Hardware tokens', ['SSH2-KBI-004'], async (verify) => {
      const missing = withoutOtp();
      if (missing !== undefined) {
        verify.without('SSH2-KBI-004', missing, 'a number that a token has an answer to');
        return;
      }
      await tacacsLogins({ dut, bench });
      const right = await challenge('token');
      verify.by('SSH2-KBI-004', promptsRelayed(right.prompts), right.login);
      verify.by('SSH2-KBI-004', authenticated(), right.login);
      const wellAnswered = right.prompts.map((prompt) => ({ ...prompt, answer: 'right' as const }));
      verify.by('SSH2-KBI-004', tacacsPrompts(wellAnswered), right.exchanges);
      const other = await challenge('token', right.response);
      verify.by('SSH2-KBI-004', promptsRelayed(other.prompts), other.login);
      verify.by('SSH2-KBI-004', turnedAway(), other.login);
      const badlyAnswered = other.prompts.map((prompt) => ({ ...prompt, answer: 'wrong' as const }));
      verify.by('SSH2-KBI-004', tacacsPrompts(badlyAnswered), other.exchanges);
    });

    step('PAM', ['SSH2-KBI-005'], async (verify) => {
      const far = bench.serviceOf('ssh-server-host');
      if (far === undefined) {
        verify.without('SSH2-KBI-005', 'ssh-server-host', 'a host that asks two questions');
        return;
      }
      const code = bench.secret('code').reveal();
      const first = { text: 'Password: ', echo: false };
      const second = { text: 'One-time password: ', echo: false, answer: code };
      const answers = [
        { question: '^Password:', answer: password() },
        { question: '^One-time password:', answer: code },
        // Who asks for more is told something too, so that it comes to an end.
        ...Array.from({ length: everyPrompt }, () => ({ question: ':\\s*$', answer: wrong() })),
      ];
      // Modules of PAM that ask for both at once, and ones that ask one after the other.
      const together: InteractiveRound[] = [{ prompts: [first, second] }];
      const apart: InteractiveRound[] = [{ prompts: [first] }, { prompts: [second] }];
      for (const rounds of [together, apart]) {
        const since = await server.listen({
          accounts: [{ username: user, password: password() }],
          methods: [interactive],
          interactive: rounds,
          remote: { prompt: remotePrompt },
        });
        await dut.enter('privileged-exec');
        const typed = await dut.execute(sshCommand(far, { username: user }), answers);
        const served = await server.connections(since, { phase: 'session' }, 10);
        verify.by('SSH2-KBI-005', questionsAsked([first.text, second.text]), typed);
        verify.by('SSH2-KBI-005', farEndPrompts({ [interactive]: 2 }), served);
        verify.by('SSH2-KBI-005', farEndSession({ user }), served);
        if (typed.observation.promptAfter === remotePrompt) await dut.execute('exit');
      }
    });

    step('S/KEY and other one-time pads', ['SSH2-KBI-006'], async (verify) => {
      const missing = withoutOtp();
      if (missing !== undefined) {
        verify.without('SSH2-KBI-006', missing, 'a challenge of S/KEY, and an old response to a new one');
        return;
      }
      await tacacsLogins({ dut, bench });
      const first = await challenge('otp-md5');
      verify.by('SSH2-KBI-006', promptsRelayed(first.prompts), first.login);
      verify.by('SSH2-KBI-006', authenticated(), first.login);
      const wellAnswered = first.prompts.map((prompt) => ({ ...prompt, answer: 'right' as const }));
      verify.by('SSH2-KBI-006', tacacsPrompts(wellAnswered), first.exchanges);
      const replayed = await challenge('otp-md5', first.response);
      verify.by('SSH2-KBI-006', promptsRelayed(replayed.prompts), replayed.login);
      verify.by('SSH2-KBI-006', turnedAway(), replayed.login);
      const badlyAnswered = replayed.prompts.map((prompt) => ({ ...prompt, answer: 'wrong' as const }));
      verify.by('SSH2-KBI-006', tacacsPrompts(badlyAnswered), replayed.exchanges);
    });
  },
);

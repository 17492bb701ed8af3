import type { AuthContext, AuthenticationType, KeyboardAuthContext } from 'ssh2';
import type { InteractiveRound, SshServerArgs } from '../../bench/ssh-server-host.ts';

export type Answer = 'right' | 'wrong' | 'empty';

export interface AuthenticationOptions {
  readonly args: Pick<SshServerArgs, 'accounts' | 'methods' | 'interactive' | 'mostFailures'>;
  /** Of what was typed, only whether it is what was wanted. */
  readonly judged: (answers: readonly Answer[]) => void;
  readonly exhausted: () => void;
}

const defaultMethods = ['keyboard-interactive', 'password'] as const;
const defaultRounds: readonly InteractiveRound[] = [{ prompts: [{ text: 'Password: ', echo: false }] }];

/** Lets in, or not, as the server was told to. */
export class ServedAuthentication {
  readonly #options: AuthenticationOptions;
  readonly #methods: readonly string[];
  #failures = 0;

  constructor(options: AuthenticationOptions) {
    this.#options = options;
    this.#methods = options.args.methods ?? defaultMethods;
  }

  take(context: AuthContext): void {
    const { method, username } = context;
    const password = this.#options.args.accounts?.find((each) => each.username === username)?.password;
    if (!this.#methods.includes(method)) {
      if (method === 'none') this.#refuse(context);
      else this.#failed(context);
      return;
    }
    switch (method) {
      case 'none':
        if (password === undefined) this.#refuse(context);
        else context.accept();
        return;
      case 'password': {
        const answer = judge(context.password, password);
        this.#options.judged([answer]);
        if (answer === 'right') context.accept();
        else this.#failed(context);
        return;
      }
      case 'keyboard-interactive':
        this.#ask(context, password, [...(this.#options.args.interactive ?? defaultRounds)]);
        return;
      default:
        // A key of a user is never known here.
        this.#failed(context);
    }
  }

  #ask(context: KeyboardAuthContext, password: string | undefined, rounds: InteractiveRound[]): void {
    const round = rounds.shift();
    if (round === undefined) {
      if (password === undefined) this.#failed(context);
      else context.accept();
      return;
    }
    const prompts = round.prompts.map(({ text, echo }) => ({ prompt: text, echo }));
    // An error in place of the answers: the client has begun something else.
    context.prompt(prompts, round.name ?? '', round.instruction ?? '', (given: unknown) => {
      if (!Array.isArray(given)) return;
      const answers = given.map((answer, index) =>
        judge(answer, round.prompts[index]?.answer ?? (round.prompts[index] && password)),
      );
      this.#options.judged(answers);
      const right = answers.length === prompts.length && answers.every((answer) => answer === 'right');
      if (right) this.#ask(context, password, rounds);
      else this.#failed(context);
    });
  }

  #failed(context: AuthContext): void {
    this.#failures += 1;
    const { mostFailures } = this.#options.args;
    if (mostFailures !== undefined && this.#failures >= mostFailures) this.#options.exhausted();
    else this.#refuse(context);
  }

  #refuse(context: AuthContext): void {
    context.reject(this.#methods.filter((method) => method !== 'none') as AuthenticationType[]);
  }
}

function judge(given: unknown, wanted: string | undefined): Answer {
  if (given === '') return 'empty';
  return wanted !== undefined && given === wanted ? 'right' : 'wrong';
}

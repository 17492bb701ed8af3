import type { AuthContext, AuthenticationType, KeyboardAuthContext, PublicKeyAuthContext } from 'ssh2';
import { type Dialogue, GaveUp, passwordInHand } from '../aaa/login-attempt.ts';
import { aloud } from './aloud.ts';
import type { PresentedKey } from './public-key.ts';

export interface AuthenticationOptions {
  /** In the order in which they are listed as able to continue. */
  readonly methods: readonly ('publickey' | 'keyboard-interactive' | 'password')[];
  /** `ip ssh authentication-retries` plus one; each method has so many. */
  readonly attemptsPerMethod: number;
  readonly check: (username: string, dialogue: Dialogue) => Promise<boolean>;
  readonly checkKey: (username: string, key: PresentedKey) => boolean;
  /** The last attempt of a method has failed. */
  readonly exhausted: () => void;
}

/** Answers the authentication requests of one connection. */
export class Authentication {
  readonly #options: AuthenticationOptions;
  readonly #failures = new Map<string, number>();
  readonly #unanswered = new Set<() => void>();
  #told: Promise<unknown> = Promise.resolve();
  #over = false;

  constructor(options: AuthenticationOptions) {
    this.#options = options;
  }

  take(context: AuthContext): void {
    if (!this.#isOffered(context.method)) {
      this.#refuse(context);
      return;
    }
    switch (context.method) {
      case 'password':
        // A client may send a new password along; that is not what it was asked for.
        if (typeof context.password === 'string') this.#decide(context, passwordInHand(context.password));
        else this.#refuse(context);
        return;
      case 'keyboard-interactive':
        this.#decide(context, this.#askedOf(context));
        return;
      case 'publickey':
        this.#judgeKey(context);
        return;
      case 'none':
      case 'hostbased':
        this.#refuse(context);
    }
  }

  /** The connection is over: nobody answers any more. */
  abandon(): void {
    this.#over = true;
    for (const giveUp of this.#unanswered) giveUp();
  }

  /** Each question is a request of its own (RFC 4256, section 3.2), in the words of whoever asks. */
  #askedOf(context: KeyboardAuthContext): Dialogue {
    const request = (
      questions: { prompt: string; echo: boolean }[],
      instruction: string,
    ): Promise<readonly string[]> =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          this.#unanswered.delete(giveUp);
          reject(new GaveUp('the client asked for something else, or has left', true));
        };
        if (this.#over) {
          giveUp();
          return;
        }
        this.#unanswered.add(giveUp);
        context.once('abort', giveUp);
        context.prompt(questions, '', instruction, (answers: unknown) => {
          context.off('abort', giveUp);
          this.#unanswered.delete(giveUp);
          const given: unknown[] = Array.isArray(answers) ? answers : [];
          resolve(given.filter((answer) => typeof answer === 'string'));
        });
      });
    let told: Promise<unknown> = Promise.resolve();
    return {
      ask: async ({ text, echo }) => {
        await told;
        const [answer = ''] = await request([{ prompt: text, echo }], '');
        return answer;
      },
      // A text without a question is an instruction that has no prompts.
      tell: (text) => {
        told = told.then(() => request([], text)).catch(() => undefined);
        this.#told = told;
      },
    };
  }

  #decide(context: AuthContext, dialogue: Dialogue): void {
    this.#options.check(context.username, dialogue).then(
      async (right) => {
        await this.#told;
        if (this.#over) return;
        if (right) context.accept();
        else this.#failed(context);
      },
      (error: unknown) => {
        if (!(error instanceof GaveUp)) aloud(() => raise(error));
        else if (!error.forGood && !this.#over) this.#failed(context);
      },
    );
  }

  /** A key that is only asked about counts as an attempt too where it is not known. */
  #judgeKey(context: PublicKeyAuthContext): void {
    const key = presentedBy(context);
    aloud(() => {
      if (!this.#options.checkKey(context.username, key)) this.#failed(context);
      else {
        // ssh2 would name the key's type where the algorithm of the request belongs (RFC 4252 section 7).
        context.key.algo = key.algorithm;
        context.accept();
      }
    });
  }

  #failed(context: AuthContext): void {
    const failures = (this.#failures.get(context.method) ?? 0) + 1;
    this.#failures.set(context.method, failures);
    if (failures < this.#options.attemptsPerMethod) {
      this.#refuse(context);
      return;
    }
    this.#over = true;
    this.#options.exhausted();
  }

  #refuse(context: AuthContext): void {
    context.reject([...this.#options.methods] satisfies AuthenticationType[]);
  }

  #isOffered(method: AuthenticationType): boolean {
    return this.#options.methods.some((offered) => offered === method);
  }
}

function raise(error: unknown): never {
  throw error;
}

/** ssh2 calls every RSA algorithm `ssh-rsa` and tells them apart by their hash. */
function presentedBy({ key, hashAlgo, blob, signature }: PublicKeyAuthContext): PresentedKey {
  const bits = /^sha(256|512)$/.exec(hashAlgo ?? '')?.[1];
  return {
    algorithm: bits === undefined ? key.algo : `rsa-sha2-${bits}`,
    blob: key.data,
    ...(blob !== undefined && signature !== undefined && { proof: { signed: blob, signature } }),
  };
}

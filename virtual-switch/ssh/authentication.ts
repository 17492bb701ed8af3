import type { AuthContext, AuthenticationType, KeyboardAuthContext, PublicKeyAuthContext } from 'ssh2';
import { aloud } from './aloud.ts';
import type { SshPolicy } from './policy.ts';
import type { PresentedKey } from './public-key.ts';

export interface AuthenticationOptions {
  /** In the order in which they are listed as able to continue. */
  readonly methods: readonly ('publickey' | 'keyboard-interactive' | 'password')[];
  /** `ip ssh authentication-retries` plus one; each method has so many. */
  readonly attemptsPerMethod: number;
  readonly check: (username: string, password: string) => Promise<boolean>;
  readonly checkKey: (username: string, key: PresentedKey) => boolean;
  readonly policy: Pick<SshPolicy, 'admitsWithoutMethod'>;
  /** The last attempt of a method has failed. */
  readonly exhausted: () => void;
}

/** Answers the authentication requests of one connection. */
export class Authentication {
  readonly #options: AuthenticationOptions;
  readonly #failures = new Map<string, number>();
  #over = false;

  constructor(options: AuthenticationOptions) {
    this.#options = options;
  }

  take(context: AuthContext): void {
    if (context.method === 'none' && this.#options.policy.admitsWithoutMethod) {
      context.accept();
      return;
    }
    if (!this.#isOffered(context.method)) {
      this.#refuse(context);
      return;
    }
    switch (context.method) {
      case 'password':
        // A client may send a new password along; that is not what it was asked for.
        if (typeof context.password === 'string') this.#decide(context, context.password);
        else this.#refuse(context);
        return;
      case 'keyboard-interactive':
        this.#ask(context);
        return;
      case 'publickey':
        this.#judgeKey(context);
        return;
      case 'none':
      case 'hostbased':
        this.#refuse(context);
    }
  }

  #ask(context: KeyboardAuthContext): void {
    let aborted = false;
    context.once('abort', () => {
      aborted = true;
    });
    context.prompt([{ prompt: 'Password: ', echo: false }], '', '', (answers: unknown) => {
      if (aborted) return;
      const password: unknown = Array.isArray(answers) ? answers[0] : undefined;
      this.#decide(context, typeof password === 'string' ? password : '');
    });
  }

  #decide(context: AuthContext, password: string): void {
    this.#options.check(context.username, password).then(
      (right) => {
        if (this.#over) return;
        if (right) context.accept();
        else this.#failed(context);
      },
      (error: unknown) =>
        aloud(() => {
          throw error;
        }),
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

/** ssh2 calls every RSA algorithm `ssh-rsa` and tells them apart by their hash. */
function presentedBy({ key, hashAlgo, blob, signature }: PublicKeyAuthContext): PresentedKey {
  const bits = /^sha(256|512)$/.exec(hashAlgo ?? '')?.[1];
  return {
    algorithm: bits === undefined ? key.algo : `rsa-sha2-${bits}`,
    blob: key.data,
    ...(blob !== undefined && signature !== undefined && { proof: { signed: blob, signature } }),
  };
}

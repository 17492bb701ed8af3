import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { ciphers, exchanges, macs, user } from './fake-host.ts';

/** Why the tests with the OpenSSH client cannot be made here, or false where they can. */
export function whyNoOpenSsh(): string | false {
  const { failed, stderr } = execaSync('ssh', ['-V'], { reject: false });
  if (!failed && stderr.includes('OpenSSH')) return false;
  return 'the OpenSSH client is missing; on Debian: apt-get install openssh-client';
}

export interface SshRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

export interface RunOptions {
  /** Values of `-o`; of two for the same option the first counts. */
  readonly options?: readonly string[];
  readonly flags?: readonly string[];
  readonly password: string;
  readonly input?: string;
}

export interface OpenSshSession {
  sees(text: string): Promise<void>;
  seesOnStderr(text: string): Promise<void>;
  type(text: string): void;
  /** With `forwardTo`: connects to the forwarded end and waits until that is closed again. */
  useForward(): Promise<void>;
  readonly ended: Promise<SshRun>;
}

/** OpenSSH has some of the guide's algorithms switched off; these options allow what the switch has, in its order. */
export const allowGuideAlgorithms = [
  `KexAlgorithms=${exchanges.join(',')}`,
  `Ciphers=${ciphers.join(',')}`,
  `MACs=${macs.join(',')}`,
];

/** Runs `ssh` with a home of its own; it asks a helper program for passwords, so no terminal is needed. */
export class OpenSsh {
  readonly #home = mkdtempSync(join(tmpdir(), 'conform-openssh-'));
  readonly #asks = join(this.#home, 'askpass');
  readonly #reach: { address: string; port: number };
  readonly #options: readonly string[];

  /** `options` are values of `-o` for every run. */
  constructor(reach: { address: string; port: number }, options: readonly string[] = []) {
    this.#reach = reach;
    this.#options = [...options, ...allowGuideAlgorithms];
    writeFileSync(this.#asks, '#!/bin/sh\nprintf "%s\\n" "$TEST_PASSWORD"\n');
    chmodSync(this.#asks, 0o700);
  }

  async run(how: RunOptions, ...command: readonly string[]): Promise<SshRun> {
    const { stdout, stderr, exitCode } = await execa('ssh', this.#args(how, command), {
      ...this.#common(how),
      input: how.input ?? '',
    });
    return { stdout, stderr, exitCode };
  }

  /** A session that is typed into while it runs, if asked for with a local forwarding from a socket of its own. */
  session(how: RunOptions & { readonly forwardTo?: string }): OpenSshSession {
    const path = join(this.#home, 'forward');
    const forward = how.forwardTo === undefined ? [] : ['-L', `${path}:${how.forwardTo}`];
    const flags = [...(how.flags ?? []), ...forward];
    const child = execa('ssh', this.#args({ ...how, flags }, []), { ...this.#common(how), stdin: 'pipe' });
    const watch = (stream: NodeJS.ReadableStream): ((text: string) => Promise<void>) => {
      let seen = '';
      let over = false;
      const changed = new Set<() => void>();
      const tell = (): void => changed.forEach((check) => check());
      stream.on('data', (chunk) => {
        seen += String(chunk);
        tell();
      });
      stream.on('end', () => {
        over = true;
        tell();
      });
      return (text) =>
        new Promise((resolve, reject) => {
          const check = (): void => {
            if (seen.includes(text)) resolve();
            else if (over) reject(new Error(`ssh ended without "${text}"; it printed: ${seen}`));
            else changed.add(check);
          };
          check();
        });
    };
    return {
      sees: watch(child.stdout),
      seesOnStderr: watch(child.stderr),
      type: (text) => void child.stdin.write(text),
      useForward: () =>
        new Promise((resolve, reject) => {
          const socket = connect(path)
            .once('error', reject)
            .once('close', () => resolve());
          socket.resume();
        }),
      ended: child.then(({ stdout, stderr, exitCode }) => ({ stdout, stderr, exitCode })),
    };
  }

  #args(how: RunOptions, command: readonly string[]): string[] {
    const fixed = [
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${join(this.#home, 'known_hosts')}`,
      'GlobalKnownHostsFile=/dev/null',
      'HostKeyAlgorithms=ssh-rsa',
      'PubkeyAuthentication=no',
      'ConnectTimeout=20',
    ];
    const options = [...(how.options ?? []), ...this.#options, ...fixed].flatMap((each) => ['-o', each]);
    const to = `${user.name}@${this.#reach.address}`;
    return ['-F', 'none', '-p', String(this.#reach.port), ...options, ...(how.flags ?? []), to, ...command];
  }

  #common(how: RunOptions): { reject: false; timeout: number; env: Record<string, string> } {
    return {
      reject: false,
      timeout: 30_000,
      env: {
        SSH_ASKPASS: this.#asks,
        SSH_ASKPASS_REQUIRE: 'force',
        TEST_PASSWORD: how.password,
        SSH_AUTH_SOCK: '',
      },
    };
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** All of them, and never more than two clients at once. */
export async function twoAtOnce<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await work(each);
  };
  await Promise.all([worker(), worker()]);
}

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';

/** SSH clients that are not ours, each run with a home of its own; they dial a server of the bench. */

/** Why the tests with these programs cannot be made here, or false where they can. */
export function whyWithout(...programs: readonly (keyof typeof packages)[]): string | false {
  const missing = programs.filter((program) => execaSync(program, ['-V'], { reject: false }).failed);
  return missing.length > 0 && `missing: ${missing.map((name) => `${name} (${packages[name]})`).join(', ')}`;
}

const packages = {
  ssh: 'apt-get install openssh-client',
  plink: 'apt-get install putty-tools',
  ssh1: 'apt-get install openssh-client-ssh1',
} as const;

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

export interface RunHow {
  readonly user?: string;
  readonly password?: string;
  /** Values of OpenSSH's `-o`; of two for the same option the first counts. */
  readonly options?: readonly string[];
  readonly flags?: readonly string[];
  readonly input?: string;
  /** Its input does not end. */
  readonly held?: true;
  readonly command?: string;
}

export class Clients {
  readonly #home = mkdtempSync(join(tmpdir(), 'conform-clients-'));
  readonly #asks = join(this.#home, 'askpass');
  readonly #openssl = join(this.#home, 'openssl.cnf');
  readonly #reach: { readonly host: string; readonly port: number };
  readonly knownHosts = join(this.#home, 'known_hosts');

  constructor(reach: { readonly host: string; readonly port: number }) {
    this.#reach = reach;
    writeFileSync(this.#asks, '#!/bin/sh\nprintf "%s\\n" "$TEST_PASSWORD"\n');
    chmodSync(this.#asks, 0o700);
    writeFileSync(this.#openssl, legacyProvider);
    mkdirSync(join(this.#home, '.putty', 'sessions'), { recursive: true });
  }

  /** OpenSSH of today; by default it takes any host key and remembers it. */
  ssh(how: RunHow = {}): Promise<Run> {
    const options = this.#options(how);
    return this.#run('ssh', ['-F', 'none', '-p', String(this.#reach.port), ...options], how);
  }

  /** Its `scp` in the dialogue of rcp: sends the file to the path that the command names, or fetches it from there. */
  scp({
    file,
    fetch = false,
    command: path = '',
    user = 'user2',
    ...how
  }: RunHow & { readonly file: string; readonly fetch?: boolean }): Promise<Run> {
    const { host, port } = this.#reach;
    const there = `${user}@${host}:${path}`;
    const args = ['-O', '-F', 'none', '-P', String(port), ...this.#options(how)];
    return this.#runAlone('scp', [...args, ...(fetch ? [there, file] : [file, there])], how);
  }

  #options(how: RunHow): string[] {
    return [
      ...(how.options ?? []),
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${this.knownHosts}`,
      'GlobalKnownHostsFile=/dev/null',
      'HostKeyAlgorithms=ssh-rsa,rsa-sha2-256,rsa-sha2-512',
      'KexAlgorithms=+diffie-hellman-group-exchange-sha1,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1',
      'Ciphers=+aes128-cbc,3des-cbc',
      'MACs=+hmac-md5,hmac-sha1-96',
      'PubkeyAuthentication=no',
      'NumberOfPasswordPrompts=1',
      'ConnectTimeout=20',
    ].flatMap((each) => ['-o', each]);
  }

  /** Debian's `ssh1`, OpenSSH 7.5. Its ciphers are in OpenSSL's legacy provider, which must be switched on. */
  ssh1(how: RunHow = {}): Promise<Run> {
    const options = [
      ...(how.options ?? []),
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${this.knownHosts}`,
      'GlobalKnownHostsFile=/dev/null',
      'ChallengeResponseAuthentication=no',
      'PubkeyAuthentication=no',
      'NumberOfPasswordPrompts=1',
      'ConnectTimeout=20',
    ].flatMap((each) => ['-o', each]);
    const args = ['-1', '-F', '/dev/null', '-p', String(this.#reach.port), ...options];
    return this.#run('ssh1', args, how, { OPENSSL_CONF: this.#openssl });
  }

  /** PuTTY's; `fingerprints` are those of the host keys that it takes. */
  plink(
    how: RunHow & {
      readonly version: 1 | 2;
      readonly fingerprints: readonly string[];
      readonly session?: string;
    },
  ): Promise<Run> {
    writeFileSync(join(this.#home, '.putty', 'sessions', 'test'), `${how.session ?? 'Protocol=ssh'}\n`);
    const args = [
      ...['-load', 'test', `-${how.version}`, '-batch', '-v', '-P', String(this.#reach.port)],
      ...how.fingerprints.flatMap((fingerprint) => ['-hostkey', fingerprint]),
      ...['-pw', how.password ?? ''],
    ];
    return this.#run('plink', args, how);
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #run(
    program: string,
    args: readonly string[],
    how: RunHow,
    env: Record<string, string> = {},
  ): Promise<Run> {
    const command = how.command === undefined ? [] : [how.command];
    const all = [...args, ...(how.flags ?? []), '-l', how.user ?? 'user2', this.#reach.host, ...command];
    return this.#runAlone(program, all, how, env);
  }

  async #runAlone(
    program: string,
    all: readonly string[],
    how: Pick<RunHow, 'password' | 'input' | 'held'>,
    env: Record<string, string> = {},
  ): Promise<Run> {
    // A session of its own: no client may ask for a password on the terminal that the tests run on.
    const child = execa(program, all, {
      reject: false,
      timeout: 30_000,
      stdin: 'pipe',
      detached: true,
      env: {
        HOME: this.#home,
        DISPLAY: 'none:0',
        SSH_ASKPASS: this.#asks,
        SSH_ASKPASS_REQUIRE: 'force',
        TEST_PASSWORD: how.password ?? '',
        SSH_AUTH_SOCK: '',
        ...env,
      },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(how.input ?? '');
    if (how.held !== true) child.stdin.end();
    const run = await child;
    return { stdout: run.stdout, stderr: run.stderr, exitCode: run.exitCode };
  }
}

const legacyProvider = `openssl_conf = all
[all]
providers = providers
[providers]
default = on
legacy = on
[on]
activate = 1
`;

import { createHash, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { publicHalf } from '../../../protocols/ssh1/rsa.ts';
import { user } from '../ssh/fake-host.ts';
import type { SshRun } from '../ssh/openssh.ts';

/** Two clients of protocol version 1 that are not ours, each with a home of its own. */

/** Why the tests with `plink` cannot be made here, or false where they can. */
export function whyNoPlink(): string | false {
  const { failed } = execaSync('plink', ['-V'], { reject: false });
  return failed && 'plink is missing; on Debian: apt-get install putty-tools';
}

/** Why the tests with `ssh1` cannot be made here, or false where they can. */
export function whyNoSsh1(): string | false {
  const { failed } = execaSync('ssh1', ['-V'], { reject: false });
  return failed && 'ssh1 is missing; on Debian: apt-get install openssh-client-ssh1';
}

export interface Reach {
  readonly address: string;
  readonly port: number;
}

export interface ClientRun {
  /** `-1`, `-2`, or what the client does by itself. */
  readonly version?: 1 | 2;
  readonly password?: string;
  readonly flags?: readonly string[];
  readonly input?: string;
  /** A command in place of a shell. */
  readonly command?: string;
}

abstract class Client {
  protected readonly home = mkdtempSync(join(tmpdir(), 'conform-ssh1-'));
  protected readonly reach: Reach;

  constructor(reach: Reach) {
    this.reach = reach;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  protected async start(
    program: string,
    args: readonly string[],
    input: string,
    env: Record<string, string>,
  ): Promise<SshRun> {
    // A session of its own: no client may ask for a password on the terminal that the tests run on.
    const options = { reject: false, timeout: 30_000, input, detached: true } as const;
    const run = await execa(program, args, { ...options, env: { HOME: this.home, ...env } });
    return { stdout: run.stdout, stderr: run.stderr, exitCode: run.exitCode };
  }
}

export class Plink extends Client {
  readonly #fingerprint: string;

  constructor(reach: Reach, hostKey: KeyObject) {
    super(reach);
    const { modulus, exponent } = publicHalf(hostKey);
    const hex = createHash('md5').update(modulus).update(exponent).digest('hex');
    this.#fingerprint = hex.replace(/..(?!$)/g, '$&:');
  }

  run({ version, password, flags = [], input = '', command }: ClientRun = {}): Promise<SshRun> {
    const { address, port } = this.reach;
    const args = [
      ...(version === undefined ? [] : [`-${version}`]),
      ...(version === 2 ? [] : ['-hostkey', this.#fingerprint]),
      ...['-batch', '-P', String(port), '-l', user.name, '-pw', password ?? user.password],
      ...flags,
      address,
      ...(command === undefined ? [] : [command]),
    ];
    return this.start('plink', args, input, {});
  }
}

/** Debian's `ssh1`, OpenSSH 7.5. Its ciphers are in OpenSSL's legacy provider, which must be switched on. */
export class Ssh1 extends Client {
  readonly #asks = join(this.home, 'askpass');
  readonly #openssl = join(this.home, 'openssl.cnf');

  constructor(reach: Reach) {
    super(reach);
    writeFileSync(this.#asks, '#!/bin/sh\nprintf "%s\\n" "$TEST_PASSWORD"\n');
    chmodSync(this.#asks, 0o700);
    writeFileSync(this.#openssl, legacyProvider);
  }

  run({ version, password, flags = [], input = '', command }: ClientRun = {}): Promise<SshRun> {
    const { address, port } = this.reach;
    const options = [
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${join(this.home, 'known_hosts')}`,
      'GlobalKnownHostsFile=/dev/null',
      'ChallengeResponseAuthentication=no',
      'PubkeyAuthentication=no',
      'ConnectTimeout=20',
    ].flatMap((option) => ['-o', option]);
    const args = [
      ...(version === undefined ? [] : [`-${version}`]),
      ...['-F', '/dev/null', '-p', String(port), '-l', user.name],
      ...options,
      ...flags,
      address,
      ...(command === undefined ? [] : [command]),
    ];
    return this.start('ssh1', args, input, {
      OPENSSL_CONF: this.#openssl,
      DISPLAY: 'none:0',
      SSH_ASKPASS: this.#asks,
      TEST_PASSWORD: password ?? user.password,
      SSH_AUTH_SOCK: '',
    });
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

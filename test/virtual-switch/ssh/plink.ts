import { createHash, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { sshPublicBlob } from '../../../virtual-switch/keys/key-store.ts';
import type { SshRun } from './openssh.ts';
import { user } from './fake-host.ts';

/** Why the tests with PuTTY's client cannot be made here, or false where they can. */
export function whyNoPlink(): string | false {
  const { failed } = execaSync('plink', ['-V'], { reject: false });
  return failed ? 'plink is missing; on Debian: apt-get install putty-tools' : false;
}

export interface PlinkRun {
  readonly password: string;
  /** PuTTY's names: `dh-gex-sha1`, `dh-group14-sha1`, `dh-group1-sha1`; `aes`, `3des`. */
  readonly kex: string;
  readonly cipher: string;
  /** Bytes after which the client makes new keys; by default it does not, here. */
  readonly rekeyBytes?: number;
  readonly input?: string;
}

/** Runs `plink` with a home of its own; it takes that host key and no other. */
export class Plink {
  readonly #home = mkdtempSync(join(tmpdir(), 'conform-plink-'));
  readonly #reach: { address: string; port: number };
  readonly #hostKey: string;

  constructor(reach: { address: string; port: number }, hostKey: KeyObject) {
    this.#reach = reach;
    const digest = createHash('sha256').update(sshPublicBlob(hostKey)).digest('base64').replace(/=+$/, '');
    this.#hostKey = `SHA256:${digest}`;
    mkdirSync(join(this.#home, '.putty', 'sessions'), { recursive: true });
  }

  async run(how: PlinkRun, command: string): Promise<SshRun> {
    const session = [
      'Protocol=ssh',
      'SshProt=3',
      `KEX=${how.kex},WARN`,
      `Cipher=${how.cipher},WARN`,
      'RekeyTime=0',
      `RekeyBytes=${how.rekeyBytes ?? 0}`,
      'HostKey=rsa,WARN',
    ];
    writeFileSync(join(this.#home, '.putty', 'sessions', 'test'), `${session.join('\n')}\n`);
    const passwords = join(this.#home, 'password');
    writeFileSync(passwords, `${how.password}\n`, { mode: 0o600 });
    const { address, port } = this.#reach;
    const { stdout, stderr, exitCode } = await execa(
      'plink',
      [
        ...['-load', 'test', '-batch', '-v', '-hostkey', this.#hostKey, '-pwfile', passwords],
        ...['-P', String(port), `${user.name}@${address}`, command],
      ],
      { reject: false, timeout: 60_000, detached: true, env: { HOME: this.#home }, input: how.input ?? '' },
    );
    return { stdout, stderr, exitCode };
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

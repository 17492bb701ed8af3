import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';

/** The server of OpenSSH, one process a connection, as under inetd. */

const sshd = '/usr/sbin/sshd';
export const host = '127.0.2.5';

/** Why no such server can be had here, or false where it can. */
export function whyNoSshd(): string | false {
  if (!existsSync(sshd)) return 'sshd is missing; on Debian: apt-get install openssh-server';
  if (process.getuid?.() !== 0) return 'sshd asks for passwords only when it is started by root';
  return false;
}

/** The same for a server with an account that exists for it alone. */
export function whyNoAccount(): string | false {
  const without = whyNoSshd();
  if (without !== false) return without;
  const mounts = spawnSync('unshare', ['-m', '--propagation', 'private', 'mount', '--bind', '/tmp', '/mnt']);
  return mounts.status === 0
    ? false
    : 'no mount namespace can be made here, which an account of a test lives in';
}

export interface SshdOptions {
  /** Lines of sshd_config; those about files are there already. */
  readonly configuration: readonly string[];
  /** Banner before authentication. */
  readonly banner?: string;
  /** An account that exists in the mount namespace of the server alone; `keys` are lines of authorized_keys. */
  readonly account?: { readonly name: string; readonly password: string; readonly keys?: readonly string[] };
}

/** Gives the port that it listens on; all is gone when the test is over. */
export async function startSshd(t: Test, { configuration, banner, account }: SshdOptions): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'conform-sshd-'));
  const file = (name: string, text: string, mode = 0o600): string => {
    writeFileSync(join(home, name), text, { mode });
    return join(home, name);
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const lines = [
    `HostKey ${file('host_key', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString())}`,
  ];
  if (banner !== undefined) lines.push(`Banner ${file('banner', banner)}`);
  const mounts: string[] = [];
  if (account !== undefined) {
    // Their owner reads the keys, and he is not root.
    chmodSync(home, 0o755);
    const keys = (account.keys ?? []).map((key) => `${key}\n`).join('');
    lines.push(`AuthorizedKeysFile ${file('authorized_keys', keys, 0o644)}`, 'StrictModes no');
    const others = readFileSync('/etc/passwd', 'utf8');
    const passwd = file('passwd', `${others.trimEnd()}\n${account.name}:x:65123:65534::/:/bin/sh\n`, 0o644);
    const shadow = file(
      'shadow',
      `root:*:19000:0:99999:7:::\n${account.name}:${hashOf(account.password)}:19000:0:99999:7:::\n`,
    );
    mounts.push(`mount --bind ${passwd} /etc/passwd`, `mount --bind ${shadow} /etc/shadow`);
  }
  const config = file('sshd_config', [...lines, ...configuration, ''].join('\n'));
  mkdirSync('/run/sshd', { recursive: true });
  const command = [...mounts, `exec ${sshd} -i -e -f ${config}`].join(' && ');
  const [program, ...args] =
    account === undefined
      ? [sshd, '-i', '-e', '-f', config]
      : ['unshare', '-m', '--propagation', 'private', 'sh', '-c', command];

  const children = new Set<ChildProcess>();
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    const child = spawn(program, args, { stdio: [socket, socket, 'ignore'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    socket.destroy();
  }).listen(0, host);
  await once(server, 'listening');
  t.teardown(async () => {
    server.close();
    const gone = [...children].map((child) => once(child, 'exit'));
    for (const child of children) child.kill();
    await Promise.all(gone);
    rmSync(home, { recursive: true, force: true });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function hashOf(password: string): string {
  return spawnSync('openssl', ['passwd', '-6', '-stdin'], {
    input: `${password}\n`,
    encoding: 'utf8',
  }).stdout.trim();
}

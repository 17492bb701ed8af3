import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { execa } from 'execa';
import { type LoggedTrap, logFormat, parseTraps } from './snmptrapd-log.ts';

export interface SnmptrapdUser {
  readonly name: string;
  /** Of the sender, hex. */
  readonly engineId: string;
  readonly auth: { readonly protocol: 'MD5' | 'SHA' | 'SHA-256'; readonly key: string };
  readonly priv: { readonly protocol: 'AES' | 'AES-256'; readonly key: string };
}

export interface Snmptrapd {
  readonly port: number;
  /** All so far. */
  traps(): Promise<LoggedTrap[]>;
  /** Resolves when so many are there; rejects with what came, and what it said, when they are not in time (real time). */
  atLeast(count: number, milliseconds?: number): Promise<LoggedTrap[]>;
  stop(): Promise<void>;
}

/** Whether a program of Debian's snmp packages can be run here. */
export async function hasProgram(name: string): Promise<boolean> {
  const { code } = await execa(name, ['-V'], { reject: false, stdin: 'ignore' });
  return code !== 'ENOENT';
}

/**
 * Runs Debian's snmptrapd in the foreground with a configuration of its own. It is ready when this resolves.
 * `port` 0 takes a free one.
 */
export async function startSnmptrapd(options: {
  host: string;
  port?: number;
  communities: readonly string[];
  users?: readonly SnmptrapdUser[];
}): Promise<Snmptrapd> {
  const { host, communities, users = [] } = options;
  const port = options.port ?? (await freePort(host));
  const folder = await mkdtemp(join(tmpdir(), 'snmptrapd-'));
  const log = join(folder, 'log');
  const config = join(folder, 'snmptrapd.conf');
  await writeFile(
    config,
    [
      'doNotLogTraps no',
      `format1 ${logFormat}`,
      `format2 ${logFormat}`,
      ...communities.map((community) => `authCommunity log ${community}`),
      ...users.flatMap(({ name, engineId, auth, priv }) => [
        `createUser -e 0x${engineId} ${name} ${auth.protocol} ${auth.key} ${priv.protocol} ${priv.key}`,
        `authUser log ${name} priv`,
      ]),
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const daemon = execa(
    'snmptrapd',
    ['-f', '-Lf', log, '-On', '-Oe', '-OU', '-n', '-C', '-c', config, `udp:${host}:${port}`],
    { reject: false, stdin: 'ignore', env: { SNMP_PERSISTENT_DIR: folder, MIBS: '' } },
  );
  let ended = false;
  void daemon.then(() => {
    ended = true;
  });
  const text = (): Promise<string> => readFile(log, 'utf8').catch(() => '');
  const stop = async (): Promise<void> => {
    daemon.kill('SIGTERM');
    await daemon;
    await rm(folder, { recursive: true, force: true });
  };
  const until = async <T>(
    look: () => Promise<T | undefined>,
    milliseconds: number,
    what: string,
  ): Promise<T> => {
    const limit = performance.now() + milliseconds;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (ended || performance.now() > limit) {
        const said = `${await text()}${ended ? (await daemon).stderr : ''}`;
        throw new Error(`snmptrapd: ${what} did not come in time; it said: ${said}`);
      }
      await pause(10);
    }
  };
  const traps = async (): Promise<LoggedTrap[]> => parseTraps(await text());
  try {
    await until(
      async () => (/^NET-SNMP version/m.test(await text()) ? true : undefined),
      10_000,
      'its first line',
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    traps,
    atLeast: (count, milliseconds = 5_000) =>
      until(
        async () => {
          const all = await traps();
          return all.length >= count ? all : undefined;
        },
        milliseconds,
        `${count} traps`,
      ),
    stop,
  };
}

async function freePort(host: string): Promise<number> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'ssh2';
import t from 'tap';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import { type BadClient, type BadLab, badGuests, badStrangers, Random } from './bad-clients.ts';
import { ciphers, macs, user } from './fake-host.ts';
import { sshSwitchProcess } from './ssh-switch-process.ts';

/**
 * Thousands of clients that misbehave in every phase, many at once: the switch lives on, with every vty free. The seed is
 * printed; CONFORM_STORM_SEED makes the same storm again.
 */
const seed = Number(process.env['CONFORM_STORM_SEED'] ?? Date.now() % 2 ** 31);
/** Longest a storm may last, in milliseconds; a slow machine has fewer clients of each kind. */
const longest = 8000;
/** Megabytes that the switch may have grown by. */
const mostGrowth = 150;

async function storm(
  clients: Readonly<Record<string, BadClient>>,
  lab: BadLab,
  how: { readonly most: number; readonly atOnce: number },
): Promise<number> {
  const all = Object.values(clients);
  const end = performance.now() + longest;
  let made = 0;
  const worker = async (): Promise<void> => {
    while (made < how.most && performance.now() < end) {
      made += 1;
      const client = all[lab.random.below(all.length)];
      await client?.({ ...lab, random: new Random(lab.random.below(2 ** 31)) });
    }
  };
  await Promise.all(Array.from({ length: how.atOnce }, worker));
  return made;
}

t.test('a storm of bad clients', async (t) => {
  t.comment(`CONFORM_STORM_SEED=${seed}`);
  const device = await sshSwitchProcess(t, ['ip ssh time-out 1']);
  const lab: BadLab = { reach: { host: device.address, port: device.port }, random: new Random(seed) };
  const megabytes = (): number => {
    const [, kilobytes] =
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${device.child.pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  };
  const alive = (): boolean => device.child.exitCode === null && device.child.signalCode === null;

  const login = async (): Promise<string> => {
    const client = new Client();
    const failed = once(client, 'error').then(([error]) => {
      throw error as Error;
    });
    client.connect({
      host: device.address,
      port: device.port,
      username: user.name,
      password: user.password,
      readyTimeout: 0,
    });
    patchSsh2Client(client, {
      offer: {
        kex: ['diffie-hellman-group14-sha1'],
        hostKey: ['ssh-rsa'],
        ciphers,
        macs,
        compression: ['none'],
      },
      groupSizes: { min: 1024, preferred: 2048, max: 4096 },
    });
    await Promise.race([once(client, 'ready'), failed]);
    const output = new Promise<string>((resolve, reject) => {
      client.exec('show users', (error, channel) => {
        let text = '';
        if (error) reject(error);
        else {
          channel.on('data', (bytes: Buffer) => (text += bytes.toString()));
          channel.once('close', () => resolve(text));
        }
      });
    });
    const shown = await Promise.race([output, failed]);
    client.destroy();
    return shown;
  };
  const vtysIn = (shown: string): number => shown.split('\n').filter((row) => row.includes('vty')).length;

  t.equal(vtysIn(await login()), 1, 'before the storm a login works');
  const before = megabytes();
  const strangers = await storm(badStrangers, lab, { most: 4000, atOnce: 40 });
  t.ok(alive(), `the switch lives after ${strangers} strangers: ${device.diagnostics()}`);
  const guests = await storm(badGuests, lab, { most: 400, atOnce: 8 });
  t.ok(alive(), `the switch lives after ${guests} guests: ${device.diagnostics()}`);
  t.equal(device.diagnostics(), '');

  // Those who say nothing more are timed out, and every line is free again but the one that asks.
  const end = performance.now() + longest;
  let shown = await login().catch(() => '');
  while (vtysIn(shown) !== 1 && performance.now() < end) {
    await delay(100);
    shown = await login().catch(() => '');
  }
  t.equal(vtysIn(shown), 1, `all lines are free: ${shown}`);
  const grown = megabytes() - before;
  t.ok(grown < mostGrowth, `the switch has grown by ${grown.toFixed(0)} MB`);
});

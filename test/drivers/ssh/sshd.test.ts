import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from './fake-bench.ts';

/** The driver against the server of OpenSSH: one process a connection, as under inetd. */

const sshd = '/usr/sbin/sshd';
const skip = whyNot();

function whyNot(): string | false {
  if (!existsSync(sshd)) return 'sshd is missing; on Debian: apt-get install openssh-server';
  if (process.getuid?.() !== 0) return 'sshd asks for passwords only when it is started by root';
  return false;
}

const ciphers = [
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
];
const macs = ['hmac-md5', 'hmac-md5-96', 'hmac-sha1', 'hmac-sha1-96'];
const exchanges = [
  'diffie-hellman-group-exchange-sha1',
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group1-sha1',
];

async function startSshd(t: Test): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'conform-sshd-'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyFile = join(home, 'host_key');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const configuration = join(home, 'sshd_config');
  writeFileSync(join(home, 'banner'), 'Authorized use only\n');
  writeFileSync(
    configuration,
    [
      `HostKey ${keyFile}`,
      'HostKeyAlgorithms ssh-rsa',
      `KexAlgorithms ${exchanges.join(',')}`,
      `Ciphers ${ciphers.join(',')}`,
      `MACs ${macs.join(',')}`,
      `Banner ${join(home, 'banner')}`,
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication no',
      'UsePAM no',
      'MaxAuthTries 2',
      '',
    ].join('\n'),
  );
  mkdirSync('/run/sshd', { recursive: true });
  const children = new Set<ChildProcess>();
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    const child = spawn(sshd, ['-i', '-e', '-f', configuration], { stdio: [socket, socket, 'ignore'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    socket.destroy();
  }).listen(0, '127.0.2.5');
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

t.test('the server of OpenSSH', { skip }, async (t) => {
  const port = await startSshd(t);
  const clock = new TestClock();
  const client = openSshClient({
    reach: { host: '127.0.2.5', port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf({ name: 'nobody', password: 'hiddenInTests1' }),
    enableSecret,
    openTape: new TestTapes().open,
    clock,
  });
  t.teardown(() => client.close());

  t.test('is understood with every key exchange', async (t) => {
    for (const kex of exchanges) {
      const groupExchange = { min: 2048, preferred: 2048, max: 4096 };
      const args = { algorithms: { kex: [kex] }, methods: ['password'], groupExchange } as const;
      const { observation } = await client.call('login', args, clock.in(8000));
      t.match(observation, {
        outcome: 'refused',
        ident: /^SSH-2\.0-OpenSSH_/,
        algorithms: { kex, hostKey: 'ssh-rsa' },
        hostKey: { type: 'ssh-rsa', bits: 2048 },
        banner: 'Authorized use only\n',
        turns: [{ method: 'password', result: 'failure', canContinue: ['password'] }],
      });
      if (kex === exchanges[0]) t.ok((observation.dhGroupBits ?? 0) >= 2047, 'in a group of its own primes');
      else t.equal(observation.dhGroupBits, undefined);
    }
  });

  t.test('is understood with every cipher and MAC', async (t) => {
    for (const [index, cipher] of ciphers.entries()) {
      const mac = macs[index % macs.length] ?? '';
      const algorithms = { kex: ['diffie-hellman-group14-sha1'], cipher: [cipher], mac: [mac] };
      const { observation } = await client.call('login', { algorithms, methods: ['none'] }, clock.in(8000));
      t.match(observation, {
        outcome: 'refused',
        algorithms: { cipherIn: cipher, cipherOut: cipher, macIn: mac, macOut: mac },
        turns: [{ method: 'none', result: 'failure', canContinue: ['password'] }],
      });
    }
  });

  t.test('and when it has had enough', async (t) => {
    const methods = Array.from({ length: 5 }, () => 'password' as const);
    const { observation } = await client.call('login', { methods }, clock.in(8000));
    t.match(observation, {
      outcome: 'refused',
      end: { by: 'server', reason: 2, description: /^Too many authentication failures/ },
    });
    t.ok(observation.turns.length <= 3);
  });
});

import { once } from 'node:events';
import { Client, type NegotiatedAlgorithms } from 'ssh2';
import t, { type Test } from 'tap';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import { type KexInitLists, message, readKexInit } from '../../../protocols/ssh2/messages.ts';
import type { Offer } from '../../../protocols/ssh2/offer.ts';
import { loadConfiguration } from '../../../virtual-switch/configuration/load.ts';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { aSwitch } from '../a-switch.ts';

const anything: Offer = {
  kex: [
    'curve25519-sha256', 'ecdh-sha2-nistp256', 'diffie-hellman-group14-sha256', 'diffie-hellman-group14-sha1',
    'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1',
  ], // prettier-ignore
  hostKey: ['rsa-sha2-512', 'ssh-rsa'],
  ciphers: ['chacha20-poly1305@openssh.com', 'aes128-ctr', 'aes256-cbc'],
  macs: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha1'],
  compression: ['none'],
};

interface Login {
  readonly greeting: string;
  readonly offered: KexInitLists | undefined;
  readonly used: NegotiatedAlgorithms | undefined;
  /** Output of `show privilege`, or why there is none. */
  readonly answer: string;
}

/** Logs in to a switch of that release, which is configured so, and has one command carried out. */
async function login(
  t: Test,
  release: string,
  options: { configuration?: string; offer?: Partial<Offer> } = {},
): Promise<Login> {
  const { device } = await aSwitch({ release });
  const access = 'username lab privilege 15 password 0 Right1\nline vty 0 4\n login local\n';
  t.same(await loadConfiguration(device, `${options.configuration ?? ''}\n${access}`), []);
  const server = await startSshServer({
    host: device.ssh,
    listen: { host: '127.0.2.1', port: 0 },
    service: { address: '192.0.2.1', port: 22 },
  });
  t.teardown(() => server.close());
  const client = new Client();
  t.teardown(() => void client.destroy());
  let offered: KexInitLists | undefined;
  let used: NegotiatedAlgorithms | undefined;
  let greeting = '';
  client.on('handshake', (algorithms) => {
    used = algorithms;
  });
  client.connect({
    host: '127.0.2.1',
    port: server.port,
    username: 'lab',
    password: 'Right1',
    readyTimeout: 0,
    debug: (text) => {
      greeting = /Remote ident: '(.*)'/.exec(text)?.[1] ?? greeting;
    },
  });
  patchSsh2Client(client, {
    offer: { ...anything, ...options.offer },
    groupSizes: { min: 1024, preferred: 2048, max: 4096 },
    onPacket: ({ direction, type, payload }) => {
      if (direction === 'in' && type === message.kexInit) offered = readKexInit(payload);
    },
  });
  const answer = await new Promise<string>((resolve) => {
    client.on('error', (error) => resolve(error.message));
    client.on('ready', () =>
      client.exec('show privilege', (error, channel) => {
        if (error) return resolve(error.message);
        let text = '';
        channel.on('data', (bytes: Buffer) => (text += bytes.toString()));
        void once(channel, 'close').then(() => resolve(text.trim()));
      }),
    );
  });
  return { greeting, offered, used, answer };
}

t.test('what each release greets with, offers and agrees on', async (t) => {
  for (const [release, greeting, kex, hostKey, cipher, mac] of [
    ['03.03SE', 'SSH-1.99-Cisco-1.25', 'diffie-hellman-group14-sha1', 'ssh-rsa', 'aes128-ctr', 'hmac-sha1'],
    ['03.06E', 'SSH-1.99-Cisco-1.25', 'diffie-hellman-group14-sha1', 'ssh-rsa', 'aes128-ctr', 'hmac-sha1'],
    ['16.12', 'SSH-1.99-Cisco-1.25', 'diffie-hellman-group14-sha1', 'ssh-rsa', 'aes128-ctr', 'hmac-sha2-256'],
    ['17.x', 'SSH-2.0-Cisco-1.25', 'curve25519-sha256', 'rsa-sha2-512', 'chacha20-poly1305@openssh.com', ''],
  ] as const) {
    const { greeting: heard, used, answer } = await login(t, release);
    t.equal(heard, greeting, release);
    t.match(used, { kex, serverHostKey: hostKey, cs: { cipher, ...(mac && { mac }) } }, release);
    t.equal(answer, 'Current privilege level is 15', release);
  }
});

t.test('the offers, in their order, without host keys that no RSA key signs', async (t) => {
  const { offered: old } = await login(t, '03.07E');
  t.match(old, { hostKey: ['ssh-rsa'], macToServer: ['hmac-sha1', 'hmac-sha1-96'] });
  t.equal(old?.cipherToClient.length, 7);
  const { offered: later } = await login(t, '16.3');
  t.same(later?.kex, ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1']);
  t.same(later?.cipherToServer, ['aes128-ctr', 'aes192-ctr', 'aes256-ctr']);
  const { offered: last } = await login(t, '17.x');
  t.same(last?.hostKey, ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']);
});

t.test('what is configured is offered, and nothing else', async (t) => {
  const configuration = `ip ssh server algorithm mac hmac-sha2-256 hmac-sha2-512
ip ssh server algorithm encryption aes256-ctr aes192-ctr aes128-ctr
ip ssh server algorithm kex diffie-hellman-group14-sha1`;
  const { offered, answer } = await login(t, '16.12', { configuration });
  t.match(offered, {
    kex: ['diffie-hellman-group14-sha1'],
    cipherToServer: ['aes256-ctr', 'aes192-ctr', 'aes128-ctr'],
    macToClient: ['hmac-sha2-256', 'hmac-sha2-512'],
  });
  t.equal(answer, 'Current privilege level is 15');
  const refused = await login(t, '16.12', { configuration, offer: { kex: ['diffie-hellman-group1-sha1'] } });
  t.not(refused.answer, 'Current privilege level is 15');
  t.equal(refused.used, undefined, 'as openssh-negotiation-failure--rikosintie--1');
});

t.test('group exchange with the smallest group of the release', async (t) => {
  for (const release of ['03.06E', '16.12']) {
    const { used, answer } = await login(t, release, {
      offer: { kex: ['diffie-hellman-group-exchange-sha1'] },
    });
    t.equal(used?.kex, 'diffie-hellman-group-exchange-sha1', release);
    t.equal(answer, 'Current privilege level is 15', release);
  }
});

import t from 'tap';
import type { SshLoginArgs, UserKeyUse } from '../../../bench/ssh-client.ts';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { host, startSshd, whyNoAccount, whyNoSshd } from './an-sshd.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from './fake-bench.ts';

/** The driver against the server of OpenSSH, so that it is not tuned to our own switch. */

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

const algorithms = [
  'HostKeyAlgorithms ssh-rsa',
  `KexAlgorithms ${exchanges.join(',')}`,
  `Ciphers ${ciphers.join(',')}`,
  `MACs ${macs.join(',')}`,
];

t.test('the server of OpenSSH', { skip: whyNoSshd() }, async (t) => {
  const port = await startSshd(t, {
    banner: 'Authorized use only\n',
    configuration: [
      ...algorithms,
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication no',
      'UsePAM no',
      'MaxAuthTries 2',
    ],
  });
  const clock = new TestClock();
  const client = openSshClient({
    reach: { host, port },
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

t.test('an account on the server of OpenSSH', { skip: whyNoAccount() }, async (t) => {
  const account = { name: 'anna', password: 'hiddenInTests1' };
  const clock = new TestClock();
  const tapes = new TestTapes();
  // Known before anybody dials, because the server has to know the key.
  let port = 0;
  const client = openSshClient({
    reach: {
      host,
      get port() {
        return port;
      },
    },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(account),
    enableSecret,
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => client.close());
  const known = (await client.call('make-key', { name: 'known', bits: 2048 }, clock.in(1))).observation;
  await client.call('make-key', { name: 'unknown', bits: 2048 }, clock.in(1));
  port = await startSshd(t, {
    account: { ...account, keys: [known.line] },
    configuration: [
      ...algorithms,
      'PubkeyAcceptedAlgorithms ssh-rsa,rsa-sha2-256,rsa-sha2-512',
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication yes',
      'PubkeyAuthentication yes',
      'UsePAM yes',
      'RekeyLimit 64K',
    ],
  });
  const login = async (args: SshLoginArgs) =>
    (await client.call('login', args, clock.in(20_000))).observation;

  for (const method of ['password', 'keyboard-interactive'] as const) {
    t.test(`lets in by ${method}`, async (t) => {
      t.match(await login({ methods: [method] }), {
        outcome: 'authenticated',
        turns: [
          {
            method,
            result: 'success',
            prompts: method === 'password' ? [] : [{ text: /^(?:\(.*\) )?Password: $/, echo: false }],
          },
        ],
      });
      const wrong = await login({ methods: [method], password: 'another1' });
      t.match(wrong, { outcome: 'refused', turns: [{ method, result: 'failure' }] });
    });
  }

  t.test('lets in by publickey, and only by the right signature of the right key', async (t) => {
    const byKey = (use: UserKeyUse) => login({ methods: ['publickey'], publicKey: use });
    for (const algorithm of ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'] as const) {
      for (const ask of [true, false]) {
        const right = await byKey({ key: 'known', algorithm, ask });
        t.equal(right.outcome, 'authenticated', `${algorithm}, ${ask ? 'asked first' : 'not asked'}`);
        t.match(right.turns, [{ keyAlgorithm: algorithm, ...(ask ? { keyAccepted: true } : {}) }]);
      }
    }
    t.match(await byKey({ key: 'unknown' }), { outcome: 'refused', turns: [{ keyAccepted: false }] });
    t.equal((await byKey({ key: 'unknown', ask: false })).outcome, 'refused');
    for (const signature of ['one-bit-flipped', 'of-another-session'] as const) {
      t.match(await byKey({ key: 'known', signature }), {
        outcome: 'refused',
        turns: [{ keyAccepted: true }],
      });
    }
  });

  t.test('exchanges keys anew when it wants to, and nothing is lost', async (t) => {
    const { session = 0 } = await login({ methods: ['publickey'], publicKey: { key: 'known' } });
    const before = tapes.text('ssh-client').length;
    const command = 'i=0; while [ $i -lt 40000 ]; do echo $i; i=$((i+1)); done';
    const { observation } = await client.call('exec', { session, command }, clock.in(30_000));
    const numbers = Array.from({ length: 40_000 }, (_, number) => `${number}\n`).join('');
    t.ok(observation.output === numbers, `all ${numbers.length} bytes came, and in order`);
    t.equal(observation.exitStatus, 0);
    const exchanges = tapes.text('ssh-client').slice(before).split('"fact":"keys"').length - 1;
    t.ok(exchanges >= 3, `${exchanges} key exchanges that the server began`);
    await client.call('logout', { session }, clock.in(8000));
  });
});

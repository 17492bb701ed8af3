import t, { type Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import { readSshLogin, readUserKey } from '../../../bench/ssh-reading.ts';
import type {
  SshClientContract,
  SshLoginArgs,
  SshLoginObservation,
  UserKeyUse,
} from '../../../bench/ssh-client.ts';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from '../../drivers/ssh/fake-bench.ts';
import { aSshSwitch, type ASshSwitch } from './a-ssh-switch.ts';
import { user } from './fake-host.ts';

/** The bench's own client and its keys, against the pubkey-chain of a switch of this process. */

interface Lab extends ASshSwitch {
  readonly pco: Pco<SshClientContract>;
  readonly tapes: TestTapes;
  readonly login: (how: SshLoginArgs) => Promise<SshLoginObservation>;
  readonly byKey: (username: string, use: UserKeyUse, more?: SshLoginArgs) => Promise<SshLoginObservation>;
  /** Makes a key and configures it, by its hash. */
  readonly give: (username: string, key: string) => Promise<void>;
}

async function lab(t: Test, options: Parameters<typeof aSshSwitch>[1] = {}): Promise<Lab> {
  const made = await aSshSwitch(t, options);
  const clock = new TestClock();
  const tapes = new TestTapes();
  const pco = openSshClient({
    reach: { host: made.server.address, port: made.server.port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(user),
    enableSecret,
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => pco.close());
  const login = async (how: SshLoginArgs) => {
    const { observation, spans } = await pco.call('login', how, clock.in(8000));
    t.same(readSshLogin(tapes.read(spans, 'ssh-client')), observation, 'and its tape tells the same');
    return observation;
  };
  return {
    ...made,
    pco,
    tapes,
    login,
    byKey: (username, publicKey, more = {}) =>
      login({ username, methods: ['publickey'], publicKey, ...more }),
    give: async (username, key) => {
      const { observation } = await pco.call('make-key', { name: key, bits: 1024 }, clock.in(8000));
      for (const line of [
        'configure terminal',
        'ip ssh pubkey-chain',
        `username ${username}`,
        `key-hash ssh-rsa ${observation.md5}`,
        'end',
      ]) {
        await made.send(line);
      }
    },
  };
}

t.test('the keys of users', async (t) => {
  const { byKey, give, login, lines, device, pco, tapes, send } = await lab(t);
  await give('anna', 'of anna');
  await give('bert', 'of bert');

  t.test('a key is told by its public half, and by nothing else', async (t) => {
    const { observation, spans } = await pco.call(
      'make-key',
      { name: 'told', bits: 1024 },
      new TestClock().in(1),
    );
    t.match(observation, {
      kind: 'user-key',
      name: 'told',
      type: 'ssh-rsa',
      bits: 1024,
      md5: /^[0-9A-F]{32}$/,
    });
    t.same(readUserKey(tapes.read(spans, 'ssh-client')), observation);
    t.notMatch(tapes.text('ssh-client'), 'PRIVATE');
  });

  t.test('let in who signs with the right one, asked first or not', async (t) => {
    t.match(await byKey('anna', { key: 'of anna' }), {
      outcome: 'authenticated',
      turns: [{ method: 'publickey', keyAlgorithm: 'ssh-rsa', keyAccepted: true, prompts: [] }],
    });
    const direct = await byKey('anna', { key: 'of anna', ask: false });
    t.equal(direct.outcome, 'authenticated');
    t.notOk('keyAccepted' in (direct.turns[0] ?? {}));
    t.match(device.ssh.sessions.at(-1)?.[1], { username: 'anna' });
  });

  t.test('and nobody by the wrong one', async (t) => {
    for (const [name, key] of [
      ['anna', 'of bert'],
      ['bert', 'of anna'],
      ['carl', 'of anna'],
      [user.name, 'of anna'],
    ] as const) {
      const { outcome, turns } = await byKey(name, { key });
      t.equal(outcome, 'refused');
      t.match(turns, [
        { keyAccepted: false, canContinue: ['publickey', 'keyboard-interactive', 'password'] },
      ]);
      t.equal((await byKey(name, { key, ask: false })).outcome, 'refused');
    }
  });

  t.test('nor by a signature that is not right', async (t) => {
    await byKey('anna', { key: 'of anna' });
    for (const signature of ['of-another-session', 'one-bit-flipped'] as const) {
      for (const ask of [true, false]) {
        const { outcome, turns } = await byKey('anna', { key: 'of anna', signature, ask });
        t.equal(outcome, 'refused', `${signature}, ${ask ? 'asked first' : 'not asked'}`);
        if (ask) t.equal(turns[0]?.keyAccepted, true);
      }
    }
  });

  t.test('signed by an algorithm that the release does not know', async (t) => {
    const login = await byKey('anna', { key: 'of anna', algorithm: 'rsa-sha2-256' });
    t.match(login, { outcome: 'refused', turns: [{ keyAlgorithm: 'rsa-sha2-256', keyAccepted: false }] });
  });

  t.test('a password is another way, and still there', async (t) => {
    const { outcome, turns } = await login({
      methods: ['publickey', 'password'],
      publicKey: { key: 'of anna' },
    });
    t.equal(outcome, 'authenticated');
    t.match(turns, [
      { method: 'publickey', result: 'failure' },
      { method: 'password', result: 'success' },
    ]);
  });

  t.test('attempts are counted', async (t) => {
    const methods = Array.from({ length: 6 }, () => 'publickey' as const);
    const { outcome, turns, end } = await byKey('anna', { key: 'of bert' }, { methods });
    t.equal(outcome, 'refused');
    t.match(end, { by: 'server', reason: 2, description: 'Too many authentication failures' });
    t.equal(turns.length, 4, 'as many as ip ssh authentication-retries, and one more');
  });

  t.test('debug names the user who came in', async (t) => {
    await send('debug ip ssh');
    lines();
    await byKey('anna', { key: 'of anna' });
    t.match(lines().join('\n'), /SSH2 \d+: authentication successful for anna$/m);
    await byKey('anna', { key: 'of bert' });
    t.notMatch(lines().join('\n'), 'authentication successful');
    await send('undebug all');
  });
});

t.test('a release that knows stronger signatures takes them', async (t) => {
  const { byKey, give } = await lab(t, { release: '17.x' });
  await give('anna', 'of anna');
  const algorithms = {
    kex: ['diffie-hellman-group14-sha256'],
    hostKey: ['rsa-sha2-256'],
    cipher: ['aes128-ctr'],
    mac: ['hmac-sha2-256-etm@openssh.com'],
  };
  for (const algorithm of ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'] as const) {
    const login = await byKey('anna', { key: 'of anna', algorithm }, { algorithms });
    t.match(login, { outcome: 'authenticated', turns: [{ keyAlgorithm: algorithm, keyAccepted: true }] });
  }
});

/** How logins of all kinds come out: what a fault of this room changes in it. */
async function outcomes(t: Test, fault?: Fault): Promise<Record<string, unknown>> {
  const { byKey, give, login, pco, send, device } = await lab(t, {
    faults: fault === undefined ? [] : [fault],
  });
  await give('anna', 'of anna');
  await give('bert', 'of bert');
  await send('configure terminal');
  await send('ip ssh pubkey-chain');
  await send('username nobody');
  const near = (await pco.call('make-key', { name: 'near', bits: 1024 }, new TestClock().in(8000)))
    .observation;
  await send('username carl');
  await send(`key-hash ssh-rsa ${near.md5.slice(0, -1)}${near.md5.endsWith('0') ? '1' : '0'}`);
  await send('end');
  const seen: Record<string, unknown> = {};
  const see = async (title: string, made: Promise<SshLoginObservation>) => {
    const { outcome, turns } = await made;
    seen[title] = [outcome, turns.map(({ keyAccepted, canContinue }) => [keyAccepted, canContinue])];
  };
  await see('none', login({ methods: ['none'] }));
  await see('right', byKey('anna', { key: 'of anna' }));
  await see('of another', byKey('anna', { key: 'of bert' }));
  await see('nearly', byKey('carl', { key: 'near' }));
  await see('without a key', byKey('nobody', { key: 'near' }));
  // Where nobody can log in, there is no signature that could come again.
  if (JSON.stringify(seen['right']).includes('authenticated'))
    await see('again', byKey('anna', { key: 'of anna', signature: 'of-another-session' }));
  await see('flipped', byKey('anna', { key: 'of anna', signature: 'one-bit-flipped' }));
  const keys = await Promise.all([login({}), login({})]);
  seen['one host key'] = new Set(keys.map(({ hostKey }) => hostKey?.sha256)).size;
  seen['let in'] = keys.map(({ outcome }) => outcome);
  device.save();
  seen['saved'] = device.startupConfiguration.includes('pubkey-chain');
  return seen;
}

const shown = new Set([
  'any-key-opens-any-user',
  'any-key-for-user-with-key',
  'any-key-for-user-without-key',
  'exchange-signed-by-another-key',
  'host-key-per-connection',
  'key-hash-compared-in-part',
  'key-lost-at-reload',
  'key-signature-not-checked',
  'publickey-missing',
  'right-key-refused',
  'signature-of-another-session',
  'unknown-key-would-do',
]);

t.test('each fault of the keys of users shows in how logins come out', async (t) => {
  const usual = await outcomes(t);
  t.match(usual, { 'one host key': 1, 'let in': ['authenticated', 'authenticated'], saved: true });
  for (const fault of await readFaults()) {
    if (!shown.has(fault.name)) continue;
    t.not(JSON.stringify(await outcomes(t, fault)), JSON.stringify(usual), fault.name);
    shown.delete(fault.name);
  }
  t.same([...shown], [], 'all of them are there');
});

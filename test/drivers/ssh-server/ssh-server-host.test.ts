import t from 'tap';
import { account, aServer, service } from './a-server.ts';
import { whyWithout } from './clients.ts';

/** The bench's SSH-2 server with two clients that are not ours: OpenSSH and PuTTY's plink. */

const skip = whyWithout('ssh');

t.test('a shell, by keyboard-interactive', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const { position } = await call('listen', {
    accounts: [account],
    banner: 'You are dialled by a bench.\n',
    remote: { greeting: 'Welcome', answers: { 'show clock': 'noon\nby the sun' } },
  });
  const run = await clients.ssh({
    password: account.password,
    flags: ['-tt'],
    input: 'show clock\rnonsense\rexit\r',
  });
  t.equal(run.exitCode, 0, run.stderr);
  t.match(run.stderr, /You are dialled by a bench/);
  t.match(run.stdout, /Welcome\r\nremote>/);
  t.match(run.stdout, /show clock\r\nnoon\r\nby the sun\r\nremote>/, 'it echoes, answers and prompts');
  t.match(run.stdout, /nonsense: command not found/);
  const connection = await one(position);
  t.match(connection, {
    client: { address: '198.51.100.1' },
    server: service,
    ident: /^SSH-2\.0-OpenSSH_/,
    serverIdent: 'SSH-2.0-lab',
    serviceAsked: true,
    authenticationAsked: true,
    user: 'user2',
    authenticated: true,
    turns: [
      { method: 'none', result: 'failure', prompts: 0 },
      { method: 'keyboard-interactive', result: 'success', prompts: 1, answered: 1, answers: ['right'] },
    ],
    requests: ['pty-req', 'shell'],
    program: { kind: 'shell' },
    typed: 'show clock\rnonsense\rexit\r',
    end: { by: 'client', reason: 11 },
  });
  t.equal(connection.turns.length, 2);
  t.ok(connection.offer?.kex.includes('diffie-hellman-group14-sha1'));
  t.ok((connection.pty?.rows ?? -1) >= 0);
});

t.test('password, a wrong one, and enough of them', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const accounts = [account];
  const { position } = await call('listen', { accounts, methods: ['password'] });
  const right = await clients.ssh({ password: account.password, command: 'true' });
  t.equal(right.exitCode, 127, 'and the command is not known here');
  t.equal(right.stdout, 'true: command not found');
  t.match(await one(position), {
    turns: [
      { method: 'none', result: 'failure', answers: [] },
      { method: 'password', result: 'success', prompts: 0, answered: 0, answers: ['right'] },
    ],
    requests: ['exec'],
    program: { kind: 'exec', command: 'true' },
    typed: '',
  });

  const { position: second } = await call('listen', {
    accounts,
    methods: ['keyboard-interactive', 'password'],
    mostFailures: 2,
  });
  const wrong = await clients.ssh({ password: 'not it' });
  t.equal(wrong.exitCode, 255);
  t.match(await one(second), {
    authenticated: false,
    turns: [
      { method: 'none', result: 'failure' },
      { method: 'keyboard-interactive', result: 'failure', prompts: 1, answered: 1, answers: ['wrong'] },
      { method: 'password', result: 'unanswered', answers: ['wrong'] },
    ],
    end: { by: 'us', reason: 2, description: 'Too many authentication failures' },
  });
  t.match(wrong.stderr, /Too many authentication failures/);
});

t.test('nobody is let in without an account', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const { position } = await call('listen', {});
  t.equal((await clients.ssh({ password: '' })).exitCode, 255);
  const { turns } = await one(position);
  t.ok(turns.every(({ result }) => result !== 'success'));
  t.strictSame(turns[1]?.answers, ['empty']);
});

t.test('rounds of prompts, as they are scripted', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const answer = 'oneAnswerToAll3';
  const { position } = await call('listen', {
    accounts: [account],
    methods: ['keyboard-interactive'],
    interactive: [
      { name: 'First', instruction: 'Read on', prompts: [{ text: 'Token: ', echo: true, answer }] },
      {
        prompts: [
          { text: 'PIN: ', echo: false, answer },
          { text: 'Again: ', echo: false, answer: 'another' },
        ],
      },
    ],
    remote: { answers: { 'show version': 'IOS' } },
  });
  await clients.ssh({ password: answer, command: 'show version' });
  t.match(await one(position), {
    authenticated: false,
    turns: [
      { method: 'none' },
      {
        method: 'keyboard-interactive',
        result: 'failure',
        prompts: 3,
        answered: 3,
        answers: ['right', 'right', 'wrong'],
      },
    ],
  });
});

t.test('what a command prints, and its status', { skip }, async (t) => {
  const { call, clients } = await aServer(t);
  await call('listen', {
    accounts: [account],
    remote: { answers: { 'show version': 'IOS\nXE' }, status: 3 },
  });
  const run = await clients.ssh({ password: account.password, command: 'show version' });
  t.equal(run.stdout, 'IOS\nXE');
  t.equal(run.exitCode, 3);
});

t.test('a group exchange, a cipher and a MAC, as they are asked for', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  for (const [mac, length] of [
    ['hmac-sha1', 20],
    ['hmac-sha1-96', 12],
  ] as const) {
    const { position } = await call('listen', { accounts: [account], groupBits: [2048] });
    const options = [
      'KexAlgorithms=diffie-hellman-group-exchange-sha1',
      'Ciphers=3des-cbc',
      `MACs=${mac}`,
      'HostKeyAlgorithms=ssh-rsa',
    ];
    await clients.ssh({ password: account.password, options, command: 'x' });
    t.match(await one(position), {
      authenticated: true,
      offer: { cipherIn: ['3des-cbc'], macIn: [mac] },
      algorithms: {
        kex: 'diffie-hellman-group-exchange-sha1',
        hostKey: 'ssh-rsa',
        cipherIn: '3des-cbc',
        cipherOut: '3des-cbc',
        macIn: mac,
      },
      macLength: { in: length, out: length },
      groupRequest: { min: 2048, max: 8192, given: 2048 },
    });
  }
});

t.test('host keys: named, and shown by its prints', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const key = await call('make-key', { name: 'mine', bits: 1024 });
  t.match(key, {
    kind: 'host-key',
    name: 'mine',
    bits: 1024,
    line: /^ssh-rsa AAAA\S+ mine$/,
    md5: /^[0-9A-F]{32}$/,
  });
  t.equal(key.line.split(' ')[1], key.blob);
  const { position } = await call('listen', { accounts: [account], hostKey: 'mine' });
  const options = ['RequiredRSASize=1024', 'FingerprintHash=sha256', 'LogLevel=DEBUG1'];
  const run = await clients.ssh({ password: account.password, options, command: 'x' });
  t.match(run.stderr, new RegExp(`Server host key: ssh-rsa SHA256:${key.sha256.replace(/[+/]/g, '\\$&')}`));
  t.match((await one(position)).hostKey, { type: 'ssh-rsa', bits: 1024, sha256: key.sha256 });
  await t.rejects(call('listen', { hostKey: 'nobody' }), /no host key is called nobody/);
});

t.test(
  'a signature that is none of the host key: refused before anything is asked for',
  { skip },
  async (t) => {
    const { call, one, clients } = await aServer(t);
    for (const signature of ['of-another-key', 'one-bit-flipped'] as const) {
      for (const kex of ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1']) {
        const { position } = await call('listen', { accounts: [account], signature });
        const run = await clients.ssh({ password: account.password, options: [`KexAlgorithms=${kex}`] });
        t.equal(run.exitCode, 255);
        t.match(run.stderr, /incorrect signature|error in libcrypto/, `${signature}: ${run.stderr}`);
        const connection = await one(position);
        t.match(connection, {
          serviceAsked: false,
          authenticationAsked: false,
          turns: [],
          end: { by: /client|network/ },
        });
        t.equal(connection.algorithms, undefined, 'the keys were never taken into use');
      }
    }
  },
);

t.test('another host key at the next exchange of keys', { skip: whyWithout('ssh', 'plink') }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const first = await call('make-key', { name: 'first', bits: 2048 });
  const other = await call('make-key', { name: 'other', bits: 2048 });
  const how = { accounts: [account], hostKey: 'first', rekeyHostKey: 'other' };
  await call('listen', how);
  await clients.ssh({ password: account.password, command: 'x' });
  const shell = { password: account.password, input: 'x\r', held: true } as const;
  for (const [name, connect, says] of [
    [
      'OpenSSH, which knows the first',
      () => clients.ssh({ ...shell, flags: ['-tt'], options: ['StrictHostKeyChecking=yes'] }),
      /Host key verification failed/,
    ],
    [
      'PuTTY',
      () => clients.plink({ ...shell, flags: ['-t'], version: 2, fingerprints: [`SHA256:${first.sha256}`] }),
      /[Hh]ost key .*(?:different|did not match|not cached)/s,
    ],
  ] as const) {
    const { position } = await call('mark', null);
    const session = connect();
    const { connection } = await one(position, { phase: 'session', typed: 'x' });
    await call('rekey', { connection });
    const run = await session;
    t.not(run.exitCode, 0, name);
    t.match(run.stderr, says);
    const ended = await one(position);
    t.match(ended.rekeys, [{ by: 'us', completed: false, sha256: other.sha256 }]);
    t.equal(ended.hostKey?.sha256, first.sha256);
    t.not(ended.end?.by, 'us');
  }
});

t.test('new keys, begun by either side, and the shell goes on', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const answers = { long: 'x'.repeat(40_000) };
  const { position } = await call('listen', { accounts: [account], remote: { answers } });
  const session = clients.ssh({
    password: account.password,
    flags: ['-tt'],
    options: ['RekeyLimit=30K'],
    input: 'long\rlong\r',
    held: true,
  });
  const { connection } = await one(position, { typed: 'long\rlong\r' });
  while (!(await one(position, {})).rekeys.some(({ by, completed }) => by === 'client' && completed));
  await call('rekey', { connection });
  await call('send', { connection, text: 'that was all\r\n' });
  await call('end', { connection, how: 'exit', status: 4 });
  const run = await session;
  t.equal(run.exitCode, 4, run.stderr);
  t.match(run.stdout, /that was all/);
  t.ok(run.stdout.length > 80_000);
  const { rekeys } = await one(position);
  t.ok(rekeys.some(({ by, completed }) => by === 'us' && completed));
});

t.test('only a cipher that the client has not', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const { position } = await call('listen', {
    accounts: [account],
    algorithms: { cipher: ['chacha20-poly1305@openssh.com'] },
  });
  const run = await clients.ssh({ options: ['Ciphers=aes128-ctr'] });
  t.match(run.stderr, /no matching cipher found\. Their offer: chacha20-poly1305@openssh\.com/);
  t.match(await one(position), {
    offer: { cipherIn: ['aes128-ctr'] },
    authenticationAsked: false,
    detail: /no cipher in common: the client offers aes128-ctr/,
  });
});

const phases = ['connected', 'identified', 'key-exchange', 'authenticating', 'session'] as const;

t.test('silence from each phase on, until the client has enough', { skip }, async (t) => {
  const { call, one, clients, capture } = await aServer(t);
  for (const stallAt of phases) {
    const { position } = await call('listen', { accounts: [account], stallAt });
    await capture('begin', null);
    const session = clients.ssh({
      password: account.password,
      flags: ['-n'],
      options: ['ConnectTimeout=1', 'ServerAliveInterval=1', 'ServerAliveCountMax=1'],
      command: 'x',
    });
    if (stallAt === 'authenticating' || stallAt === 'session') {
      // A client of these waits for ever: the bench hangs up.
      const phase = stallAt === 'session' ? 'session' : 'authenticating';
      const { connection } = await one(position, { phase });
      if (stallAt === 'authenticating') await call('end', { connection, how: 'close' });
    }
    t.equal((await session).exitCode, 255, stallAt);
    const connection = await one(position);
    t.equal(connection.serverIdent === undefined, stallAt === 'connected');
    t.equal(connection.offer === undefined, stallAt === 'connected' || stallAt === 'identified');
    t.equal(connection.algorithms === undefined, !['authenticating', 'session'].includes(stallAt));
    t.equal(connection.authenticated, stallAt === 'session');
    t.match(connection.end?.by, stallAt === 'authenticating' ? 'us' : /client|network/, stallAt);
    const { streams } = await capture('end', { texts: ['SSH-2.0-lab', 'diffie-hellman', account.password] });
    const found = streams[0]?.found ?? [];
    t.equal(found.includes('SSH-2.0-lab'), stallAt !== 'connected');
    t.notOk(found.includes(account.password));
  }
});

t.test('leaving at each phase, in each way', { skip }, async (t) => {
  const { call, one, clients } = await aServer(t);
  for (const phase of phases) {
    for (const how of ['disconnect', 'close', 'reset'] as const) {
      const leaveAt = { phase, how, reason: 12, description: 'no room' };
      const { position } = await call('listen', { accounts: [account], leaveAt });
      const run = await clients.ssh({ password: account.password, command: 'x' });
      t.equal(run.exitCode, 255, `${phase} ${how}: ${run.stderr}`);
      const connection = await one(position);
      t.equal(connection.end?.by, 'us');
      if (how === 'disconnect' && phase !== 'connected') {
        t.match(connection.end, { reason: 12, description: 'no room' });
        t.match(run.stderr, /no room/, phase);
      }
    }
  }
});

t.test('nothing listens before, and none after', { skip }, async (t) => {
  const { call, one, clients, pco, port } = await aServer(t);
  const refused = async (): Promise<void> => {
    t.match((await clients.ssh()).stderr, /Connection refused/);
  };
  await refused();
  const { position } = await call('listen', { accounts: [account] });
  const session = clients.ssh({ password: account.password, flags: ['-tt'], input: 'x\r', held: true });
  await one(position, { phase: 'session' });
  await call('close', null);
  t.match(await one(position), { phase: 'ended', end: { by: 'us' } });
  t.equal((await session).exitCode, 255);
  await refused();
  const nothing = await call('connections', { since: position, until: { count: 2 } }, 0.05);
  t.equal(nothing.connections.length, 1);
  await t.rejects(call('send', { connection: 1, text: 'x' }), /has no program/);
  await t.rejects(call('send', { connection: 7, text: 'x' }), /no connection 7/);
  await t.rejects(call('connections', { since: position + 1 }), /no mark/);
  await pco.close();
  t.ok(port.port > 0);
});

t.test('a client of version 1 is told so', { skip: whyWithout('ssh1') }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const { position } = await call('listen', { ident: 'SSH-1.99-lab' });
  t.equal((await clients.ssh1()).exitCode, 255);
  t.match(await one(position), { ident: /^SSH-1\.5-/, detail: 'the client speaks SSH version 1.5' });
});

t.test('plink: password, new keys by both, a wrong signature', { skip: whyWithout('plink') }, async (t) => {
  const { call, one, clients } = await aServer(t);
  const key = await call('make-key', { name: 'k', bits: 2048 });
  const fingerprints = [`SHA256:${key.sha256}`];
  const session = (kex: string): string =>
    [
      'Protocol=ssh',
      'SshProt=3',
      `KEX=${kex},WARN`,
      'Cipher=aes,WARN',
      'RekeyBytes=20000',
      'HostKey=rsa,WARN',
    ].join('\n');
  const remote = { answers: { long: 'y'.repeat(60_000) } };
  for (const kex of ['dh-gex-sha1', 'dh-group14-sha1', 'dh-group1-sha1']) {
    const { position } = await call('listen', {
      accounts: [account],
      hostKey: 'k',
      remote,
      rekeyBytes: 30_000,
    });
    const ran = clients.plink({
      version: 2,
      fingerprints,
      session: session(kex),
      password: account.password,
      flags: ['-t'],
      input: 'long\r',
      held: true,
    });
    const { connection: number } = await one(position, { typed: 'long' });
    const rekeyed = async (side: 'us' | 'client'): Promise<void> => {
      while (!(await one(position, {})).rekeys.some(({ by, completed }) => by === side && completed));
    };
    await rekeyed('us');
    // PuTTY closes its channel in the middle of an exchange that it began; so it is let through with that first.
    await rekeyed('client');
    await call('end', { connection: number, how: 'exit' });
    const run = await ran;
    t.equal(run.exitCode, 0, `${kex}: ${run.stderr}`);
    t.ok(run.stdout.includes(remote.answers.long));
    const connection = await one(position);
    t.match(connection, { authenticated: true, ident: /PuTTY/, end: { by: /client|network/ } });
  }
  const { position } = await call('listen', {
    accounts: [account],
    hostKey: 'k',
    signature: 'one-bit-flipped',
  });
  const run = await clients.plink({
    version: 2,
    fingerprints,
    session: session('dh-group14-sha1'),
    command: 'x',
  });
  t.match(run.stderr, /[Ss]ignature/);
  t.match(await one(position), { authenticationAsked: false });
});

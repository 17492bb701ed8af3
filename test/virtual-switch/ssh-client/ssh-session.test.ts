import t from 'tap';
import { account, aServer } from './a-server.ts';
import { aClientSwitch } from './a-client-switch.ts';

const at = '198.51.100.20';
const right = account.password;

t.test('a session of version 2', async (t) => {
  const server = await aServer(t);
  const { until, command } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });

  t.test('is opened, typed in and left', async (t) => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${right}\r`, /remote>$/);
    t.match(await until('hello\r', /remote>$/), /^hello\nyou said hello\nremote>$/);
    const seen = await until('exit\r', /Switch#$/);
    t.equal(seen, `exit\n\n[Connection to ${at} closed by foreign host]\nSwitch#`);
    const client = server.last();
    t.equal(client.ident, 'SSH-1.99-Cisco-1.25');
    t.same(client.requests, ['pty-req vt100 80x24', 'shell']);
    t.same(client.attempts, [{ method: 'keyboard-interactive', user: 'lab' }]);
    t.equal(client.from, '127.0.4.1', 'from the address of the interface on the way');
    t.same(client.lists?.kex, [
      'diffie-hellman-group-exchange-sha1',
      'diffie-hellman-group14-sha1',
      'diffie-hellman-group1-sha1',
    ]);
    t.same(client.lists?.hostKey, ['ssh-rsa']);
    t.same(client.lists?.cipherToServer[0], 'aes128-ctr');
    t.same(client.lists?.macToClient, ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96']);
  });

  t.test('proposes what the options say, before the address and behind it', async (t) => {
    const seen = await command(`ssh -v 2 -c aes256-cbc -m hmac-sha1-160 ${at} -l lab show clock`, right);
    t.match(seen, /Password: \nran show clock\n\n\[Connection to .* closed by foreign host\]\nSwitch#$/);
    const { ident, lists, requests } = server.last();
    t.equal(ident, 'SSH-2.0-Cisco-1.25');
    t.same([lists?.cipherToServer, lists?.cipherToClient], [['aes256-cbc'], ['aes256-cbc']]);
    t.same([lists?.macToServer, lists?.macToClient], [['hmac-sha1'], ['hmac-sha1']]);
    t.same(requests, ['exec show clock']);
  });

  t.test('asks three times by each of two methods, and then gives up', async (t) => {
    const wrong = ['a', 'b', 'c', 'd', 'e', 'f'];
    const seen = await command(`ssh -l lab ${at}`, ...wrong);
    t.equal(seen.match(/Password: /g)?.length, 6);
    t.match(seen, /\[Connection to 198\.51\.100\.20 aborted: error status 0\]\nSwitch#$/);
    t.same(
      server.last().attempts.map(({ method }) => method),
      [...Array<string>(3).fill('keyboard-interactive'), ...Array<string>(3).fill('password')],
    );
    t.notMatch(seen, /[a-f]\n/, 'nothing of what was typed is echoed');
  });

  t.test('asks as often as it is told to', async (t) => {
    const seen = await command(`ssh -o numberofpasswordprompts 1 -l lab ${at}`, 'a', 'b');
    t.equal(seen.match(/Password: /g)?.length, 2);
  });

  t.test('is left by the escape sequence, and resumed', async (t) => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${right}\r`, /remote>$/);
    t.equal(await until('\x1ex', /Switch#$/), '\nSwitch#');
    t.match(await until('show sessions\r', /Switch#$/), /\* {2}1 198\.51\.100\.20 /);
    t.match(
      await until('resume 1\r', /\.\.\. \]\n$/),
      /\[Resuming connection 1 to 198\.51\.100\.20 \.\.\. \]/,
    );
    t.match(await until('again\r', /remote>$/), /you said again/);
    await until('\x1ex', /Switch#$/);
    t.match(
      await until('disconnect\r', /\[confirm\]$/),
      /Closing connection to 198\.51\.100\.20 \[confirm\]/,
    );
    await until('\r', /Switch#$/);
    t.match(await until('where\r', /Switch#$/), '% No connections open');
    await server.last().ended;
  });

  t.test('is over when the server ends it in the middle', async (t) => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${right}\r`, /remote>$/);
    server.last().served?.disconnect(2, 'enough');
    server.last().channel?.close();
    t.match(await until('', /Switch#$/), `[Connection to ${at} closed by foreign host]`);
  });

  t.test('is broken off at the prompt by ^C', async (t) => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    t.match(await until('\x03', /Switch#$/), `[Connection to ${at} aborted: error status 0]`);
    t.match(await until('show clock\r', /Switch#$/), / UTC /);
  });

  t.test('outlives new keys', async (t) => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${right}\r`, /remote>$/);
    server.last().served?.rekey();
    t.match(await until('after\r', /remote>$/), /you said after/);
    await until('exit\r', /Switch#$/);
  });
});

t.test('several questions are asked as the server words them', async (t) => {
  const server = await aServer(t, {
    prompts: [
      { prompt: 'PAM one: ', echo: false },
      { prompt: 'PAM two: ', echo: true },
    ],
  });
  const { until } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
  await until(`ssh -l lab ${at}\r`, /PAM one: $/);
  t.equal(await until(`${right}\r`, /PAM two: $/), '\nPAM two: ');
  t.match(await until('seen\r', /remote>$/), /^seen\n/);
  t.same(server.last().answers, [[right, 'seen']]);
  await until('exit\r', /Switch#$/);
});

t.test('a server that wants a key gets none', async (t) => {
  const server = await aServer(t, { methods: ['publickey'] });
  const { command } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
  t.match(await command(`ssh -l lab ${at}`), /aborted: error status 0/);
  t.same(
    server.last().attempts.map(({ method }) => method),
    ['keyboard-interactive'],
  );
});

t.test('a server with other ciphers is told from one that hangs', async (t) => {
  const server = await aServer(t, { offer: { ciphers: ['aes256-gcm@openssh.com'] } });
  const { command, device } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
  t.equal(
    await command(`ssh -c aes128-cbc -l lab ${at}`),
    `ssh -c aes128-cbc -l lab ${at}\n[Connection to ${at} aborted: error status 0]\nSwitch#`,
  );
  t.match(
    device.syslog.buffered.join('\n'),
    '%SSH-3-NO_MATCH: No matching cipher found: client aes128-cbc server aes256-gcm@openssh.com',
  );
});

t.test('a server that says nothing is given up after the time-out', async (t) => {
  const server = await aServer(t, { silent: true });
  const { command, clock } = await aClientSwitch(t, { servers: [{ address: at, ...server }], jumps: false });
  const before = clock.now();
  const jumping = setInterval(() => void clock.advance(60_000), 10);
  t.match(await command(`ssh -l lab ${at}`), /aborted: error status 0/);
  clearInterval(jumping);
  t.ok(clock.now() - before >= 120_000);
});

t.test('a later release proposes what it is configured to, and groups that are large enough', async (t) => {
  const server = await aServer(t);
  const { command, configure } = await aClientSwitch(t, {
    release: '16.12',
    servers: [{ address: at, ...server }],
  });
  await command(`ssh -l lab ${at} x`, right);
  t.same(server.last().lists?.cipherToServer, ['aes128-ctr', 'aes192-ctr', 'aes256-ctr']);
  t.same(server.last().lists?.hostKey, ['ssh-rsa']);
  await configure('ip ssh client algorithm mac hmac-sha1-96', 'ip ssh dh min size 4096');
  t.match(await command(`ssh -l lab ${at} x`, right), /ran x/);
  t.same(server.last().lists?.macToClient, ['hmac-sha1-96']);
  t.match(await command(`ssh -m hmac-md5 -l lab ${at}`), /% Invalid input/);
});

t.test('versions', async (t) => {
  const two = await aServer(t);
  const { command, configure } = await aClientSwitch(t, { servers: [{ address: at, ...two }] });
  t.match(await command(`ssh -v 1 -l lab ${at}`), /aborted: error status 0/);
  t.equal(two.last().ident, 'SSH-1.5-Cisco-1.25');
  await configure('ip ssh version 2');
  await command(`ssh -l lab ${at} x`, right);
  t.equal(two.last().ident, 'SSH-2.0-Cisco-1.25');
  await configure('no ip ssh version', 'crypto key zeroize rsa', 'yes');
  t.match(await command(`ssh -v 1 -l lab ${at}`), /Please create RSA keys/);
  t.match(await command(`ssh -v 2 -l lab ${at} x`, right), /ran x/, 'version 2 needs no keys');
});

t.test('where nobody answers', async (t) => {
  const server = await aServer(t);
  const { command } = await aClientSwitch(t, {
    servers: [
      { address: at, ...server },
      { address: '198.51.100.21', host: '127.0.6.21', port: 1 },
    ],
  });
  t.match(await command(`ssh -l lab 198.51.100.21`), '% Connection refused by remote host\n');
  t.match(await command(`ssh -l lab 203.0.113.1`), '% Destination unreachable; gateway or host down\n');
  t.match(await command(`ssh -l lab 198.51.100.22`), '% Connection timed out; remote host not responding\n');
  t.match(await command(`ssh -p 2222 -l lab ${at}`), '% Connection timed out; remote host not responding\n');
  t.match(await command(`ssh ${at}`), '% No user specified nor available for SSH client\n');
  t.equal(server.connections(), 0);
});

t.test('from user EXEC', async (t) => {
  const server = await aServer(t);
  const { until } = await aClientSwitch(t, { servers: [{ address: at, ...server }], at: 'user' });
  await until(`ssh -l lab ${at}\r`, /Password: $/);
  await until(`${right}\r`, /remote>$/);
  await until('exit\r', /Switch>$/);
  t.equal(server.connections(), 1);
});

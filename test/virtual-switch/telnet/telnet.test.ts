import { once } from 'node:events';
import t from 'tap';
import { readTelnetEnd, readTelnetLogin } from '../../../bench/telnet-reading.ts';
import { aTelnetSwitch, user } from './a-telnet-switch.ts';

const ms = 10_000;

t.test('a login over Telnet, its command line and its end', async (t) => {
  const { device, client, clock, tapes } = await aTelnetSwitch(t);
  const { observation, spans } = await client.call('login', {}, clock.in(ms));
  t.match(observation, {
    outcome: 'authenticated',
    session: 1,
    options: {
      server: ['echo', 'suppress-go-ahead'],
      client: ['terminal-type', 'window-size'],
    },
    turns: [
      { asked: 'username', printed: '\nUser Access Verification\n\nUsername: ' },
      { asked: 'password', printed: 'cisco\nPassword: ' },
    ],
    printed: '\n\nSwitch>',
  });
  t.same(
    readTelnetLogin(tapes.read(spans, 'telnet-client')),
    observation,
    'and all of it is in the recording',
  );
  t.notMatch(tapes.read(spans, 'telnet-client'), user.password);

  const shell = await client.call('shell', { session: 1 }, clock.in(ms));
  t.match(shell.observation, { mode: 'user-exec', prompt: 'Switch>' });
  const users = await client.call('shell.execute', { session: 1, command: 'show users' }, clock.in(ms));
  t.ok(
    users.observation.lines.some(({ text }) =>
      /^\* +2 vty 0 +cisco +idle +00:00:00 192\.0\.2\.10$/.test(text),
    ),
    'it is on the first vty, from its address',
  );
  t.match(await client.call('shell.execute', { session: 1, command: 'enable' }, clock.in(ms)), {
    observation: { promptAfter: 'Switch#' },
  });
  t.equal(device.snmp.connections.all[0]?.transport, 'telnet');
  const end = await client.call('logout', { session: 1 }, clock.in(ms));
  t.same(end.observation, { kind: 'telnet-end', end: { by: 'us' } });
  t.same(readTelnetEnd(tapes.read(end.spans, 'telnet-client')), end.observation);
  await free(device);
});

t.test('a wrong password three times', async (t) => {
  const { device, client, clock } = await aTelnetSwitch(t);
  const { observation } = await client.call('login', { password: 'wrong' }, clock.in(ms));
  t.match(observation, { outcome: 'refused', end: { by: 'server' } });
  t.notOk('session' in observation);
  t.same(
    observation.turns.map(({ asked }) => asked),
    Array.from({ length: 3 }, () => ['username', 'password']).flat(),
  );
  t.match(observation.printed, '% Login invalid');
  await free(device);
});

t.test('where no line takes Telnet, TCP is reset', async (t) => {
  const { client, clock } = await aTelnetSwitch(t, {
    configuration: 'line vty 0 15\n login local\n transport input ssh\n',
  });
  const { observation } = await client.call('login', {}, clock.in(ms));
  t.match(observation, { outcome: 'unreachable', detail: 'connection reset' });
});

t.test('a line without login asks nothing, one with a password of its own asks for that', async (t) => {
  const open = await aTelnetSwitch(t, {
    configuration: 'line vty 0 15\n no login\n transport input telnet\n',
  });
  t.match(await open.client.call('login', {}, open.clock.in(ms)), {
    observation: { outcome: 'authenticated', turns: [] },
  });
  const own = await aTelnetSwitch(t, {
    configuration: 'line vty 0 15\n password of the line\n login\n transport input telnet\n',
  });
  const login = await own.client.call('login', { password: 'of the line' }, own.clock.in(ms));
  t.match(login, { observation: { outcome: 'authenticated', turns: [{ asked: 'password' }] } });
  const none = await aTelnetSwitch(t, {
    configuration: 'line vty 0 15\n login\n transport input telnet\n',
  });
  t.match(await none.client.call('login', {}, none.clock.in(ms)), {
    observation: { outcome: 'closed', printed: '\nPassword required, but none set\n', end: { by: 'server' } },
  });
});

t.test('banners: motd and login before the questions, exec behind them', async (t) => {
  const { client, clock } = await aTelnetSwitch(t, {
    configuration: `banner motd ^CSwitch>
Password:
today^C
banner login ^Cauthorized only^C
banner exec ^Cwelcome^C
line vty 0 4
 login local
 transport input telnet
`,
  });
  const { observation } = await client.call('login', {}, clock.in(ms));
  t.match(observation, { outcome: 'authenticated' });
  t.equal(
    observation.turns[0]?.printed,
    '\nSwitch>\nPassword:\ntoday\n\nauthorized only\n\nUser Access Verification\n\nUsername: ',
    'a banner that looks like a question is none',
  );
  t.match(observation.printed, 'welcome');
});

t.test('a client that dies gives its line back', async (t) => {
  const { device, client, clock } = await aTelnetSwitch(t);
  await client.call('login', {}, clock.in(ms));
  t.equal(device.vtys[0]?.busy, true);
  t.match(await client.call('abandon', { session: 1 }, clock.in(ms)), { observation: { end: { by: 'us' } } });
  await free(device);
});

t.test('somebody who says nothing is sent away after half a minute', async (t) => {
  const { device, switchClock, raw } = await aTelnetSwitch(t);
  const line = await raw();
  await line.until('Username: ');
  t.same(
    [...line.received().subarray(0, 12)],
    [255, 251, 1, 255, 251, 3, 255, 253, 24, 255, 253, 31],
    'WILL ECHO, WILL SGA, DO TTYPE, DO NAWS, as IOS begins',
  );
  const closed = once(line.socket, 'close');
  while (!line.socket.destroyed && !line.received().includes('expired')) {
    await switchClock.advance(5_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  t.match(await line.until('expired'), '% Username:  timeout expired!');
  line.socket.end();
  await closed;
  await free(device);
});

t.test('a cleared line and a switch that goes down', async (t) => {
  const { device, client, clock, server } = await aTelnetSwitch(t);
  await client.call('login', {}, clock.in(ms));
  device.vtys[0]?.clear?.();
  t.match(await client.call('ended', { session: 1 }, clock.in(ms)), {
    observation: { end: { by: 'server' } },
  });
  await client.call('login', {}, clock.in(ms));
  server.reset();
  t.match(await client.call('ended', { session: 2 }, clock.in(ms)), {
    observation: { end: { by: 'network' } },
  });
});

/** Settles when no vty is taken any more. */
async function free({ vtys }: { vtys: readonly { busy: boolean }[] }): Promise<void> {
  while (vtys.some(({ busy }) => busy)) await new Promise((resolve) => setTimeout(resolve, 5));
}

import { once } from 'node:events';
import { Client, type ClientChannel } from 'ssh2';
import t, { type Test } from 'tap';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { account, aServer, type ServerOptions } from './a-server.ts';
import { aClientSwitch } from './a-client-switch.ts';

const at = '198.51.100.20';

/** A switch with a server to dial, and somebody on one of its vtys. */
async function aVty(t: Test, options: ServerOptions = {}) {
  const server = await aServer(t, options);
  const lab = await aClientSwitch(t, {
    servers: [{ address: at, ...server }],
    startup: 'line vty 0 15\n login local\n transport input ssh',
  });
  const own = await startSshServer({
    host: lab.device.ssh,
    listen: { host: '127.0.2.1', port: 0 },
    service: { address: '192.0.2.1', port: 22 },
  });
  t.teardown(() => own.close());
  const client = new Client();
  client.on('error', () => undefined);
  client.connect({
    ...{ host: '127.0.2.1', port: own.port, username: 'alice', password: 'Right1', tryKeyboard: false },
    algorithms: { kex: ['diffie-hellman-group14-sha1'], serverHostKey: ['ssh-rsa'] },
  });
  await once(client, 'ready');
  t.teardown(() => client.end());
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell((error, opened) => (error ? reject(error) : resolve(opened))),
  );
  let text = '';
  channel.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const until = async (typed: string, pattern: RegExp): Promise<string> => {
    text = '';
    channel.write(typed);
    while (!pattern.test(text)) await once(channel, 'data');
    return text;
  };
  return { ...lab, server, client, channel, vty: until };
}

t.test('a session is opened from a vty, as the user of the vty where none is named', async (t) => {
  const { vty, server } = await aVty(t);
  await vty(`ssh ${at}\r`, /Password: $/);
  for (const wrong of ['a', 'b', 'c', 'd', 'e']) await vty(`${wrong}\r`, /Password: $/);
  await vty('f\r', /Switch#$/);
  t.equal(server.last().attempts[0]?.user, 'alice');
  await vty(`ssh -l lab ${at}\r`, /Password: $/);
  t.match(await vty(`${account.password}\r`, /remote>$/), /remote>$/);
  t.match(await vty('exit\r', /Switch#$/), `[Connection to ${at} closed by foreign host]`);
});

t.test('the session ends with the vty that it was opened from', async (t) => {
  const { vty, server, client, device } = await aVty(t);
  await vty(`ssh -l lab ${at}\r`, /Password: $/);
  await vty(`${account.password}\r`, /remote>$/);
  client.end();
  await server.last().ended;
  while (device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
  t.notOk(device.vtys[0]?.busy, 'and the vty is free');
});

t.test('one that is left open ends with it too', async (t) => {
  const { vty, server, channel } = await aVty(t);
  await vty(`ssh -l lab ${at}\r`, /Password: $/);
  await vty(`${account.password}\r`, /remote>$/);
  await vty('\x1ex', /Switch#$/);
  channel.write('exit\r');
  await server.last().ended;
  t.pass('the far end has seen it go');
});

t.test('a line that is cleared in the middle of a session, at the console', async (t) => {
  const { vty, server, until } = await aVty(t);
  await vty(`ssh -l lab ${at}\r`, /Password: $/);
  await vty(`${account.password}\r`, /remote>$/);
  await until('clear line vty 0\r', /\[confirm\]$/);
  await until('\r', /\[OK\]/);
  await server.last().ended;
  t.pass('the far end has seen it go');
});

t.test('a password that was asked for when the line went', async (t) => {
  const { vty, server, client } = await aVty(t);
  await vty(`ssh -l lab ${at}\r`, /Password: $/);
  client.end();
  await server.last().ended;
  t.pass('the far end has seen it go');
});

t.test('a command of somebody without a terminal', async (t) => {
  const { client, server } = await aVty(t);
  const output = await new Promise<string>((resolve, reject) =>
    client.exec(`ssh -l lab ${at}`, (error, channel) => {
      if (error) reject(error);
      else {
        let text = '';
        channel.on('data', (bytes: Buffer) => (text += bytes.toString())).on('close', () => resolve(text));
      }
    }),
  ).catch((error: unknown) => String(error));
  t.match(output, /Channel open failure|Connection to|^$/);
  t.ok(server.connections() <= 1);
});

t.test('what somebody typed ahead is the password', async (t) => {
  const { vty } = await aVty(t);
  t.match(await vty(`ssh -l lab ${at}\r${account.password}\r`, /remote>$/), /Password: \r\n\r\nremote>$/);
});

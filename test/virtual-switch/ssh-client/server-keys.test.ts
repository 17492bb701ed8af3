import { createHash } from 'node:crypto';
import t from 'tap';
import { internals, protocolOf } from '../../../protocols/ssh2/internals.ts';
import type { SeenClient } from './a-server.ts';
import { account, aServer, rightKey, wrongKey } from './a-server.ts';
import { aClientSwitch } from './a-client-switch.ts';
import { blobOf, entry } from './server-entry.ts';

const at = '198.51.100.20';
const other = '198.51.100.21';

const refused = `ssh -l lab ${at}\nServer Authentication Failed\n[Connection to ${at} aborted: error status 0]\nSwitch#`;

/** That the server saw nothing of the user. */
const nothingOf = ({ attempts }: SeenClient) => attempts.length === 0;

t.test('strict checking', async (t) => {
  const server = await aServer(t);
  const impostor = await aServer(t, { host: '127.0.6.21', hostKey: wrongKey });
  const { command, configure } = await aClientSwitch(t, {
    servers: [
      { address: at, ...server },
      { address: other, ...impostor },
    ],
  });
  await configure('ip ssh stricthostkeycheck');

  t.test('refuses a server without an entry, and one with an empty entry', async (t) => {
    t.equal(await command(`ssh -l lab ${at}`), refused);
    t.ok(nothingOf(server.last()));
    await configure('ip ssh pubkey-chain', `server ${at}`, 'exit', 'exit');
    t.equal(await command(`ssh -l lab ${at}`), refused);
  });

  t.test('takes the right key, by string and by hash', async (t) => {
    await configure(...entry(at, rightKey));
    t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/);
    const hash = createHash('md5').update(blobOf(wrongKey)).digest('hex').toUpperCase();
    await configure('ip ssh pubkey-chain', `server ${other}`, `key-hash ssh-rsa ${hash}`, 'exit', 'exit');
    t.match(await command(`ssh -l lab ${other} x`, account.password), /ran x/);
  });

  t.test('refuses the key of another server', async (t) => {
    const lines = [`no server ${at}`, `no server ${other}`];
    await configure('ip ssh pubkey-chain', ...lines, 'exit', ...entry(at, wrongKey));
    t.equal(await command(`ssh -l lab ${at}`), refused);
    t.ok(nothingOf(server.last()));
  });

  t.test('an entry is not for a server whose name only begins like it', async (t) => {
    await configure('ip ssh pubkey-chain', `no server ${at}`, 'exit', ...entry('198.51.100.2', rightKey));
    t.equal(await command(`ssh -l lab ${at}`), refused);
  });

  t.test('an entry by name is for the one who types the name', async (t) => {
    await configure('ip host server1 198.51.100.20', ...entry('server1', rightKey));
    t.match(await command('ssh -l lab server1 x', account.password), /ran x/);
    t.equal(await command(`ssh -l lab ${at}`), refused);
  });

  t.test('once off lets everybody in', async (t) => {
    await configure('no ip ssh stricthostkeycheck');
    t.match(await command(`ssh -l lab ${other} x`, account.password), /ran x/);
  });
});

t.test('a key exchange that was signed by another key', async (t) => {
  for (const kex of ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1']) {
    const server = await aServer(t, { signingKey: wrongKey, offer: { kex: [kex] } });
    const { command, configure } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
    await configure('ip ssh stricthostkeycheck', ...entry(at, rightKey));
    t.equal(await command(`ssh -l lab ${at}`), refused, `is refused with ${kex}`);
    t.ok(nothingOf(server.last()), 'before anything is said of the user');
    await configure('no ip ssh stricthostkeycheck', 'do debug ip ssh client');
    t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/, 'and passes without the check');
  }
});

t.test('a key that changes with the next exchange ends a strict session', async (t) => {
  const server = await aServer(t);
  const { configure, until } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
  await configure('ip ssh stricthostkeycheck', ...entry(at, rightKey));
  const exchangeKeys = async (): Promise<void> => {
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${account.password}\r`, /remote>$/);
    const { served } = server.last();
    if (served === undefined) throw new Error('nobody is served');
    const keys = protocolOf(served.connection) as unknown as { _hostKeys: Record<string, unknown> };
    const parsed = internals().parseKey(wrongKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    keys._hostKeys = { 'ssh-rsa': Array.isArray(parsed) ? parsed[0] : parsed };
    served.rekey();
  };
  await exchangeKeys();
  t.match(await until('', /Switch#$/), /Server Authentication Failed\n.*\[Connection to .*\]\nSwitch#$/s);
  await configure('no ip ssh stricthostkeycheck');
  await exchangeKeys();
  t.match(await until('after\r', /you said after\nremote>$/), /you said after/, 'and no other');
  await until('exit\r', /Switch#$/);
});

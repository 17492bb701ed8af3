import t from 'tap';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { defaults, FakeHost, serverKey, user } from '../ssh/fake-host.ts';
import { aClientSwitch } from './a-client-switch.ts';

/** The client of version 1 against the switch's own server, which plink and ssh1 have proven. */

const at = '198.51.100.20';

async function aVersion1Server(settings: ConstructorParameters<typeof FakeHost>[0] = {}) {
  const host = new FakeHost({
    ident: 'SSH-1.5-Cisco-1.25',
    protocolVersions: [1],
    ...settings,
  });
  const server = await startSshServer({
    host,
    listen: { host: '127.0.6.20', port: 0 },
    service: { address: at, port: 22 },
  });
  t.teardown(() => server.close());
  return { host, server: { address: at, host: '127.0.6.20', port: server.port } };
}

const ciphersOf = (ciphers: readonly ('des' | '3des')[]) => ({
  version1: { serverKey: () => Promise.resolve(serverKey), ciphers, grants: () => true },
});

t.test('a session with a shell', async (t) => {
  const { host, server } = await aVersion1Server();
  const { until } = await aClientSwitch(t, { servers: [server] });
  await until(`ssh -l ${user.name} ${at}\r`, /Password: $/);
  t.equal(await until('wrong\r', /Password: $/), '\nPassword: ');
  await until(`${user.password}\r`, /Switch>$/);
  t.match(await until('hello\r', /Switch>$/), /hello\n.*ran hello\n/s);
  t.match(await until('exit\r', /Switch#$/), `[Connection to ${at} closed by foreign host]\nSwitch#`);
  t.same([host.users, host.terminals[0]?.width, host.terminals[0]?.height], [[user.name], 80, 24]);
});

for (const cipher of ['des', '3des'] as const) {
  t.test(`${cipher}, asked for or because there is no other, and a command`, async (t) => {
    const { host, server } = await aVersion1Server(ciphersOf([cipher]));
    const { command } = await aClientSwitch(t, { servers: [server] });
    for (const option of ['', `-c ${cipher}`, '-v 1']) {
      const line = `ssh ${option} -l ${user.name} ${at} show clock`;
      t.match(await command(line, user.password), /ran show clock\n/);
    }
    const shown = { des: 'DES', '3des': '3DES' }[cipher];
    t.ok(host.states.every((state) => state === undefined || state.in.cipher === shown));
    t.match(
      await command(`ssh -v 1 -c ${cipher === 'des' ? '3des' : 'des'} -l ${user.name} ${at}`),
      `[Connection to ${at} aborted: error status 0]`,
    );
  });
}

t.test('a command that is refused', async (t) => {
  const { server } = await aVersion1Server();
  const { command } = await aClientSwitch(t, { servers: [server] });
  t.match(await command(`ssh -l ${user.name} ${at} x`, user.password), /closed by foreign host\]\nSwitch#$/);
});

t.test('three wrong passwords, and no more than asked for', async (t) => {
  const { server } = await aVersion1Server();
  const { command } = await aClientSwitch(t, { servers: [server] });
  const seen = await command(`ssh -l ${user.name} ${at}`, 'a', 'b', 'c', 'd');
  t.equal(seen.match(/Password: /g)?.length, 3);
  t.match(seen, /\[Connection to .*\]\nSwitch#$/);
});

t.test('-v 1 with a server of both versions, and -v 2 with one of version 1 alone', async (t) => {
  const both = { ident: defaults.ident, protocolVersions: [1, 2] } as const;
  const { host, server } = await aVersion1Server({ ...both, ...ciphersOf(['3des']) });
  const { command } = await aClientSwitch(t, { servers: [server] });
  t.match(await command(`ssh -v 1 -l ${user.name} ${at} x`, user.password), /ran x/);
  t.equal(host.states.find((state) => state !== undefined)?.version, 1);
  host.states.length = 0;
  t.match(await command(`ssh -l ${user.name} ${at} x`, user.password), /ran x/);
  t.equal(host.states.find((state) => state !== undefined)?.version, 2, 'version 2 where both can');
  host.current = { ...defaults, ident: 'SSH-1.5-Cisco-1.25', protocolVersions: [1] };
  t.match(await command(`ssh -v 2 -l ${user.name} ${at}`), /aborted: error status 0/);
});

t.test('strict checking holds for version 1 too', async (t) => {
  const { host, server } = await aVersion1Server();
  const { command, configure } = await aClientSwitch(t, { servers: [server] });
  await configure('ip ssh stricthostkeycheck');
  t.match(await command(`ssh -l ${user.name} ${at}`), /Server Authentication Failed\n/);
  t.same(host.users, []);
});

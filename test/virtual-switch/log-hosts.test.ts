import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test as TestCase } from 'tap';
import type { PatchPanel } from '../../virtual-switch/patch-panel.ts';
import { aSwitch } from './a-switch.ts';

const vlan1 = ['interface Vlan1', 'ip address 198.51.100.1 255.255.255.0', 'no shutdown', 'exit'];

/** A switch with a syslog server at 198.51.100.51 and what reaches it. */
async function withServer(t: TestCase) {
  const received: string[] = [];
  const server = createSocket('udp4');
  server.on('message', (datagram) => received.push(datagram.toString('latin1')));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const patchPanel: PatchPanel = {
    binds: [],
    routes: [
      {
        service: { host: '198.51.100.51', port: 514 },
        real: { host: '127.0.0.1', port: server.address().port },
      },
    ],
  };
  const made = await aSwitch({ at: 'config', patchPanel });
  for (const line of vlan1) await made.send(line);
  await made.send('no logging console');
  const arrived = async (count: number): Promise<readonly string[]> => {
    await made.pass(50);
    while (received.length < count) await once(server, 'message');
    return received;
  };
  return { ...made, received, arrived };
}

t.test('what is severe enough goes to the server, with its priority and a number', async (t) => {
  const { device, send, arrived } = await withServer(t);
  await send('logging host 198.51.100.51');
  device.syslog.message('TEST', 5, 'PROBE', 'a notice');
  device.syslog.debug('SSH0: a line of debugging');
  device.syslog.message('TEST', 3, 'PROBE', 'an error');
  const [first = '', second = '', ...others] = await arrived(2);
  t.match(first, /^<189>1: \*\w{3} [ \d]\d [\d:.]+: %TEST-5-PROBE: a notice$/, 'local7, notifications');
  t.match(second, /^<187>2: .*%TEST-3-PROBE: an error$/);
  t.same(others, [], 'informational is the default');
});

t.test('logging trap says how severe', async (t) => {
  const { device, send, arrived, received } = await withServer(t);
  await send('logging host 198.51.100.51');
  await send('logging trap debugging');
  device.syslog.debug('SSH0: a line of debugging');
  t.match(await arrived(1), [/^<191>1: .*: SSH0: a line of debugging$/]);
  t.match(await send('do show running-config | include ^logging'), /\nlogging trap debugging\n/);
  await send('logging trap errors');
  device.syslog.message('TEST', 5, 'PROBE', 'a notice');
  device.syslog.message('TEST', 2, 'PROBE', 'critical');
  t.match((await arrived(2))[1], /^<186>2: .*critical$/);
  await send('no logging trap');
  t.match(await send('do show running-config | include ^no logging trap'), /\nno logging trap\n/);
  device.syslog.message('TEST', 0, 'PROBE', 'nowhere');
  await send('logging trap informational');
  device.syslog.message('TEST', 6, 'PROBE', 'for the server');
  t.match((await arrived(3))[2], /for the server$/);
  t.equal(received.length, 3);
  t.notMatch(await send('do show running-config | include logging trap'), /\nlogging trap/);
});

t.test('show logging counts what went to each server', async (t) => {
  const { device, send, arrived } = await withServer(t);
  await send('do terminal length 0');
  t.match(
    await send('do show logging'),
    /Trap logging: level informational, 0 message lines logged\n {8}Logging S/,
  );
  await send('logging host 198.51.100.51');
  await send('logging host 203.0.113.9');
  device.syslog.message('TEST', 5, 'PROBE', 'a notice');
  await arrived(1);
  const shown = await send('do show logging');
  t.match(shown, 'Trap logging: level informational, 1 message lines logged\n');
  t.match(
    shown,
    /Logging to 198\.51\.100\.51 {2}\(udp port 514, audit disabled,\n +link up\),\n +1 message lines/,
  );
  t.match(shown, /Logging to 203\.0\.113\.9 {2}[^)]*\),\n +0 message lines logged/, 'no route leads there');
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { aSwitch } from './a-switch.ts';

async function lab(t: Test) {
  const socket = createSocket('udp4');
  const came: string[] = [];
  let tell: () => void = () => undefined;
  socket.on('message', (bytes) => {
    came.push(bytes.toString('latin1'));
    tell();
  });
  socket.bind(0, '127.0.6.51');
  await once(socket, 'listening');
  t.teardown(() => void socket.close());
  const service = { host: '198.51.100.51', port: 514 };
  const real = { host: '127.0.6.51', port: socket.address().port };
  const made = await aSwitch({
    patchPanel: { binds: [], routes: [{ service, real }] },
    startup:
      'service timestamps log datetime msec\nservice timestamps debug datetime msec\ninterface Vlan1\n ip address 198.51.100.1 255.255.255.0\n',
    at: 'config',
  });
  await made.send(`logging host ${service.host}`);
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = came.find((text) => pattern.test(text));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
    }
  };
  return { ...made, came, until };
}

t.test('messages reach the syslog server, with their priority and count', async (t) => {
  const { send, until } = await lab(t);
  await send('end');
  t.match(
    await until(/CONFIG_I/),
    /^<189>\d+: \*?\w{3} .*: %SYS-5-CONFIG_I: Configured from console by console$/,
  );
});

t.test('debug lines only after `logging trap debugging`', async (t) => {
  const { send, until, came, device } = await lab(t);
  device.syslog.debug('SSH0: first');
  await send('logging trap debugging');
  t.match(await send('do show running-config | include logging'), 'logging trap debugging\n');
  device.syslog.debug('SSH0: second');
  t.match(await until(/second/), /^<191>\d+: .*: SSH0: second$/);
  t.notOk(
    came.some((text) => text.includes('first')),
    'informational is where it begins',
  );
  t.match(
    await send('do show logging | include Trap|Logging to'),
    /level debugging, \d+ message lines logged\n +Logging to 198\.51\.100\.51/,
  );
  await send('no logging trap');
  device.syslog.debug('SSH0: third');
  await send('logging trap 7');
  device.syslog.debug('SSH0: fourth');
  await until(/fourth/);
  t.notOk(came.some((text) => text.includes('third')));
});

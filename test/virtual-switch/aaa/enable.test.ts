import t from 'tap';
import { address, aTacacsServer, key } from '../../drivers/aaa/a-tacacs-server.ts';
import { aaaLab } from './aaa-lab.ts';

const password = 'aWordInTests7';

t.test('enable asks the servers of its list, and the enable secret where they are down', async (t) => {
  const { call, doors } = await aTacacsServer(t);
  const { send, device, inTime } = await aaaLab({
    routes: [{ service: { host: address, port: 49 }, real: { host: '127.0.6.49', port: doors[49].port } }],
    commands: [
      ...[`tacacs-server host ${address}`, `tacacs-server key ${key}`, 'enable secret OfEnable1'],
      'aaa authentication enable default group tacacs+ enable',
    ],
  });
  const type = (...lines: string[]) =>
    inTime(
      (async () => {
        let said = '';
        for (const line of lines) said = await send(line);
        return said;
      })(),
    );
  t.match(device.runningConfig(), 'aaa authentication enable default group tacacs+ enable\n');
  const { position: since } = await call('listen', { key, accounts: [{ username: 'user1', password }] });
  await type('end', 'disable');
  t.match(await type('enable'), /Username: $/, 'nobody has logged in on this console');
  t.match(await type('user1'), /Password: $/);
  t.match(await type(password), /#$/);
  await type('disable', 'enable', 'user1');
  t.match(await type('OfEnable1'), /% Error in authentication\.\n\nSwitch>$/, 'a refusal is final');
  const { exchanges } = await call('exchanges', { since });
  t.match(exchanges, [{ user: 'user1', status: 'pass' }, { status: 'fail' }]);
  await call('close', {});
  t.match(await type('enable'), /Password: $/);
  t.match(await type('wrong'), /Password: $/, 'three tries');
  t.match(await type('OfEnable1'), /#$/);
});

import t from 'tap';
import { takeVty } from '../../../virtual-switch/vty-lines.ts';
import { aSwitch } from '../a-switch.ts';

t.test('a line is listed from its connection on, and no longer than that', async (t) => {
  const { device, send } = await aSwitch();
  const remote = { address: '192.0.2.10', port: 40_000, localAddress: '192.0.2.1', localPort: 22 };
  t.notMatch(await send('show users'), 'vty');
  const taken = takeVty(device, remote, 'ssh');
  t.match(
    await send('show users'),
    /^ +2 vty 0 +idle +00:00:00 192\.0\.2\.10$/m,
    'who has not logged in yet has no name',
  );
  taken?.release();
  t.notMatch(await send('show users'), 'vty');
});

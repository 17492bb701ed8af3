import t from 'tap';
import { loginMethods } from '../../../virtual-switch/aaa/login-lists.ts';
import { letsIn } from '../../../virtual-switch/aaa/password-check.ts';
import { aSwitch } from '../a-switch.ts';

async function lab(...commands: readonly string[]) {
  const { send, device } = await aSwitch({ at: 'config' });
  const all = [
    'username lab secret ofLab',
    'line vty 0 15',
    'password ofLine',
    'login local',
    'exit',
    ...commands,
  ];
  for (const command of all) await send(command);
  const [vty = device.console] = device.vtys;
  return {
    send,
    device,
    vty,
    letsIn: (user: string | undefined, password: string) => letsIn(device, vty, user, password),
  };
}

t.test('without AAA local users alone, or the password of the line', async (t) => {
  const { letsIn: lets, send } = await lab();
  t.ok(lets('lab', 'ofLab'));
  t.notOk(lets('lab', 'ofLine'));
  t.notOk(lets('nobody', 'ofLine'));
  await send('line vty 0 15');
  await send('login');
  t.ok(lets(undefined, 'ofLine'), 'asked for no name');
  t.notOk(lets('lab', 'ofLine'), 'as SSH asks, there is no local login');
  await send('no login');
  t.notOk(lets('nobody', ''), 'nor is anybody let in by name where nobody asks for a password');
});

t.test('with AAA the list of the line, else the default list, else local users', async (t) => {
  const { letsIn: lets, send, device, vty } = await lab('aaa new-model');
  t.same(loginMethods(device, vty), ['local']);
  t.same(loginMethods(device, device.console), ['none']);
  t.ok(lets('lab', 'ofLab'));
  await send('aaa authentication login default line none');
  t.same(loginMethods(device, vty), ['line', 'none']);
  t.same(loginMethods(device, device.console), ['line', 'none']);
  t.ok(lets('anybody', 'ofLine'));
  t.notOk(lets('lab', 'ofLab'), 'a refusal is final, the next method is for silence');
  await send('aaa authentication login SERVERS group tacacs+ local');
  await send('line vty 0 15');
  await send('login authentication SERVERS');
  t.same(loginMethods(device, vty), ['group', 'local']);
  t.ok(lets('lab', 'ofLab'), 'where no server answers');
  t.match(
    device.runningConfig(),
    'aaa authentication login default line none\naaa authentication login SERVERS group tacacs+ local\n',
  );
  await send('no aaa authentication login default');
  t.notMatch(device.runningConfig(), 'aaa authentication login default');
});

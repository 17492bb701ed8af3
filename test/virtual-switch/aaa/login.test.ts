import t from 'tap';
import { loginMethods } from '../../../virtual-switch/aaa/login-lists.ts';
import { authenticate } from '../../../virtual-switch/aaa/authenticate.ts';
import { passwordInHand } from '../../../virtual-switch/aaa/login-attempt.ts';
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
    letsIn: async (user: string | undefined, password: string) =>
      (await authenticate(device, vty, passwordInHand(password), user)) !== undefined,
  };
}

t.test('without AAA local users alone, or the password of the line', async (t) => {
  const { letsIn: lets, send } = await lab();
  t.ok(await lets('lab', 'ofLab'));
  t.notOk(await lets('lab', 'ofLine'));
  t.notOk(await lets('nobody', 'ofLine'));
  await send('line vty 0 15');
  await send('login');
  t.ok(await lets(undefined, 'ofLine'), 'asked for no name');
  t.notOk(await lets('lab', 'ofLine'), 'as SSH asks, there is no local login');
  await send('no login');
  t.notOk(await lets('nobody', ''), 'nor is anybody let in by name where nobody asks for a password');
});

t.test('with AAA the list of the line, else the default list, else local users', async (t) => {
  const { letsIn: lets, send, device, vty } = await lab('aaa new-model');
  t.same(loginMethods(device, vty), ['local']);
  t.same(loginMethods(device, device.console), ['none']);
  t.ok(await lets('lab', 'ofLab'));
  await send('aaa authentication login default line none');
  t.same(loginMethods(device, vty), ['line', 'none']);
  t.same(loginMethods(device, device.console), ['line', 'none']);
  t.ok(await lets('anybody', 'ofLine'));
  t.notOk(await lets('lab', 'ofLab'), 'a refusal is final, the next method is for silence');
  await send('aaa authentication login SERVERS group tacacs+ local');
  await send('line vty 0 15');
  await send('login authentication SERVERS');
  t.same(loginMethods(device, vty), ['group tacacs+', 'local']);
  t.ok(await lets('lab', 'ofLab'), 'where no server answers');
  t.match(
    device.runningConfig(),
    'aaa authentication login default line none\naaa authentication login SERVERS group tacacs+ local\n',
  );
  await send('no aaa authentication login default');
  t.notMatch(device.runningConfig(), 'aaa authentication login default');
});

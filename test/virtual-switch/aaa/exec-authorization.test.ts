import t from 'tap';
import { privilegeOfLogin } from '../../../virtual-switch/aaa/exec-authorization.ts';
import { aSwitch } from '../a-switch.ts';

async function lab(...commands: readonly string[]) {
  const { send, device } = await aSwitch({ at: 'config' });
  for (const command of [
    'username high privilege 15 secret Right1',
    'username low secret Right1',
    ...commands,
  ])
    await send(command);
  const [vty = device.console] = device.vtys;
  return {
    send,
    device,
    levels: (line = vty) =>
      Promise.all(['high', 'low', 'nobody'].map((user) => privilegeOfLogin(device, line, user))),
  };
}

t.test('without AAA the level of the user, else that of the line', async (t) => {
  const { levels, send } = await lab();
  t.strictSame(await levels(), [15, 1, 1]);
  await send('line vty 0 15');
  await send('privilege level 7');
  t.strictSame(await levels(), [15, 7, 7]);
});

t.test('with AAA that of the user only where a list says local', async (t) => {
  const { levels, send, device } = await lab('aaa new-model');
  t.strictSame(await levels(), [1, 1, 1], 'nobody is asked');
  await send('aaa authorization exec default local');
  t.strictSame(await levels(), [15, 1, undefined], 'and who is not known there is refused');
  t.strictSame(await levels(device.console), [1, 1, 1], 'the console is not asked about');
  await send('aaa authorization console');
  t.strictSame(await levels(device.console), [15, 1, undefined]);
  await send('no aaa authorization console');
  await send('aaa authorization exec default if-authenticated');
  t.strictSame(await levels(), [1, 1, 1]);
});

t.test('the list that the line names, and groups that do not answer', async (t) => {
  const { levels, send } = await lab(
    ...['aaa new-model', 'aaa authorization exec default none'],
    ...['aaa authorization exec first group tacacs+ local', 'aaa authorization exec only group radius'],
    'line vty 0 15',
  );
  await send('authorization exec first');
  t.strictSame(await levels(), [15, 1, undefined]);
  await send('authorization exec only');
  t.strictSame(await levels(), [undefined, undefined, undefined]);
  await send('no authorization exec');
  t.strictSame(await levels(), [1, 1, 1]);
});

t.test('lists of each type are shown, and gone again', async (t) => {
  const lines = [
    'aaa authorization exec default group tacacs+ local',
    'aaa authorization commands 15 default group tacacs+ none',
    'aaa authorization commands 1 default none',
    'aaa authorization network named group radius',
  ];
  const { send } = await lab('aaa new-model', ...lines);
  const shown = await send('do show running-config | include aaa');
  for (const line of lines) t.match(shown, line);
  await send('no aaa authorization commands 15 default');
  const left = await send('do show running-config | include aaa');
  t.notMatch(left, 'commands 15');
  t.match(left, 'commands 1 default');
});

import t from 'tap';
import { aSwitch } from '../a-switch.ts';

t.test('errors have the forms of invalid-incomplete-ambiguous-command--pyneng--1', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  t.equal(await send('hostname R1'), 'hostname R1\nR1(config)#');
  t.equal(await send('logging'), 'logging\n% Incomplete command.\n\nR1(config)#');
  t.equal(await send('a'), 'a\n% Ambiguous command:  "a"\nR1(config)#');
  t.equal(
    await send('ip ssh time-out 0255'),
    `ip ssh time-out 0255\n${' '.repeat('R1(config)#ip ssh time-out '.length)}^\n% Invalid input detected at '^' marker.\n\nR1(config)#`,
  );
});

t.test('the caret stands under the first wrong character, the prompt counted in', async (t) => {
  const { send } = await aSwitch();
  const reply = await send('show vershun');
  const [echo, caret] = reply.split('\n');
  t.equal(echo, 'show vershun');
  t.equal(caret?.indexOf('^'), 'Switch#show vers'.length);
});

t.test('words may be cut short as long as they are unique', async (t) => {
  const { send } = await aSwitch();
  t.match(await send('sh priv'), 'Current privilege level is 15');
  t.match(await send('conf t'), 'Switch(config)#');
  t.equal(await send('do show s'), 'do show s\n% Ambiguous command:  "show s"\nSwitch(config)#');
  t.equal(await send('ip domain-n example.com'), 'ip domain-n example.com\nSwitch(config)#');
  t.match(await send('do sh run | i domain'), 'ip domain-name example.com');
  t.match(await send('no ip domain name'), 'Switch(config)#');
  t.notMatch(await send('do sh run | i domain'), 'ip domain-name example.com');
});

t.test('commands above the session’s privilege do not exist', async (t) => {
  const { send, keys } = await aSwitch({ at: 'user' });
  t.match(await send('configure terminal'), "% Invalid input detected at '^' marker.");
  t.match(await send('show running-config'), "% Invalid input detected at '^' marker.");
  const help = await keys('show ?');
  t.match(help, /^ {2}version +System hardware and software status$/m);
  t.notMatch(help, 'running-config');
});

t.test('a submode knows the commands of global configuration, and do those of EXEC', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  t.match(await send('line vty 0 4'), 'Switch(config-line)#');
  t.match(await send('do show clock'), /\*\d\d:\d\d:\d\d\.\d{3} UTC/);
  t.match(await send('ip ssh time-out 60'), 'Switch(config)#');
  t.match(await send('interface g1/0/1'), 'Switch(config-if)#');
  t.match(await send('exit'), 'Switch(config)#');
  t.match(await send('end'), 'Switch#');
});

t.test('? lists words that begin so, or what may come next, and the line is there again', async (t) => {
  const { keys, send } = await aSwitch();
  t.equal(await keys('co?'), 'co?\nconfigure  copy\n\nSwitch#co');
  await keys('\x15');
  t.equal(await keys('show ip ssh ?'), 'show ip ssh ?\n  <cr>\n\nSwitch#show ip ssh ');
  t.match(await send(''), 'SSH Enabled - version 1.99');
  await send('configure terminal');
  t.match(await keys('ip ssh time-out ?'), '  <1-120>  SSH time-out interval (secs)\n\n');
  await keys('\x15');
  t.match(await keys('ip ssh version ?'), /^ {2}<1-2> +Protocol version$/m);
});

t.test('Tab completes what is unique', async (t) => {
  const { keys } = await aSwitch();
  t.equal(await keys('sh\t'), 'sh\nSwitch#show ');
  t.equal(await keys('priv\t'), 'priv\nSwitch#show privilege ');
});

t.test('a comment is echoed and does nothing', async (t) => {
  const { send } = await aSwitch();
  t.equal(await send('! probe 4711'), '! probe 4711\nSwitch#');
});

t.test('an interface that the box does not have is no interface', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  t.match(await send('interface GigabitEthernet 1/0/24'), 'Switch(config-if)#');
  t.match(await send('int vlan20'), 'Switch(config-if)#');
  const [, caret] = (await send('interface gi1/0/25')).split('\n');
  t.equal(caret?.indexOf('^'), 'Switch(config-if)#interface '.length);
});

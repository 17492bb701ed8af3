import t from 'tap';
import { aSwitch } from '../a-switch.ts';

const uncompressed = 'no service compress-config\nhostname lab\n';

t.test('write memory, write and copy put running-config into NVRAM', async (t) => {
  for (const command of ['write memory', 'write', 'copy running-config startup-config']) {
    const { send, pass, device } = await aSwitch({ startup: uncompressed });
    await send('configure terminal');
    await send('ip domain-name lab.example');
    await send('end');
    await pass(50);
    await send('');
    t.notMatch(device.startupConfiguration, 'lab.example');
    t.ok(device.unsaved);
    let said = await send(command);
    if (command.startsWith('copy')) {
      t.equal(said, `${command}\nDestination filename [startup-config]? `);
      said = await send('');
    } else said = said.slice(command.length);
    t.equal(said, '\nBuilding configuration...\n[OK]\nlab#', command);
    t.match(device.startupConfiguration, 'ip domain-name lab.example\n');
    t.notOk(device.unsaved);
    await send('terminal length 0');
    const { length } = device.startupConfiguration;
    const shown = await send('show startup-config');
    t.ok(
      shown.startsWith(`show startup-config\nUsing ${length} out of 2097152 bytes\n!\n! Last configuration`),
    );
    t.ok(shown.endsWith('\nend\n\nlab#'));
  }
});

t.test('with service compress-config both tell the sizes', async (t) => {
  const { send } = await aSwitch();
  const [, whole, packed] =
    /Building configuration\.\.\.\nCompressed configuration from (\d+) bytes to (\d+) bytes\[OK\]\nSwitch#$/.exec(
      await send('write'),
    ) ?? [];
  t.ok(Number(packed) < Number(whole));
  await send('terminal length 0');
  t.match(
    await send('show startup-config'),
    `\nUsing ${packed ?? ''} out of 2097152 bytes, uncompressed size = ${whole ?? ''} bytes\n`,
  );
});

t.test('write erase asks, and leaves nothing', async (t) => {
  for (const command of ['write erase', 'erase startup-config', 'erase nvram:']) {
    const { send, keys, pass, device } = await aSwitch();
    const question = 'Erasing the nvram filesystem will remove all configuration files! Continue? [confirm]';
    t.equal(await send(command), `${command}\n${question}`);
    t.equal(await keys('n'), 'n\nSwitch#');
    t.not(device.startupConfiguration, '');
    await send(command);
    const said = (await keys('\r')) + (await pass(50));
    t.match(said, /^\n\[OK\]\nErase of nvram: complete\nSwitch#/);
    t.match(said, '%SYS-7-NV_BLOCK_INIT: Initialized the geometry of nvram');
    t.match(await send('show startup-config'), 'show startup-config\nstartup-config is not present\nSwitch#');
    t.ok(device.unsaved, 'a reload offers to save');
  }
});

t.test('copy startup-config running-config merges, and says so in the log', async (t) => {
  const { send, keys, pass } = await aSwitch({ startup: 'hostname lab\nip domain-name lab.example\n' });
  await send('configure terminal');
  await send('no ip domain-name');
  await send('ip ssh time-out 60');
  await send('end');
  await pass(50);
  t.match(await send('copy startup-config running-config'), /Destination filename \[running-config\]\? $/);
  // The log is written by a process of its own: its line may come with the answer or after it.
  const copied = `${await send('')}${await pass(50)}`;
  t.match(copied, /^\n\d+ bytes copied in \d+\.\d{3} secs \(\d+ bytes\/sec\)\nlab#/);
  t.match(copied, '%SYS-5-CONFIG_I: Configured from memory by console');
  const running = await send('show running-config | include domain-name|time-out');
  t.match(running, 'ip domain-name lab.example\n');
  t.match(running, 'ip ssh time-out 60\n', 'what startup-config does not mention stays');
  await send('erase startup-config');
  await keys('\r');
  await send('copy startup-config running-config');
  t.match(await send(''), '%Error opening nvram:/startup-config (No such file or directory)');
});

t.test('under another name it is another file of nvram:', async (t) => {
  const { send, device } = await aSwitch();
  const before = device.startupConfiguration;
  await send('copy running-config startup-config');
  t.match(await send('elsewhere'), / bytes copied in /);
  t.equal(device.startupConfiguration, before);
  t.match(await send('dir nvram:'), /-rw-.* elsewhere\n/);
});

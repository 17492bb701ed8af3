import t from 'tap';
import { contentOf } from '../../../virtual-switch/files/content.ts';
import { aSwitch } from '../a-switch.ts';

const quiet = 'no logging console\nlogging buffered 100000\nend\n';

t.test('copy asks for the name, before it replaces a file, and tells how much it was', async (t) => {
  const { send, keys } = await aSwitch({ startup: quiet });
  t.match(await send('copy running-config flash:a.cfg'), '\nDestination filename [a.cfg]? ');
  t.match(await send(''), /^\n\d+ bytes copied in \d+\.\d{3} secs \(\d+ bytes\/sec\)\nSwitch#$/);
  t.match(await send('copy flash:a.cfg flash:'), '\nDestination filename [a.cfg]? ');
  t.match(await send('b.cfg'), /^b\.cfg\nCopy in progress\.\.\.C\n\d+ bytes copied in /);
  await send('copy flash:a.cfg flash:b.cfg');
  t.equal(
    await send(''),
    '\n%Warning:There is a file already existing with this name \nDo you want to over write? [confirm]',
  );
  t.match(await keys('n'), /Switch#$/);
  t.match(await send('copy flash: flash:'), '\nSource filename []? ');
  t.match(await send('a.cfg'), 'Destination filename [a.cfg]? ');
  t.match(await send('c.cfg'), ' bytes copied in ');
  t.match(await send('copy running-config flash:'), '\nDestination filename [switch-confg]? ');
  await send('');
  t.match(await send('dir'), / switch-confg\n/);
  await send('copy flash:none flash:x');
  t.match(await send(''), '%Error opening flash:/none (No such file or directory)\nSwitch#');
});

t.test('files survive a reload, and hold configuration to go back to', async (t) => {
  const { device, send } = await aSwitch({ startup: quiet });
  await send('copy running-config flash:before');
  await send('');
  for (const line of ['configure terminal', 'hostname Other', 'end', 'write memory']) await send(line);
  device.power.off({ returnedBy: 'reload', lastReason: 'reload' });
  await device.start({ booted: true });
  t.match(device.runningConfig(), '\nhostname Other\n');
  t.type(device.files.find({ system: 'flash', names: ['before'] })?.size, 'number');
  await send('');
  t.ok(device.files.read({ system: 'flash', names: ['before'] }).size > 100);
});

t.test('configuration is copied to where it counts', async (t) => {
  const { device, send, pass } = await aSwitch({ startup: quiet });
  await send('copy running-config flash:before');
  await send('');
  for (const line of ['configure terminal', 'hostname Other', 'end']) await send(line);
  t.match(await send('copy flash:before running-config'), 'Destination filename [running-config]? ');
  t.match(await send(''), /bytes copied in .*\nSwitch#$/);
  await pass(50);
  t.match(device.syslog.buffered.join('\n'), '%SYS-5-CONFIG_I: Configured from memory by console');
  await send('copy flash:before startup-config');
  t.match(await send(''), /^\n\[OK\]\n\d+ bytes copied in /);
  t.match(device.startupConfiguration, '\nhostname Switch\n');
});

t.test(
  'a full file system takes no more, and packages fill the flash without filling the memory',
  async (t) => {
    const { device, send } = await aSwitch({ startup: quiet });
    await send('copy flash:cat3k_caa-base.SPA.03.03.00SE.pkg crashinfo:first');
    t.match(await send(''), '79110340 bytes copied in ');
    const before = process.memoryUsage().rss;
    for (let count = 0; count < 2; count += 1) {
      await send(`copy crashinfo:first crashinfo:more-${count}`);
      await send('');
    }
    t.ok(process.memoryUsage().rss - before < 60_000_000, 'they are not kept twice');
    await send('copy crashinfo:first crashinfo:fourth');
    t.match(await send(''), '%Error writing crashinfo:/fourth (No space left on device)\n');
    t.notMatch(await send('dir crashinfo:'), ' fourth\n');
    const writer = device.files.write({ system: 'nvram', names: ['big'] });
    const piece = contentOf([Buffer.alloc(1_900_000)]);
    for (const chunk of piece.chunks()) writer.write(chunk);
    await writer.keep();
    await send('copy flash:dc_profile_dir/dc_default_profiles.txt nvram:more');
    t.match(await send(''), '%Error writing nvram:/more (No space left on device)\n');
    t.notMatch(await send('dir nvram:'), ' more\n');
  },
);

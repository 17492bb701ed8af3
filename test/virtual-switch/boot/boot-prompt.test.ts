import t from 'tap';
import { type ASwitch, aSwitch } from '../a-switch.ts';

/** Reloads and interrupts the boot loader. */
async function toBootPrompt({ send, keys, pass, terminal }: ASwitch): Promise<string> {
  await send('reload');
  await keys('\r');
  while (!terminal.output.includes('Interrupt within 5 seconds')) await pass(500);
  return keys('\x03');
}
const send = async ({ keys, pass }: ASwitch, line: string): Promise<string> =>
  (await keys(`${line}\r`)) + (await pass(50));

t.test('^C within five seconds, the commands, and boot', async (t) => {
  const box = await aSwitch();
  t.equal(await toBootPrompt(box), '\nBoot process terminated.\n\nswitch: ');
  t.equal(await send(box, ''), '\nswitch: ');
  t.match(await send(box, '?'), /^\?\n {14}\? -- .*\n {11}boot -- /);
  t.equal(await send(box, 'help'), (await send(box, '?')).replace('?', 'help'));
  t.equal(await send(box, 'show version'), 'show version\nunknown cmd: show\n\nswitch: ');
  t.match(await send(box, 'dir flash:'), /Directory of flash:\/\n\n(.*\n)+.*packages\.conf\n/);
  t.match(await send(box, 'dir usbflash9:'), 'usbflash9:: no such device');
  t.match(await send(box, 'set'), 'BOOT=flash:packages.conf;\n');
  await send(box, 'set TEST one two');
  t.match(await send(box, 'set'), '\nTEST=one two\n');
  await send(box, 'unset TEST');
  t.notMatch(await send(box, 'set'), 'TEST');
  t.match(
    await send(box, 'boot flash:nothing.bin'),
    'flash:nothing.bin: no such file or directory\nError loading',
  );
  t.notOk(box.device.up);
  await box.pass(3_600_000);
  t.notOk(box.device.up, 'it waits for ever');
  await send(box, 'boot');
  t.match(await box.pass(300_000), 'Press RETURN to get started!');
  t.match(await box.send(''), /Switch>$/);
});

t.test('without packages.conf it stays at the prompt', async (t) => {
  const box = await aSwitch();
  await box.send('delete /force flash:packages.conf');
  t.match(await toBootPrompt(box), 'switch: ');
  t.notMatch(await send(box, 'dir flash:'), 'packages.conf');
  t.match(await send(box, 'boot'), 'flash:packages.conf: no such file or directory');
});

t.test('other keys do not interrupt, nor does ^C a moment later', async (t) => {
  const box = await aSwitch();
  await box.send('reload');
  await box.keys('\r');
  while (!box.terminal.output.includes('Interrupt within')) await box.pass(500);
  await box.keys('\r\x1bx');
  await box.pass(6000);
  await box.keys('\x03');
  t.match(await box.pass(300_000), 'Press RETURN to get started!');
});

t.test('SWITCH_IGNORE_STARTUP_CFG=1 is the way around a forgotten password', async (t) => {
  const box = await aSwitch({ startup: 'hostname locked\nenable secret Forgotten1\n', at: 'user' });
  await box.send('enable');
  await box.send('Forgotten1');
  await toBootPrompt(box);
  await send(box, 'SWITCH_IGNORE_STARTUP_CFG=1');
  await send(box, 'boot');
  t.match(await box.pass(300_000), 'Would you like to enter the initial configuration dialog? [yes/no]: ');
  await box.keys('no\r\r');
  await box.pass(5000);
  t.match(await box.send(''), /Switch>$/);
  t.match(await box.send('enable'), /Switch#$/);
  await box.send('copy startup-config running-config');
  t.match(await box.send(''), /locked#$/, 'what was stored is still there');
});

t.test('MANUAL_BOOT=yes and reset', async (t) => {
  const box = await aSwitch();
  await toBootPrompt(box);
  await send(box, 'MANUAL_BOOT=yes');
  await send(box, 'reset');
  t.match(await box.keys('n'), 'n\nswitch: ');
  await send(box, 'reset');
  await box.keys('y');
  const said = await box.pass(60_000);
  t.match(said, /Memory Test Pass![^]*The system is not configured to boot automatically\.[^]*switch: $/);
});

t.test('a BOOT variable that names nothing ends at the prompt', async (t) => {
  const box = await aSwitch();
  await toBootPrompt(box);
  await send(box, 'set BOOT flash:gone.conf');
  await send(box, 'reset');
  await box.keys('y');
  t.match(
    await box.pass(60_000),
    /Error loading "flash:gone\.conf"[^]*unable to boot automatically[^]*switch: $/,
  );
});

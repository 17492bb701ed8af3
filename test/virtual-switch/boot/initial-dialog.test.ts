import t from 'tap';
import { type ASwitch, aSwitch } from '../a-switch.ts';

const question = 'Would you like to enter the initial configuration dialog? [yes/no]: ';

/** Erases NVRAM, reloads, and waits for the dialog. */
async function unconfigured(release = '03.03SE'): Promise<ASwitch> {
  const box = await aSwitch({ release });
  await box.send('write erase');
  await box.keys('\r');
  await box.send('reload');
  await box.send('no');
  await box.keys('\r');
  t.match(await box.pass(400_000), `\n         --- System Configuration Dialog ---\n\n${question}`);
  return box;
}
const type = async ({ keys, pass }: ASwitch, line: string): Promise<string> =>
  (await keys(`${line}\r`)) + (await pass(20));

t.test('only yes or no will do; no leads to autoinstall and to the prompt', async (t) => {
  const box = await unconfigured();
  t.match(await type(box, ''), `% Please answer 'yes' or 'no'.\n${question}`);
  t.match(await type(box, 'enable'), `% Please answer 'yes' or 'no'.\n${question}`);
  t.match(await type(box, 'n'), 'Would you like to terminate autoinstall? [yes]: ');
  t.match(await type(box, ''), 'Press RETURN to get started!');
  await box.pass(5000);
  t.match(await box.send(''), /Switch>$/);
  await box.send('enable');
  t.match(await box.send('show startup-config'), 'startup-config is not present');
  t.match(await box.send('show running-config | include version'), 'version 15.0');
});

t.test('later releases do not ask about autoinstall', async (t) => {
  const box = await unconfigured('16.12');
  t.match(await type(box, 'no'), 'Press RETURN to get started!');
});

t.test('^C aborts at any prompt', async (t) => {
  const box = await unconfigured();
  t.match(
    await box.keys('\x03'),
    '\nConfiguration aborted, no changes made.\n\n\nPress RETURN to get started!',
  );
});

t.test('yes asks, and 2 saves what was answered', async (t) => {
  const box = await unconfigured();
  t.match(await type(box, 'yes'), 'Would you like to enter basic management setup? [yes/no]: ');
  t.match(await type(box, 'yes'), '  Enter host name [Switch]: ');
  t.match(await type(box, 'fresh'), '  Enter enable secret: ');
  t.match(await type(box, ''), 'No defaulting allowed');
  await type(box, 'Secret1');
  await type(box, 'Other1');
  t.match(await type(box, 'Vty1'), /hostname fresh\n[^]*Enter your selection \[2\]: $/);
  t.match(await type(box, ''), /Building configuration\.\.\.\n\[OK\]\n[^]*Press RETURN to get started!/);
  await box.pass(5000);
  t.match(await box.send(''), /fresh>$/);
  await box.send('enable');
  t.match(await box.send('Secret1'), /fresh#$/);
  t.match(box.device.startupConfiguration, 'hostname fresh');
});

t.test('0 forgets it', async (t) => {
  const box = await unconfigured();
  for (const answer of ['yes', 'yes', 'fresh', 'Secret1', 'Other1', 'Vty1', '0']) await type(box, answer);
  await box.pass(5000);
  t.match(await box.send(''), /Switch>$/);
  t.equal(box.device.startupConfiguration, '');
});

t.test('17.x wants an enable secret even from one who says no', async (t) => {
  const box = await unconfigured('17.x');
  t.match(await type(box, 'no'), /should not contain \[cisco\]\n[^]*Enter enable secret: $/);
  t.match(await type(box, ''), 'Please enter a secret\n');
  t.match(await type(box, 'veryverybadpw'), '%Password validation failed\n');
  t.equal(await type(box, 'Secret12345!'), '\n  Confirm enable secret: ', 'without echo');
  t.match(await type(box, 'Secret12345!'), /enable secret 9 <masked>\n[^]*Enter your selection \[2\]: $/);
  t.match(await type(box, ''), /\[OK\]\n[^]*Press RETURN to get started!/);
  await box.pass(5000);
  await box.send('');
  await box.send('enable');
  t.match(await box.send('Secret12345!'), /Switch#$/);
});

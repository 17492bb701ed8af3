import t from 'tap';
import { type ASwitch, aSwitch } from '../a-switch.ts';

/** Longer than any boot. */
const bootMs = 300_000;
const notWritten = ['configure terminal', 'hostname changed', 'ip domain-name lab.example', 'end'];

async function typeAll({ send }: ASwitch, lines: readonly string[]): Promise<void> {
  for (const line of lines) await send(line);
}

/** Confirms and waits until the switch is up again; gives all that the console said. */
async function confirmReload({ keys, pass }: ASwitch): Promise<string> {
  const first = await keys('\r');
  return first + (await pass(bootMs));
}

t.test('nothing to save: one confirm, the boot over the console, and a fresh switch', async (t) => {
  const box = await aSwitch();
  const { send, device, clock } = box;
  await send('terminal length 0');
  await send('debug snmp packets');
  const before = clock.now();
  t.equal(
    await send('reload'),
    'reload\nReload command is being issued on Active unit, this will reload the whole stack\nProceed with reload? [confirm]',
  );
  const said = await confirmReload(box);
  t.match(said, /%SYS-5-RELOAD: Reload requested by console\. Reload Reason: Reload command\.\n/);
  const order = [
    'Restarting system.',
    'Booting...Initializing and Testing RAM',
    'Interrupt within 5 seconds to abort boot process.',
    'Launching Linux Kernel',
    'Cisco IOS Software',
    'System Serial Number',
    'Press RETURN to get started!',
    '%SYS-5-CONFIG_I: Configured from memory by console',
    '%SYS-5-RESTART: System restarted --',
    '%SSH-5-ENABLED',
  ];
  const places = order.map((text) => said.indexOf(text));
  t.same(
    places,
    [...places].sort((left, right) => left - right),
    'in the order of a boot',
  );
  t.ok(places.every((place) => place >= 0));
  t.ok(
    device.power.uptime < clock.now() - before - 120_000,
    'the boot takes minutes, uptime begins after it',
  );
  t.match(await send(''), /Switch>$/, 'the session is gone');
  await send('enable');
  t.equal(await send('show debugging'), 'show debugging\nSwitch#');
  t.match(await send('show version'), /--More-- $/, 'terminal length is back');
  await box.keys('q');
  await send('terminal length 0');
  const version = await send('show version');
  t.match(version, /System returned to ROM by reload at \d\d:\d\d:\d\d UTC/);
  t.match(version, 'Last reload reason: Reload command');
  t.match(version, /Switch uptime is [0-3] minutes?/);
  const log = await send('show logging');
  t.notMatch(log, 'SYS-5-RELOAD:');
  t.match(log, /Console logging: level debugging, 5 messages logged/);
});

t.test('unsaved changes are offered to be saved: no loses them', async (t) => {
  const box = await aSwitch();
  const { send } = box;
  await typeAll(box, notWritten);
  t.equal(
    (await send('reload')).replace(/^\n\*.*\n/, ''),
    'reload\n\nSystem configuration has been modified. Save? [yes/no]: ',
  );
  t.match(
    await send('perhaps'),
    "perhaps\n% Please answer 'yes' or 'no'.\n\nSystem configuration has been modified. Save? [yes/no]: ",
  );
  // On a busy machine the log line of the changes comes behind it.
  t.match(
    (await send('no')).replace(/\n\*.*CONFIG_I.*$/, ''),
    /^no\nReload command is being issued .*\nProceed with reload\? \[confirm\]$/,
  );
  await confirmReload(box);
  t.match(await send(''), /Switch>$/);
});

t.test('unsaved changes: yes keeps them', async (t) => {
  const box = await aSwitch();
  const { send } = box;
  await typeAll(box, notWritten);
  await send('reload');
  t.match(await send('yes'), /^yes\nBuilding configuration\.\.\.\n.*\[OK\]\nReload command is being issued/);
  await confirmReload(box);
  t.match(await send(''), /changed>$/);
});

t.test('any other key than Return or y refuses', async (t) => {
  const { send, keys, device } = await aSwitch();
  await send('reload');
  t.equal(await keys('n'), 'n\nSwitch#');
  t.ok(device.up);
  await send('reload');
  t.match(await keys('y'), /^y\n/);
});

t.test('keys that were not written are gone, those that were come back', async (t) => {
  const box = await aSwitch();
  const { send, device } = box;
  await typeAll(box, [
    'configure terminal',
    'crypto key generate rsa label kept modulus 512',
    'end',
    'write memory',
  ]);
  await typeAll(box, ['configure terminal', 'crypto key generate rsa label lost modulus 512', 'end']);
  const kept = device.keys.named('kept')[0]?.privateKey;
  await send('reload');
  await send('no');
  await confirmReload(box);
  t.equal(device.keys.named('lost').length, 0);
  t.equal(device.keys.named('kept')[0]?.privateKey, kept);
  t.equal(device.keys.all.length, 2, 'and the self-signed one');
});

t.test('a key that was zeroized and not written comes back', async (t) => {
  const box = await aSwitch();
  const { send, device } = box;
  await typeAll(box, [
    'configure terminal',
    'crypto key generate rsa label kept modulus 512',
    'end',
    'write memory',
  ]);
  await typeAll(box, ['configure terminal', 'crypto key zeroize rsa kept', 'yes', 'end']);
  t.equal(device.keys.named('kept').length, 0);
  await send('reload');
  await send('no');
  await confirmReload(box);
  t.equal(device.keys.named('kept').length, 1);
});

t.test('while it boots the console takes nothing and SSH is down', async (t) => {
  const { send, keys, pass, device } = await aSwitch();
  await send('reload');
  await keys('\r');
  await pass(60_000);
  t.notOk(device.up);
  t.equal(device.ssh.settings(), undefined);
  t.equal(await keys('show version\rxyz'), '');
  const said = await pass(bootMs);
  t.match(said, 'Press RETURN to get started!');
  t.notMatch(said, /Switch[>#]|xyz/);
  t.ok(device.ssh.settings());
});

t.test('debug output and a queued log line do not outlive the reload', async (t) => {
  const { send, keys, pass, device } = await aSwitch();
  await send('debug spanning-tree bpdu');
  await send('reload');
  await keys('\r');
  await pass(bootMs);
  t.notMatch(await pass(10_000), 'STP:');
  t.same(device.debugging.active, []);
});

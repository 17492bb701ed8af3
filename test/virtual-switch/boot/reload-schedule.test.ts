import t from 'tap';
import { aSwitch } from '../a-switch.ts';

const minute = 60_000;

t.test('reload in: warned at five minutes, at one, and then down', async (t) => {
  const { send, keys, pass, device } = await aSwitch({ startup: 'line con 0\n exec-timeout 0 0\n' });
  t.equal(await send('show reload'), 'show reload\nNo reload is scheduled.\nSwitch#');
  t.equal(
    await send('reload in 7 for the night'),
    'reload in 7 for the night\nReload scheduled in 7 minutes by console\nReload reason: for the night\nProceed with reload? [confirm]',
  );
  await keys('\r');
  t.match(
    await pass(50),
    /%SYS-5-SCHEDULED_RELOAD: Reload requested for \d\d:\d\d:\d\d UTC .* at \d\d:\d\d:\d\d UTC .* by console\. Reload Reason: for the night\./,
  );
  t.notMatch(await pass(minute), 'SHUTDOWN');
  t.equal(
    await send('show reload'),
    'show reload\nReload scheduled in 5 minutes by console\nReload reason: for the night\nSwitch#',
  );
  t.match(await pass(minute), '\n***\n*** --- SHUTDOWN in 0:05:00 ---\n***\n');
  t.match(await pass(4 * minute), '*** --- SHUTDOWN in 0:01:00 ---');
  t.ok(device.up);
  const last = await pass(minute + 10_000);
  t.match(last, '*** --- SHUTDOWN NOW ---');
  t.match(last, '%SYS-5-RELOAD: Reload requested by console. Reload Reason: for the night.');
  t.notOk(device.up);
});

t.test('reload cancel', async (t) => {
  const { send, keys, pass, device } = await aSwitch({ startup: 'line con 0\n exec-timeout 0 0\n' });
  t.match(await send('reload cancel'), 'reload cancel\n%No reload is scheduled.\nSwitch#');
  await send('reload in 1:30');
  await keys('\r');
  await pass(1000);
  t.match(await send('show reload'), 'Reload scheduled in 1 hour and 29 minutes by console');
  t.match(await send('reload cancel'), '\n***\n*** --- SHUTDOWN ABORTED ---\n***\n');
  t.match(await pass(50), '%SYS-5-SCHEDULED_RELOAD_CANCELLED: Scheduled reload cancelled at');
  t.match(await send('show reload'), 'No reload is scheduled.');
  await pass(120 * minute);
  t.ok(device.up);
});

t.test('reload at a time of day that has passed is tomorrow', async (t) => {
  const { send, keys } = await aSwitch();
  await send('clock set 12:00:00 1 March 2014');
  t.match(await send('reload at 11:00'), /Reload scheduled in 2[23] hours and \d+ minutes by console/);
  await keys('n');
  t.match(await send('reload at 12:30'), /Reload scheduled in (29|30) minutes by console/);
  await keys('n');
  t.match(await send('show reload'), 'No reload is scheduled.');
});

t.test('an immediate reload forgets the scheduled one', async (t) => {
  const { send, keys, pass, device } = await aSwitch();
  await send('reload in 20');
  await keys('\r');
  await send('reload');
  await keys('\r');
  await pass(5 * minute);
  t.ok(device.up);
  t.notMatch(await pass(30 * minute), 'SHUTDOWN');
  t.ok(device.up);
});

t.test('a reload that falls into another is none of its own', async (t) => {
  const { send, keys, pass, device } = await aSwitch();
  let downs = 0;
  device.power.onOff(() => (downs += 1));
  await send('reload in 1');
  await keys('\r');
  await pass(minute - 2000);
  await send('reload');
  await keys('\r');
  t.match(await pass(6 * minute), 'Press RETURN to get started!');
  t.equal(downs, 1);
});

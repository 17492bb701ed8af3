import t from 'tap';
import { aSwitch } from '../a-switch.ts';

const wiped = '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9);

t.test('output stops after a screenful; space, Return and q go on as on a device', async (t) => {
  const { send, keys } = await aSwitch();
  const first = await send('show running-config');
  t.ok(first.endsWith('\n --More-- '));
  t.equal(first.split('\n').length - 2, 23, 'lines of a screen of 24');
  const one = await keys('\r');
  t.ok(one.startsWith(wiped));
  t.equal(one.slice(wiped.length).split('\n').length, 2);
  const screen = await keys(' ');
  t.equal(screen.split('\n').length - 1, 23);
  t.match(await keys('q'), /Switch#$/);
});

t.test('terminal length 0 prints all at once', async (t) => {
  const { send } = await aSwitch();
  await send('terminal length 0');
  const all = await send('show running-config');
  t.notMatch(all, '--More--');
  t.match(all, /\nend\n\nSwitch#$/);
});

t.test('include, exclude, begin, count and section', async (t) => {
  const { send } = await aSwitch();
  await send('terminal length 0');
  t.equal(
    await send('show run | include ^hostname'),
    'show run | include ^hostname\nhostname Switch\nSwitch#',
  );
  t.notMatch(await send('show run | exclude interface'), 'interface Gigabit');
  t.match(
    await send('show run | begin line vty 5'),
    /^show run \| begin line vty 5\nline vty 5 15\n login\n!\nend\n\nSwitch#$/,
  );
  t.match(await send('show run | section line con'), '\nline con 0\n stopbits 1\nSwitch#');
  t.match(await send('show run | count ^interface'), 'Number of lines which match regexp = 30');
  t.match(await send('show run | wrong x'), "% Invalid input detected at '^' marker.");
  t.match(await send('show run |'), '% Incomplete command.');
});

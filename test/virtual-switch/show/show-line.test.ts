import t from 'tap';
import { aSwitch } from '../a-switch.ts';
import { aSshSwitch } from '../ssh/a-ssh-switch.ts';
import { user } from '../ssh/fake-host.ts';
import { whyNoOpenSsh } from '../ssh/openssh.ts';

const skip = whyNoOpenSsh();

t.test('show line, in the columns of a real device', async (t) => {
  const { send } = await aSwitch();
  await send('terminal length 0');
  const rows = (await send('show line')).split('\n');
  t.equal(rows[1], '   Tty Typ     Tx/Rx    A Modem  Roty AccO AccI   Uses   Noise  Overruns   Int');
  t.equal(rows[2], '*     0 CTY              -    -      -    -    -      0       0     0/0       -');
  t.equal(rows[3], '      1 AUX   9600/9600  -    -      -    -    -      0       0     0/0       -');
  t.equal(rows[4], '      2 VTY              -    -      -    -    -      0       0     0/0       -');
  t.equal(rows[19], '     17 VTY              -    -      -    -    -      0       0     0/0       -');
});

t.test('show line: who is on, how often it was used, its access list and settings', { skip }, async (t) => {
  const { ssh, send } = await aSshSwitch(t, { vty: ['access-class 10 in', 'exec-timeout 5 30'] });
  const session = ssh.session({ password: user.password, flags: ['-tt'] });
  await session.sees('Switch>');
  t.match(
    await send('show line | include ^\\*'),
    /\n\* {5}2 VTY {14}- {4}- {6}- {4}- {3}10 {6}1 {7}0 {5}0\/0 {7}-\n/,
  );
  await send('terminal length 0');
  const shown = await send('show line vty 0');
  t.match(shown, '00:05:30');
  t.match(shown, 'Allowed input transports are ssh.');
  session.type('exit\r');
  await session.ended;
});

t.test('show users, who and show users all', { skip }, async (t) => {
  const { ssh, send } = await aSshSwitch(t);
  await send('terminal length 0');
  const session = ssh.session({ password: user.password, flags: ['-tt'] });
  await session.sees('Switch>');
  for (const command of ['show users', 'who']) {
    const rows = (await send(command)).split('\n');
    t.match(rows[2], /^\* {2}0 con 0 {16}idle {17}00:00:00 $/);
    t.match(rows[3], /^ {3}2 vty 0 {5}cisco {6}idle {17}00:00:0\d 127\.0\.0\.1$/);
    t.equal(rows[4], '');
  }
  const all = (await send('show users all')).split('\n');
  t.match(all[3], /^ {3}1 aux 0 +00:00:00 $/);
  t.match(all[5], /^ {3}3 vty 1 +00:00:00 $/);
  t.match(all[19], /^ {2}17 vty 15 +00:00:00 $/);
  session.type('exit\r');
  await session.ended;
});

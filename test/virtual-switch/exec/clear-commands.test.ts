import t from 'tap';
import { aSwitch } from '../a-switch.ts';
import { aSshSwitch } from '../ssh/a-ssh-switch.ts';
import { user } from '../ssh/fake-host.ts';
import { whyNoOpenSsh } from '../ssh/openssh.ts';

const skip = whyNoOpenSsh();
const login = { password: user.password, flags: ['-tt'] };

t.test('clear line asks, and ends the session on that line', { skip }, async (t) => {
  const { ssh, send, device } = await aSshSwitch(t);
  for (const spelling of ['clear line vty 0', 'clear line 2', 'cle lin v 0']) {
    const session = ssh.session(login);
    await session.sees('Switch>');
    t.equal(await send(spelling), `${spelling}\n[confirm]`);
    t.equal(await send(''), '\n [OK]\nSwitch#');
    t.match((await session.ended).stderr, /closed by remote host/, spelling);
    while (device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
  }
});

t.test('clear line does nothing unless confirmed, and never clears the own line', { skip }, async (t) => {
  const { ssh, send, keys, device } = await aSshSwitch(t);
  const session = ssh.session(login);
  await session.sees('Switch>');
  await send('clear line vty 0');
  t.equal(await keys('n'), 'n\nSwitch#');
  t.equal(device.vtys[0]?.session?.line.user, user.name, 'it is still there');
  t.equal(
    await send('clear line console 0'),
    'clear line console 0\n% Not allowed to clear current line\nSwitch#',
  );
  session.type('exit\r');
  await session.ended;
});

t.test('disconnect ssh ends a connection that show ssh lists', { skip }, async (t) => {
  const { ssh, send } = await aSshSwitch(t);
  t.match(await send('disconnect ssh 0'), '% No such SSH connection');
  const session = ssh.session(login);
  await session.sees('Switch>');
  t.equal(await send('disconnect ssh vty 0'), 'disconnect ssh vty 0\nSwitch#');
  t.match((await session.ended).stderr, /closed by remote host/);
});

t.test('the console is cleared from a vty', { skip }, async (t) => {
  const { ssh, pass, terminal, device } = await aSshSwitch(t, { startup: enableSecret });
  const session = ssh.session(login);
  await session.sees('Switch>');
  session.type('enable\r');
  await session.sees('Password:');
  session.type(`${secret}\r`);
  await session.sees('Switch#');
  session.type('clear line con 0\r');
  await session.sees('[confirm]');
  session.type('\r');
  await session.sees('[OK]');
  await pass(10);
  t.match(terminal.output, /Switch con0 is now available[^>#]*$/);
  t.equal(device.console.session, undefined);
  session.type('exit\r');
  await session.ended;
});

const secret = 'openSesame1';
const enableSecret = `hostname Switch
enable password ${secret}
line con 0
 privilege level 15
end
`;

t.test('help of clear', async (t) => {
  const { keys } = await aSwitch();
  t.match(
    await keys('clear line ?'),
    /<0-17> .*\n {2}aux .*\n {2}console .*\n {2}vty .*\n\nSwitch#clear line $/,
  );
});

import t from 'tap';
import { account, aServer } from './a-server.ts';
import { aClientSwitch } from './a-client-switch.ts';

const at = '198.51.100.20';

t.test('debug ip ssh client tells of a session in the order of guide page 40', async (t) => {
  const server = await aServer(t);
  const { until, device, send } = await aClientSwitch(t, { servers: [{ address: at, ...server }] });
  const lines = () => {
    const told = device.syslog.buffered.map((text) => text.replace(/^.*?(?=SSH)/, ''));
    device.syslog.clearBuffer();
    return told.filter((text) => /^SSH\d* /.test(text));
  };
  t.match(await send('debug ip ssh client'), 'SSH Client debugging is on\n');
  lines();
  await until(`ssh -l lab ${at}\r`, /Password: $/);
  for (const wrong of ['a', 'b', 'c']) await until(`${wrong}\r`, /Password: $/);
  await until(`${account.password}\r`, /remote>$/);
  t.same(lines(), [
    'SSH CLIENT0: protocol version id is - SSH-2.0-test',
    'SSH CLIENT0: sent protocol version id SSH-1.99-Cisco-1.25',
    'SSH CLIENT0: protocol version exchange successful',
    'SSH CLIENT0: key exchange successful and encryption on',
    'SSH2 CLIENT 0: using method keyboard-interactive',
    'SSH2 CLIENT 0: using method password authentication',
    'SSH2 CLIENT 0: SSH2_MSG_USERAUTH_SUCCESS message received',
    'SSH CLIENT0: user authenticated',
    'SSH2 CLIENT 0: pty-req request sent',
    'SSH2 CLIENT 0: shell request sent',
    'SSH CLIENT0: session open',
  ]);
  await until('exit\r', /Switch#$/);

  t.test('and of none with the keywords of the server alone', async (t) => {
    await send('undebug all');
    for (const keyword of ['', ' detail', ' packet']) await send(`debug ip ssh${keyword}`);
    await until(`ssh -l lab ${at}\r`, /Password: $/);
    await until(`${account.password}\r`, /remote>$/);
    await until('exit\r', /Switch#$/);
    t.same(lines(), []);
  });
});

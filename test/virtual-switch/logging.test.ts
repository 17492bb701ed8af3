import t from 'tap';
import { aSwitch } from './a-switch.ts';

t.test('leaving configuration logs who it was, with the time, after the prompt', async (t) => {
  const { send, pass } = await aSwitch({ at: 'config' });
  t.equal(await send('end'), 'end\nSwitch#');
  t.match(
    await pass(100),
    /^\n\*[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d\.\d{3}: %SYS-5-CONFIG_I: Configured from console by console$/,
  );
  t.equal(await send('show privilege'), 'show privilege\nCurrent privilege level is 15\nSwitch#');
  t.match(await send('show logging | include CONFIG_I'), /\n\*.*%SYS-5-CONFIG_I.*\nSwitch#$/);
});

t.test('time stamps: date and time, uptime, none, and sequence numbers', async (t) => {
  const { send, pass, device } = await aSwitch({ at: 'config' });
  const stampOf = async () => {
    device.syslog.message('TEST', 5, 'PROBE', 'probe');
    return (await pass(50)).replace(/%TEST.*/s, '');
  };
  await send('service timestamps log datetime');
  t.match(await stampOf(), /^\n\*\w{3} [ \d]\d \d\d:\d\d:\d\d: $/);
  await send('service timestamps log uptime');
  t.match(await stampOf(), /^\n00:00:\d\d: $/);
  await pass((3 * 24 + 6) * 3_600_000);
  t.match(await stampOf(), /\n3d06h: $/, 'the form of the guide, page 36');
  await send('');
  await send('');
  await send('enable');
  await send('configure terminal');
  await send('no service timestamps log');
  t.equal(await stampOf(), '\n');
  await send('service sequence-numbers');
  t.match(await stampOf(), /^\n\d{6}: $/);
});

t.test('levels say where a message goes', async (t) => {
  const { send, pass, device } = await aSwitch({ at: 'config' });
  await send('logging console errors');
  device.syslog.message('TEST', 5, 'QUIET', 'not on the console');
  device.syslog.message('TEST', 3, 'LOUD', 'on the console');
  const shown = await pass(50);
  t.notMatch(shown, 'QUIET');
  t.match(shown, '%TEST-3-LOUD: on the console');
  t.match(device.syslog.buffered.join('\n'), 'QUIET');
  await send('no logging console');
  device.syslog.message('TEST', 0, 'SILENT', 'nowhere');
  t.equal(await pass(50), '');
  await send('do terminal length 0');
  t.match(
    await send('do show logging'),
    /Console logging: disabled\n {4}Monitor logging: level debugging, 0 messages/,
  );
});

t.test('a console that cannot keep up loses log lines and counts them', async (t) => {
  const { send, pass, device, terminal } = await aSwitch();
  terminal.congested = true;
  for (let count = 0; count < 7; count += 1) device.syslog.message('TEST', 5, 'FLOOD', String(count));
  t.equal(await pass(50), '');
  terminal.congested = false;
  t.match(await send('show logging'), 'Syslog logging: enabled (7 messages dropped,');
});

t.test('the buffer keeps the last of its size', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  await send('logging buffered 4096');
  for (let count = 0; count < 200; count += 1) device.syslog.message('TEST', 5, 'FILL', `message ${count}`);
  const kept = device.syslog.buffered.join('\n');
  t.ok(kept.length <= 4096);
  t.match(kept, 'message 199');
  t.notMatch(kept, 'message 1\n');
});

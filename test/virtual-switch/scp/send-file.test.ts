import t from 'tap';
import { byHand } from './by-hand.ts';

const ok = '\0';

t.test('scp -f announces a file, sends it, and waits for its answers', async (t) => {
  const { device, speak, send } = await byHand();
  await send('copy running-config flash:conf');
  await send('');
  const text = device.runningConfig().replace(/^[^]*?bytes\n/, '');
  t.same(await speak('scp -f flash:conf', [ok, ok, ok]), {
    output: `C0644 ${text.length} conf\n${text}\0`,
    exitStatus: 0,
  });
  t.same(await speak('scp -f flash:conf', [ok, '\x01no room\n']), {
    output: `C0644 ${text.length} conf\n`,
    exitStatus: 1,
  });
  t.same(await speak('scp -f flash:conf', []), { output: '', exitStatus: 1 });
});

t.test('what cannot be sent is refused', async (t) => {
  const { speak } = await byHand();
  for (const [path, reason] of [
    ['flash:none', 'No such file or directory'],
    ['flash:/', 'Is a directory'],
    ['flash:../../none', 'No such file or directory'],
    ['zork:x', 'No such device'],
    ['nvram:private-config', 'Permission denied'],
  ] as const) {
    const { output, exitStatus } = await speak(`scp -f ${path}`, [ok]);
    t.same([output, exitStatus], [`\x01${path}: ${reason}\n`, 1], path);
  }
});

t.test('debug ip scp tells what goes by', async (t) => {
  const { speak, send, pass, log, device } = await byHand();
  await send('debug ip scp');
  device.syslog.clearBuffer();
  await speak('scp -f nvram:startup-config', [ok, ok, ok]);
  await pass(50);
  const size = device.startupConfiguration.length;
  t.same(
    log()
      .split('\n')
      .map((text) => text.replace(/^.*(?=SCP: )/, '')),
    [
      'SCP: [22 <- 192.0.2.10:40000] recv <OK>',
      `SCP: [22 -> 192.0.2.10:40000] send C0644 ${size} startup-config`,
      'SCP: [22 <- 192.0.2.10:40000] recv <OK>',
      `SCP: [22 -> 192.0.2.10:40000] send ${size} bytes`,
      'SCP: [22 -> 192.0.2.10:40000] send <OK>',
      'SCP: [22 <- 192.0.2.10:40000] recv <OK>',
    ],
  );
  device.syslog.clearBuffer();
  await speak('scp -t flash:x', ['C0644 3 x\nabc\0'], { as: 'two' });
  t.match(log(), /SCP: \[22 -> 192\.0\.2\.10:40000\] send Privilege denied\.$/);
  device.syslog.clearBuffer();
  await send('no debug ip scp');
  await speak('scp -f nvram:startup-config', [ok, ok, ok]);
  t.equal(log(), '');
});

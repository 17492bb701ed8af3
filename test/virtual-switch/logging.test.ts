import t from 'tap';
import { SteerableClock } from '../../virtual-switch/clock.ts';
import { ConsoleTerminal, runConsole } from '../../virtual-switch/console.ts';
import { releaseNamed } from '../../virtual-switch/release.ts';
import { VirtualSwitch } from '../../virtual-switch/switch.ts';
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

t.test(
  'a flood at 9600 baud: whole lines, and the counters are what was emitted less what was seen',
  async (t) => {
    const clock = new SteerableClock();
    t.teardown(() => clock.close());
    const release = releaseNamed('03.03SE');
    if (release === undefined) throw new Error('there is no such release');
    const device = new VirtualSwitch({
      clock,
      release,
      startupConfiguration: 'no service timestamps debug\n',
    });
    await device.start();
    let seen = '';
    const terminal = new ConsoleTerminal(
      { write: (bytes, written) => ((seen += bytes.toString('latin1')), written()), onData: () => undefined },
      clock,
      9600,
    );
    void runConsole(device, terminal);
    const pass = async (milliseconds: number) => {
      for (const end = clock.now() + milliseconds; clock.now() < end;) await clock.advance(end - clock.now());
    };
    await pass(5000);
    const before = { ...device.syslog.counters };
    seen = '';
    const emitted = 1000;
    for (let count = 0; count < emitted; count += 1) {
      device.syslog.debug(`number ${count} of the flood`, '   and what belongs to it');
      if (count % 10 === 9) await pass(100);
    }
    await pass(60_000);
    const { console, dropped, buffer } = device.syslog.counters;
    const lost = dropped - before.dropped;
    const numbers = [...seen.matchAll(/^number (\d+) of the flood\r\n {3}and what belongs to it\r?$/gm)];
    const shown = seen.split('\r\n').filter((text) => text !== '');
    t.ok(lost > 100, `${lost} dropped`);
    t.equal(console - before.console, emitted - lost);
    t.equal(shown.length, 2 * (emitted - lost), 'two lines each, none of them half');
    t.ok(shown.every((text) => /^number \d+ of the flood$|^ {3}and what belongs to it$/.test(text)));
    t.equal(numbers.length, emitted - lost);
    t.equal(buffer - before.buffer, emitted, 'the buffer loses none of them');
  },
);

t.test('logging rate-limit: so many a second, the rest counted', async (t) => {
  const { send, pass, device } = await aSwitch({ at: 'config' });
  const burst = async (kind: 'log' | 'debug') => {
    await pass(2000);
    for (let count = 0; count < 20; count += 1) {
      if (kind === 'debug') device.syslog.debug(`burst ${count}`);
      else device.syslog.message('TEST', count % 2 === 0 ? 5 : 2, 'BURST', String(count));
    }
    return [...(await pass(50)).matchAll(/burst|BURST/g)].length;
  };
  await send('logging rate-limit 5');
  t.equal(await burst('log'), 5);
  t.equal(await burst('debug'), 20, 'debug output is not limited without all');
  t.equal(device.syslog.counters.rateLimited, 15);
  await send('logging rate-limit all 4');
  t.equal(await burst('debug'), 4);
  await send('logging rate-limit 3 except critical');
  t.equal(await burst('log'), 13, 'the ten critical ones and three others');
  await send('do terminal length 0');
  t.match(
    await send('do show running-config | include rate-limit'),
    '\nlogging rate-limit 3 except critical\n',
  );
  t.match(await send('do show logging'), /\(0 messages dropped, 38 messages rate-limited,/);
  const { buffer } = device.syslog.counters;
  await send('logging rate-limit console 2');
  t.equal(await burst('log'), 2);
  t.equal(device.syslog.counters.buffer - buffer, 20, 'the buffer has them all');
  await send('no logging rate-limit');
  t.equal(await burst('log'), 20);
});

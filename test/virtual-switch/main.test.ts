import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import t from 'tap';
import { readySchema } from '../../protocols/lab-clock.ts';
import { ttyAt } from '../support/tty-at.ts';
import { main, openConsole, start } from './a-process.ts';

const root = path.resolve(main, '../..');

t.test('ready, console by the serial driver, SSH port, and gone when stdin ends', async (t) => {
  const { child, next, ended } = start(t, '--baud', '115200', '--bind', '192.0.2.1:22=127.0.2.1:0');
  const ready = readySchema.parse(JSON.parse(await next()));
  const tty = ttyAt(ready.console);
  t.ok(tty);
  const { port, until } = await openConsole(ready.console);
  port.write('\r');
  await until(/Switch>/);
  port.write('enable\rshow privilege\r');
  t.match(await until(/15\r\nSwitch#/), 'Current privilege level is 15');

  const [host = '', sshPort = ''] = ready.binds['192.0.2.1:22']?.split(':') ?? [];
  t.equal(host, '127.0.2.1');
  const socket = net.connect(Number(sshPort), host);
  const [ident] = (await once(socket, 'data')) as [Buffer];
  t.match(ident.toString(), /^SSH-1\.99-Cisco-1\.25\r?\n/);
  socket.destroy();

  const closed = once(port, 'close');
  child.stdin?.end();
  t.equal(await ended, 0);
  await closed;
  t.not(ttyAt(ready.console), tty, 'the tty is gone');
});

t.test('the client of the console may come and go', async (t) => {
  const { child, next, ended } = start(t, '--baud', '115200');
  const ready = readySchema.parse(JSON.parse(await next()));
  for (let visit = 0; visit < 3; visit += 1) {
    const { port, until } = await openConsole(ready.console);
    port.write('\r');
    await until(/Switch>/);
    await new Promise((resolve) => port.close(resolve));
  }
  child.kill('SIGTERM');
  t.equal(await ended, 0);
});

t.test('the steered clock: now, and jumps that stop at the earliest timer', async (t) => {
  const { child, next, ask, ended } = start(t, '--steered-clock', '--baud', '9600');
  const ready = readySchema.parse(JSON.parse(await next()));
  const { now } = await ask({ id: 1, op: 'now' });
  const { port, until } = await openConsole(ready.console);
  port.write('\r');
  // All of the boot text at 9600 baud would take longer than this test may.
  let advanced = 0;
  const seen = { prompt: false };
  const prompt = until(/Switch>/).then(() => (seen.prompt = true));
  for (let id = 2; !seen.prompt; id += 1)
    advanced += (await ask({ id, op: 'advance', ms: 100 })).advanced ?? 0;
  await prompt;
  const later = await ask({ id: 9000, op: 'now' });
  t.ok(later.now >= now + advanced);
  // What the boot still prints is overtaken by nothing; then only the exec-timeout is left to stop a jump.
  let longest = 0;
  for (let id = 9001; longest < 100_000 && id < 9200; id += 1) {
    longest = (await ask({ id, op: 'advance', ms: 3_600_000 })).advanced ?? 0;
  }
  // Some of the ten minutes have gone by since Return was typed, more of them on a busy machine.
  t.ok(longest > 500_000 && longest <= 600_000, `the exec-timeout of ten minutes: ${longest} ms`);
  const closed = once(port, 'close');
  child.stdin?.end();
  t.equal(await ended, 0);
  await closed;
});

t.test('without --steered-clock nothing is jumped over', async (t) => {
  const { next, ask } = start(t);
  await next();
  t.equal((await ask({ id: 1, op: 'advance', ms: 1000 })).advanced, 0);
});

t.test('a startup configuration is read; what is no command is told on stderr', async (t) => {
  const file = path.join(
    t.testdir({ startup: 'hostname lab-1\nfrobnicate\nline con 0\n exec-timeout 0 0\n' }),
    'startup',
  );
  const started = start(t, '--startup-config', file, '--baud', '115200');
  const ready = readySchema.parse(JSON.parse(await started.next()));
  const { port, until } = await openConsole(ready.console);
  port.write('\r');
  t.match(await until(/lab-1>/), 'lab-1>');
  t.match(started.errors(), /line 2: "frobnicate": .*Invalid input/);
  await new Promise((resolve) => port.close(resolve));
});

t.test('wrong options: one line and exit code 3', async (t) => {
  for (const [words, said] of [
    [['--bogus'], /--bogus/],
    [['--release', '99'], /--release: expected one of .*03\.03SE.*, got 99/],
    [['--baud', 'fast'], /--baud: expected a number from 300/],
    [['--bind', '192.0.2.1=22'], /--bind: expected ADDRESS:PORT=HOST:PORT, got 192\.0\.2\.1=22/],
    [['--fault', 'nonsense'], /--fault: expected a name of --list-faults, got nonsense/],
    [['--startup-config', '/nowhere/at/all'], /--startup-config: cannot be read: ENOENT/],
  ] as const) {
    const started = start(t, ...words);
    t.equal(await started.ended, 3, words.join(' '));
    t.match(started.errors(), said);
    t.equal(started.errors().trim().split('\n').length, 1);
  }
});

t.test('--list-faults prints them as JSON', async (t) => {
  const started = start(t, '--list-faults');
  const faults = JSON.parse(await started.next()) as {
    name: string;
    title: string;
    requirements: string[];
  }[];
  t.equal(await started.ended, 0);
  t.ok(faults.length > 30);
  t.ok(faults.every(({ name, title, requirements }) => name && title && requirements.length > 0));
  t.ok(fs.existsSync(path.join(root, 'virtual-switch/faults', `${faults[0]?.name ?? ''}.ts`)));
});

import t from 'tap';
import { SteerableClock } from '../../virtual-switch/clock.ts';
import { ConsoleTerminal } from '../../virtual-switch/console.ts';
import { aSwitch } from './a-switch.ts';

t.test('from Return to exit and back', async (t) => {
  const { send, pass, terminal } = await aSwitch({ at: 'boot' });
  t.match(terminal.output, 'Press RETURN to get started!');
  t.equal(await send(''), '\nSwitch>');
  t.equal(await send('enable'), 'enable\nSwitch#');
  t.equal(await send('disable'), 'disable\nSwitch>');
  await send('enable');
  terminal.type('exit\r');
  await pass(10);
  await send('');
  t.match(
    terminal.output,
    /exit\r\n(\r\n)+Switch con0 is now available\r\n(\r\n)+Press RETURN to get started\.\r\n/,
  );
  t.ok(terminal.output.endsWith('Switch>'), 'the next session is unprivileged');
});

t.test('enable asks for the secret, three times', async (t) => {
  const { send } = await aSwitch({ at: 'user', startup: 'enable secret Right1\nenable password Wrong1\n' });
  t.equal(await send('enable'), 'enable\nPassword: ');
  t.equal(await send('Wrong1'), '\nPassword: ');
  t.equal(await send(''), '\nPassword: ');
  t.equal(await send('Wrong1'), '\n% Bad secrets\n\nSwitch>');
  await send('enable');
  t.equal(await send('Right1'), '\nSwitch#');
});

t.test('login local asks for a user of its own privilege', async (t) => {
  const startup =
    'username boss privilege 15 secret Boss1\nusername low secret Low1\nline con 0\n login local\n';
  const { send } = await aSwitch({ at: 'boot', startup });
  t.equal(await send(''), '\n\nUser Access Verification\n\nUsername: ');
  t.equal(await send('boss'), 'boss\nPassword: ');
  t.equal(await send('wrong'), '\n% Login invalid\n\nUsername: ');
  await send('boss');
  t.equal(await send('Boss1'), '\nSwitch#');
});

t.test('an idle session ends after the exec-timeout, none with 0 0', async (t) => {
  const { pass, send } = await aSwitch();
  t.match(await pass(601_000), 'Switch con0 is now available');
  t.equal(await send(''), '\nSwitch>');
  const other = await aSwitch({ startup: 'line con 0\n exec-timeout 0 0\n' });
  t.equal(await other.pass(86_400_000), '');
});

t.test('the line carries no more than its baud rate', async (t) => {
  const clock = new SteerableClock();
  t.teardown(() => clock.close());
  const sent: number[] = [];
  const port = {
    write: (bytes: Buffer, written: () => void) => {
      sent.push(bytes.length);
      written();
    },
    onData: () => undefined,
  };
  const terminal = new ConsoleTerminal(port, clock, 9600);
  const before = clock.now();
  terminal.write('x'.repeat(960));
  while (sent.reduce((sum, size) => sum + size, 0) < 960) await clock.advance(1000);
  const took = clock.now() - before;
  t.ok(took >= 999 && took < 1100, `960 bytes took ${took} ms`);
  t.ok(Math.max(...sent) <= 64);
});

t.test('a queue that is too long is congestion', async (t) => {
  const clock = new SteerableClock();
  t.teardown(() => clock.close());
  const terminal = new ConsoleTerminal(
    { write: (_bytes, written) => written(), onData: () => undefined },
    clock,
    9600,
  );
  t.notOk(terminal.congested);
  terminal.write('x'.repeat(20_000));
  t.ok(terminal.congested);
  for (let seconds = 0; seconds < 400; seconds += 1) await clock.advance(1000);
  t.notOk(terminal.congested);
});

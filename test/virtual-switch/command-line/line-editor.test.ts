import t from 'tap';
import { aSwitch } from '../a-switch.ts';

t.test('backspace, ^U and ^W take back what was typed', async (t) => {
  const { keys, send } = await aSwitch();
  t.equal(await keys('shox\b'), 'shox\b \b');
  t.match(await send('w privilege'), 'Current privilege level is 15');
  t.equal(await keys('abc\x15'), 'abc' + '\b \b'.repeat(3));
  t.equal(await keys('show foo\x17'), 'show foo' + '\b \b'.repeat(3));
  t.match(await send('privilege'), 'Current privilege level is 15');
});

t.test('^R prints the line again, ^P brings the last one back', async (t) => {
  const { keys, send } = await aSwitch();
  t.equal(await keys('show pri\x12'), 'show pri\nSwitch#show pri');
  await send('vilege');
  t.equal(await keys('\x10'), 'show privilege');
});

t.test('keys in the middle of a line go in there', async (t) => {
  const { keys, send } = await aSwitch();
  await keys('show vilege\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D');
  t.match(await send('pri'), 'Current privilege level is 15');
});

t.test('^Z and ^C leave configuration, and the log says so', async (t) => {
  const { keys, send, pass } = await aSwitch({ at: 'config' });
  t.match(await keys('\x1a'), /\^Z\nSwitch#$/);
  t.match(await pass(100), /\n\*.*%SYS-5-CONFIG_I: Configured from console by console$/);
  await send('conf t');
  t.match(await keys('hostname lost\x03'), /Switch#$/);
  t.match(await send(''), /Switch#$/, 'what stood on the line was not run');
});

t.test('a long line scrolls: $ stands for what is out of sight', async (t) => {
  const { keys, terminal } = await aSwitch({ at: 'config' });
  terminal.output = '';
  await keys(`interface GigabitEthernet1/0/1 ${'x'.repeat(100)}`);
  t.match(terminal.output, /\x08\$x+ *\x08*/);
});

t.test('keys typed while a command runs are read after it', async (t) => {
  const { terminal, pass } = await aSwitch();
  terminal.type('show privilege\rshow clock\r');
  const output = await pass(10);
  t.match(output, /level is 15\nSwitch#show clock\n\*.*UTC.*\nSwitch#$/);
});

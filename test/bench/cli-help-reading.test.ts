import t from 'tap';
import { readHelp } from '../../bench/cli-help-reading.ts';

const texts = (received: string, command: string): string[] =>
  readHelp(received, command, 0).lines.map(({ text }) => text);

t.test('help without its echo and without the line that is written again', (t) => {
  t.same(texts('debug ip ?\r\n  ssh   Secure Shell\r\n  tcp   TCP\r\n\r\nSwitch#debug ip ', 'debug ip '), [
    '  ssh   Secure Shell',
    '  tcp   TCP',
    '',
  ]);
  t.same(texts('?\r\nExec commands:\r\n  <cr>\r\n\r\nSwitch#', ''), ['Exec commands:', '  <cr>', '']);
  t.same(texts('ssh?\r\nssh  \r\n\r\nSwitch(config)#ssh', 'ssh'), ['ssh  ', '']);
  t.end();
});

t.test('what the device does not know is said by it', (t) => {
  t.same(texts('bogus ?\r\n% Unrecognized command\r\nSwitch#bogus ', 'bogus '), ['% Unrecognized command']);
  t.end();
});

import t from 'tap';
import type { RemoteHost } from '../../../bench/ssh-server-shell.ts';
import { RemoteShell, runCommand } from '../../../drivers/ssh-server/remote-shell.ts';

function shell(remote: RemoteHost, echo = true) {
  let printed = '';
  const ended: number[] = [];
  const session = {
    print: (text: string) => void (printed += text),
    exit: (status: number) => void ended.push(status),
  };
  const made = new RemoteShell(remote, session, echo);
  return {
    type: (text: string): string => {
      printed = '';
      made.type(text);
      return printed;
    },
    end: () => made.endOfInput(),
    ended,
    first: printed,
  };
}

t.test('it prompts, echoes, answers, and ends', (t) => {
  const { type, ended, first } = shell({ greeting: 'Hello\nthere', answers: { date: 'today\n' } });
  t.equal(first, '\r\nHello\r\nthere\r\nremote>');
  t.equal(type('date\r\n'), 'date\r\ntoday\r\nremote>', 'CR LF is one line end');
  t.equal(type('  date \n'), '  date \r\ntoday\r\nremote>');
  t.equal(type('\r'), '\r\nremote>');
  t.equal(type('constructor\r'), 'constructor\r\nconstructor: command not found\r\nremote>');
  t.equal(type('dx\x7fate\x03'), 'dx\b \bate^C\r\nremote>', 'rubout erases, Ctrl-C forgets');
  t.equal(type('\x7f'), '', 'but not the prompt');
  t.equal(type('da\x04te\r'), 'date\r\ntoday\r\nremote>', 'Ctrl-D means something on an empty line only');
  t.equal(type('logout\rdate\r'), 'logout\r\n', 'what is typed behind the end is nobody’s');
  t.strictSame(ended, [0]);
  t.end();
});

t.test('Ctrl-D and the end of input end it once; without a terminal it does not echo', (t) => {
  const { type, ended, end } = shell({ prompt: '$ ', status: 3, answers: { empty: '' } }, false);
  t.equal(type('empty\r'), '$ ');
  t.equal(type('\x04'), '');
  end();
  t.strictSame(ended, [3]);
  t.end();
});

t.test('a command by itself', (t) => {
  const remote = { answers: { 'show clock': 'noon\nsharp' } };
  t.strictSame(runCommand(remote, 'show clock', true), { output: 'noon\r\nsharp\r\n', status: 0 });
  t.strictSame(runCommand(remote, 'show clock', false), { output: 'noon\nsharp\n', status: 0 });
  t.strictSame(runCommand(remote, 'x', false), { output: 'x: command not found\n', status: 127 });
  t.strictSame(runCommand({ ...remote, status: 9 }, 'x', false).status, 9);
  t.end();
});

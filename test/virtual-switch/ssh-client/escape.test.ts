import t from 'tap';
import { EscapeReader } from '../../../virtual-switch/ssh-client/escape.ts';

const reader = () => new EscapeReader(() => true);

t.test('the escape sequence is found wherever it is cut', async (t) => {
  t.same(reader().read('ab\x1exrest'), { sent: 'ab', left: true, rest: 'rest' });
  t.same(reader().read('\x1eX'), { sent: '', left: true, rest: '' });
  const cut = reader();
  t.same(cut.read('a\x1e'), { sent: 'a', left: false, rest: '' });
  t.same(cut.read('xb'), { sent: '', left: true, rest: 'b' });
});

t.test('twice the character is once the character, and any other key behind it means nothing', async (t) => {
  t.same(reader().read('\x1e\x1ex'), { sent: '\x1ex', left: false, rest: '' });
  t.same(reader().read('\x1eqa'), { sent: 'a', left: false, rest: '' });
});

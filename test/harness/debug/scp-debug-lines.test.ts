import t from 'tap';
import { scpDebugOf } from '../../../harness/debug/scp-debug-lines.ts';

t.test('what the lines say, without what is another for each copy', (t) => {
  t.same(
    scpDebugOf([
      '*Feb 18 20:37:15.363: SCP: [22 -> 10.1.1.2:61656] send  ',
      '*Feb 18 20:37:15.367: SCP: [22 <- 10.1.1.2:61656] recv C0644 1381 R2backup.cfg',
      '000123: SCP: Line dest addr: 10.1.1.2 port 22',
      '*Feb 18 20:37:15.367: SSH2 0: channel window adjust message received 8029',
      'Incoming SCP debugging is on',
    ]),
    ['[N -> ADDRESS:PORT] send', '[N <- ADDRESS:PORT] recv RECORD', 'Line dest addr: ADDRESS port N'],
  );
  t.end();
});

import t from 'tap';
import { scpDebugTells } from '../../../harness/matchers/scp-debug.ts';
import { scpDebugOf } from '../../../harness/debug/scp-debug-lines.ts';
import { cli } from './observations.ts';

const good = [
  '*Feb 18 20:37:15.363: SCP: [22 -> 10.1.1.2:61656] send  <OK>',
  '*Feb 18 20:37:15.367: SCP: [22 <- 10.1.1.2:61656] recv C0644 1381 conform-one',
];

t.test('scpDebugTells rejects silence, and what a good copy says too', (t) => {
  const matcher = scpDebugTells({ beyond: scpDebugOf(good) });
  const again = [
    '*Feb 18 20:38:15.363: SCP: [22 -> 10.1.1.2:61700] send  <OK>',
    '*Feb 18 20:38:15.367: SCP: [22 <- 10.1.1.2:61700] recv C0644 9 conform-two',
  ];
  t.match(matcher.match(cli([])), { matches: false, got: 'no line of debug ip scp' });
  t.notOk(matcher.match(cli(again)).matches, 'only times, ports, sizes and names differ');
  t.notOk(matcher.match(cli(['*Feb 18 20:38:15.363: SSH2 0: Session terminated normally'])).matches);
  const denied = '*Feb 18 20:38:15.363: SCP: [22 -> 10.1.1.2:61700] send Privilege denied.';
  t.ok(matcher.match(cli([...again, denied])).matches);
  t.ok(matcher.match({ kind: 'transcript', lines: [denied], complete: true }).matches);
  t.end();
});

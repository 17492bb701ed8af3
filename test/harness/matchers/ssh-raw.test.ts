import t from 'tap';
import { endedByServer, udpUnanswered } from '../../../harness/matchers/ssh-raw.ts';

t.test('endedByServer rejects an end of ours and one that came late', (t) => {
  const raw = (by: 'us' | 'server' | 'network', milliseconds: number) =>
    ({ kind: 'ssh-raw', received: '', end: { by }, milliseconds }) as const;
  t.ok(endedByServer(1000).match(raw('server', 5)).matches);
  t.ok(endedByServer(1000).match(raw('network', 5)).matches, 'a reset');
  t.match(endedByServer(1000).match(raw('us', 5)), { matches: false, got: 'ended by us after 5 ms' });
  t.notOk(endedByServer(1000).match(raw('server', 1001)).matches);
  t.end();
});

t.test('udpUnanswered rejects a datagram', (t) => {
  const probed = (answer: 'datagram' | 'unreachable' | 'none') => ({ kind: 'udp-probe', answer }) as const;
  t.ok(udpUnanswered().match(probed('none')).matches);
  t.ok(udpUnanswered().match(probed('unreachable')).matches);
  t.notOk(udpUnanswered().match(probed('datagram')).matches);
  t.end();
});

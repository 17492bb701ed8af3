import t from 'tap';
import type { Tape } from '../../../bench/tape.ts';
import { countTraffic } from '../../../lab-topologies/clocks/console-traffic.ts';

t.test('the bytes of all tapes are counted, and go on to them', (t) => {
  const crossed: string[] = [];
  const { openTape, traffic } = countTraffic((pco): Tape => {
    let position = 0;
    return {
      pco,
      get position() {
        return position;
      },
      sending: (bytes) => void crossed.push(`> ${Buffer.from(bytes).toString()}`),
      received: (bytes) => {
        crossed.push(`< ${Buffer.from(bytes).toString()}`);
        const from = position;
        position += bytes.length;
        return { pco, from, to: position };
      },
    };
  });
  const tape = openTape('console');
  tape.sending(Buffer.from('show'));
  t.same(tape.received(Buffer.from('Switch#')), { pco: 'console', from: 0, to: 7 });
  openTape('console').received(Buffer.from('!'));
  t.same(crossed, ['> show', '< Switch#', '< !']);
  t.same(traffic, { sent: 4, received: 8 });
  t.equal(tape.position, 7);
  t.end();
});

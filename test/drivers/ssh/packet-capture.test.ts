import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { openPacketCapture, watchPayload } from '../../../drivers/ssh/packet-capture.ts';
import { keptTape } from '../../support/tape.ts';
import { stillClock } from '../../support/toy-bench.ts';

const client = { address: '192.0.2.10', port: 50_000 };
const server = { address: '192.0.2.1', port: 22 };
const soon = { at: 1000 };

/** A server that greets and gives back what it gets, and a connection to it. */
async function echo(t: Test) {
  const listening = createServer((socket) => {
    socket.write('hello ');
    socket.pipe(socket);
  });
  listening.listen(0, '127.0.2.9');
  await once(listening, 'listening');
  t.teardown(() => listening.close());
  const socket = connect((listening.address() as AddressInfo).port, '127.0.2.9');
  await once(socket, 'connect');
  return socket;
}

t.test('the payload of a connection, each byte once', async (t) => {
  const { pco, watch } = openPacketCapture({ openTape: keptTape, clock: stillClock });
  t.equal(watch(client, server), undefined, 'nothing is watched before it begins');
  await pco.call('begin', null, soon);
  await t.rejects(pco.call('begin', null, soon), /already running/);

  const socket = await echo(t);
  const watching = watch(client, server);
  if (watching === undefined) throw new Error('not watched');
  watchPayload(socket, watching);
  let heard = '';
  const all = new Promise<void>((resolve) => {
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString();
      // What is put back is not on the wire a second time.
      if (heard === 'hello ') socket.unshift(Buffer.from('again '));
      if (heard === 'hello again world') resolve();
    });
  });
  socket.write('wor');
  socket.write(Buffer.from('ld'));
  await all;
  socket.end();
  await once(socket, 'close');

  const { observation, spans } = await pco.call('end', { texts: ['world', 'again', 'word'] }, soon);
  t.match(observation, { streams: [{ client, server, sent: 5, received: 11, found: ['world'] }] });
  t.ok(observation.streams[0]?.closedAt !== undefined);
  t.same(
    spans.map(({ pco: tape, from, to }) => [tape, to - from]).filter(([tape]) => tape !== 'packet-capture'),
    [
      ['packet-capture/1/sent', 5],
      ['packet-capture/1/received', 11],
    ],
    'the evidence is the payload itself',
  );
  await t.rejects(pco.call('end', { texts: [] }, soon), /no capture is running/);
});

import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { readTraps, writeTrapFact } from '../../../bench/trap-reading.ts';
import { kernelDrops } from '../../../drivers/snmp/kernel-drops.ts';
import { closeTrap, closeVarbinds, element, sequence, spliced, trapV1 } from '../../bench/snmp/encoder.ts';
import type { TestClock } from '../ssh/fake-bench.ts';
import { host, listen, switchName } from './listening.ts';

/** Numbers that look random and are the same in each run. */
function pseudoRandom(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state % below;
  };
}

/** Resolves when the listener has read so many. */
async function read(clock: TestClock, count: number): Promise<void> {
  while (clock.activities < count) await new Promise((resolve) => setImmediate(resolve));
}

function tapedTrap(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('hex');
  const sender = { address: switchName, port: 1 };
  return writeTrapFact({ fact: 'datagram', at: 0, sender, netSnmp: 'same', raw });
}

function malformedCorpus(): Buffer[] {
  const random = pseudoRandom();
  const noise = Array.from({ length: 2_000 }, () =>
    Buffer.from(Array.from({ length: 1 + random(400) }, () => random(256))),
  );
  const cut = Array.from(closeTrap.keys(), (at) => closeTrap.subarray(0, at));
  const lengths = [
    [0x84, 0xff, 0xff, 0xff, 0xff],
    [0x84, 0x7f, 0xff, 0xff, 0xff],
    [0x80],
    [0x88, 1, 1, 1, 1, 1, 1, 1, 1],
    [0xff],
  ];
  const badLengths = Array.from(closeTrap.keys()).flatMap((at) =>
    lengths.map((length) => spliced(closeTrap, at, 1, ...length)),
  );
  const flipped = Array.from({ length: 1_000 }, () => {
    const at = random(closeTrap.length);
    return spliced(closeTrap, at, 1, (closeTrap[at] ?? 0) ^ (1 << random(8)));
  });
  let deep: Buffer = element(0x05);
  while (deep.length < 60_000) deep = sequence(deep, deep.subarray(0, 40));
  return [...noise, ...cut, ...badLengths, ...flipped, deep, Buffer.alloc(0), Buffer.alloc(65_507, 0x30)];
}

t.test('what is malformed is found, never let through as the trap, and hurts nobody', async (t) => {
  const { send, pco, clock } = await listen(t);
  const corpus = malformedCorpus();
  const good = closeTrap.toString('hex');
  const right = readTraps(tapedTrap(closeTrap)).traps[0]?.message;
  const marker = { address: '192.0.2.99', port: 4_711 };
  const last = trapV1({ varbinds: closeVarbinds(`${marker.address}.${marker.port}`) });
  const until = { notification: 'tcpConnectionClose', count: 1, remote: marker };
  let seen = 0;
  for (let from = 0; from < corpus.length; from += 100) {
    const { observation } = await pco.call('mark', null, clock.in(1_000));
    const since = observation.position;
    await send(...corpus.slice(from, from + 100), last);
    const look = await pco.call('traps', { since, until }, clock.in(10_000));
    const { traps: all, lost } = look.observation;
    seen += all.length + lost;
    const passedOff = all.filter(
      ({ raw, malformed, message }) =>
        malformed.length === 0 && raw !== good && isDeepStrictEqual(message, right),
    );
    t.same(passedOff, []);
    t.same(all.at(-1)?.message?.session?.remote, marker, 'a good trap after them arrives');
  }
  t.equal(seen, corpus.length + Math.ceil(corpus.length / 100), 'each is kept or counted');
});

t.test('twenty thousand datagrams: what is kept is bounded, the rest is counted', async (t) => {
  const { traps, send, pco, clock, tapes } = await listen(t);
  const junk = Buffer.from('junk');
  const burst = [...Array.from({ length: 195 }, () => junk), ...Array.from({ length: 5 }, () => closeTrap)];
  for (let sent = 0; sent < 20_000; sent += burst.length) {
    await send(...burst);
    await read(clock, sent + burst.length);
  }
  await send(closeTrap);
  await read(clock, 20_001);
  const { lost, traps: kept } = await traps(0, 1);
  const good = kept.filter(({ malformed }) => malformed.length === 0).length;
  t.ok(good > 50, `${good} good traps are kept`);
  t.ok(kept.length - good > 50, `${kept.length - good} malformed ones are kept`);
  t.equal(kept.length + lost, 20_001, `${lost} are counted as lost`);
  const text = tapes.text('trap-listener');
  t.ok(text.length < 65_536, `${text.length} bytes are on the tape: the journal keeps them whole`);
  t.same(readTraps(text), { kind: 'traps', traps: kept, lost });

  const { observation } = await pco.call('mark', null, clock.in(1_000));
  await send(closeTrap);
  t.match(
    await traps(observation.position, 1),
    { lost: 0, traps: [{ malformed: [] }] },
    'and then all is as before',
  );
});

const notLinux = process.platform !== 'linux' && 'only Linux tells';

t.test('what the kernel threw away is counted too', { skip: notLinux }, async (t) => {
  const { traps, port, clock, send } = await listen(t);
  // All in one turn of the event loop: nothing is read meanwhile.
  const sent = 8_000;
  void send(...Array.from({ length: sent }, () => Buffer.alloc(300, 0x30)));
  const limit = performance.now() + 10_000;
  while (clock.activities + kernelDrops(host, port) < sent && performance.now() < limit) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { traps: kept, lost } = await traps();
  t.equal(kept.length + lost, sent, `${kernelDrops(host, port)} were thrown away by the kernel`);
});

t.test('a flood of junk does not crowd out the trap that is awaited', async (t) => {
  const { traps, send } = await listen(t);
  const waiting = traps(0, 1);
  for (let sent = 0; sent < 2_000; sent += 100) {
    await send(...Array.from({ length: 100 }, () => Buffer.alloc(300, 0x30)));
  }
  await send(closeTrap);
  const { traps: kept, lost } = await waiting;
  t.equal(kept.at(-1)?.raw, closeTrap.toString('hex'));
  t.ok(lost > 1_000);
});

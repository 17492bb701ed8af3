import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import t from 'tap';
import { readTraps } from '../../../bench/trap-reading.ts';
import { bindTrapListener } from '../../../drivers/snmp/trap-listener.ts';
import { SteeredClock } from '../../../lab-topologies/clocks/steered-clock.ts';
import { jumpingClock } from '../../support/jumping-clock.ts';
import { closeTrap, closeVarbinds, headOfV2, messageV2, spliced, trapV1 } from '../../bench/snmp/encoder.ts';
import { TestClock, TestTapes } from '../ssh/fake-bench.ts';
import { host, listen, senderTo, switchHost, switchName } from './listening.ts';

const closeOf = (remote: string): Buffer => trapV1({ varbinds: closeVarbinds(remote) });

t.test('a trap, read from the tape alone as it was live', async (t) => {
  const { pco, clock, tapes, send } = await listen(t);
  const mark = await pco.call('mark', null, clock.in(1_000));
  t.same(mark, { observation: { kind: 'mark', position: 0 }, spans: [] });
  await send(closeTrap);
  const until = { notification: 'tcpConnectionClose', count: 1 };
  const { observation, spans } = await pco.call('traps', { since: 0, until }, clock.in(5_000));
  t.match(observation, {
    kind: 'traps',
    lost: 0,
    traps: [
      {
        at: Number,
        sender: { address: switchName, port: Number },
        raw: closeTrap.toString('hex'),
        malformed: [],
        message: { version: 'v1', community: 'public', notification: 'tcpConnectionClose' },
      },
    ],
  });
  t.ok(clock.activities > 0, 'the clock was told');
  t.same(spans, [{ pco: 'trap-listener', from: 0, to: tapes.text('trap-listener').length }]);
  t.same(readTraps(tapes.read(spans, 'trap-listener')), observation);
});

t.test('a mark parts what came before from what comes after', async (t) => {
  const { pco, clock, traps, send } = await listen(t);
  await send(closeOf('192.0.2.10.50001'));
  await traps(0, 1);
  const { observation } = await pco.call('mark', null, clock.in(1_000));
  t.same((await traps(observation.position)).traps, []);
  await send(closeOf('192.0.2.10.50002'));
  const after = await traps(observation.position, 1);
  t.same(
    after.traps.map(({ message }) => message?.session?.remote.port),
    [50_002],
  );
  t.equal((await traps()).traps.length, 2, 'an earlier mark still shows both');
  await t.rejects(pco.call('traps', { since: 3 }, clock.in(1_000)), {
    name: 'PcoError',
    message: "There is no mark at 3 of the trap listener's recording",
  });
});

t.test('what has arrived is read before it is said what came', async (t) => {
  const { pco, clock, traps, send } = await listen(t);
  const sixty = Array.from({ length: 60 }, (_, index) => closeOf(`192.0.2.10.${50_000 + index}`));
  // Not awaited: they are on their way when the mark is asked for.
  const sending = send(...sixty);
  const { observation } = await pco.call('mark', null, clock.in(1_000));
  await sending;
  t.same((await traps(observation.position)).traps, []);
  const last = send(closeTrap);
  t.equal((await traps(observation.position)).traps.length, 1);
  await last;
});

t.test('waiting for the trap of one session, while others come', async (t) => {
  const { pco, clock, send } = await listen(t);
  const remote = { address: '192.0.2.10', port: 50_003 };
  const until = { notification: 'tcpConnectionClose', count: 1, remote };
  const waiting = pco.call('traps', { since: 0, until }, clock.in(5_000));
  await send(
    closeOf('192.0.2.10.50001'),
    messageV2(headOfV2('1.3.6.1.6.3.1.1.5.4')),
    spliced(closeOf('192.0.2.10.50003'), 3, 1, 0),
    closeOf('192.0.2.11.50003'),
    closeOf('192.0.2.10.50003'),
  );
  const { observation } = await waiting;
  t.equal(observation.traps.length, 5);
  t.same(observation.traps.at(-1)?.message?.session?.remote, remote);
});

t.test('two in the same tick are two, each with its session', async (t) => {
  const { traps, send } = await listen(t);
  await Promise.all([send(closeOf('192.0.2.10.50001')), send(closeOf('192.0.2.10.50002'))]);
  const ports = (await traps(0, 2)).traps.map(({ message }) => message?.session?.remote.port);
  t.same(ports.toSorted(), [50_001, 50_002]);
});

t.test('at the deadline it tells what came', async (t) => {
  const clock = jumpingClock();
  const { pco } = await listen(t, { clock });
  const until = { notification: 'tcpConnectionClose', count: 1 };
  const { observation, spans } = await pco.call('traps', { since: 0, until }, clock.in(600_000));
  t.same(observation, { kind: 'traps', traps: [], lost: 0 });
  t.same(spans, [{ pco: 'trap-listener', from: 0, to: 0 }]);
  t.equal(clock.now(), 600_000);
});

t.test('a trap that the switch sends while its clock jumps to the deadline', async (t) => {
  const bound = await bindTrapListener({ host, port: 0 });
  t.teardown(() => bound.close());
  const send = await senderTo(t, bound.port);
  let jumps = 0;
  const clock = new SteeredClock({
    advance: (milliseconds) => {
      jumps += 1;
      if (jumps === 1) void send(closeTrap);
      return Promise.resolve(milliseconds);
    },
    delivered: true,
    giveUpOnUndelivered: () => undefined,
  });
  t.teardown(() => clock.close());
  const pco = bound.open({
    openTape: new TestTapes().open,
    clock,
    nameOf: String,
    agent: { host: switchHost, port: 9 },
  });
  const until = { notification: 'tcpConnectionClose', count: 1 };
  const { observation } = await pco.call('traps', { since: 0, until }, clock.in(600_000));
  t.equal(observation.traps.length, 1);
  t.equal(jumps, 1);
});

t.test('a wait that is given up is given up, not answered', async (t) => {
  const clock = jumpingClock();
  const { pco } = await listen(t, { clock });
  clock.within = () => Promise.reject(new Error('interrupted'));
  const until = { notification: 'tcpConnectionClose', count: 1 };
  await t.rejects(pco.call('traps', { since: 0, until }, clock.in(1_000)), { message: 'interrupted' });
});

t.test('what came before there was a bench is kept', async (t) => {
  const bound = await bindTrapListener({ host, port: 0 });
  t.teardown(() => bound.close());
  const send = await senderTo(t, bound.port);
  await send(closeTrap);
  const clock = new TestClock();
  const tapes = new TestTapes();
  const options = { openTape: tapes.open, clock, nameOf: String, agent: { host: switchHost, port: 9 } };
  const pco = bound.open(options);
  const opened = clock.now();
  const until = { notification: 'tcpConnectionClose', count: 1 };
  const { observation } = await pco.call('traps', { since: 0, until }, clock.in(5_000));
  t.equal(observation.traps.length, 1);
  t.equal(observation.traps[0]?.sender.address, switchHost);
  t.ok((observation.traps[0]?.at ?? 0) <= opened + 1_000);
  t.throws(() => bound.open(options), 'once');
  await pco.close();
  await pco.close();
});

t.test('a port that is taken', async (t) => {
  const other = createSocket('udp4').bind(0, host);
  await once(other, 'listening');
  t.teardown(() => void other.close());
  const { port } = other.address();
  await t.rejects(bindTrapListener({ host, port }), {
    name: 'BenchError',
    message: `UDP port ${port} of ${host} is taken: no traps can be received there`,
    facts: { where: `${host}, UDP port ${port}`, next: /end the program that has it/ },
  });
});

/** As whom a low port may not be bound: ourselves, or, as root, nobody. */
const isRoot = process.getuid?.() === 0;
const lowest = Number(
  await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8').catch(() => '0'),
);
const cannotTry =
  (lowest <= 162 && 'any user may bind port 162 here') ||
  (isRoot && !existsSync('/usr/bin/setpriv') && 'setpriv is not installed here');

t.test('a port that one may not bind', { skip: cannotTry }, async (t) => {
  const driver = JSON.stringify(import.meta.resolve('../../../drivers/snmp/trap-listener.ts'));
  const script = `
    const { bindTrapListener } = await import(${driver});
    const told = ({ name, message, facts }) => JSON.stringify({ name, message, facts });
    console.log(await bindTrapListener({ host: '${host}', port: 162 }).then(() => 'bound', told));
    process.exit();`;
  const node = [process.execPath, '--input-type=module', '-e', script];
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const [program = '', ...args] = isRoot ? [...nobody, ...node] : node;
  const { stdout } = await execa(program, args, { env: { HOME: '/nonexistent' } });
  t.match(JSON.parse(stdout), {
    name: 'BenchError',
    message: `UDP port 162 of ${host} may not be bound: no traps can be received there`,
    facts: {
      where: `${host}, UDP port 162`,
      next: /redirect it to a high port.*setcap cap_net_bind_service/,
    },
  });
});

t.test('an address of another machine', async (t) => {
  await t.rejects(bindTrapListener({ host: '192.0.2.77', port: 0 }), {
    name: 'BenchError',
    message: '192.0.2.77 is no address of this machine: no traps can be received there',
  });
});

t.test('only the communities that are let in', async (t) => {
  const { traps, send, tapes } = await listen(t, { communities: ['lab-traps'] });
  await send(
    closeTrap,
    trapV1({ community: '' }),
    trapV1({ community: 'lab-traps', varbinds: closeVarbinds() }),
  );
  const all = (await traps(0, 1)).traps;
  t.same(
    all.map(({ refused, message }) => [refused, message?.community]),
    [
      ['the community "public" is not let in', undefined],
      ['the community "" is not let in', undefined],
      [undefined, 'lab-traps'],
    ],
  );
  t.same(readTraps(tapes.text('trap-listener')).traps, all);
});

t.test('an inform is acknowledged, and what is sent is on the tape', async (t) => {
  const { port, traps, tapes } = await listen(t);
  const socket = createSocket('udp4').bind(0, switchHost);
  await once(socket, 'listening');
  t.teardown(() => void socket.close());
  const varbinds = [...headOfV2('1.3.6.1.4.1.9.0.1'), ...closeVarbinds()];
  socket.send(messageV2(varbinds, { tag: 0xa6, id: 99 }), port, host);
  const [acknowledged] = (await once(socket, 'message')) as [Buffer];
  t.same(acknowledged, messageV2(varbinds, { tag: 0xa2, id: 99 }));
  t.same(tapes.sent, [acknowledged.toString('latin1')]);
  const [trap] = (await traps(0, 1)).traps;
  t.match(trap, {
    malformed: [],
    message: { version: 'v2c', pdu: 'inform', notification: 'tcpConnectionClose' },
  });
});

import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { ReleaseStack } from '../../bench/release-stack.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { openSshClient } from '../../drivers/ssh/ssh-client.ts';
import { wallClock } from '../../lab-topologies/clocks/wall-clock.ts';
import { openBench } from '../../lab-topologies/open-bench.ts';
import { startSwitches } from '../../lab-topologies/open-second-device.ts';
import { boundTo } from '../../lab-topologies/patch-panel.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';

/** The two switches of virtual.yaml, with the real virtual switch and the real drivers. */

const topology = loadTopology(fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url)), {
  env: {},
});

const openTape: OpenTape = (pco) => {
  let position = 0;
  return {
    pco,
    get position() {
      return position;
    },
    sending: () => undefined,
    received: (bytes) => ({ pco, from: position, to: (position += bytes.length) }),
  };
};

async function openTwo(t: Test) {
  const bench = await openBench(topology, { openTape });
  t.teardown(() => bench.close());
  const [first, second] = [bench.pco('console'), bench.pco('second-device')];
  if (first === undefined || second === undefined) throw new Error('virtual.yaml has both');
  const at = (terminal: typeof first) => ({
    enable: async (): Promise<string> => {
      const way = { mode: 'privileged-exec' } as const;
      return (await terminal.call('enter', way, bench.clock.in(60_000))).observation.prompt;
    },
    show: async (command: string): Promise<string> => {
      const { observation } = await terminal.call('execute', { command }, bench.clock.in(60_000));
      return observation.lines.map(({ text }) => text).join('\n');
    },
  });
  return { bench, dut: at(first), peer: at(second) };
}

/** Seconds of the day, as `show clock` prints them. */
function secondsOf(shown: string): number {
  const [, hours, minutes, seconds] = /(\d+):(\d+):(\d+\.\d+)/.exec(shown) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

t.test('each has a console and a name of its own, and the release of the topology', async (t) => {
  const { bench, dut, peer } = await openTwo(t);
  t.equal(await dut.enable(), 'Switch#');
  t.equal(await peer.enable(), 'Peer#', 'its own enable secret is the right one');
  t.match(await peer.show('show version'), /03\.03/);
  t.match(await peer.show('show ip ssh'), /SSH Enabled - version 1\.99/);
  t.match(
    await peer.show('show running-config | section Vlan1'),
    /ip address 198\.51\.100\.2 255\.255\.255\.0/,
  );
  t.match(bench.secondDevice, {
    address: '198.51.100.2',
    port: 22,
    dut: { address: '198.51.100.1', port: 22 },
  });
  t.same(bench.serviceOf('second-device'), { address: '198.51.100.2', port: 22 });
  t.equal(bench.whyWithout('second-device'), undefined);
});

t.test('one clock is over both, also where one was left alone for half an hour', async (t) => {
  const { bench, dut, peer } = await openTwo(t);
  await dut.enable();
  await peer.enable();
  const apart = async (): Promise<number> =>
    secondsOf(await peer.show('show clock')) - secondsOf(await dut.show('show clock'));
  const before = await apart();
  t.ok(Math.abs(before) < 30, `at first they are ${before} s apart`);
  bench.attend?.(false);
  const real = performance.now();
  await bench.clock.wait(1_800_000);
  t.ok(performance.now() - real < 20_000, 'half an hour takes seconds');
  // Its console has logged out meanwhile, as any that nobody types at.
  await dut.enable();
  await peer.enable();
  const after = await apart();
  t.ok(Math.abs(after - before) < 15, `then they are ${after} s apart`);
  bench.attend?.(true);
  await bench.clock.wait(900_000);
  await dut.enable();
  await peer.enable();
  const together = await apart();
  t.ok(Math.abs(together - before) < 15, `and attended to, ${together} s`);
});

t.test('a connection from the one is named at the other as the topology names it', async (t) => {
  const { dut, secondDevice } = topology;
  if (dut.kind !== 'virtual' || secondDevice === undefined) throw new Error('virtual.yaml has both');
  const stack = new ReleaseStack();
  t.teardown(() => stack.release());
  const switches = await startSwitches(topology, dut, stack, { steered: false, faults: [] });
  const reach = {
    dut: boundTo(switches.dut.ready.binds, '198.51.100.1:22'),
    second: boundTo(switches.second?.ready.binds ?? {}, '198.51.100.2:22'),
  };
  t.match(reach, { dut: { host: '127.0.4.1' }, second: { host: '127.0.4.2' } });
  const clock = wallClock();
  stack.defer('the clock', () => clock.close());
  const account = { ...dut.accounts.bench, password: topology.password };
  const ways = [
    { to: reach.dut, from: reach.second.host, name: '198.51.100.2', account, secret: topology.enableSecret },
    {
      to: reach.second,
      from: reach.dut.host,
      name: '198.51.100.1',
      account: secondDevice.account,
      secret: secondDevice.enableSecret,
    },
  ];
  for (const { to, from, name, account: whose, secret } of ways) {
    const client = openSshClient({
      reach: { ...to, localAddress: from },
      names: { client: name, server: { address: 'x', port: 22 } },
      account: whose,
      enableSecret: secret,
      openTape,
      clock,
    });
    stack.defer('an SSH client', () => client.close());
    const { observation } = await client.call('login', {}, clock.in(20_000));
    t.equal(observation.outcome, 'authenticated');
    const { session } = observation;
    if (session === undefined) throw new Error('it has one');
    const exec = { session, command: 'show users' };
    const shown = await client.call('exec', exec, clock.in(20_000));
    t.match(JSON.stringify(shown.observation), name, `the far end is ${name}`);
    await client.call('logout', { session }, clock.in(20_000));
  }
});

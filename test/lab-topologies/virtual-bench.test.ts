import { fileURLToPath } from 'node:url';
import t from 'tap';
import { BenchError, explain } from '../../bench/errors.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { openBench } from '../../lab-topologies/open-bench.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';

/** The shipped virtual bench with the real virtual switch and the real drivers. */

const file = fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url));

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

for (const clock of ['steered', 'wall'] as const) {
  t.test(`console and SSH, ${clock} clock`, async (t) => {
    const bench = await openBench(loadTopology(file, { env: {}, clock }), { openTape });
    t.teardown(() => bench.close());
    const terminal = bench.pco('console');
    const client = bench.pco('ssh-client');
    if (!terminal || !client) throw new Error('virtual.yaml has both');
    const execute = async (command: string): Promise<string> => {
      const { observation } = await terminal.call('execute', { command }, bench.clock.in(60_000));
      return observation.lines.map(({ text }) => text).join('\n');
    };
    const enabled = await terminal.call('enter', { mode: 'privileged-exec' }, bench.clock.in(60_000));
    t.equal(enabled.observation.prompt, 'Switch#', 'the enable secret of the topology is the right one');
    t.match(await execute('show ip ssh'), /SSH Enabled - version 1\.99/);
    t.match(
      await execute('show running-config | section GigabitEthernet0/0'),
      /vrf forwarding Mgmt-vrf\s+ip address 192\.0\.2\.1 255\.255\.255\.0/,
    );
    const { position: since } = (await terminal.call('mark', null, bench.clock.in(60_000))).observation;
    const login = await client.call('login', {}, bench.clock.in(60_000));
    t.match(login.observation, { outcome: 'authenticated', ident: 'SSH-1.99-Cisco-1.25' });
    const seen = await terminal.call('awaitLog', { pattern: 'SSH2_SESSION', since }, bench.clock.in(60_000));
    t.match(
      seen.observation.line,
      /SSH2 Session request from 192\.0\.2\.10 /,
      'the switch sees the client at its address in the topology',
    );
    if (clock === 'wall') return;
    const real = performance.now();
    await bench.clock.wait(300_000);
    t.ok(performance.now() - real < 60_000, 'five minutes do not take five minutes');
  });
}

t.test('a fault that there is not: the switch says so', async (t) => {
  const topology = loadTopology(file, { env: {} });
  const told = await openBench(topology, { openTape, faults: ['no-such-fault'] }).then(
    () => 'it was opened',
    (error: unknown) => (error instanceof BenchError ? explain(error) : String(error)),
  );
  t.match(told, /exit code 3[^]*no-such-fault/);
});

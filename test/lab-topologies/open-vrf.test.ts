import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import type { OpenTape } from '../../bench/tape.ts';
import { headOf } from '../../lab-topologies/head-of.ts';
import { openBench } from '../../lab-topologies/open-bench.ts';
import { vrfOf } from '../../lab-topologies/open-vrf.ts';
import { patchPanel, serviceOf } from '../../lab-topologies/patch-panel.ts';
import { loadTopology, type Topology } from '../../lab-topologies/topology.ts';

const virtual = fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url));

const role = `  vrf:
    vrf: lab-vrf
    interface: Vlan2
    dutAddress: 198.51.100.3
    address: 198.51.100.20
    reach: { host: 127.0.7.20 }
`;

/** The default lab with a VRF in it, whatever it says of one itself. */
function withVrf(t: Test, text: string = role): Topology {
  const file = join(t.testdir({}), 'vrf.yaml');
  const plain = readFileSync(virtual, 'utf8')
    .replace(/^ {2}vrf:.*\n(?: {4}.*\n)*/gm, '')
    .replace(/^ {4}- interface: Vlan2\n(?: {6}.*\n)*/m, '')
    .replace('  reload-allowed: {}\n', `${text}  reload-allowed: {}\n`);
  writeFileSync(file, plain);
  return loadTopology(file, { env: {} });
}

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

t.test('a suite learns its name, its interface and who is in it', (t) => {
  const topology = withVrf(t);
  t.same(vrfOf(topology), { name: 'lab-vrf', interface: 'Vlan2', address: '198.51.100.3' });
  t.same(serviceOf(topology, 'vrf'), { address: '198.51.100.20', port: 22 });
  t.match(headOf(topology), {
    vrf: { name: 'lab-vrf', interface: 'Vlan2', address: '198.51.100.3' },
    services: { vrf: { address: '198.51.100.20', port: 22 } },
  });
  t.end();
});

t.test('its server is bound to any port, of which the switch is told', (t) => {
  const topology = withVrf(t);
  const { dut } = topology;
  if (dut.kind !== 'virtual') throw new Error('virtual.yaml is virtual');
  const options = patchPanel(topology, dut, { vrf: 40_122 });
  t.ok(options.includes('lab-vrf/198.51.100.20:22=127.0.7.20:40122'), options.join(' '));
  t.end();
});

t.test('the switch comes up with the VRF, and its interface', async (t) => {
  const bench = await openBench(withVrf(t), { openTape });
  t.teardown(() => bench.close());
  const terminal = bench.pco('console');
  const show = async (command: string): Promise<string> => {
    const shown = await terminal?.call('execute', { command }, bench.clock.in(60_000));
    return shown?.observation.lines.map(({ text }) => text).join('\n') ?? '';
  };
  await terminal?.call('enter', { mode: 'privileged-exec' }, bench.clock.in(60_000));
  t.same(bench.vrf, { name: 'lab-vrf', interface: 'Vlan2', address: '198.51.100.3' });
  t.match(
    await show('show running-config | section vrf definition'),
    /vrf definition lab-vrf\n !\n address-family ipv4/,
  );
  t.match(
    await show('show running-config | section interface Vlan'),
    /interface Vlan1\n ip address 198\.51\.100\.1 255\.255\.255\.0[^]*interface Vlan2\n vrf forwarding lab-vrf\n ip address 198\.51\.100\.3 255\.255\.255\.0/,
  );
});

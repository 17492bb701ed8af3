import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { loadTopology, type Topology } from '../../lab-topologies/topology.ts';
import { standUpVirtualLab } from '../../lab-topologies/virtual-lab.ts';
import { fakeSwitches, type Notes } from './fake-switch.ts';

const virtual = (): Topology =>
  loadTopology(fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url)), { env: {} });

function fakeLab(t: Test) {
  const folder = t.testdir({ 'switch.mjs': fakeSwitches.good });
  process.env['FAKE_SWITCH_NOTES'] = join(folder, 'notes.json');
  return {
    folder,
    switchProgram: join(folder, 'switch.mjs'),
    told: (): Notes => JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')) as Notes,
  };
}

t.test('a lab that stays up says where it is and how to log in, and lets others attach', async (t) => {
  const { folder, switchProgram, told } = fakeLab(t);
  const topology = virtual();
  const lab = await standUpVirtualLab(topology, { switchProgram, faults: ['no-banner'] });
  t.match(lab, {
    console: '/dev/pts/none',
    baud: 9600,
    address: '192.0.2.1',
    port: 22,
    reach: { host: '127.0.2.1', port: 40022 },
  });
  t.strictSame(lab.credentials, {
    username: 'bench',
    password: topology.password.reveal(),
    enableSecret: topology.enableSecret.reveal(),
  });
  t.notOk(told().options.includes('--steered-clock'), 'time goes by as it does for whoever types by hand');
  t.ok(told().options.includes('no-banner'));

  const file = join(folder, 'attach.yaml');
  writeFileSync(file, lab.toTopology(), { mode: 0o600 });
  const attached = loadTopology(file, { env: {} });
  t.match(attached.dut, {
    kind: 'virtual',
    attach: { console: '/dev/pts/none', reach: { host: '127.0.2.1', port: 40022 } },
  });
  t.equal(attached.clock, 'wall');
  t.equal(attached.password.reveal(), topology.password.reveal());
  t.equal(attached.enableSecret.reveal(), topology.enableSecret.reveal());
  t.strictSame([...attached.grants], [...topology.grants]);
  t.strictSame(attached.without, topology.without);

  t.test('but nobody attaches to stand up another', async (t) => {
    await t.rejects(standUpVirtualLab(attached, { switchProgram }), /only a virtual lab can be stood up/);
  });
  await lab.close();
  await lab.ended;
});

t.test('a lab whose switch ends by itself says so', async (t) => {
  const { switchProgram, told } = fakeLab(t);
  const lab = await standUpVirtualLab(virtual(), { switchProgram });
  process.kill(told().pid, 'SIGKILL');
  await lab.ended;
  await lab.close();
});

import { fileURLToPath } from 'node:url';
import t from 'tap';
import { knownFaults } from '../../cli/known-faults.ts';
import { findSuites } from '../../cli/suites.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';
import { loadRegistry } from '../../requirements/load.ts';

const virtual = fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url));

/** Requirements of which nothing can be seen without a role that the virtual lab lacks. */
const undecidable = {
  'SSH1-RES-001': 'alt-image',
  'SSH2-PRE-006': 'alt-image',
};

t.test('the virtual switch has a fault for every requirement that a suite covers', async (t) => {
  const tied = new Set((await knownFaults()).flatMap(({ requirements }) => requirements));
  const covered = (await findSuites(loadRegistry())).flatMap(({ requirements }) => requirements);
  t.ok(covered.length > 0);
  const without = covered.filter((id) => !tied.has(id));
  t.same(without.sort(), Object.keys(undecidable).sort());
  const { roles } = loadTopology(virtual, { env: {} });
  for (const [id, role] of Object.entries(undecidable))
    t.notOk(
      Object.hasOwn(roles, role),
      `${id}: the virtual lab has ${role} now, so it is decided and needs a fault`,
    );
});

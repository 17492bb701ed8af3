import t from 'tap';
import { knownFaults } from '../../cli/known-faults.ts';
import { findSuites } from '../../cli/suites.ts';
import { loadRegistry } from '../../requirements/load.ts';

t.test('the virtual switch has a fault for every requirement that a suite covers', async (t) => {
  const tied = new Set((await knownFaults()).flatMap(({ requirements }) => requirements));
  const covered = (await findSuites(loadRegistry())).flatMap(({ requirements }) => requirements);
  t.ok(covered.length > 0);
  t.same(
    covered.filter((id) => !tied.has(id)),
    [],
  );
});

import t from 'tap';
import { guideOf } from '../../harness/guide.ts';
import { loadRegistry } from '../../requirements/load.ts';

const registry = loadRegistry();
const guide = guideOf(registry);

t.test('each line of an example configuration is applied, or left out with a reason', async (t) => {
  for (const [id, { config, applied }] of registry.requirements) {
    if (config === undefined || applied === undefined) continue;
    const listing = guide.listing(id);
    const told = [
      ...listing.applied.map(({ text }) => text),
      ...listing.notApplied.flatMap(({ lines }) => lines),
    ];
    t.same(told.sort(), [...config].sort(), id);
    t.ok(listing.notApplied.every(({ reason }) => reason !== ''));
  }
});

t.test('a line that the registry repairs keeps what the guide prints', async (t) => {
  const { applied } = guide.listing('SSH1-EX12K-001');
  t.match(
    applied.find(({ text }) => text.startsWith('login')),
    { text: 'login authentication aaa12000kw', printed: 'login authentication aaal2000kw' },
  );
  t.match(applied[0], { text: 'hostname Router12K', printed: 'hostname Router12K' });
});

t.test('a requirement without a listing has nothing to apply', async (t) => {
  t.throws(() => guide.listing('SSH1-EX72-002'), { message: /SSH1-EX72-002 has no lines/ });
  t.throws(() => guide.listing('SSH1-EX99-001'), { message: /SSH1-EX99-001/ });
});

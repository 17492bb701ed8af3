import t from 'tap';
import { guideFolder, loadRegistry } from '../../requirements/load.ts';

const registry = loadRegistry();

t.test('all entries of the guide, by chapter', (t) => {
  const byChapter = [0, 0, 0, 0];
  for (const { chapter } of registry.requirements.values())
    byChapter[chapter] = (byChapter[chapter] ?? 0) + 1;
  t.same(byChapter, [0, 80, 34, 229]);
  t.equal(registry.requirements.size, 343);
  t.equal(registry.guide, guideFolder);
  t.end();
});

t.test('the procedures and the suites that carry them out', (t) => {
  t.equal(registry.procedures.length, 44);
  const suites = new Set(registry.procedures.map(({ suite }) => suite));
  t.equal(suites.size, 36);
  t.match(
    registry.procedures.find(({ number }) => number === 'P05'),
    { suite: 'ssh2-hostname-domain', pages: '23-24', chapter: '3' },
  );
  for (const { id, suite } of registry.requirements.values()) t.ok(suites.has(suite), `${id} in ${suite}`);
  t.end();
});

t.test('an entry has its patterns, hazard and seconds', (t) => {
  t.match(registry.requirements.get('SSH2-HOST-009'), {
    suite: 'ssh2-hostname-domain',
    hazard: ['management'],
    seconds: 20,
    expect: [{ line: 'SSH Enabled - version 1.5' }, { where: 'identification string on TCP/22' }],
  });
  t.equal([...registry.requirements.values()].filter(({ judge }) => judge !== undefined).length, 169);
  t.end();
});

t.test('it is read once', (t) => {
  t.equal(loadRegistry(), registry);
  t.end();
});

import t from 'tap';
import { releaseNamed } from '../../virtual-switch/release.ts';

t.test('a release is asked for by its train or by a number in it', (t) => {
  for (const [typed, name, version] of [
    ['03.03SE', '03.03SE', '03.03SE'],
    ['03.03.05SE', '03.03SE', '03.03.05SE'],
    ['03.06.06E', '03.06E', '03.06.06E'],
    ['03.06.08.E', '03.06E', '03.06.08.E'],
    ['16.12', '16.12', '16.12.7'],
    ['16.12.3a', '16.12', '16.12.3a'],
    ['16.12.03a', '16.12', '16.12.3a'],
    ['16.06.08', '16.6', '16.6.8'],
    ['17.12', '17.x', '17.12.1'],
    ['17.15.3', '17.x', '17.15.3'],
  ] as const) {
    const release = releaseNamed(typed);
    t.same([release?.name, release?.version], [name, version], typed);
  }
  for (const typed of ['99', '16', '16.9', '16.9.4', '17.9.4', '03.05E', '03.03', '16.12.']) {
    t.equal(releaseNamed(typed), undefined, typed);
  }
  t.equal(releaseNamed('17.15.3')?.configuration.version, '17.15');
  t.equal(releaseNamed('16.12.3a')?.configuration.version, '16.12');
  t.equal(releaseNamed('03.06.06E')?.configuration.version, '15.2');
  t.end();
});

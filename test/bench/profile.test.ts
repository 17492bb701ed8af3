import t from 'tap';
import { isOfTrain, trainOf } from '../../bench/profile.ts';

const trains: Record<string, string | undefined> = {
  '03.02.03SE': '03.02SE',
  '03.03SE': '03.03SE',
  '03.03.05SE': '03.03SE',
  '3.3.5SE': '03.03SE',
  '03.06.05E': '03.06E',
  '03.06.08.E': '03.06E',
  '03.06.05aE': '03.06E',
  '03.07.04E': '03.07E',
  '16.3.9': '16.3',
  '16.03.09': '16.3',
  '16.12.3a': '16.12',
  '16.12.03a': '16.12',
  '16.12': '16.12',
  '17.09.04a': '17.9',
  '15.2(2)E7': undefined,
  '12.2(55)SE8': undefined,
  '16.4.20170410:165034': undefined,
  BLD_POLARIS_DEV_LATEST_20210302_012043: undefined,
  '03.06.05': undefined,
  '16.12.3E': undefined,
  unknown: undefined,
  '': undefined,
};
for (const [release, train] of Object.entries(trains)) {
  t.test(`the train of "${release}"`, async (t) => {
    t.equal(trainOf(release), train);
  });
}

t.test('what a profile speaks of', async (t) => {
  t.ok(isOfTrain('03.06.06E', '03.06E'));
  t.notOk(isOfTrain('03.06.06E', '03.03SE'), 'another train');
  t.notOk(isOfTrain('03.03.01E', '03.03SE'), 'the same numbers of another line of products');
  t.notOk(isOfTrain('16.12.1', '16.1'), 'numbers are compared whole');
  t.ok(isOfTrain('17.15.3', '17.x'));
  t.ok(isOfTrain('17.x', '17.x'), 'the virtual switch may print the name');
  t.notOk(isOfTrain('16.12.1', '17.x'));
  t.notOk(isOfTrain('15.2(2)E7', '15.x'));
});

import t from 'tap';
import type { Dut } from '../../harness/dut.ts';
import type { Lab } from '../../harness/lab.ts';
import { settledVtys } from '../../harness/settled-vtys.ts';
import { cli } from './matchers/observations.ts';

const head = '    Line       User       Host(s)              Idle       Location';
const console = '*  0 con 0                idle                 00:00:00';
const vty = (unit: number) =>
  `   ${unit + 2} vty ${unit}     bench      idle                 00:00:01 192.0.2.10`;

/** A lab whose `show users` prints so many vtys, one number after the other; the last again and again. */
function labWith(...counts: readonly number[]) {
  let [looks, waited] = [0, 0];
  const show: Dut['show'] = (command) => {
    const count = counts[Math.min(looks++, counts.length - 1)] ?? 0;
    const lines = [head, console, ...Array.from({ length: count }, (_, unit) => vty(unit))];
    return Promise.resolve({ observation: cli(lines, { command }), spans: [], call: looks });
  };
  const clock = {
    wait: (milliseconds: number) => {
      waited += milliseconds;
      return Promise.resolve();
    },
  };
  const lab = { dut: { show }, bench: { clock } } as unknown as Pick<Lab, 'dut' | 'bench'>;
  return { lab, seen: () => ({ looks, waited }) };
}

t.test('what is so already is looked at once', async (t) => {
  const { lab, seen } = labWith(1);
  await settledVtys(lab, 1);
  t.same(seen(), { looks: 1, waited: 0 });
});

t.test('a vty that takes its time is waited for', async (t) => {
  const { lab, seen } = labWith(3, 2, 1);
  const { observation } = await settledVtys(lab, 1);
  t.equal(observation.lines.length, 3);
  t.same(seen(), { looks: 3, waited: 1000 });
});

t.test('one that stays is an observation', async (t) => {
  const { lab, seen } = labWith(2);
  const { observation } = await settledVtys(lab, 1);
  t.equal(observation.lines.length, 4);
  t.same(seen(), { looks: 11, waited: 5000 });
});

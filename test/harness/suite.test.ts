import t from 'tap';
import { suite } from '../../harness/suite.ts';

const facts = { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] } as const;

t.test(
  'the requirements of a suite are known without a lab, each once, in the order of its steps',
  async (t) => {
    const { requirements } = suite('toy', facts, ({ step, dut }) => {
      step('first', ['T-002', 'T-001'], async () => {
        await dut.show('show version');
      });
      step('second', ['T-001', 'T-003'], async () => undefined);
    });
    t.same(requirements, ['T-002', 'T-001', 'T-003']);
  },
);

t.test('a definition that touches the lab outside a step is refused', async (t) => {
  t.throws(
    () =>
      suite('toy', facts, ({ dut }) => {
        void dut.show('show version');
      }),
    /dut\.show outside a step/,
  );
});

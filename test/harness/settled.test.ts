import t from 'tap';
import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { settled } from '../../harness/settled.ts';
import type { Lab } from '../../harness/lab.ts';
import type { Matcher } from '../../harness/matcher.ts';

/** A console that shows each of these texts once and the last one for ever. */
function showing(...texts: string[]) {
  let waited = 0;
  let shown = 0;
  const lab = {
    dut: {
      show: () => {
        const promptAfter = texts[Math.min(shown++, texts.length - 1)] ?? '';
        return Promise.resolve({
          observation: { kind: 'cli', promptAfter },
        } as unknown as Recorded<CliObservation>);
      },
    },
    bench: { clock: { wait: (milliseconds: number) => Promise.resolve(void (waited += milliseconds)) } },
  } as unknown as Pick<Lab, 'dut' | 'bench'>;
  return { lab, waited: () => waited, looks: () => shown };
}

const empty = {
  match: ({ promptAfter }: CliObservation) => ({ matches: promptAfter === 'none', got: promptAfter }),
} as unknown as Matcher<CliObservation>;

t.test('what is so at once costs one look and no time', async (t) => {
  const { lab, looks, waited } = showing('none');
  t.equal((await settled(lab, 'show ssh', empty)).observation.promptAfter, 'none');
  t.same([looks(), waited()], [1, 0]);
});

t.test('what becomes so is waited for', async (t) => {
  const { lab, looks } = showing('one', 'one', 'none');
  t.equal((await settled(lab, 'show ssh', empty)).observation.promptAfter, 'none');
  t.equal(looks(), 3);
});

t.test('what never becomes so is given as it was seen last', async (t) => {
  const { lab, looks, waited } = showing('two', 'one');
  t.equal((await settled(lab, 'show ssh', empty)).observation.promptAfter, 'one');
  t.equal(looks(), 10);
  t.equal(waited(), 4500);
});

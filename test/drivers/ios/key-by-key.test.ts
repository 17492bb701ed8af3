import t from 'tap';
import type { memoryRig } from '../../support/console-rig.ts';
import { memoryStream } from '../../support/memory-stream.ts';
import { jumpingClock } from '../../support/jumping-clock.ts';
import { keptTape } from '../../support/tape.ts';
import { CliEngine } from '../../../drivers/ios/engine.ts';

/** A line editor with a prompt, which echoes all but some keys. */
function lineOf(silent = ''): ReturnType<typeof memoryRig>['engine'] {
  const stream = memoryStream();
  let line = '';
  stream.onTyped((typed) => {
    for (const key of typed) {
      if (key === '\x15') {
        stream.send('\b \b'.repeat(Array.from(line).filter((each) => !silent.includes(each)).length));
        line = '';
      } else if (key === '\r') {
        stream.send('\r\nSwitch>');
        line = '';
      } else {
        line += key;
        if (!silent.includes(key)) stream.send(key);
      }
    }
  });
  stream.send('\r\nSwitch>');
  return new CliEngine({ stream, tape: keptTape(), clock: jumpingClock(), credentials: {} });
}

const deadline = () => ({ at: 10_000_000 });

t.test('each key is typed when the echo of the one before stands there', async (t) => {
  const { echoes, spans } = await lineOf().keys('clock', deadline());
  t.same(echoes, ['c', 'l', 'o', 'c', 'k']);
  t.equal(spans.length, 5);
});

t.test('a key that is not echoed has no echo, and the keys go on', async (t) => {
  const { echoes } = await lineOf('o').keys('lo', deadline());
  t.same(echoes, ['l', '']);
});

t.test('keys that are none are refused', async (t) => {
  await t.rejects(lineOf().keys('a\r', deadline()), { name: 'PcoError' });
});

import { createRequire } from 'node:module';
import t from 'tap';
import { openSerialStream } from '../../../drivers/console/serial-stream.ts';
import { openScriptedTty } from '../../support/scripted-tty.ts';

t.test('a tty that goes away is noticed at whatever moment it goes', async (t) => {
  for (let round = 0; round < 25; round++) {
    const tty = await openScriptedTty();
    const stream = await openSerialStream({ path: tty.path, baudRate: 9600 });
    stream.onData(() => undefined);
    const gone = new Promise<string | undefined>((resolve) => {
      stream.onClose(resolve);
    });
    // The device echoes and goes, so that it is gone while the echo is being read.
    tty.onTyped((typed) => {
      tty.send(typed);
      void tty.hangUp();
    });
    await Promise.allSettled([stream.write(Buffer.from('bye\r')), gone]);
    t.match(await gone, /the tty has gone/, `round ${round}`);
    await stream.close();
    await tty.close();
  }
});

t.test('what is reached into is there: serialport bindings 13.0.0', async (t) => {
  const require = createRequire(import.meta.url);
  const { version } = require('@serialport/bindings-cpp/package.json') as { version: string };
  t.equal(version, '13.0.0', 'look at dist/unix-read.js again before taking another version');
  const { unixRead } = require('@serialport/bindings-cpp/dist/unix-read.js') as { unixRead?: unknown };
  t.type(unixRead, 'function');
});

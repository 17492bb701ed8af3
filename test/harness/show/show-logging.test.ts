import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { parseShowLogging } from '../../../harness/show/show-logging.ts';

const transcripts = fileURLToPath(new URL('../../../../shared/transcripts/', import.meta.url));

t.test(
  'the counters of real devices are read',
  { skip: existsSync(transcripts) ? false : 'the shared transcripts are not here' },
  (t) => {
    const files = readdirSync(transcripts).filter((name) => /^show-logging--/.test(name));
    t.equal(files.length, 28);
    const read = files.flatMap((name) => {
      const shown = parseShowLogging(readFileSync(`${transcripts}${name}`, 'utf8').split(/\r?\n/));
      return shown.dropped === undefined ? [] : [[name, shown] as const];
    });
    t.ok(read.length >= 15, `${read.length} files have a head`);
    for (const [name, { dropped, console }] of read) {
      t.type(dropped, 'number', name);
      if (console !== undefined) t.type(console, 'number', name);
    }
    t.end();
  },
);

t.test('the buffer below the head is not looked at', (t) => {
  const shown = parseShowLogging([
    'Syslog logging: enabled (3 messages dropped, 2 messages rate-limited, 1 flushes, 4 overruns, xml disabled)',
    '    Console logging: level debugging, 120 messages logged, xml disabled,',
    '    Monitor logging: disabled',
    '    Buffer logging:  level debugging, 130 messages logged, xml disabled,',
    'Log Buffer (4096 bytes):',
    '*Nov 22 19:00:00.000: (9 messages dropped, 9 messages rate-limited)',
  ]);
  t.same(shown, { dropped: 3, rateLimited: 2, flushes: 1, overruns: 4, console: 120, buffer: 130 });
  t.same(parseShowLogging(["% Invalid input detected at '^' marker."]), {});
  t.end();
});

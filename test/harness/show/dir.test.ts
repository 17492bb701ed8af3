import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { parseDir } from '../../../harness/show/dir.ts';

t.test('a listing of a 3650', (t) => {
  const shown = parseDir([
    'Directory of flash:/',
    '',
    '30530  -rw-            16872  Apr 10 2017 17:20:51 +00:00  bootloader_evt_handle.log',
    '30531  drwx             4096  Apr 10 2017 00:17:34 +00:00  core',
    '30549  -rw-                0        <no date>              conform one',
    '',
    '1598627840 bytes total (880939008 bytes free)',
  ]);
  t.same(shown, {
    name: 'flash:/',
    files: [
      { name: 'bootloader_evt_handle.log', bytes: 16872, isDirectory: false },
      { name: 'core', bytes: 4096, isDirectory: true },
      { name: 'conform one', bytes: 0, isDirectory: false },
    ],
  });
  t.end();
});

t.test('what is no listing, and an empty one', (t) => {
  t.equal(parseDir(["% Invalid input detected at '^' marker."]), undefined);
  t.equal(parseDir(['%Error opening flash:/ (Device or resource busy)']), undefined);
  t.same(parseDir(['Directory of bootflash:/', '', 'No files in directory']), {
    name: 'bootflash:/',
    files: [],
  });
  t.end();
});

const transcripts = new URL('../../../../shared/transcripts/', import.meta.url);
t.test(
  'what real devices list',
  { skip: existsSync(transcripts) ? false : 'the transcripts are not here' },
  (t) => {
    const filesIn = (name: string): string[] => {
      const text = readFileSync(new URL(name, transcripts), 'utf8');
      return parseDir(text.split(/\r?\n/))?.files.map((file) => file.name) ?? [];
    };
    t.equal(filesIn('dir--genieparser--1.txt').length, 18);
    t.match(filesIn('dir--genieparser--1.txt'), ['bootloader_evt_handle.log', 'core']);
    t.same(filesIn('dir--ntc-templates--1.txt'), []);
    t.end();
  },
);

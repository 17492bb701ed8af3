import t from 'tap';
import { parseShowVersion } from '../../../harness/show/show-version.ts';
import { readsAllTranscripts } from './reads-all.ts';
import { facts } from './show-version-facts.ts';

readsAllTranscripts({
  parse: parseShowVersion,
  command: /^show version$/,
  files: 14,
  facts,
  asFacts: ({ unknown: _, ...shown }) => shown,
});

t.test('the first member of a stack is the one that speaks', (t) => {
  const shown = parseShowVersion([
    'System Serial Number               : FDO1111111A',
    'Switch 02',
    'System Serial Number               : FDO2222222B',
    'Configuration register is 0x102 (will be 0x142 at next reload)',
  ]);
  t.match(shown, { serial: 'FDO1111111A', configRegister: '0x102', members: [] });
  t.end();
});

t.test('the release of IOS XE 16 is that of the package', (t) => {
  const shown = parseShowVersion([
    'Cisco IOS XE Software, Version 16.12.03a',
    'Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSALK9-M), Version 16.12.3a, RELEASE SOFTWARE (fc1)',
  ]);
  t.match(shown, { release: '16.12.03a', software: 'CAT3K_CAA-UNIVERSALK9-M' });
  t.end();
});

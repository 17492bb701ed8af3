import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { printedTrapOf, printedTraps } from '../../harness/printed-trap.ts';

const transcripts = fileURLToPath(new URL('../../../shared/transcripts/', import.meta.url));
const linesOf = (name: string): string[] => readFileSync(`${transcripts}${name}`, 'utf8').split(/\r?\n/);

t.test(
  'what real devices print is read',
  { skip: existsSync(transcripts) ? false : 'the shared transcripts are not here' },
  (t) => {
    const [trap, ...more] = printedTraps(linesOf('debug-snmp-packets--cscdr72939--1.txt'));
    t.match(trap, { queuedTo: '172.17.246.208', sentTo: '172.17.246.208' });
    t.match(trap?.header, { enterprise: 'ciscoConfigManMIB.2', generic: 6, specific: 1 });
    t.ok(trap?.variables.length);
    t.same(
      more.filter(({ queuedTo }) => queuedTo === undefined),
      [],
      'no loose ends',
    );
    t.end();
  },
);

t.test('two notifications that run into one another are told apart', (t) => {
  const lines = [
    '00:01:33: SNMP: Queuing packet to 192.0.2.10',
    '00:01:33: SNMP: V1 Trap, ent cisco, addr 192.0.2.1, gentrap 6, spectrap 1 ',
    ' tcpConnEntry.1.192.0.2.1.22.192.0.2.10.40000 = 4 ',
    '00:01:33: SNMP: Queuing packet to 192.0.2.10',
    '00:01:33: SNMP: V1 Trap, ent cisco, addr 192.0.2.1, gentrap 6, spectrap 1 ',
    ' tcpConnEntry.1.192.0.2.1.22.192.0.2.10.40001 = 4 ',
    '00:01:33: SNMP: Packet sent via UDP to 192.0.2.10',
  ];
  t.equal(printedTraps(lines).length, 2);
  const first = printedTrapOf(lines, { address: '192.0.2.10', port: 40_000 });
  t.equal(first?.sentTo, '192.0.2.10');
  t.equal(printedTrapOf(lines, { address: '192.0.2.10', port: 40_001 })?.sentTo, undefined);
  t.equal(printedTrapOf(lines, { address: '192.0.2.10', port: 40_002 }), undefined);
  t.end();
});

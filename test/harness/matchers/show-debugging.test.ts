import t from 'tap';
import { debuggingShown } from '../../../harness/matchers/show-debugging.ts';
import { cli } from './observations.ts';

t.test('debuggingShown rejects another kind, one that is off, and none', (t) => {
  const snmp = debuggingShown('SNMP packet debugging');
  t.ok(snmp.match(cli(['SNMP:', '  SNMP packet debugging is on', ''])).matches);
  t.notOk(snmp.match(cli(['SNMP:', '  SNMP packet debugging is off'])).matches);
  t.notOk(snmp.match(cli(['IP SSH:', '  Incoming SSH debugging is on'])).matches);
  t.notOk(snmp.match(cli([])).matches);
  t.end();
});

import t from 'tap';
import { snmpAgentRuns } from '../../../harness/matchers/show-snmp.ts';
import { cli } from './observations.ts';

t.test('snmpAgentRuns rejects an agent that is off, and an answer that says neither', (t) => {
  const on = cli(['Chassis: FDO1234A0BC', '0 SNMP packets input', '    0 Bad SNMP version errors']);
  const off = cli(['%SNMP agent not enabled']);
  t.ok(snmpAgentRuns(true).match(on).matches);
  t.ok(snmpAgentRuns(false).match(off).matches);
  t.notOk(snmpAgentRuns(true).match(off).matches);
  t.notOk(snmpAgentRuns(false).match(on).matches);
  t.notOk(snmpAgentRuns(true).match(cli(["% Invalid input detected at '^' marker."])).matches);
  t.notOk(snmpAgentRuns(false).match(cli([])).matches);
  t.end();
});

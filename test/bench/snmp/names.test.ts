import t from 'tap';
import { ciscoDebugName } from '../../../bench/snmp/cisco-debug-name.ts';
import { nameOfNotification, nameOfOid } from '../../../bench/snmp/mib.ts';

t.test('objects with their index', async (t) => {
  t.equal(nameOfOid('1.3.6.1.4.1.9.2.9.3.1.1.2.1'), 'tslineSesType.2.1');
  t.equal(nameOfOid('1.3.6.1.4.1.9.2.9.2.1.18.2'), 'tsLineUser.2');
  t.equal(nameOfOid('1.3.6.1.2.1.1.3.0'), 'sysUpTime.0');
  t.equal(nameOfOid('1.3.6.1.2.1.2.2.1.10.7'), '1.3.6.1.2.1.2.2.1.10.7', 'a column that is not in the table');
  t.equal(nameOfOid('1.3.6.1.2.1.1.33'), '1.3.6.1.2.1.1.33', 'not the third, but the thirty-third');
  t.equal(nameOfNotification('1.3.6.1.4.1.9.0.1'), 'tcpConnectionClose');
  t.equal(nameOfNotification('1.3.6.1.4.1.9.0.1.5'), '1.3.6.1.4.1.9.0.1.5');
});

t.test('as debug snmp packet prints them, guide page 42', async (t) => {
  const names: Record<string, string> = {
    '1.3.6.1.4.1.9': 'cisco',
    '1.3.6.1.4.1.9.2.9.3.1.1.2.1': 'local.9.3.1.1.2.1',
    '1.3.6.1.2.1.6.13.1.1.10.0.0.1.22.10.0.0.2.55246': 'tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246',
    '1.3.6.1.4.1.9.2.6.1.1.5.10.0.0.1.22.10.0.0.2.55246': 'ltcpConnEntry.5.10.0.0.1.22.10.0.0.2.55246',
    '1.3.6.1.4.1.9.2.9.2.1.18.2': 'local.9.2.1.18.2',
    '1.3.6.1.4.1.9.9.43.2': 'ciscoConfigManMIB.2',
    '1.3.6.1.4.1.9.9.43.1.1.6.1.3.2': 'ccmHistoryEventEntry.3.2',
    '1.0.8802.1': '1.0.8802.1',
  };
  for (const [oid, name] of Object.entries(names)) t.equal(ciscoDebugName(oid), name);
});

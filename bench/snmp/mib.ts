/** Objects whose instances come in traps and answers: base OID of each group, and its columns or scalars. */
const objectGroups: readonly { readonly base: string; readonly members: Readonly<Record<number, string>> }[] =
  [
    {
      // SNMPv2-MIB (RFC 3418), system
      base: '1.3.6.1.2.1.1',
      members: {
        1: 'sysDescr',
        2: 'sysObjectID',
        3: 'sysUpTime',
        4: 'sysContact',
        5: 'sysName',
        6: 'sysLocation',
        7: 'sysServices',
        8: 'sysORLastChange',
      },
    },
    // SNMPv2-MIB, snmpTrap
    { base: '1.3.6.1.6.3.1.1.4', members: { 1: 'snmpTrapOID', 3: 'snmpTrapEnterprise' } },
    // SNMP-COMMUNITY-MIB (RFC 3584)
    { base: '1.3.6.1.6.3.18.1', members: { 3: 'snmpTrapAddress', 4: 'snmpTrapCommunity' } },
    {
      // IF-MIB (RFC 2863), ifEntry
      base: '1.3.6.1.2.1.2.2.1',
      members: {
        1: 'ifIndex',
        2: 'ifDescr',
        3: 'ifType',
        4: 'ifMtu',
        5: 'ifSpeed',
        6: 'ifPhysAddress',
        7: 'ifAdminStatus',
        8: 'ifOperStatus',
        9: 'ifLastChange',
      },
    },
    {
      // RFC1213-MIB, tcpConnEntry
      base: '1.3.6.1.2.1.6.13.1',
      members: {
        1: 'tcpConnState',
        2: 'tcpConnLocalAddress',
        3: 'tcpConnLocalPort',
        4: 'tcpConnRemAddress',
        5: 'tcpConnRemPort',
      },
    },
    // OLD-CISCO-SYSTEM-MIB, lsystem
    { base: '1.3.6.1.4.1.9.2.1', members: { 2: 'whyReload', 3: 'hostName', 5: 'authAddr' } },
    // OLD-CISCO-INTERFACES-MIB, lifEntry
    { base: '1.3.6.1.4.1.9.2.2.1.1', members: { 20: 'locIfReason' } },
    {
      // OLD-CISCO-TCP-MIB, ltcpConnEntry
      base: '1.3.6.1.4.1.9.2.6.1.1',
      members: {
        1: 'loctcpConnInBytes',
        2: 'loctcpConnOutBytes',
        3: 'loctcpConnInPkts',
        4: 'loctcpConnOutPkts',
        5: 'loctcpConnElapsed',
      },
    },
    {
      // OLD-CISCO-TS-MIB, ltsLineEntry
      base: '1.3.6.1.4.1.9.2.9.2.1',
      members: { 1: 'tsLineActive', 2: 'tsLineType', 15: 'tsLineLoc', 16: 'tsLineTerm', 18: 'tsLineUser' },
    },
    {
      // OLD-CISCO-TS-MIB, ltsLineSessionEntry
      base: '1.3.6.1.4.1.9.2.9.3.1',
      members: {
        1: 'tslineSesType',
        2: 'tslineSesDir',
        3: 'tslineSesAddr',
        4: 'tslineSesName',
        5: 'tslineSesCur',
        6: 'tslineSesIdle',
      },
    },
    {
      // CISCO-CONFIG-MAN-MIB, ccmHistoryEventEntry
      base: '1.3.6.1.4.1.9.9.43.1.1.6.1',
      members: {
        2: 'ccmHistoryEventTime',
        3: 'ccmHistoryEventCommandSource',
        4: 'ccmHistoryEventConfigSource',
        5: 'ccmHistoryEventConfigDestination',
        6: 'ccmHistoryEventTerminalType',
        7: 'ccmHistoryEventTerminalNumber',
        8: 'ccmHistoryEventTerminalUser',
        9: 'ccmHistoryEventTerminalLocation',
        10: 'ccmHistoryEventCommandSourceAddress',
      },
    },
  ];

/** By snmpTrapOID; those of version 1 as RFC 3584 section 3.1 makes it of enterprise, generic and specific. */
const notifications: ReadonlyMap<string, string> = new Map([
  // SNMPv2-MIB and IF-MIB, snmpTraps
  ['1.3.6.1.6.3.1.1.5.1', 'coldStart'],
  ['1.3.6.1.6.3.1.1.5.2', 'warmStart'],
  ['1.3.6.1.6.3.1.1.5.3', 'linkDown'],
  ['1.3.6.1.6.3.1.1.5.4', 'linkUp'],
  ['1.3.6.1.6.3.1.1.5.5', 'authenticationFailure'],
  ['1.3.6.1.6.3.1.1.5.6', 'egpNeighborLoss'],
  // CISCO-GENERAL-TRAPS
  ['1.3.6.1.4.1.9.0.0', 'reload'],
  ['1.3.6.1.4.1.9.0.1', 'tcpConnectionClose'],
  // CISCO-CONFIG-MAN-MIB
  ['1.3.6.1.4.1.9.9.43.2.0.1', 'ciscoConfigManEvent'],
  ['1.3.6.1.4.1.9.9.43.2.0.2', 'ccmCLIRunningConfigChanged'],
  ['1.3.6.1.4.1.9.9.43.2.0.3', 'ccmCTIDRolledOver'],
]);

const objects: ReadonlyMap<string, string> = new Map(
  objectGroups.flatMap(({ base, members }) =>
    Object.entries(members).map(([arc, name]) => [`${base}.${arc}`, name] as const),
  ),
);

/** The object's name and the index: `tslineSesType.2.1`; the OID itself where it is no object that is known here. */
export function nameOfOid(oid: string): string {
  return nameByNearest(oid, objects);
}

/** `tcpConnectionClose`, of `1.3.6.1.4.1.9.0.1`; the OID itself where it is not known. */
export function nameOfNotification(trapOid: string): string {
  return notifications.get(trapOid) ?? trapOid;
}

/** The name of the longest beginning of an OID that a table has, and the arcs after it; the OID itself where it has none. */
export function nameByNearest(oid: string, table: ReadonlyMap<string, string>): string {
  for (let end = oid.length; end > 0; end = oid.lastIndexOf('.', end - 1)) {
    const name = table.get(oid.slice(0, end));
    if (name !== undefined) return name + oid.slice(end);
  }
  return oid;
}

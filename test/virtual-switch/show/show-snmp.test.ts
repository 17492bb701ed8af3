import t from 'tap';
import { encodeMessage } from '../../../virtual-switch/snmp/message.ts';
import { aSwitch } from '../a-switch.ts';

async function shown(startup: string, command: string): Promise<string> {
  const { send } = await aSwitch({ startup: `${startup}end\n` });
  await send('terminal length 0');
  return (await send(command)).replace(/^.*\n/, '').replace(/\S+#$/, '');
}

t.test('while the agent is off', async (t) => {
  for (const command of ['show snmp', 'show snmp host', 'show snmp community', 'show snmp contact']) {
    t.equal(await shown('', command), '%SNMP agent not enabled\n', command);
  }
});

t.test('the counters and hosts, in the form of show-snmp--genieparser--2', async (t) => {
  const { send, device } = await aSwitch({
    startup: `snmp-server community public ro
snmp-server contact Somebody
snmp-server location Lab 1
snmp-server enable traps tty
snmp-server host 192.0.2.10 public
end
`,
  });
  const from = { host: '192.0.2.10', port: 40_000 };
  const request = (community: string) => {
    const varbinds = [{ oid: '1.3.6.1.2.1.1.5.0', value: { type: 'null' } as const }];
    const pdu = { kind: 'get', requestId: 1, errorStatus: 0, errorIndex: 0, varbinds } as const;
    device.snmp.received(encodeMessage({ version: 'v2c', community, pdu }), from, '192.0.2.1');
  };
  request('public');
  request('wrong');
  device.snmp.received(Buffer.from('nonsense'), from, '192.0.2.1');
  await send('terminal length 0');
  t.equal(
    // On a busy machine the log line of the wrong community comes behind it.
    (await send('show snmp')).replace(/^.*\n/, '').replace(/\n.*%SNMP-3-AUTHFAIL: .*$/, ''),
    `Chassis: FDO1740E0SW
Contact: Somebody
Location: Lab 1
3 SNMP packets input
    0 Bad SNMP version errors
    1 Unknown community name
    0 Illegal operation for community name supplied
    1 Encoding errors
    1 Number of requested variables
    0 Number of altered variables
    1 Get-request PDUs
    0 Get-next PDUs
    0 Set-request PDUs
    0 Input queue packet drops (Maximum queue size 1000)
1 SNMP packets output
    0 Too big errors (Maximum packet size 1500)
    0 No such name errors
    0 Bad values errors
    0 General errors
    1 Response PDUs
    0 Trap PDUs
Packets currently in SNMP process input queue: 0
SNMP global trap: enabled

SNMP logging: enabled
    Logging to 192.0.2.10.162, 0/10, 0 sent, 0 dropped.
Switch#`,
  );
});

t.test('hosts and communities', async (t) => {
  const startup = `snmp-server community public ro 10
snmp-server chassis-id FDO0000
snmp-server host 192.0.2.10 version 2c public udp-port 1162
snmp-server host 192.0.2.110 informs version 2c longername
`;
  t.equal(
    await shown(startup, 'show snmp host'),
    `Notification host: 192.0.2.10      udp-port: 1162  type: trap
user: public                       security model: v2c

Notification host: 192.0.2.110     udp-port: 162   type: inform
user: longername                   security model: v2c

`,
  );
  t.equal(
    await shown(startup, 'show snmp community'),
    `
Community name: public
Community Index: public
Community SecurityName: public
storage-type: nonvolatile        active access-list: 10

`,
  );
  t.equal(await shown(startup, 'show snmp chassis'), 'FDO0000\n');
});

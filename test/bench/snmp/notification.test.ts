import t from 'tap';
import { walkMessage } from '../../../bench/snmp/message.ts';
import { readNotification } from '../../../bench/snmp/notification.ts';
import {
  closeTrap,
  closeVarbinds,
  element,
  headOfV2,
  integer,
  messageV2,
  oid,
  timeTicks,
  trapV1,
  varbind,
} from './encoder.ts';

function read(bytes: Uint8Array): ReturnType<typeof readNotification> {
  const { message, findings } = walkMessage(bytes);
  if (message === undefined || findings.length > 0) throw new Error(findings.join('\n'));
  return readNotification(message);
}

const configEvent = '1.3.6.1.4.1.9.9.43.2.0.1';

t.test('tcpConnectionClose of version 1, joined to its session', async (t) => {
  const { message, findings } = read(closeTrap);
  t.same(findings, []);
  t.match(message, {
    version: 'v1',
    community: 'public',
    pdu: 'trap',
    notification: 'tcpConnectionClose',
    trapOid: '1.3.6.1.4.1.9.0.1',
    upTime: 123_456,
    session: {
      local: { address: '192.0.2.1', port: 22 },
      remote: { address: '192.0.2.10', port: 55_246 },
    },
  });
});

t.test('names of version 1 traps (RFC 3584 section 3.1)', async (t) => {
  const nameOf = (...[options]: Parameters<typeof trapV1>): unknown =>
    read(trapV1(options)).message?.notification;
  t.equal(nameOf({ generic: 0, specific: 0 }), 'coldStart');
  t.equal(nameOf({ generic: 3, specific: 0 }), 'linkUp');
  t.equal(nameOf({ specific: 0 }), 'reload');
  t.equal(nameOf({ enterprise: '1.3.6.1.4.1.9.9.43.2' }), 'ciscoConfigManEvent');
  t.equal(nameOf({ enterprise: '1.3.6.1.4.1.9.9.99', specific: 3 }), '1.3.6.1.4.1.9.9.99.0.3');
});

t.test('version 2c: trap and inform, without the two variables that lead', async (t) => {
  const varbinds = [...headOfV2(configEvent), varbind('1.3.6.1.4.1.9.9.43.1.1.6.1.3.2', integer(1))];
  const { message, findings } = read(messageV2(varbinds));
  t.same(findings, []);
  t.same(message, {
    version: 'v2c',
    community: 'public',
    pdu: 'trap',
    notification: 'ciscoConfigManEvent',
    trapOid: configEvent,
    upTime: 555,
    varbinds: [
      {
        oid: '1.3.6.1.4.1.9.9.43.1.1.6.1.3.2',
        name: 'ccmHistoryEventCommandSource.2',
        type: 'Integer',
        value: 1,
      },
    ],
  });
  t.equal(read(messageV2(varbinds, { tag: 0xa6 })).message?.pdu, 'inform');
});

t.test('what makes it no complete notification', async (t) => {
  const [upTime = element(0), trapOid = element(0)] = headOfV2(configEvent);
  const found = (bytes: Uint8Array): string => read(bytes).findings.join('\n');
  t.match(
    found(messageV2([])),
    /first variable is not sysUpTime\.0.*\n.*second variable is not snmpTrapOID\.0/,
  );
  t.match(found(messageV2([trapOid, upTime])), 'the first variable is not sysUpTime.0');
  t.match(found(messageV2([upTime])), 'the second variable is not snmpTrapOID.0');
  t.match(found(messageV2([varbind('1.3.6.1.2.1.1.3.0', integer(5)), trapOid])), 'the first variable is not');
  t.match(
    found(messageV2([upTime, varbind('1.3.6.1.6.3.1.1.4.1.0', timeTicks(1))])),
    'the second variable is not',
  );
  t.equal(read(messageV2([upTime])).message, undefined, 'it has no name');
  const head = headOfV2(configEvent);
  t.match(found(messageV2(head, { errorStatus: 5 })), 'error-status is 5 in a notification');
  t.match(found(messageV2(head, { errorIndex: 1 })), 'error-index is 1 in a notification');
  t.match(found(messageV2([...head, varbind('1.3.6.1.2.1.1.5.0', element(0x05))])), 'has no value (Null)');
  t.match(
    found(messageV2([...head, varbind('1.3.6.1.2.1.1.5.0', element(0x80))])),
    'has no value (NoSuchObject)',
  );
  t.match(found(messageV2(head, { tag: 0xa2 })), 'the PDU is a Response, not a notification');
  t.match(found(trapV1({ varbinds: [varbind('1.3.6.1.2.1.1.5.0', integer(1, 0x46))] })), 'is a Counter64');
});

t.test('indexes that contradict each other give no session', async (t) => {
  const [type = element(0), state = element(0)] = closeVarbinds();
  const [, , elapsed = element(0)] = closeVarbinds('192.0.2.11.55246');
  const two = read(trapV1({ varbinds: [type, state, elapsed] }));
  t.equal(two.message?.session, undefined);
  t.same(two.findings, [
    'tcpConnState.192.0.2.1.22.192.0.2.10.55246 and loctcpConnElapsed.192.0.2.1.22.192.0.2.11.55246 name two TCP connections',
  ]);
  for (const index of [
    '192.0.2.1.22.192.0.2.10',
    '192.0.2.1.22.192.0.2.256.55246',
    '192.0.2.1.22.192.0.2.10.65536',
  ]) {
    const { message, findings } = read(
      trapV1({ varbinds: closeVarbinds(index.slice('192.0.2.1.22.'.length)) }),
    );
    t.equal(message?.session, undefined);
    t.match(findings[0], /^the index of tcpConnState\..* is no TCP connection$/);
  }
  const other = read(trapV1({ varbinds: [type, varbind('1.3.6.1.2.1.1.2.0', oid('1.3.6.1.4.1.9.1.1641'))] }));
  t.equal(other.message?.session, undefined);
  t.same(other.findings, [], 'a trap that is about no connection');
});

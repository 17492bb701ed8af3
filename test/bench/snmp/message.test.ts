import fc from 'fast-check';
import t from 'tap';
import { walkMessage } from '../../../bench/snmp/message.ts';
import {
  closeTrap,
  closeVarbinds,
  element,
  headOfV2,
  integer,
  messageV2,
  octets,
  oid,
  sequence,
  spliced,
  trapV1,
  varbind,
} from './encoder.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const withValue = (value: Uint8Array): Buffer =>
  trapV1({ varbinds: [varbind('1.3.6.1.4.1.9.2.1.3.0', value)] });

/** The value as the walk reads it, where all is well-formed. */
function valueOf(value: Uint8Array): unknown {
  const { message, findings } = walkMessage(withValue(value));
  const [first] = message?.pdu?.varbinds ?? [];
  return findings.length > 0 ? findings : [first?.type, first?.value];
}

t.test('a version 1 trap, field by field', async (t) => {
  const { message, findings } = walkMessage(closeTrap);
  t.same(findings, []);
  t.equal(message?.version, 'v1');
  t.equal(Buffer.from(message?.community ?? []).toString(), 'public');
  t.same(message?.pdu?.v1, {
    enterprise: '1.3.6.1.4.1.9',
    agentAddress: '192.0.2.1',
    generic: 6,
    specific: 1,
    upTime: 123_456,
  });
  t.same(
    message?.pdu?.varbinds.map(({ name, type, value }) => [name, type, value]),
    [
      ['tslineSesType.2.1', 'Integer', 6],
      ['tcpConnState.192.0.2.1.22.192.0.2.10.55246', 'Integer', 4],
      ['loctcpConnElapsed.192.0.2.1.22.192.0.2.10.55246', 'TimeTicks', 1015],
      ['loctcpConnInBytes.192.0.2.1.22.192.0.2.10.55246', 'Integer', 1056],
      ['loctcpConnOutBytes.192.0.2.1.22.192.0.2.10.55246', 'Integer', 1392],
      ['tsLineUser.2', 'OctetString', 'lab'],
    ],
  );
});

t.test('values of every type, to their limits', async (t) => {
  const cases: [Uint8Array, unknown][] = [
    [integer(0), ['Integer', 0]],
    [integer(-1), ['Integer', -1]],
    [integer(2 ** 31 - 1), ['Integer', 2 ** 31 - 1]],
    [integer(-(2 ** 31)), ['Integer', -(2 ** 31)]],
    [integer(2 ** 32 - 1, 0x41), ['Counter32', 2 ** 32 - 1]],
    [integer(2 ** 32 - 1, 0x42), ['Gauge32', 2 ** 32 - 1]],
    [integer(2 ** 32 - 1, 0x43), ['TimeTicks', 2 ** 32 - 1]],
    [integer(2n ** 64n - 1n, 0x46), ['Counter64', '18446744073709551615']],
    [octets(''), ['OctetString', '']],
    [octets('a b~'), ['OctetString', 'a b~']],
    [octets('a\tb'), ['OctetString', '0x610962']],
    [octets('0x61'), ['OctetString', '0x30783631']],
    [element(0x05), ['Null', null]],
    [oid('1.3.6.1.4.1.9.4294967295'), ['Oid', '1.3.6.1.4.1.9.4294967295']],
    [hex('06 01 00'), ['Oid', '0.0']],
    [hex('06 03 88 37 03'), ['Oid', '2.999.3']],
    [element(0x40, hex('c0000201')), ['IpAddress', '192.0.2.1']],
    [element(0x44, hex('9f7804')), ['Opaque', '0x9f7804']],
  ];
  for (const [value, read] of cases) t.same(valueOf(value), read, Buffer.from(value).toString('hex'));
});

t.test('a length in more octets than it needs is legal BER (RFC 3417 section 8)', async (t) => {
  t.same(valueOf(hex('04 81 03 6c6162')), ['OctetString', 'lab']);
  t.same(valueOf(hex('04 84 00000003 6c6162')), ['OctetString', 'lab']);
  t.same(valueOf(hex('02 82 0001 05')), ['Integer', 5]);
});

t.test('each fault of a value is found, with its place', async (t) => {
  const at = withValue(element(0x05)).length - 2;
  const cases: [Uint8Array, string][] = [
    [hex('02 00'), `byte ${at}: the value of variable 1 is an integer of no octets`],
    [hex('02 02 0005'), `byte ${at + 2}: the value of variable 1 is an integer with a needless first octet`],
    [hex('02 02 ff80'), `byte ${at + 2}: the value of variable 1 is an integer with a needless first octet`],
    [
      integer(2 ** 31),
      `byte ${at + 2}: the value of variable 1 is 2147483648, outside -2147483648..2147483647`,
    ],
    [integer(-1, 0x41), `byte ${at + 2}: the value of variable 1 is -1, outside 0..4294967295`],
    [integer(2 ** 32, 0x43), `byte ${at + 2}: the value of variable 1 is 4294967296, outside 0..4294967295`],
    [integer(2n ** 64n, 0x46), `byte ${at + 2}: the value of variable 1 is 18446744073709551616, outside`],
    [element(0x02, Buffer.alloc(10, 1)), `byte ${at}: the value of variable 1 is an integer of 10 octets`],
    [hex('06 00'), `byte ${at}: the value of variable 1 is an object identifier of no octets`],
    [hex('06 02 2b86'), `byte ${at + 3}: the value of variable 1 ends within a sub-identifier`],
    [
      hex('06 03 2b8001'),
      `byte ${at + 3}: the value of variable 1 has a sub-identifier with a needless first`,
    ],
    [
      hex('06 06 2b9080808000'),
      `byte ${at + 3}: the value of variable 1 has a sub-identifier above 4294967295`,
    ],
    [hex('40 03 c00002'), `byte ${at}: the value of variable 1 is an IpAddress of 3 octets`],
    [hex('40 05 c000020101'), `byte ${at}: the value of variable 1 is an IpAddress of 5 octets`],
    [hex('05 01 00'), `byte ${at}: the value of variable 1 is a null of 1 octets`],
    [hex('03 02 0001'), `byte ${at}: the value of variable 1 has tag 0x03, which no type of SNMP has`],
    [hex('24 05 04 03 6c6162'), `byte ${at}: the value of variable 1 has tag 0x24`],
    [hex('1f 01 00'), `byte ${at}: the value of variable 1 has a tag of several octets`],
    [hex('04 80 6c6162 0000'), `byte ${at + 1}: the value of variable 1 has an indefinite length`],
    [hex('04 ff 6c6162'), `byte ${at + 1}: the value of variable 1 has a reserved length octet`],
    [
      hex('04 84 ffffffff 00'),
      `byte ${at}: the value of variable 1 says it has 4294967295 octets, but 1 are left`,
    ],
    [hex('04 85 0100000000'), `byte ${at + 1}: the value of variable 1 says it is longer than any datagram`],
    [hex('04 82 01'), `byte ${at + 3}: the value of variable 1 has a length that is cut off`],
    [hex('04'), `byte ${at + 1}: the value of variable 1 has no length`],
    [hex(''), `byte ${at}: the value of variable 1 is missing`],
    [hex('0500 00'), `byte ${at + 2}: 1 octets too many after the value of variable 1`],
  ];
  for (const [value, finding] of cases) {
    const { findings } = walkMessage(withValue(value));
    t.equal(findings.length, 1, finding);
    t.equal(findings[0]?.startsWith(finding), true, `${finding}\n${findings.join('\n')}`);
  }
});

t.test('an object identifier of more than 128 sub-identifiers', async (t) => {
  t.match(valueOf(element(0x06, Buffer.alloc(127, 1))), ['Oid']);
  t.match(valueOf(element(0x06, Buffer.alloc(128, 1))), [
    /variable 1 has 129 sub-identifiers, more than 128/,
  ]);
});

t.test('faults of the message around it', async (t) => {
  const found = (bytes: Uint8Array): string => walkMessage(bytes).findings.join('\n');
  t.equal(found(Buffer.alloc(0)), 'byte 0: the message is missing');
  t.equal(
    found(spliced(closeTrap, closeTrap.length, 0, 0)),
    `byte ${closeTrap.length}: 1 octets too many after the message`,
  );
  t.match(found(sequence(integer(2), octets('public'))), 'the version is 2, where 0, 1 and 3 are spoken');
  t.match(found(sequence(integer(0), octets('public'))), 'the PDU is missing');
  t.match(
    found(sequence(integer(0), octets('public'), element(0xa9))),
    'the PDU has tag 0xa9, which no PDU has',
  );
  t.match(found(sequence(integer(0), integer(1))), 'the community has tag 0x02, not 0x04');
  t.match(found(trapV1({ generic: 7 })), 'generic-trap is 7, outside 0..6');
  t.match(
    found(messageV2(headOfV2('1.3.6.1.6.3.1.1.5.1'), { version: 0 })),
    'a message of SNMPv1 holds a PDU of kind Trap',
  );
  t.match(found(spliced(closeTrap, 5, 1, 1)), 'a message of SNMPv2c holds a PDU of kind TrapV1');
  t.match(found(messageV2([], { errorStatus: 19 })), 'error-status is 19, outside 0..18');
});

t.test('lists longer or shorter than they say', async (t) => {
  const [first = Buffer.alloc(0)] = closeVarbinds();
  const list = (length: number): Buffer =>
    sequence(
      integer(0),
      octets('public'),
      element(
        0xa4,
        oid('1.3.6.1.4.1.9'),
        hex('4004c0000201 020106 020101 430101'),
        Buffer.from([0x30, length]),
        first,
      ),
    );
  t.same(walkMessage(list(first.length)).findings, []);
  t.match(walkMessage(list(first.length + 1)).findings[0], 'the variable bindings says it has');
  t.match(walkMessage(list(first.length - 1)).findings[0], 'variable 1 says it has');
});

t.test('whatever comes, the walk ends and throws nothing', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      walkMessage(bytes);
      walkMessage(bytes, bytes);
    }),
    { numRuns: 3000 },
  );
  walkMessage(Buffer.alloc(65_507, 0x30));
  let deep: Buffer = element(0x05);
  while (deep.length < 60_000) deep = sequence(deep, deep.subarray(0, 100));
  walkMessage(deep);
  walkMessage(sequence(integer(0), octets('public'), deep));
});

import { execa } from 'execa';
import t, { type Test } from 'tap';
import { Secret } from '../../../bench/secret.ts';
import type { Trap } from '../../../bench/trap-listener.ts';
import type { AuthProtocol, PrivProtocol, SnmpUser } from '../../../drivers/snmp/snmp-user.ts';
import { hasProgram, startSnmptrapd } from '../../support/snmptrapd.ts';
import { closeTrap, headOfV2, messageV2, octets, varbind } from '../../bench/snmp/encoder.ts';
import { host, listen, type Listening, senderTo } from './listening.ts';

// Second opinions: Debian's snmptrap, snmpinform and snmptrapd (packages snmp and snmptrapd).

const without = (program: string): string =>
  `${program} is not installed here (apt-get install snmp snmptrapd)`;
const noSnmptrap = !(await hasProgram('snmptrap')) && without('snmptrap');
const noSnmptrapd = !(await hasProgram('snmptrapd')) && without('snmptrapd');

const keys = { auth: 'authKeyInTests1', priv: 'privKeyInTests1' };
const engineId = '8000000001020304';
const connection = '192.0.2.1.22.192.0.2.10.55246';

/** What snmptrap is told of each variable: OID, type letter, value. */
const variables = [
  ['1.3.6.1.4.1.9.2.9.3.1.1.2.1', 'i', '6'],
  [`1.3.6.1.2.1.6.13.1.1.${connection}`, 'i', '5'],
  [`1.3.6.1.4.1.9.2.6.1.1.5.${connection}`, 't', '1015'],
  ['1.3.6.1.4.1.9.2.1.2.0', 's', 'reload'],
  ['1.3.6.1.2.1.1.2.0', 'o', '1.3.6.1.4.1.9.1.1641'],
  ['1.3.6.1.2.1.1.9.0', 'a', '192.0.2.9'],
  ['1.3.6.1.2.1.2.2.1.10.1', 'c', '4294967295'],
  ['1.3.6.1.2.1.2.2.1.5.1', 'u', '1000000000'],
  ['1.3.6.1.2.1.2.2.1.6.1', 'x', '00ff0a'],
] as const;

const expected = [
  { name: 'tslineSesType.2.1', type: 'Integer', value: 6 },
  { name: `tcpConnState.${connection}`, type: 'Integer', value: 5 },
  { name: `loctcpConnElapsed.${connection}`, type: 'TimeTicks', value: 1015 },
  { name: 'whyReload.0', type: 'OctetString', value: 'reload' },
  { name: 'sysObjectID.0', type: 'Oid', value: '1.3.6.1.4.1.9.1.1641' },
  { name: '1.3.6.1.2.1.1.9.0', type: 'IpAddress', value: '192.0.2.9' },
  { name: '1.3.6.1.2.1.2.2.1.10.1', type: 'Counter32', value: 4_294_967_295 },
  { name: 'ifSpeed.1', type: 'Gauge32', value: 1_000_000_000 },
  { name: 'ifPhysAddress.1', type: 'OctetString', value: '0x00ff0a' },
].map((each, index) => ({ oid: variables[index]?.[0], ...each }));

const session = {
  local: { address: '192.0.2.1', port: 22 },
  remote: { address: '192.0.2.10', port: 55_246 },
};

async function told(listening: Listening): Promise<Trap | undefined> {
  return (await listening.traps(0, 1)).traps.at(-1);
}

async function send(
  program: string,
  version: readonly string[],
  port: number,
  rest: readonly string[],
): Promise<void> {
  await execa(program, [...version, '-r', '0', '-t', '5', `${host}:${port}`, ...rest, ...variables.flat()], {
    env: { MIBS: '', SNMP_PERSISTENT_DIR: '/nonexistent' },
  });
}

t.test('snmptrap, version 1', { skip: noSnmptrap }, async (t) => {
  const listening = await listen(t, { communities: ['lab-traps'] });
  const v1 = ['1.3.6.1.4.1.9', '192.0.2.1', '6', '1', '12345'];
  await send('snmptrap', ['-v1', '-c', 'lab-traps'], listening.port, v1);
  const trap = await told(listening);
  t.same(trap?.malformed, []);
  t.same(trap?.message, {
    version: 'v1',
    community: 'lab-traps',
    pdu: 'trap',
    notification: 'tcpConnectionClose',
    trapOid: '1.3.6.1.4.1.9.0.1',
    v1: { enterprise: '1.3.6.1.4.1.9', agentAddress: '192.0.2.1', generic: 6, specific: 1 },
    upTime: 12_345,
    varbinds: expected,
    session,
  });
});

const common = {
  notification: 'tcpConnectionClose',
  trapOid: '1.3.6.1.4.1.9.0.1',
  upTime: 555,
  varbinds: expected,
  session,
};

for (const [program, pdu] of [
  ['snmptrap', 'trap'],
  ['snmpinform', 'inform'],
] as const) {
  t.test(`${program}, version 2c`, { skip: noSnmptrap }, async (t) => {
    const listening = await listen(t);
    // An inform that nobody acknowledges makes snmpinform fail.
    await send(program, ['-v2c', '-c', 'public'], listening.port, ['555', '1.3.6.1.4.1.9.0.1']);
    const trap = await told(listening);
    t.same(trap?.malformed, []);
    t.same(trap?.message, { version: 'v2c', community: 'public', pdu, ...common });
  });
}

async function sendV3(
  t: Test,
  program: string,
  [auth, authArgument]: readonly [AuthProtocol, string],
  [priv, privArgument]: readonly [PrivProtocol, string],
): Promise<Trap | undefined> {
  const user: SnmpUser = {
    name: 'lab',
    level: 'authPriv',
    auth: { protocol: auth, key: new Secret('snmp-auth', keys.auth) },
    priv: { protocol: priv, key: new Secret('snmp-priv', keys.priv) },
  };
  const listening = await listen(t, { users: [user] });
  const version = ['-v3', '-u', 'lab', '-l', 'authPriv', '-a', authArgument, '-A', keys.auth];
  const privacy = ['-x', privArgument, '-X', keys.priv];
  // Of an inform the receiver is the engine that counts, and is asked for its ID.
  const engine = program === 'snmptrap' ? ['-e', `0x${engineId}`] : [];
  const rest = ['555', '1.3.6.1.4.1.9.0.1'];
  await send(program, [...version, ...privacy, ...engine], listening.port, rest);
  t.equal(listening.tapes.text('trap-listener').includes(keys.auth), false);
  return told(listening);
}

const protocols = [
  [
    ['sha', 'SHA'],
    ['aes', 'AES'],
  ],
  [
    ['md5', 'MD5'],
    ['aes', 'AES'],
  ],
  [
    ['sha256', 'SHA-256'],
    ['aes256', 'AES-256-C'],
  ],
  [
    ['sha', 'SHA'],
    ['aes256-blumenthal', 'AES-256'],
  ],
  [
    ['sha512', 'SHA-512'],
    ['aes', 'AES'],
  ],
] as const;

for (const [auth, priv] of protocols) {
  for (const [program, pdu] of [
    ['snmptrap', 'trap'],
    ['snmpinform', 'inform'],
  ] as const) {
    t.test(`${program}, version 3, ${auth[1]} and ${priv[1]}`, { skip: noSnmptrap }, async (t) => {
      const trap = await sendV3(t, program, auth, priv);
      t.same(trap?.malformed, []);
      t.equal(trap?.refused, undefined);
      t.same(trap?.message, { version: 'v3', user: 'lab', pdu, ...common });
    });
  }
}

t.test('snmptrapd and the listener read the same in the same bytes', { skip: noSnmptrapd }, async (t) => {
  const listening = await listen(t);
  const daemon = await startSnmptrapd({ host, communities: ['public'] });
  t.teardown(() => daemon.stop());
  const toDaemon = await senderTo(t, daemon.port);
  const odd = [
    varbind('1.3.6.1.2.1.1.5.0', octets('a "quoted\\ name')),
    varbind('1.3.6.1.2.1.1.6.0', octets('')),
  ];
  const datagrams = [closeTrap, messageV2([...headOfV2('1.3.6.1.4.1.9.0.1'), ...odd])];
  for (const datagram of datagrams) {
    await toDaemon(datagram);
    await listening.send(datagram);
  }
  const [first, second, ...more] = await daemon.atLeast(2);
  t.same(more, []);
  const ours = (await listening.traps(0, 2)).traps.map(({ message }) => message);
  const { enterprise, agentAddress, generic, specific } = ours[0]?.v1 ?? {};
  t.match(first, {
    sender: '127.0.2.7',
    principal: ours[0]?.community,
    version: 'v1',
    pdu: 'trap',
    v1: { enterprise, agentAddress, generic, specific, upTime: ours[0]?.upTime },
  });
  const comparable = (varbinds: Trap['message']): unknown =>
    varbinds?.varbinds.map(({ oid, type, value }) => ({ oid, type, value: String(value) }));
  t.same(first?.varbinds, comparable(ours[0]));
  t.match(second, { version: 'v2c', principal: 'public', pdu: 'trap' });
  t.same(second?.varbinds.slice(0, 2), [
    { oid: '1.3.6.1.2.1.1.3.0', type: 'TimeTicks', value: String(ours[1]?.upTime) },
    { oid: '1.3.6.1.6.3.1.1.4.1.0', type: 'Oid', value: ours[1]?.trapOid },
  ]);
  t.same(second?.varbinds.slice(2), comparable(ours[1]));
});

t.test('snmptrapd with a user of version 3', { skip: noSnmptrapd || noSnmptrap }, async (t) => {
  const daemon = await startSnmptrapd({
    host,
    communities: [],
    users: [
      {
        name: 'lab',
        engineId,
        auth: { protocol: 'SHA', key: keys.auth },
        priv: { protocol: 'AES', key: keys.priv },
      },
    ],
  });
  t.teardown(() => daemon.stop());
  const version = [
    '-v3',
    '-u',
    'lab',
    '-l',
    'authPriv',
    '-a',
    'SHA',
    '-A',
    keys.auth,
    '-x',
    'AES',
    '-X',
    keys.priv,
  ];
  await send('snmptrap', [...version, '-e', `0x${engineId}`], daemon.port, ['555', '1.3.6.1.4.1.9.0.1']);
  const [trap] = await daemon.atLeast(1);
  t.match(trap, { version: 'v3', principal: 'lab', pdu: 'trap' });
  t.equal(trap?.varbinds.length, variables.length + 2);
});

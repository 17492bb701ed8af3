import { once } from 'node:events';
import ssh2 from 'ssh2';
import t, { type Test } from 'tap';
import { decodeMessage, type Message, type TrapV1 } from '../../../virtual-switch/snmp/message.ts';
import { lab, snmpSwitch, type SshSession } from './snmp-switch.ts';

const configuration = `snmp-server community public ro
snmp-server enable traps tty
snmp-server host ${lab.listener} public tty
`;

function trapIn(bytes: Buffer | undefined): Message<TrapV1> {
  const message = decodeMessage(bytes ?? Buffer.alloc(0));
  const { pdu } = message;
  if (pdu.kind !== 'trap-v1') throw new Error(`expected a trap of version 1, got ${pdu.kind}`);
  return { ...message, pdu };
}

const valuesOf = ({ pdu }: Message) =>
  pdu.varbinds.map(({ value }) => ('value' in value ? value.value : undefined));
const tupleOf = ({ port }: SshSession) => `${lab.management}.22.${lab.client}.${port}`;

/** Time enough for a trap to be sent, and turns enough for it to be read. */
async function settled(lab_: Awaited<ReturnType<typeof snmpSwitch>>): Promise<void> {
  await lab_.pass(200);
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

t.test('exit gives one trap with the values of that session', async (t) => {
  const s = await snmpSwitch({ add: configuration });
  const session = await s.login('alice');
  await s.pass(2000);
  t.equal(s.traps.all.length, 0, 'none at login nor meanwhile');
  await session.exit();
  await settled(s);
  await s.traps.count(1);
  await settled(s);
  t.equal(s.traps.all.length, 1);

  const [datagram] = s.traps.all;
  t.equal(datagram?.from.host, '127.0.4.1', 'from the address in the network of the host');
  const trap = trapIn(datagram?.bytes);
  t.equal(trap.community, 'public');
  t.match(trap.pdu, { enterprise: '1.3.6.1.4.1.9', agentAddress: lab.vlan, generic: 6, specific: 1 });
  const tuple = tupleOf(session);
  t.same(
    trap.pdu.varbinds.map(({ oid }) => oid),
    [
      '1.3.6.1.4.1.9.2.9.3.1.1.2.1',
      `1.3.6.1.2.1.6.13.1.1.${tuple}`,
      `1.3.6.1.4.1.9.2.6.1.1.5.${tuple}`,
      `1.3.6.1.4.1.9.2.6.1.1.1.${tuple}`,
      `1.3.6.1.4.1.9.2.6.1.1.2.${tuple}`,
      '1.3.6.1.4.1.9.2.9.2.1.18.2',
    ],
  );
  const [type, state, elapsed, bytesIn, bytesOut, user] = valuesOf(trap);
  t.equal(type, 6);
  t.equal(state, 11, 'the switch closed first: timeWait');
  t.ok(Number(elapsed) >= 200 && Number(elapsed) < 1500, `hundredths of a second: ${String(elapsed)}`);
  t.equal(bytesIn, session.sent, 'as many bytes as the client sent');
  t.equal(bytesOut, session.received, 'as many bytes as the client received');
  t.equal(user, 'alice');
});

t.test('however a session ends, it gives one trap', async (t) => {
  const s = await snmpSwitch({ add: configuration });
  let expected = 0;
  const one = async (t: Test, how: (session: SshSession) => Promise<void>) => {
    const session = await s.login('bob');
    await how(session);
    expected += 1;
    await settled(s);
    await s.traps.count(expected);
    await settled(s);
    t.equal(s.traps.all.length, expected);
    const trap = trapIn(s.traps.all[expected - 1]?.bytes);
    t.match(trap.pdu.varbinds[1]?.oid, tupleOf(session));
    return valuesOf(trap)[1];
  };
  await t.test('the client says good-bye', async (t) => {
    await one(t, (session) => session.disconnect());
  });
  await t.test('the client is cut off', async (t) => {
    t.equal(await one(t, (session) => session.reset()), 1, 'state closed');
  });
  await t.test('the line is cleared', async (t) => {
    await one(t, async (session) => {
      const closed = once(session.client, 'close');
      await s.send('clear line vty 0');
      await s.send('');
      await closed;
    });
  });
  await t.test('nobody types for too long', async (t) => {
    const elapsed = await one(t, async (session) => {
      const closed = once(session.client, 'close');
      await s.pass(600_000);
      await closed;
    });
    t.ok(elapsed);
    const [, , hundredths] = valuesOf(trapIn(s.traps.all.at(-1)?.bytes));
    t.ok(Number(hundredths) >= 60_000, 'ten minutes by its own clock');
  });
});

t.test('two sessions that end in the same tick give a trap each, with its own values', async (t) => {
  const s = await snmpSwitch({ add: configuration });
  const sessions = [await s.login('alice'), await s.login('bob')];
  const [first, second] = sessions;
  second?.channel.write('show version | include uptime\r');
  await second?.sees(/uptime is[^#]*#$/);
  const closed = sessions.map(({ client }) => once(client, 'close'));
  for (const { channel } of sessions) channel.write('exit\r');
  await Promise.all(closed);
  await settled(s);
  await s.traps.count(2);
  const traps = s.traps.all.map(({ bytes }) => trapIn(bytes));
  for (const [session, user, line] of [
    [first, 'alice', 2],
    [second, 'bob', 3],
  ] as const) {
    if (session === undefined) throw new Error('no session');
    const own = traps.filter(({ pdu }) => pdu.varbinds[1]?.oid.endsWith(tupleOf(session)));
    t.equal(own.length, 1, `one of ${user}`);
    const [trap] = own;
    if (trap === undefined) continue;
    t.equal(trap.pdu.varbinds[0]?.oid, `1.3.6.1.4.1.9.2.9.3.1.1.${line}.1`);
    t.equal(trap.pdu.varbinds[5]?.oid, `1.3.6.1.4.1.9.2.9.2.1.18.${line}`);
    const [, , , bytesIn, bytesOut, name] = valuesOf(trap);
    t.same([bytesIn, bytesOut, name], [session.sent, session.received, user]);
  }
});

t.test('it takes the enabling, a host that wants it, and a login', async (t) => {
  const quiet = async (name: string, add: string) =>
    t.test(name, async (t) => {
      const s = await snmpSwitch({ add });
      await (await s.login()).exit();
      await settled(s);
      t.equal(s.traps.all.length, 0);
    });
  const host = `snmp-server host ${lab.listener} public`;
  await quiet('not enabled', `${host} tty\n`);
  await quiet('another kind is enabled', `${host} tty\nsnmp-server enable traps snmp\n`);
  await quiet('no host', 'snmp-server enable traps tty\n');
  await quiet('the host wants others', `${host} config\nsnmp-server enable traps tty\n`);
  await quiet(
    'no route in that VRF',
    `snmp-server host ${lab.listener} vrf Mgmt-vrf public\nsnmp-server enable traps tty\n`,
  );

  await t.test('the password was wrong', async (t) => {
    const s = await snmpSwitch({ add: configuration });
    const client = new ssh2.Client();
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.on('error', () => client.end());
    client.connect({
      ...s.ssh,
      username: 'alice',
      password: 'Wrong1',
      algorithms: { serverHostKey: ['ssh-rsa'], kex: ['diffie-hellman-group14-sha1'] },
    });
    await closed;
    await settled(s);
    t.equal(s.traps.all.length, 0);
  });
});

t.test('debug snmp packet prints it as the guide has it', async (t) => {
  const s = await snmpSwitch({ add: configuration });
  await s.send('debug snmp packet');
  await s.pass(100);
  const session = await s.login('alice');
  await session.exit();
  const printed = (await s.pass(500)).split('\n').filter((line) => !/SSH-5|^$/.test(line));
  await s.traps.count(1);
  const [, state, elapsed, bytesIn, bytesOut] = valuesOf(trapIn(s.traps.all[0]?.bytes)).map(String);
  const tuple = tupleOf(session);
  t.same(printed, [
    `SNMP: Queuing packet to ${lab.listener}`,
    `SNMP: V1 Trap, ent cisco, addr ${lab.vlan}, gentrap 6, spectrap 1 `,
    ' local.9.3.1.1.2.1 = 6 ',
    ` tcpConnEntry.1.${tuple} = ${state ?? ''} `,
    ` ltcpConnEntry.5.${tuple} = ${elapsed ?? ''} `,
    ` ltcpConnEntry.1.${tuple} = ${bytesIn ?? ''} `,
    ` ltcpConnEntry.2.${tuple} = ${bytesOut ?? ''} `,
    ' local.9.2.1.18.2 = alice',
    `SNMP: Packet sent via UDP to ${lab.listener}`,
  ]);
});

t.test('without a route it says that it queued, and not that it sent', async (t) => {
  const s = await snmpSwitch({
    add: 'snmp-server enable traps tty\nsnmp-server host 203.0.113.9 public\n',
  });
  await s.send('debug snmp packet');
  await (await s.login()).exit();
  const printed = await s.pass(500);
  t.match(printed, 'SNMP: Queuing packet to 203.0.113.9');
  t.notMatch(printed, 'Packet sent');
  await s.send('terminal length 0');
  t.match(await s.output('show snmp'), 'Logging to 203.0.113.9.162, 0/10, 0 sent, 1 dropped.');
});

t.test('version 2c: a trap, and an inform that is sent again until it is answered', async (t) => {
  const s = await snmpSwitch({
    add: `snmp-server enable traps tty
snmp-server host ${lab.listener} version 2c public
snmp-server host ${lab.listener} informs version 2c asked udp-port 1162
`,
  });
  await (await s.login()).exit();
  await s.pass(100);
  await s.traps.count(2);
  const [trap, inform] = s.traps.all.map(({ bytes }) => decodeMessage(bytes));
  t.equal(trap?.pdu.kind, 'trap-v2');
  t.equal(inform?.pdu.kind, 'inform');
  for (const message of [trap, inform]) {
    t.equal(message?.version, 'v2c');
    const [upTime, oid, ...six] = message?.pdu.varbinds ?? [];
    t.match(upTime, { oid: '1.3.6.1.2.1.1.3.0', value: { type: 'ticks' } });
    t.same(oid, { oid: '1.3.6.1.6.3.1.1.4.1.0', value: { type: 'oid', value: '1.3.6.1.4.1.9.0.1' } });
    t.equal(six.length, 6);
  }
  await s.pass(15_000);
  await s.traps.count(3);
  const again = s.traps.all[2];
  t.same(again?.bytes, s.traps.all[1]?.bytes, 'the same inform once more');
  s.answer(again);
  await settled(s);
  await s.pass(60_000);
  await settled(s);
  t.equal(s.traps.all.length, 3, 'and no more once it is answered');
});

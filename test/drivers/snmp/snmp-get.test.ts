import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { walkMessage } from '../../../bench/snmp/message.ts';
import { readSnmpGet } from '../../../bench/trap-reading.ts';
import type { Return } from '../../../bench/pco.ts';
import type { SnmpGetObservation } from '../../../bench/trap-listener.ts';
import { jumpingClock } from '../../support/jumping-clock.ts';
import { element, messageV2, octets, timeTicks, varbind } from '../../bench/snmp/encoder.ts';
import { host, listen, switchHost } from './listening.ts';

const upTime = varbind('1.3.6.1.2.1.1.3.0', timeTicks(4711));

/** An agent that answers each request with what `answer` makes of its id; nothing where that is undefined. */
async function agentThat(
  t: Test,
  answer: (id: number, request: Buffer) => Uint8Array | undefined,
): Promise<{ port: number; asked: { request: Buffer; from: RemoteInfo }[] }> {
  const socket: Socket = createSocket('udp4').bind(0, switchHost);
  await once(socket, 'listening');
  t.teardown(() => void socket.close());
  const asked: { request: Buffer; from: RemoteInfo }[] = [];
  socket.on('message', (request, from) => {
    asked.push({ request, from });
    const id = walkMessage(request).message?.pdu?.request?.id ?? 0;
    const answered = answer(id, request);
    if (answered !== undefined) socket.send(answered, from.port, from.address);
  });
  return { port: socket.address().port, asked };
}

type Answer = Parameters<typeof agentThat>[1];

async function get(
  t: Test,
  answer: Answer,
  { version, within = 5_000 }: { version?: 'v1' | 'v2c'; within?: number } = {},
): Promise<Return<SnmpGetObservation> & { asked: { request: Buffer; from: RemoteInfo }[]; sent: string[] }> {
  const { port, asked } = await agentThat(t, answer);
  const { pco, clock, tapes } = await listen(t, { agent: { host: switchHost, port } });
  const args = {
    oids: ['1.3.6.1.2.1.1.3.0'],
    community: 'lab-read',
    ...(version === undefined ? {} : { version }),
  };
  const returned = await pco.call('snmp-get', args, clock.in(within));
  t.same(
    readSnmpGet(tapes.read(returned.spans, 'trap-listener')),
    returned.observation,
    'the tape says the same',
  );
  t.equal((await pco.call('traps', { since: 0 }, clock.in(1_000))).observation.traps.length, 0);
  return { ...returned, asked, sent: tapes.sent };
}

const response = (id: number, more: Parameters<typeof messageV2>[1] = {}): Buffer =>
  messageV2([upTime], { tag: 0xa2, id, community: 'lab-read', ...more });

t.test('an agent that answers, version 2c', async (t) => {
  const { observation, asked, sent } = await get(t, (id) => response(id));
  t.same(observation, {
    kind: 'snmp-get',
    outcome: 'answered',
    varbinds: [{ oid: '1.3.6.1.2.1.1.3.0', name: 'sysUpTime.0', type: 'TimeTicks', value: 4711 }],
  });
  t.equal(asked.length, 1, 'one request');
  const request = asked[0]?.request ?? Buffer.alloc(0);
  t.equal(asked[0]?.from.address, host, 'asked from the address of the listener');
  t.same(sent, [request.toString('latin1')], 'which is on the tape');
  const { message, findings } = walkMessage(request);
  t.same(findings, []);
  t.match(message, { version: 'v2c', pdu: { kind: 'GetRequest', varbinds: [{ oid: '1.3.6.1.2.1.1.3.0' }] } });
});

t.test('version 1, and an error of the agent by its name', async (t) => {
  const { observation, asked } = await get(
    t,
    (id) => response(id, { version: 0, errorStatus: 2, errorIndex: 1 }),
    {
      version: 'v1',
    },
  );
  t.match(observation, { outcome: 'error', detail: 'noSuchName' });
  t.equal(walkMessage(asked[0]?.request ?? Buffer.alloc(0)).message?.version, 'v1');
});

t.test('an object that is not there, version 2c', async (t) => {
  const absent = varbind('1.3.6.1.2.1.1.3.0', element(0x80));
  const { observation } = await get(t, (id) => messageV2([absent], { tag: 0xa2, id, community: 'lab-read' }));
  t.match(observation, { outcome: 'answered', varbinds: [{ type: 'NoSuchObject', value: null }] });
});

t.test('answers that are malformed, or to something else', async (t) => {
  const longer = await get(t, (id) => Buffer.concat([response(id), Buffer.from([0])]));
  t.match(longer.observation, { outcome: 'error', detail: /^malformed: byte \d+: 1 octets too many/ });
  const garbage = await get(t, () => octets('garbage'));
  t.match(garbage.observation, { outcome: 'error', detail: /^malformed: byte 0: the message has tag 0x04/ });
  const other = await get(t, (id) => response(id, { community: 'another' }));
  t.match(other.observation, {
    outcome: 'error',
    detail: 'malformed: net-snmp could not read it: ResponseInvalidError ECommunityNoMatch',
  });
  const long = await get(t, (id) =>
    messageV2([varbind('1.3.6.1.2.1.1.1.0', octets('x'.repeat(5_000)))], {
      tag: 0xa2,
      id,
      community: 'lab-read',
    }),
  );
  t.match(long.observation, { outcome: 'error', detail: /^the answer has 50\d\d octets/ });
});

t.test('an answer about another object than was asked for', async (t) => {
  const name = varbind('1.3.6.1.2.1.1.5.0', octets('switch'));
  const { observation } = await get(t, (id) => messageV2([name], { tag: 0xa2, id, community: 'lab-read' }));
  t.match(observation, { outcome: 'error', detail: /ResponseInvalidError EReqResOidNoMatch$/ });
});

t.test('a silent agent', async (t) => {
  const { port, asked } = await agentThat(t, () => undefined);
  const clock = jumpingClock();
  const { pco, tapes } = await listen(t, { clock, agent: { host: switchHost, port } });
  const args = { oids: ['1.3.6.1.2.1.1.3.0'], community: 'lab-read' };
  const { observation, spans } = await pco.call('snmp-get', args, clock.in(10_000));
  t.same(observation, { kind: 'snmp-get', outcome: 'silent', varbinds: [] });
  t.same(readSnmpGet(tapes.read(spans, 'trap-listener')), observation);
  t.equal(tapes.sent.length, 1);
  t.ok(asked.length <= 1, 'it is asked once');
});

t.test('an answer to an earlier question is none to this one', async (t) => {
  const { observation } = await get(t, (id) => response(id + 1), { within: 300 });
  t.match(observation, { outcome: 'silent' });
});

t.test('what is no object identifier is not asked for', async (t) => {
  const { pco, clock, tapes } = await listen(t);
  await t.rejects(pco.call('snmp-get', { oids: ['sysUpTime.0'], community: 'x' }, clock.in(1_000)), {
    name: 'PcoError',
    message: 'sysUpTime.0 is no object identifier',
  });
  t.same(tapes.sent, []);
});

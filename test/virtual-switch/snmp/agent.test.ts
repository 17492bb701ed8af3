import t from 'tap';
import { decodeMessage, encodeMessage, type Pdu } from '../../../virtual-switch/snmp/message.ts';
import { aSwitch } from '../a-switch.ts';

const from = { host: '192.0.2.10', port: 40_000 };
const startup = 'snmp-server community public ro\nsnmp-server contact Somebody\nend\n';

async function anAgent() {
  const { device } = await aSwitch({ startup });
  const ask = (version: 'v1' | 'v2c', pdu: Partial<Pdu> & Pick<Pdu, 'kind'>, ...oids: string[]) => {
    const varbinds = oids.map((oid) => ({ oid, value: { type: 'null' } as const }));
    const request = { requestId: 7, errorStatus: 0, errorIndex: 0, varbinds, ...pdu };
    const answer = device.snmp.received(
      encodeMessage({ version, community: 'public', pdu: request }),
      from,
      '192.0.2.1',
    );
    return { answer, pdu: answer && (decodeMessage(answer).pdu as Pdu) };
  };
  return { device, ask };
}

t.test('an answer carries the request’s number and what was asked', async (t) => {
  const { ask } = await anAgent();
  t.match(ask('v1', { kind: 'get', requestId: -5 }, '1.3.6.1.2.1.1.4.0').pdu, {
    ...{ kind: 'response', requestId: -5, errorStatus: 0, errorIndex: 0 },
    varbinds: [{ oid: '1.3.6.1.2.1.1.4.0', value: { type: 'text', value: 'Somebody' } }],
  });
});

t.test('in version 1 one missing variable fails the whole request, and is named', async (t) => {
  const { ask } = await anAgent();
  const oids = ['1.3.6.1.2.1.1.4.0', '1.3.6.1.2.1.1.4.1'];
  t.match(ask('v1', { kind: 'get' }, ...oids).pdu, {
    ...{ errorStatus: 2, errorIndex: 2 },
    varbinds: oids.map((oid) => ({ oid, value: { type: 'null' } })),
  });
  t.match(ask('v2c', { kind: 'get' }, ...oids).pdu, {
    errorStatus: 0,
    varbinds: [{ value: { type: 'text' } }, { value: { type: 'noSuchInstance' } }],
  });
});

t.test('a walk comes by everything once, in order, and to an end', async (t) => {
  const { ask } = await anAgent();
  const seen: string[] = [];
  let at = '0.0';
  for (;;) {
    const [found] = ask('v2c', { kind: 'get-next' }, at).pdu?.varbinds ?? [];
    if (found === undefined || found.oid === at) break;
    at = found.oid;
    seen.push(at);
  }
  t.ok(seen.length > 100);
  t.equal(new Set(seen).size, seen.length);
  t.equal(ask('v1', { kind: 'get-next' }, at).pdu?.errorStatus, 2);
});

t.test('a bulk request is answered with as much as a message holds', async (t) => {
  const { ask } = await anAgent();
  const greedy = { kind: 'get-bulk', errorStatus: 0, errorIndex: 2_147_483_647 } as const;
  const oids = Array.from({ length: 50 }, () => '1.3.6.1');
  for (const asked of [['1.3.6.1'], oids]) {
    const { answer, pdu } = ask('v2c', greedy, ...asked);
    t.ok(answer !== undefined && answer.length <= 1500 && answer.length > 1000, String(answer?.length));
    t.equal(pdu?.errorStatus, 0);
  }
  t.equal(ask('v1', greedy, '1.3.6.1').answer, undefined, 'version 1 has no bulk requests');
});

t.test('an answer that is too long is an error', async (t) => {
  const { ask } = await anAgent();
  const oids = Array.from({ length: 60 }, () => '1.3.6.1.2.1.1.1.0');
  t.match(ask('v2c', { kind: 'get' }, ...oids).pdu, { errorStatus: 1, varbinds: [] });
  t.equal(ask('v1', { kind: 'get' }, ...oids).pdu?.errorStatus, 1);
});

t.test('what is no request is counted and not answered', async (t) => {
  const { device, ask } = await anAgent();
  const { counters } = device.snmp;
  for (const kind of ['response', 'trap-v2', 'inform'] as const) {
    t.equal(ask('v2c', { kind }, '1.3.6.1').answer, undefined, kind);
  }
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 2000; round += 1) {
    const noise = Buffer.from(Array.from({ length: random() % 60 }, () => random() % 256));
    t.equal(device.snmp.received(noise, from, '192.0.2.1') ?? undefined, undefined);
  }
  t.equal(counters.inPkts, 2003);
  t.equal(counters.inASNParseErrs + counters.inBadVersions, 2000);
  t.equal(ask('v1', { kind: 'get' }, '1.3.6.1.2.1.1.4.0').pdu?.errorStatus, 0, 'and it answers as before');
});

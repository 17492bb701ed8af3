import t from 'tap';
import { BerError } from '../../../virtual-switch/snmp/ber.ts';
import {
  type AnyPdu,
  BadVersionError,
  decodeMessage,
  encodeMessage,
  type Message,
} from '../../../virtual-switch/snmp/message.ts';
import { address, counter, integer, text, ticks } from '../../../virtual-switch/snmp/values.ts';

const varbinds = [
  { oid: '1.3.6.1.2.1.1.3.0', value: ticks(4_294_967_295) },
  { oid: '1.3.6.1.4.1.9.2.9.2.1.18.2', value: text('J\xfcrgen') },
  { oid: '1.3.6.1.2.1.6.13.1.2.1', value: address('192.0.2.1') },
  { oid: '1.3.6.1.2.1.11.1.0', value: counter(4_294_967_297) },
  { oid: '1.3.6.1.2.1.1.2.0', value: { type: 'oid', value: '1.3.6.1.4.1.9.1.1745' } as const },
  { oid: '1.3.6.1.2.1.1.7.0', value: integer(-6) },
];
const trap: AnyPdu = {
  kind: 'trap-v1',
  enterprise: '1.3.6.1.4.1.9',
  agentAddress: '198.51.100.1',
  generic: 6,
  specific: 1,
  upTime: 123_456,
  varbinds,
};
const request = (
  kind: 'get' | 'get-bulk' | 'inform' | 'trap-v2' | 'response' | 'set' | 'get-next',
): AnyPdu => ({
  kind,
  requestId: -17,
  errorStatus: 0,
  errorIndex: 10,
  varbinds,
});

t.test('what is written is read again', async (t) => {
  const messages: Message[] = [
    { version: 'v1', community: 'public', pdu: trap },
    ...(['get', 'get-next', 'response', 'set', 'get-bulk', 'inform', 'trap-v2'] as const).map(
      (kind): Message => ({ version: 'v2c', community: '', pdu: request(kind) }),
    ),
  ];
  for (const message of messages) t.same(decodeMessage(encodeMessage(message)), message, message.pdu.kind);
  t.equal(varbinds[3]?.value.type === 'counter' && varbinds[3].value.value, 1, 'counters go round');
});

t.test('a message that is cut short or too long anywhere is refused', async (t) => {
  for (const pdu of [trap, request('get-bulk')]) {
    const whole = encodeMessage({ version: 'v1', community: 'public', pdu });
    for (let length = 0; length < whole.length; length += 1) {
      t.throws(() => decodeMessage(whole.subarray(0, length)), BerError, `${pdu.kind} of ${length} bytes`);
    }
    t.throws(() => decodeMessage(Buffer.concat([whole, Buffer.from([0])])), BerError, 'a byte behind it');
  }
});

t.test('no bytes make it throw anything else', async (t) => {
  const whole = encodeMessage({ version: 'v1', community: 'public', pdu: trap });
  let refused = 0;
  for (let at = 0; at < whole.length; at += 1) {
    for (const bit of [1, 0x80]) {
      const wrong = Buffer.from(whole);
      wrong[at] = (wrong[at] ?? 0) ^ bit;
      try {
        decodeMessage(wrong);
      } catch (error) {
        refused += 1;
        if (!(error instanceof BerError || error instanceof BadVersionError)) throw error;
      }
    }
  }
  t.ok(refused > whole.length / 2);
});

t.test('a version that it does not speak', async (t) => {
  const v3 = encodeMessage({ version: 'v2c', community: 'public', pdu: request('get') });
  v3[v3.indexOf(Buffer.from([2, 1, 1])) + 2] = 3;
  t.throws(() => decodeMessage(v3), BadVersionError);
});

import t from 'tap';
import { walkMessage } from '../../../bench/snmp/message.ts';
import { NetSnmpReceiver } from '../../../drivers/snmp/net-snmp-receiver.ts';
import {
  closeTrap,
  element,
  headOfV2,
  integer,
  messageV2,
  octets,
  oid,
  spliced,
  trapV1,
  varbind,
} from '../../bench/snmp/encoder.ts';

// What we rely on in net-snmp 3.29.2: that it takes its socket from us, judges a datagram before it returns, and hands over
// every field. Where a later version does otherwise, this fails.

const from = { address: '127.0.2.7', port: 4_711 };

function receiver(sent: Uint8Array[] = []): NetSnmpReceiver {
  return new NetSnmpReceiver({ users: [], reply: (bytes) => void sent.push(bytes) });
}

const judge = (bytes: Uint8Array, to = receiver()): unknown =>
  to.judge(bytes, from, walkMessage(bytes).message);

t.test('it reads the same as the strict walk, in every type', async (t) => {
  const values = [
    integer(-5),
    octets('lab'),
    octets(Buffer.from([0, 255])),
    octets(''),
    oid('1.3.6.1.4.1.9.4294967295'),
    Buffer.from('06038837 03'.replace(' ', ''), 'hex'),
    element(0x40, Buffer.from([192, 0, 2, 1])),
    integer(2 ** 32 - 1, 0x41),
    integer(2 ** 32 - 1, 0x42),
    integer(1015, 0x43),
    element(0x44, Buffer.from([1, 2])),
    integer(2n ** 64n - 1n, 0x46),
  ];
  const varbinds = values.map((value, index) => varbind(`1.3.6.1.4.1.9.2.1.${index}.0`, value));
  t.same(judge(messageV2([...headOfV2('1.3.6.1.4.1.9.0.1'), ...varbinds])), { netSnmp: 'same' });
  t.same(judge(closeTrap), { netSnmp: 'same' });
  t.same(judge(trapV1({ generic: 3, upTime: 0 })), { netSnmp: 'same' });
});

t.test('where it reads something else, each difference is told', async (t) => {
  const walked = walkMessage(trapV1({ agent: '192.0.2.9', generic: 3, upTime: 1 })).message;
  t.same(receiver().judge(closeTrap, from, walked), {
    netSnmp: {
      differs: [
        'the agent address is "192.0.2.1", not "192.0.2.9"',
        'generic is 6, not 3',
        'the time stamp is 123456, not 1',
        'it has 6 variables, not 0',
      ],
    },
  });
});

t.test('what it cannot read is told by the name of its error alone', async (t) => {
  const cut = closeTrap.subarray(0, 20);
  t.match(judge(cut), { netSnmp: { error: /^\w+Error$/ } });
  t.match(judge(spliced(closeTrap, 1, 2, 0x80)), { netSnmp: { error: 'ProcessingError' } });
});

t.test('an inform is answered at once, a trap is not', async (t) => {
  const sent: Uint8Array[] = [];
  const to = receiver(sent);
  judge(closeTrap, to);
  t.equal(sent.length, 0);
  judge(messageV2(headOfV2('1.3.6.1.4.1.9.0.1'), { tag: 0xa6, id: 5 }), to);
  t.same(sent, [messageV2(headOfV2('1.3.6.1.4.1.9.0.1'), { tag: 0xa2, id: 5 })]);
});

t.test('the bytes that it is given are left as they are', async (t) => {
  const bytes = Buffer.from(closeTrap);
  judge(bytes);
  t.same(bytes, closeTrap);
});

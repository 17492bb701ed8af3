import fc from 'fast-check';
import t from 'tap';
import {
  addressAttribute,
  addressOf,
  ciscoAvPair,
  ciscoAvPairsOf,
  numberAttribute,
  numberOf,
  textAttribute,
  textOf,
  textsOf,
  vendorAttribute,
} from '../../../protocols/radius/attributes.ts';
import { attribute, code } from '../../../protocols/radius/numbers.ts';
import { type RadiusPacket, readPacket, writePacket } from '../../../protocols/radius/packet.ts';

const packets = fc.record({
  code: fc.integer({ min: 0, max: 255 }),
  identifier: fc.integer({ min: 0, max: 255 }),
  authenticator: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes)),
  attributes: fc.array(
    fc.record({
      // A Message-Authenticator has a length of its own.
      type: fc.integer({ min: 0, max: 255 }).filter((type) => type !== attribute.messageAuthenticator),
      value: fc.uint8Array({ maxLength: 253 }).map((bytes) => Buffer.from(bytes)),
    }),
    { maxLength: 12 },
  ),
});

function mustRead(bytes: Uint8Array): RadiusPacket {
  const read = readPacket(bytes);
  if ('fault' in read) throw new Error(read.fault.message);
  return read.value;
}

t.test('what is written is read again, and padding behind it is ignored', (t) => {
  fc.assert(
    fc.property(packets, fc.uint8Array({ maxLength: 20 }), (packet, padding) => {
      t.same(mustRead(writePacket(packet)), packet);
      t.same(mustRead(Buffer.concat([writePacket(packet), padding])), packet);
    }),
    { numRuns: 50 },
  );
  t.end();
});

t.test("cut packets are faults, and bytes of anybody's throw nothing", (t) => {
  t.plan(2);
  const cut = fc.check(
    fc.property(packets, fc.integer({ min: 1, max: 30 }), (packet, cut) => {
      const wire = writePacket(packet);
      if ('value' in readPacket(wire.subarray(0, Math.max(0, wire.length - cut)))) throw new Error('taken');
    }),
    { numRuns: 50 },
  );
  t.notOk(cut.failed, 'cut');
  const hostile = fc.check(
    fc.property(fc.uint8Array({ minLength: 18, maxLength: 80 }), (tail) => {
      const read = readPacket(Buffer.concat([Buffer.from([1, 1, 0, tail.length + 4]), tail.subarray(0)]));
      if ('value' in read) return writePacket(read.value).length === tail.length + 4;
      return true;
    }),
  );
  t.notOk(hostile.failed, 'of anybody');
});

t.test('each fault says what does not fit', (t) => {
  const wire = writePacket({
    code: code.accessRequest,
    identifier: 1,
    authenticator: Buffer.alloc(16),
    attributes: [textAttribute(attribute.userName, 'admin')],
  });
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(wire);
    bytes.writeUInt8(value, at);
    return bytes;
  };
  t.match(readPacket(wire.subarray(0, 19)), { fault: { what: 'short', message: /19 bytes/ } });
  t.match(readPacket(changed(3, 19)), { fault: { what: 'length' } });
  t.match(readPacket(changed(3, wire.length + 1)), { fault: { what: 'short' } });
  for (const length of [0, 1, 8, 255]) {
    t.match(readPacket(changed(21, length)), { fault: { what: 'attribute', message: /attribute 1 / } });
  }
  t.match(readPacket(changed(20, attribute.messageAuthenticator)), {
    fault: { what: 'attribute', message: /Message-Authenticator of 7 bytes/ },
  });
  t.end();
});

t.test('attributes are found again by what they hold', (t) => {
  const packet = {
    attributes: [
      textAttribute(attribute.replyMessage, 'one '),
      numberAttribute(attribute.serviceType, 0xffff_fffe),
      addressAttribute(attribute.nasIpAddress, '192.0.2.1'),
      ciscoAvPair('shell:priv-lvl=15'),
      vendorAttribute(311, 1, Buffer.from('another vendor')),
      textAttribute(attribute.replyMessage, 'two'),
      ciscoAvPair('shell:autocmd=show clock'),
      { type: attribute.vendorSpecific, value: Buffer.from([0, 0, 0, 9, 1, 200, 65]) },
    ],
  };
  t.same(textsOf(packet, attribute.replyMessage), ['one ', 'two']);
  t.equal(textOf(packet, attribute.userName), undefined);
  t.equal(numberOf(packet, attribute.serviceType), 0xffff_fffe);
  t.equal(numberOf(packet, attribute.replyMessage), 0x6f6e6520, 'four bytes are a number');
  t.equal(addressOf(packet, attribute.nasIpAddress), '192.0.2.1');
  t.same(ciscoAvPairsOf(packet), ['shell:priv-lvl=15', 'shell:autocmd=show clock']);
  t.end();
});

t.test('what has no room is said, not cut', (t) => {
  const packet = { code: 1, identifier: 1, authenticator: Buffer.alloc(16) };
  const long = textAttribute(attribute.replyMessage, 'x'.repeat(254));
  t.throws(() => writePacket({ ...packet, attributes: [long] }), {
    name: 'RangeError',
    message: /254 bytes/,
  });
  const many = Array.from({ length: 17 }, () => textAttribute(attribute.replyMessage, 'x'.repeat(253)));
  t.throws(() => writePacket({ ...packet, attributes: many }), { name: 'RangeError', message: /4096/ });
  t.end();
});

import fc from 'fast-check';
import t from 'tap';
import { packetType } from '../../../protocols/tacacs/numbers.ts';
import { encodePacket, obfuscate, type Packet, PacketReader } from '../../../protocols/tacacs/packets.ts';
import { TacacsError } from '../../../protocols/tacacs/tacacs-error.ts';

const key = 'lab-key';
const packet = (
  rest: Partial<Packet['header']> = {},
  body = 'a body of more than sixteen bytes',
): Packet => ({
  header: { minor: 0, type: packetType.authentication, sequence: 1, flags: 0, session: 0x01020304, ...rest },
  body: Buffer.from(body),
});
const read = (chunks: readonly Uint8Array[], readKey: string | undefined = key): Packet[] => {
  const reader = new PacketReader(readKey);
  return chunks.flatMap((chunk) => [...reader.push(chunk)]);
};

t.test('a packet on the wire (RFC 8907 section 4.1)', (t) => {
  const wire = encodePacket(packet({ sequence: 3 }), key);
  t.equal(wire.subarray(0, 12).toString('hex'), 'c0010300' + '01020304' + '00000021');
  t.notMatch(wire.toString('latin1'), /a body/);
  const clear = encodePacket(packet({ flags: 0x04 }), undefined);
  t.equal(clear.readUInt8(3), 0x05, 'what is sent in clear says so');
  t.match(clear.toString('latin1'), /a body of more than sixteen bytes$/);
  t.end();
});

t.test('packets come out as they went in, however the stream is cut', (t) => {
  const header = fc.record({
    minor: fc.integer({ min: 0, max: 1 }),
    type: fc.constantFrom(1, 2, 3),
    sequence: fc.integer({ min: 1, max: 255 }),
    flags: fc.constantFrom(0, 0x04),
    session: fc.integer({ min: 0, max: 0xffff_ffff }),
  });
  const packets = fc.array(fc.record({ header, body: fc.uint8Array({ maxLength: 70 }) }), { maxLength: 4 });
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
  fc.assert(
    fc.property(packets, cuts, (given, sizes) => {
      const sent = given.map((each) => ({ header: each.header, body: Buffer.from(each.body) }));
      const stream = Buffer.concat(sent.map((each) => encodePacket(each, key)));
      const chunks: Buffer[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        chunks.push(stream.subarray(at, at + size));
        at += size;
      }
      t.same(read(chunks), sent);
    }),
  );
  t.end();
});

t.test('the pad is its own inverse, and another one for each packet of a session', (t) => {
  const { header, body } = packet();
  t.same(obfuscate(obfuscate(body, header, key), header, key), body);
  t.notSame(obfuscate(body, { ...header, sequence: 3 }, key), obfuscate(body, header, key));
  t.end();
});

t.test('what is no packet is said so', (t) => {
  const wrong = (bytes: Buffer, readKey?: string) => t.throws(() => read([bytes], readKey), TacacsError);
  const wire = encodePacket(packet(), key);
  wrong(Buffer.concat([Buffer.from([0x40]), wire.subarray(1)]));
  const long = Buffer.from(wire);
  long.writeUInt32BE(0x10_0000, 8);
  wrong(long);
  wrong(encodePacket(packet(), undefined));
  t.throws(() => [...new PacketReader(undefined).push(wire)], TacacsError);
  t.end();
});

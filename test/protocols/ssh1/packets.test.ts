import { randomBytes } from 'node:crypto';
import t from 'tap';
import { crc32 } from '../../../protocols/ssh1/crc32.ts';
import { decryptorOf, encryptorOf } from '../../../protocols/ssh1/des.ts';
import { longestPacket, type Packet, PacketReader, writePacket } from '../../../protocols/ssh1/packets.ts';

function all(reader: PacketReader): Packet[] {
  const packets: Packet[] = [];
  for (let packet = reader.next(); packet !== undefined; packet = reader.next()) packets.push(packet);
  return packets;
}

t.test('the check is begun with 0 and not inverted', (t) => {
  t.equal(crc32(Buffer.alloc(0)), 0);
  t.equal(crc32(Buffer.alloc(20)), 0, 'so that zeros have none');
  t.equal(crc32(Buffer.from('123456789')), 0x2dfd2d88, "the reference value for this, not zlib's cbf43926");
  t.end();
});

t.test('lengths, padding and check of a packet in clear', (t) => {
  for (const size of [0, 1, 2, 3, 4, 7, 8, 11, 255]) {
    const data = randomBytes(size);
    const wire = writePacket(14, data);
    const length = size + 5;
    t.equal(wire.readUInt32BE(0), length);
    const padLength = wire.length - 4 - length;
    t.ok(padLength >= 1 && padLength <= 8, `1 to 8 bytes of padding: ${padLength}`);
    t.equal((wire.length - 4) % 8, 0);
    t.same(wire.subarray(4, 4 + padLength), Buffer.alloc(padLength), 'zeros, where nothing is encrypted');
    t.equal(wire[4 + padLength], 14, 'the type stands behind the padding');
    const reader = new PacketReader();
    reader.push(wire);
    t.match(reader.next(), { type: 14, data, length, padLength, encrypted: false });
    t.equal(reader.next(), undefined);
  }
  t.end();
});

for (const cipher of ['des', '3des'] as const) {
  t.test(`${cipher}: many packets, in pieces of every size`, (t) => {
    const key = randomBytes(32);
    const encrypt = encryptorOf(cipher, key);
    const sent = Array.from({ length: 20 }, (_, index) => randomBytes(index * 13));
    const wire = Buffer.concat(sent.map((data, index) => writePacket(index + 1, data, encrypt)));
    t.notOk(wire.includes(sent[19] ?? ''), 'what is sent is not to be seen');
    for (const piece of [1, 3, 8, 100, wire.length]) {
      const reader = new PacketReader();
      reader.decryptWith(decryptorOf(cipher, key));
      const got: Packet[] = [];
      for (let at = 0; at < wire.length; at += piece) {
        reader.push(wire.subarray(at, at + piece));
        got.push(...all(reader));
      }
      t.same(
        got.map(({ type, data }) => ({ type, data })),
        sent.map((data, index) => ({ type: index + 1, data })),
        `pieces of ${piece}`,
      );
    }
    t.end();
  });
}

t.test('single DES is the DES of FIPS 46', (t) => {
  // Known answer: key 133457799bbcdff1, block 0123456789abcdef; one block, so the chaining plays no part.
  const encrypted = encryptorOf(
    'des',
    Buffer.from('133457799bbcdff1', 'hex'),
  )(Buffer.from('0123456789abcdef', 'hex'));
  t.equal(encrypted.toString('hex'), '85e813540f0ab405');
  t.end();
});

t.test('the three layers of 3DES are chained each by itself', (t) => {
  const key = randomBytes(24);
  const [one, two, three] = [0, 8, 16].map((at) => key.subarray(at, at + 8)) as [Buffer, Buffer, Buffer];
  const text = randomBytes(64);
  const byLayers = encryptorOf('des', three)(decryptorOf('des', two)(encryptorOf('des', one)(text)));
  const encrypt = encryptorOf('3des', key);
  t.same(Buffer.concat([encrypt(text.subarray(0, 24)), encrypt(text.subarray(24))]), byLayers);
  t.same(decryptorOf('3des', key)(byLayers), text);
  t.end();
});

t.test('what is no packet', (t) => {
  const broken = (wire: Buffer): PacketReader => {
    const reader = new PacketReader();
    reader.push(wire);
    return reader;
  };
  for (const length of [0, 4, longestPacket + 1, 0xffffffff]) {
    const wire = Buffer.alloc(40);
    wire.writeUInt32BE(length);
    t.throws(() => broken(wire).next(), { name: 'Ssh1ProtocolError', what: 'length' }, String(length));
  }
  t.throws(() => broken(Buffer.from('Protocol mismatch.\n')).next(), {
    name: 'Ssh1ProtocolError',
    what: 'length',
  });
  const right = writePacket(9, Buffer.from('secret'));
  for (const at of [4, 8, right.length - 5, right.length - 1]) {
    const flipped = Buffer.from(right);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    t.throws(() => broken(flipped).next(), { name: 'Ssh1ProtocolError', what: 'check' }, `bit of byte ${at}`);
  }
  t.equal(broken(right.subarray(0, -1)).next(), undefined, 'one that has not come whole is waited for');
  t.equal(broken(right.subarray(0, 3)).next(), undefined);
  const reader = new PacketReader();
  const key = randomBytes(32);
  reader.decryptWith(decryptorOf('3des', key));
  const damaged = writePacket(16, randomBytes(50), encryptorOf('3des', key));
  damaged[20] = (damaged[20] ?? 0) ^ 0x40;
  reader.push(damaged);
  t.throws(() => reader.next(), { name: 'Ssh1ProtocolError', what: 'check' }, 'damaged cipher text');
  t.end();
});

t.test('the longest packet', (t) => {
  const reader = new PacketReader();
  reader.push(writePacket(17, Buffer.alloc(longestPacket - 5, 7)));
  t.equal(reader.next()?.length, longestPacket);
  t.end();
});

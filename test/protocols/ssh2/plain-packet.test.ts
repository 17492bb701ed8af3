import fc from 'fast-check';
import t from 'tap';
import { plainPacket } from '../../../protocols/ssh2/plain-packet.ts';

t.test(
  'a packet of any payload is whole blocks, with 4 bytes of padding or more (RFC 4253 section 6)',
  (t) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (payload) => {
        const packet = plainPacket(payload);
        const padLength = packet.readUInt8(4);
        t.equal(packet.length % 8, 0);
        t.ok(packet.length >= 16 && padLength >= 4);
        t.equal(packet.readUInt32BE(0), packet.length - 4);
        t.ok(packet.subarray(5, packet.length - padLength).equals(payload));
      }),
    );
    t.end();
  },
);

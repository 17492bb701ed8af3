import fc from 'fast-check';
import t from 'tap';
import {
  readAuthenticationStart,
  writeAuthenticationStart,
} from '../../../protocols/tacacs/authentication.ts';
import { longestBody, writeHeader } from '../../../protocols/tacacs/header.ts';
import { headerFlag, packetType } from '../../../protocols/tacacs/numbers.ts';
import { obfuscate } from '../../../protocols/tacacs/obfuscation.ts';
import { clearBody, PacketReader, writePacket } from '../../../protocols/tacacs/packets.ts';

const header = {
  minorVersion: 0,
  type: packetType.authentication,
  sequence: 1,
  flags: 0,
  session: 0xdeadbeef,
};
const start = writeAuthenticationStart({
  action: 1,
  privilege: 1,
  type: 1,
  service: 1,
  user: 'admin',
  port: 'tty2',
  remoteAddress: '192.0.2.10',
  data: Buffer.alloc(0),
});

t.test('a stream in pieces of every size gives the packets that were written', (t) => {
  const bodies = [0, 1, 15, 16, 17, 4000].map((size) => Buffer.alloc(size, size));
  const wire = Buffer.concat(
    bodies.map((body, index) => writePacket({ ...header, sequence: index + 1 }, body, 'a key')),
  );
  for (const piece of [1, 7, 12, 13, 100, wire.length]) {
    const reader = new PacketReader();
    const got: Buffer[] = [];
    for (let at = 0; at < wire.length; at += piece) {
      reader.push(wire.subarray(at, at + piece));
      for (let next = reader.next(); next !== undefined; next = reader.next()) {
        if ('fault' in next) throw new Error(next.fault.message);
        const clear = clearBody(next.value, 'a key');
        if ('fault' in clear) throw new Error(clear.fault.message);
        got.push(clear.value);
      }
    }
    t.same(got, bodies, `pieces of ${piece}`);
  }
  t.end();
});

t.test('the pad hides the body, and depends on key, session, version and sequence', (t) => {
  const key = 'lab-key';
  const hidden = obfuscate(start, header, key);
  t.notOk(hidden.includes('admin'));
  t.same(obfuscate(hidden, header, key), start);
  for (const other of [{ session: 1 }, { sequence: 3 }, { minorVersion: 1 }]) {
    t.notSame(obfuscate(start, { ...header, ...other }, key), hidden, JSON.stringify(other));
  }
  t.end();
});

t.test('a wrong key is noticed by lengths that do not add up', (t) => {
  let taken = 0;
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.nat({ max: 0xffff_ffff }), (key, session) => {
      const wire = writePacket({ ...header, session }, start, `right ${key}`);
      const reader = new PacketReader();
      reader.push(wire);
      const packet = reader.next();
      if (packet === undefined || 'fault' in packet) throw new Error('no packet');
      const body = clearBody(packet.value, key);
      if ('fault' in body) throw new Error(body.fault.message);
      if ('value' in readAuthenticationStart(body.value)) taken += 1;
    }),
    { numRuns: 300 },
  );
  t.ok(taken <= 3, `${taken} of 300`);
  t.end();
});

t.test('in clear where there is a key, or the other way about: not taken', (t) => {
  const reader = new PacketReader();
  reader.push(writePacket(header, start, undefined));
  reader.push(writePacket(header, start, 'k'));
  const [clear, hidden] = [reader.next(), reader.next()];
  if (clear === undefined || hidden === undefined || 'fault' in clear || 'fault' in hidden) throw new Error();
  t.equal(clear.value.header.flags & headerFlag.unencrypted, 1);
  t.match(clearBody(clear.value, 'k'), { fault: { what: 'unencrypted' } });
  t.match(clearBody(hidden.value, undefined), { fault: { what: 'encrypted' } });
  t.same(clearBody(clear.value, undefined), { value: start });
  t.end();
});

t.test('what begins like no TACACS+ packet is a fault, and is not waited for', (t) => {
  const well = writeHeader({ ...header, length: 10 });
  const http = Buffer.from('GET / HTTP/1.1\r\n');
  const type = Buffer.from(well);
  type.writeUInt8(9, 1);
  const long = writeHeader({ ...header, length: longestBody + 1 });
  for (const [bytes, what] of [
    [http, 'version'],
    [type, 'type'],
    [long, 'too-long'],
  ] as const) {
    const reader = new PacketReader();
    reader.push(bytes);
    t.match(reader.next(), { fault: { what } });
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const reader = new PacketReader();
      reader.push(bytes);
      const next = reader.next();
      if (next !== undefined && 'value' in next) t.equal(next.value.header.length, next.value.body.length);
    }),
  );
  t.end();
});

import fc from 'fast-check';
import t from 'tap';
import {
  decodeAccountReply,
  decodeAccountRequest,
  encodeAccountReply,
  encodeAccountRequest,
} from '../../../protocols/tacacs/accounting.ts';
import {
  decodeAuthenContinue,
  decodeAuthenReply,
  decodeAuthenStart,
  encodeAuthenContinue,
  encodeAuthenReply,
  encodeAuthenStart,
} from '../../../protocols/tacacs/authentication.ts';
import {
  decodeAuthorRequest,
  decodeAuthorResponse,
  encodeAuthorRequest,
  encodeAuthorResponse,
} from '../../../protocols/tacacs/authorization.ts';
import { obfuscate } from '../../../protocols/tacacs/packets.ts';
import { TacacsError } from '../../../protocols/tacacs/tacacs-error.ts';

const byte = fc.integer({ min: 0, max: 255 });
const short = fc.string({ maxLength: 60 });
const long = fc.string({ maxLength: 300 });
const data = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const who = { user: short, port: short, remoteAddress: short };
const args = fc.array(short, { maxLength: 5 });
const request = { method: byte, privilege: byte, type: byte, service: byte, ...who, args };

/** Each body with what reads it again. */
const bodies = [
  [
    fc.record({ action: byte, privilege: byte, type: byte, service: byte, ...who, data }),
    encodeAuthenStart,
    decodeAuthenStart,
  ],
  [fc.record({ status: byte, flags: byte, message: long, data }), encodeAuthenReply, decodeAuthenReply],
  [fc.record({ message: long, data, flags: byte }), encodeAuthenContinue, decodeAuthenContinue],
  [fc.record(request), encodeAuthorRequest, decodeAuthorRequest],
  [fc.record({ status: byte, args, message: long, data: long }), encodeAuthorResponse, decodeAuthorResponse],
  [fc.record({ ...request, flags: byte }), encodeAccountRequest, decodeAccountRequest],
  [fc.record({ status: byte, message: long, data: long }), encodeAccountReply, decodeAccountReply],
] as unknown as [fc.Arbitrary<object>, (value: object) => Buffer, (bytes: Buffer) => object][];

t.test('each body is read as it was written, and one byte more or less is none', (t) => {
  for (const [values, encode, decode] of bodies) {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encode(value);
        t.same(decode(bytes), value);
        t.throws(() => decode(Buffer.concat([bytes, Buffer.from([0])])), TacacsError);
        t.throws(() => decode(bytes.subarray(0, -1)), TacacsError);
      }),
      { numRuns: 50 },
    );
  }
  t.end();
});

t.test('any bytes are read or refused', (t) => {
  for (const [, , decode] of bodies) {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          decode(Buffer.from(bytes));
        } catch (error) {
          t.ok(error instanceof TacacsError, String(error));
        }
      }),
      { numRuns: 100 },
    );
  }
  t.end();
});

t.test('a body under another key is none', (t) => {
  const start = encodeAuthenStart({
    ...{ action: 1, privilege: 1, type: 1, service: 1, user: 'lab', port: 'tty1' },
    ...{ remoteAddress: '192.0.2.10', data: Buffer.alloc(0) },
  });
  const packet = { session: 7, minor: 0, sequence: 1 };
  const wire = obfuscate(start, packet, 'one key');
  t.throws(
    () => decodeAuthenStart(obfuscate(wire, packet, 'another')),
    /its lengths do not fill its \d+ bytes/,
  );
  t.end();
});

t.test('a field that its length cannot tell is not written', (t) => {
  const continueWith = (message: string) =>
    encodeAuthenContinue({ message, data: Buffer.alloc(0), flags: 0 });
  t.equal(continueWith('x'.repeat(65_535)).length, 65_540);
  t.throws(() => continueWith('x'.repeat(65_536)), RangeError);
  t.end();
});

import { deepStrictEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  readAccountingReply,
  readAccountingRequest,
  writeAccountingReply,
  writeAccountingRequest,
} from '../../../protocols/tacacs/accounting.ts';
import {
  readAuthenticationContinue,
  readAuthenticationReply,
  readAuthenticationStart,
  writeAuthenticationContinue,
  writeAuthenticationReply,
  writeAuthenticationStart,
} from '../../../protocols/tacacs/authentication.ts';
import {
  readAuthorizationRequest,
  readAuthorizationResponse,
  writeAuthorizationRequest,
  writeAuthorizationResponse,
} from '../../../protocols/tacacs/authorization.ts';
import type { Read } from '../../../protocols/tacacs/fault.ts';

const byte = fc.integer({ min: 0, max: 255 });
/** At most 252 bytes of UTF-8. */
const shortText = fc.string({ unit: 'grapheme-ascii', maxLength: 252 });
const longText = fc.string({ maxLength: 3000 });
const shortData = fc.uint8Array({ maxLength: 255 }).map((bytes) => Buffer.from(bytes));
const longData = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
const place = { user: shortText, port: shortText, remoteAddress: shortText };
const args = fc.array(shortText, { maxLength: 255 });
const request = { method: byte, privilege: byte, type: byte, service: byte, ...place, args };

interface Body<Value extends object> {
  readonly values: fc.Arbitrary<Value>;
  readonly write: (value: Value) => Buffer;
  readonly read: (body: Uint8Array) => Read<Value>;
}

function body<Value extends object>(
  values: fc.Arbitrary<Value>,
  write: Body<Value>['write'],
  read: Body<Value>['read'],
): { roundTrip: () => void; hostile: () => void } {
  return {
    roundTrip: () => {
      fc.assert(
        fc.property(values, (value) => {
          deepStrictEqual(read(write(value)), { value: { ...value } });
        }),
        { numRuns: 50 },
      );
    },
    hostile: () => {
      fc.assert(
        fc.property(values, fc.uint8Array({ minLength: 1, maxLength: 9 }), (value, more) => {
          const wire = write(value);
          const cut = read(wire.subarray(0, Math.max(0, wire.length - more.length)));
          const grown = read(Buffer.concat([wire, more]));
          for (const each of [cut, grown]) {
            if ('value' in each || each.fault.what !== 'lengths') throw new Error('it was taken');
          }
        }),
        { numRuns: 50 },
      );
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
          const got = read(bytes);
          if ('value' in got) equal(write(got.value).length, bytes.length);
        }),
      );
    },
  };
}

const bodies = {
  'authentication START': body(
    fc.record({
      action: byte,
      privilege: byte,
      type: byte,
      service: byte,
      ...place,
      data: shortData,
    }),
    writeAuthenticationStart,
    readAuthenticationStart,
  ),
  'authentication REPLY': body(
    fc.record({ status: byte, flags: byte, message: longText, data: longData }),
    writeAuthenticationReply,
    readAuthenticationReply,
  ),
  'authentication CONTINUE': body(
    fc.record({ message: longText, data: longData, flags: byte }),
    writeAuthenticationContinue,
    readAuthenticationContinue,
  ),
  'authorization REQUEST': body(fc.record(request), writeAuthorizationRequest, readAuthorizationRequest),
  'authorization RESPONSE': body(
    fc.record({ status: byte, args, message: longText, data: longText }),
    writeAuthorizationResponse,
    readAuthorizationResponse,
  ),
  'accounting REQUEST': body(
    fc.record({ flags: byte, ...request }),
    writeAccountingRequest,
    readAccountingRequest,
  ),
  'accounting REPLY': body(
    fc.record({ status: byte, message: longText, data: longText }),
    writeAccountingReply,
    readAccountingReply,
  ),
};

for (const [name, { roundTrip, hostile }] of Object.entries(bodies)) {
  t.test(`${name}: what is written is read again`, (t) => {
    t.doesNotThrow(roundTrip);
    t.end();
  });
  t.test(`${name}: one byte more or less, and bytes of anybody's, throw nothing`, (t) => {
    t.doesNotThrow(hostile);
    t.end();
  });
}

t.test('what has no room is said, not cut', (t) => {
  const start = { action: 1, privilege: 1, type: 1, service: 1, user: '', port: '', remoteAddress: '' };
  t.throws(() => writeAuthenticationStart({ ...start, user: 'u'.repeat(256), data: Buffer.alloc(0) }), {
    name: 'RangeError',
    message: /256 bytes; 255/,
  });
  const author = { method: 1, privilege: 1, type: 1, service: 1, user: '', port: '', remoteAddress: '' };
  t.throws(() => writeAuthorizationRequest({ ...author, args: Array.from({ length: 256 }, () => 'a=b') }), {
    name: 'RangeError',
    message: /256 TACACS\+ arguments/,
  });
  t.end();
});

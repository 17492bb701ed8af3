import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { walkMessage } from '../../../bench/snmp/message.ts';
import { readNotification } from '../../../bench/snmp/notification.ts';
import type { Trap } from '../../../bench/trap-listener.ts';
import { closeTrap, headOfV2, integer, messageV2, spliced, varbind } from './encoder.ts';

/** The message where all is well-formed, by the strict walk alone: net-snmp is not asked. */
function wellFormed(bytes: Uint8Array): Trap['message'] {
  const { message, findings } = walkMessage(bytes);
  if (message === undefined || findings.length > 0) return undefined;
  const notification = readNotification(message);
  return notification.findings.length > 0 ? undefined : notification.message;
}

const right = wellFormed(closeTrap);

function isJudgedRight(bytes: Uint8Array): boolean {
  return isDeepStrictEqual(wellFormed(bytes), right);
}

t.test('the trap itself is right', async (t) => {
  t.equal(right?.notification, 'tcpConnectionClose');
  t.equal(right?.varbinds.length, 6);
});

t.test('a wrong byte anywhere, each of the 255 wrong values', async (t) => {
  const judgedRight: string[] = [];
  for (const [at, good] of closeTrap.entries()) {
    for (let value = 0; value < 256; value++) {
      if (value !== good && isJudgedRight(spliced(closeTrap, at, 1, value)))
        judgedRight.push(`${at}: ${value}`);
    }
  }
  t.same(judgedRight, []);
});

t.test('a byte put in anywhere, each of the 256 values', async (t) => {
  const judgedRight: string[] = [];
  for (let at = 0; at <= closeTrap.length; at++) {
    for (let value = 0; value < 256; value++) {
      if (isJudgedRight(spliced(closeTrap, at, 0, value))) judgedRight.push(`${at}: ${value}`);
    }
  }
  t.same(judgedRight, []);
});

t.test('a byte left out anywhere, and the trap cut off anywhere', async (t) => {
  const judgedRight: string[] = [];
  for (let at = 0; at < closeTrap.length; at++) {
    if (isJudgedRight(spliced(closeTrap, at, 1))) judgedRight.push(`${at}: left out`);
    if (wellFormed(closeTrap.subarray(0, at)) !== undefined) judgedRight.push(`${at}: cut off`);
  }
  t.same(judgedRight, []);
});

t.test('several changes at random', async () => {
  const change = fc.record({
    at: fc.nat(closeTrap.length - 1),
    removed: fc.nat(3),
    put: fc.array(fc.nat(255), { maxLength: 3 }),
  });
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(changes, (all) => {
      let bytes: Buffer = closeTrap;
      for (const { at, removed, put } of all) bytes = spliced(bytes, at, removed, ...put);
      // Another form of the outermost length is no wrong byte (RFC 3417 section 8).
      return bytes.equals(closeTrap) || bytes[1] !== closeTrap[1] || !isJudgedRight(bytes);
    }),
    { numRuns: 5000 },
  );
});

t.test('version 2c: a wrong byte anywhere but in the request id, which has no right value', async (t) => {
  const trap = messageV2([
    ...headOfV2('1.3.6.1.4.1.9.9.43.2.0.1'),
    varbind('1.3.6.1.4.1.9.9.43.1.1.6.1.3.2', integer(1)),
  ]);
  // sequence 2, version 3, community 8, PDU 2, tag and length of the id 2
  const requestId = 17;
  t.equal(trap[requestId], 7);
  const good = wellFormed(trap);
  t.equal(good?.notification, 'ciscoConfigManEvent');
  const passed = new Set<number>();
  for (const at of trap.keys()) {
    for (let value = 0; value < 256; value++) {
      if (value === trap[at]) continue;
      if (isDeepStrictEqual(wellFormed(spliced(trap, at, 1, value)), good)) passed.add(at);
    }
  }
  t.same([...passed], [requestId]);
});

import t from 'tap';
import { writeTrapFact, readTraps } from '../../../bench/trap-reading.ts';
import type { TrapsObservation } from '../../../bench/trap-listener.ts';
import { oneTrapEach, sessionEndTrap, snmpAnswers } from '../../../harness/matchers/traps.ts';
import { sessionEndVariables } from '../../../harness/session-end-trap.ts';
import { closeTrap, closeVarbinds, spliced, trapV1 } from '../../bench/snmp/encoder.ts';

const local = { address: '192.0.2.1', port: 22 };
const remote = { address: '192.0.2.10', port: 55_246 };
const session = { local, remote };

/** What the listener makes of datagrams that came one after the other, 10 ms apart. */
function came(...datagrams: readonly Uint8Array[]): TrapsObservation {
  const facts = datagrams.map((raw, index) =>
    writeTrapFact({
      fact: 'datagram',
      at: 1000 + index * 10,
      sender: { address: '192.0.2.1', port: 50_000 },
      netSnmp: 'not-asked',
      raw: Buffer.from(raw).toString('hex'),
    }),
  );
  return readTraps(facts.join(''));
}

const other = trapV1({ varbinds: closeVarbinds('192.0.2.10.40000') });

t.test('oneTrapEach rejects none, two of one session, one of another, and a malformed one', (t) => {
  const each = oneTrapEach([remote]);
  t.ok(each.match(came(closeTrap)).matches);
  t.match(each.match(came()), { matches: false, got: 'no trap of a session' });
  t.notOk(each.match(came(closeTrap, closeTrap)).matches, 'twice');
  t.notOk(each.match(came(other)).matches, 'another session');
  t.notOk(each.match(came(closeTrap, other)).matches, 'one too many');
  t.notOk(each.match(came(closeTrap, closeTrap.subarray(0, 40))).matches, 'a malformed one beside it');
  t.notOk(each.match({ ...came(closeTrap), lost: 1 }).matches, 'one was not kept');
  t.ok(oneTrapEach([remote, { ...remote, port: 40_000 }]).match(came(other, closeTrap)).matches);
  t.end();
});

t.test('sessionEndTrap rejects each value that is not the expected one', (t) => {
  const right = {
    session,
    version: 'v1',
    community: 'public',
    addresses: ['192.0.2.1'],
    agent: '192.0.2.1',
    v1: { enterprise: '1.3.6.1.4.1.9', generic: 6, specific: 1 },
    notBefore: 1000,
    upTime: [123_456, 123_456],
    variables: [...sessionEndVariables],
    index: true,
    sessionType: 6,
    user: 'lab',
    line: 2,
    counted: true,
    printed: [
      'local.9.3.1.1.2.1 = 6',
      'tcpConnEntry.1.192.0.2.1.22.192.0.2.10.55246 = 4',
      'ltcpConnEntry.5.192.0.2.1.22.192.0.2.10.55246 = 1015',
      'ltcpConnEntry.1.192.0.2.1.22.192.0.2.10.55246 = 1056',
      'ltcpConnEntry.2.192.0.2.1.22.192.0.2.10.55246 = 1392',
      'local.9.2.1.18.2 = lab',
    ],
  } as const;
  t.same(sessionEndTrap(right).match(came(closeTrap)), { matches: true, got: 'that trap' });
  t.equal(
    sessionEndTrap(right).wanted,
    'one trap of the session from 192.0.2.10:55246 to 192.0.2.1:22, well-formed and as expected',
    'in words, for the report',
  );
  const wrong = {
    session: { local, remote: { ...remote, port: 1 } },
    version: 'v2c',
    community: 'private',
    addresses: ['192.0.2.2'],
    agent: '192.0.2.2',
    v1: { enterprise: '1.3.6.1.4.1.9', generic: 6, specific: 2 },
    notBefore: 1001,
    upTime: [123_457, 123_500],
    variables: [...sessionEndVariables].reverse(),
    sessionType: 5,
    user: 'other',
    line: 3,
    printed: [],
  } as const;
  for (const [part, value] of Object.entries(wrong)) {
    t.notOk(sessionEndTrap({ ...right, [part]: value }).match(came(closeTrap)).matches, part);
  }
  const swapped = trapV1({
    varbinds: closeVarbinds().map((varbind, index, all) => (index === 3 ? (all[4] ?? varbind) : varbind)),
  });
  t.notOk(sessionEndTrap(right).match(came(swapped)).matches, 'a variable twice');
  t.notOk(sessionEndTrap({ session }).match(came(closeTrap, closeTrap)).matches, 'two of one session');
  t.notOk(sessionEndTrap({ session }).match(came()).matches, 'none');
  t.end();
});

t.test('a trap with a wrong byte anywhere in it is never judged well-formed and right', (t) => {
  const judge = sessionEndTrap({
    session,
    version: 'v1',
    community: 'public',
    addresses: ['192.0.2.1'],
    v1: { enterprise: '1.3.6.1.4.1.9', generic: 6, specific: 1 },
    upTime: [123_456, 123_456],
    variables: [...sessionEndVariables],
    index: true,
    sessionType: 6,
    user: 'lab',
    line: 2,
    printed: came(closeTrap).traps.flatMap(
      ({ message }) =>
        message?.varbinds.map(({ oid, value }) => {
          const printed = oid
            .replace('1.3.6.1.4.1.9.2.6.1.1.', 'ltcpConnEntry.')
            .replace('1.3.6.1.2.1.6.13.1.', 'tcpConnEntry.')
            .replace('1.3.6.1.4.1.9.2.', 'local.');
          return `${printed} = ${String(value)}`;
        }) ?? [],
    ),
  });
  t.ok(judge.match(came(closeTrap)).matches, 'the trap itself');
  const passed: string[] = [];
  for (const [at, good] of closeTrap.entries()) {
    for (let value = 0; value < 256; value += 1) {
      if (value === good) continue;
      if (judge.match(came(spliced(closeTrap, at, 1, value))).matches) passed.push(`${at}: ${value}`);
    }
  }
  t.same(passed, [], `${closeTrap.length} places, 255 wrong values each`);
  t.end();
});

t.test('snmpAnswers rejects silence, an error, and an answer without a value', (t) => {
  const varbind = { oid: '1.3.6.1.2.1.1.3.0', name: 'sysUpTime.0', type: 'TimeTicks', value: 5 };
  const answer = { kind: 'snmp-get', outcome: 'answered', varbinds: [varbind] } as const;
  t.ok(snmpAnswers().match(answer).matches);
  t.notOk(snmpAnswers().match({ ...answer, outcome: 'silent', varbinds: [] }).matches);
  t.notOk(snmpAnswers().match({ ...answer, outcome: 'error', detail: 'noSuchName' }).matches);
  t.notOk(snmpAnswers().match({ ...answer, varbinds: [{ ...varbind, value: null }] }).matches);
  t.notOk(snmpAnswers().match({ ...answer, varbinds: [] }).matches);
  t.end();
});

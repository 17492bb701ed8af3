import t from 'tap';
import {
  type DatagramFact,
  readSnmpGet,
  readTraps,
  type TrapFact,
  writeTrapFact,
} from '../../bench/trap-reading.ts';
import {
  closeTrap,
  element,
  headOfV2,
  integer,
  messageV2,
  octets,
  sequence,
  spliced,
  timeTicks,
  varbind,
} from './snmp/encoder.ts';

const sender = { address: '192.0.2.1', port: 50_123 };

function datagram(bytes: Uint8Array, more: Partial<DatagramFact> = {}): TrapFact {
  const raw = Buffer.from(bytes).toString('hex');
  return { fact: 'datagram', at: 12.5, sender, netSnmp: 'same', raw, ...more };
}

function read(...facts: TrapFact[]): ReturnType<typeof readTraps> {
  return readTraps(facts.map(writeTrapFact).join(''));
}

t.test('traps in their order, and those that were lost', async (t) => {
  const other = messageV2(headOfV2('1.3.6.1.6.3.1.1.5.4'));
  const { kind, traps, lost } = read(
    datagram(closeTrap),
    { fact: 'lost', count: 3 },
    { fact: 'get-silent' },
    datagram(other, { at: 20 }),
    { fact: 'lost', count: 4 },
  );
  t.equal(kind, 'traps');
  t.equal(lost, 7);
  t.match(traps, [
    {
      at: 12.5,
      sender,
      raw: closeTrap.toString('hex'),
      malformed: [],
      message: { notification: 'tcpConnectionClose' },
    },
    { at: 20, malformed: [], message: { notification: 'linkUp' } },
  ]);
  t.same(read(), { kind: 'traps', traps: [], lost: 0 });
});

t.test('what is malformed says where', async (t) => {
  const { traps } = read(datagram(spliced(closeTrap, 3, 1, 0x03)), datagram(Buffer.from('garbage')));
  t.match(traps[0]?.malformed, [/^byte 3: the version has tag 0x03, not 0x02$/]);
  t.match(traps[1]?.malformed, [/^byte 0: the message /]);
  t.notOk(traps.some((trap) => 'message' in trap));
});

t.test('where net-snmp reads something else, that is a finding', async (t) => {
  const { traps } = read(
    datagram(closeTrap, { netSnmp: { differs: ['generic is 5, not 6'] } }),
    datagram(closeTrap, { netSnmp: { error: 'ProcessingError' } }),
  );
  t.same(traps[0]?.malformed, ['net-snmp reads it otherwise: generic is 5, not 6']);
  t.same(traps[1]?.malformed, ['net-snmp could not read it: ProcessingError']);
});

t.test('what was not let in is not read', async (t) => {
  const { traps } = read(
    datagram(closeTrap, { netSnmp: 'not-asked', refused: 'the community "public" is not let in' }),
  );
  t.same(traps, [
    {
      at: 12.5,
      sender,
      raw: closeTrap.toString('hex'),
      malformed: [],
      refused: 'the community "public" is not let in',
    },
  ]);
});

t.test('a datagram that was too long to keep', async (t) => {
  const { traps } = read(datagram(Buffer.alloc(512, 0x30), { length: 65_507 }));
  t.same(traps[0]?.malformed, ['the datagram has 65507 octets; more than the first 512 were not kept']);
});

/** Version 3 with a scoped PDU, encrypted where the flags say so. */
function messageV3(options: {
  flags: number;
  scoped: Uint8Array;
  salt?: Uint8Array;
  digest?: Uint8Array;
  engine?: string;
}): Buffer {
  const {
    flags,
    scoped,
    salt = Buffer.alloc(0),
    digest = Buffer.alloc(0),
    engine = '8000000001020304',
  } = options;
  const usm = sequence(
    octets(Buffer.from(engine, 'hex')),
    integer(1),
    integer(2),
    octets('lab'),
    octets(digest),
    octets(salt),
  );
  const global = sequence(integer(9), integer(1500), octets(Buffer.from([flags])), integer(3));
  return sequence(integer(3), global, octets(usm), scoped);
}

function scopedPdu(tag: number, ...varbinds: Uint8Array[]): Buffer {
  const pdu = element(tag, integer(1), integer(0), integer(0), sequence(...varbinds));
  return sequence(octets(''), octets(''), pdu);
}

const scopedTrap = scopedPdu(0xa7, ...headOfV2('1.3.6.1.6.3.1.1.5.3'));

t.test('version 3: plain, decrypted, and not decrypted', async (t) => {
  const plain = read(datagram(messageV3({ flags: 0, scoped: scopedTrap }))).traps[0];
  t.match(plain, {
    malformed: [],
    message: { version: 'v3', user: 'lab', notification: 'linkDown', upTime: 555 },
  });

  const sealed = messageV3({
    flags: 3,
    scoped: octets('sealed'),
    salt: Buffer.alloc(8),
    digest: Buffer.alloc(12),
  });
  const opened = read(datagram(sealed, { scoped: scopedTrap.toString('hex') })).traps[0];
  t.match(opened, { malformed: [], message: { version: 'v3', notification: 'linkDown' } });

  const wrong = spliced(scopedTrap, scopedTrap.length, 0, 0).toString('hex');
  t.same(read(datagram(sealed, { scoped: wrong })).traps[0]?.malformed, [
    `byte ${scopedTrap.length} of the decrypted scoped PDU: 1 octets too many after the scoped PDU`,
  ]);
  t.same(read(datagram(sealed)).traps[0]?.malformed, ['its scoped PDU could not be decrypted']);
});

t.test('version 3: header and security parameters', async (t) => {
  const found = (...[options]: Parameters<typeof messageV3>): string =>
    read(datagram(messageV3(options))).traps[0]?.malformed.join('\n') ?? '';
  t.match(found({ flags: 8, scoped: scopedTrap }), 'msgFlags has reserved bits set');
  t.match(found({ flags: 4, scoped: scopedTrap }), 'the reportable flag is set in a trap');
  t.match(found({ flags: 2, scoped: octets(''), salt: Buffer.alloc(8) }), 'privacy without authentication');
  t.match(found({ flags: 1, scoped: scopedTrap }), 'msgAuthenticationParameters has 0 octets');
  t.match(
    found({ flags: 0, scoped: scopedTrap, digest: Buffer.alloc(12) }),
    'msgAuthenticationParameters has 12 octets',
  );
  t.match(
    found({ flags: 0, scoped: scopedTrap, salt: Buffer.alloc(8) }),
    'msgPrivacyParameters has 8 octets',
  );
  t.match(
    found({ flags: 0, scoped: scopedTrap, engine: '' }),
    'msgAuthoritativeEngineID has 0 octets, not 5 to 32',
  );
});

t.test('a discovery of engines is no trap, other requests are malformed ones', async (t) => {
  const discovery = messageV3({ flags: 4, scoped: scopedPdu(0xa0), engine: '' });
  t.same(read(datagram(discovery, { netSnmp: 'not-asked' })).traps, []);
  const request = messageV2([], { tag: 0xa0 });
  t.same(read(datagram(request, { netSnmp: 'not-asked' })).traps[0]?.malformed, [
    'the PDU is a GetRequest, not a notification',
  ]);
});

t.test('how an agent answered', async (t) => {
  const get = (fact: TrapFact): unknown => readSnmpGet(writeTrapFact(fact));
  const answer = (bytes: Uint8Array): TrapFact => {
    return { fact: 'get-answer', at: 1, netSnmp: 'same', raw: Buffer.from(bytes).toString('hex') };
  };
  const upTime = varbind('1.3.6.1.2.1.1.3.0', timeTicks(4711));
  t.same(get(answer(messageV2([upTime], { tag: 0xa2 }))), {
    kind: 'snmp-get',
    outcome: 'answered',
    varbinds: [{ oid: '1.3.6.1.2.1.1.3.0', name: 'sysUpTime.0', type: 'TimeTicks', value: 4711 }],
  });
  t.match(get(answer(messageV2([upTime], { tag: 0xa2, errorStatus: 2, errorIndex: 1 }))), {
    outcome: 'error',
    detail: 'noSuchName',
  });
  t.match(get(answer(spliced(messageV2([upTime], { tag: 0xa2 }), 0, 1))), {
    outcome: 'error',
    detail: /^malformed: byte 0/,
  });
  t.match(get(answer(messageV2([upTime]))), {
    outcome: 'error',
    detail: 'malformed: the PDU is a Trap, not a Response',
  });
  t.same(get({ fact: 'get-silent' }), { kind: 'snmp-get', outcome: 'silent', varbinds: [] });
  t.match(get({ fact: 'get-failed', detail: 'no route' }), { outcome: 'error', detail: 'no route' });
  t.equal(get({ fact: 'lost', count: 1 }), undefined);
});

t.test('a line takes as many bytes as it has characters', async (t) => {
  const line = writeTrapFact({ fact: 'get-failed', detail: 'größer\n' });
  t.match(line, /^[\x20-\x7e]+\n$/);
  t.match(readSnmpGet(line), { detail: 'größer\n' });
});

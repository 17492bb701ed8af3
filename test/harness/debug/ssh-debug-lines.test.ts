import t from 'tap';
import { bySlot, parseSshDebug, slotsOf, type SshDebugFact } from '../../../harness/debug/ssh-debug-lines.ts';
import { loadRegistry } from '../../../requirements/load.ts';
import { linesOf, transcripts, withoutTranscripts } from '../show/transcripts.ts';

/** How many lines of each kind a person counts in each transcript. */
const counted: Readonly<Record<string, Partial<Record<SshDebugFact['what'], number>>>> = {
  'debug-ip-ssh--ayssh--2.txt': {
    message: 2,
    awaited: 1,
    read: 2,
    padding: 1,
    'new keys': 1,
    type: 1,
    'packet length': 1,
    'bad length': 1,
    sent: 1,
    'MAC made': 1,
    disconnected: 1,
  },
  'debug-ip-ssh--cisco-c9300-doc--1.txt': {
    'control started': 1,
    'ident sent': 1,
    'ident received': 1,
    sent: 1,
    message: 2,
    read: 3,
    'packet length': 2,
    partial: 2,
    padding: 1,
    type: 1,
    algorithms: 2,
    awaited: 1,
  },
  'debug-ip-ssh--net-ssh-429--1.txt': {
    'control started': 1,
    'ident sent': 1,
    'ident received': 1,
    sent: 1,
    message: 3,
    read: 2,
    'packet length': 2,
    partial: 2,
    padding: 2,
    algorithms: 2,
    'key exchange': 1,
    unknown: 1, // cut off by its source
  },
  'debug-ip-ssh--oxidized-2564--1.txt': {
    algorithms: 1,
    'key exchange': 1,
    read: 1,
    'packet length': 1,
    partial: 1,
    padding: 1,
    message: 1,
  },
};

t.test('every transcript of debug ip ssh', { skip: withoutTranscripts }, (t) => {
  const files = (transcripts() ?? []).filter(({ command }) => command === 'debug ip ssh');
  t.equal(files.length, 4, 'number of files read');
  t.same(files.map(({ file }) => file).sort(), Object.keys(counted).sort());
  for (const { file } of files) {
    // Arrows with remarks are the author's.
    const lines = linesOf(file).map((line) => line.replace(/\s+←.*$/, ''));
    const found = parseSshDebug(lines);
    const counts: Partial<Record<SshDebugFact['what'], number>> = {};
    for (const { fact } of found) counts[fact.what] = (counts[fact.what] ?? 0) + 1;
    t.same(counts, counted[file], file);
    t.equal(slotsOf(found).length, 1, 'one session');
    const tagged = lines.filter((line) => /SSH2? ?\d*: /.test(line));
    t.equal(found.length, tagged.length, 'no line with a tag is left out');
    for (const { fact } of found)
      if (fact.what === 'partial') t.equal(fact.macLength, 0, 'what the device broke is joined');
  }
  t.end();
});

t.test('every sample line of the registry is known', (t) => {
  let known = 0;
  for (const { id, expect } of loadRegistry().requirements.values()) {
    for (const { line, continued } of expect) {
      if (line === undefined || !/(?:^|: )SSH(?:\d|2 | ?CLIENT)/.test(line)) continue;
      if (/^%|: %/.test(line)) continue;
      const [found] = parseSshDebug([line]);
      if (found === undefined) continue;
      if (found.class === 'client') continue;
      t.not(found.fact.what, 'unknown', `${id}: ${line}`);
      if (found.fact.what === 'partial') t.equal(found.fact.macLength === undefined, continued === true);
      known += 1;
    }
  }
  t.ok(known > 60, `${known} lines`);
  t.end();
});

t.test('classes, slots and stamps', (t) => {
  const read = (line: string) => parseSshDebug([line])[0];
  t.match(read('00:33:55: SSH1: starting SSH control process'), {
    class: 'event',
    slot: 1,
    stamp: '00:33:55',
    fact: { what: 'control started' },
  });
  t.match(read('SSH2: starting SSH control process'), { slot: 2, stamp: undefined });
  const derived = read('*Jun 15 14:08:56.942: SSH2: kex_derive_keys complete');
  t.equal(derived?.slot, undefined, 'the code of version 2, and no slot');
  t.equal(derived?.stamp, '*Jun 15 14:08:56.942');
  t.match(read('SSH2 12: newkeys: mode 1 (Switch-2)'), { class: 'packet', slot: 12, fact: { mode: 1 } });
  t.match(read('SSH2 0: pty-req request'), { class: 'event', fact: { what: 'request', name: 'pty-req' } });
  t.match(read('*Nov 17 12:50:53.199: SSH CLIENT0: protocol version id is - SSH-1.99-Cisco-1.25'), {
    class: 'client',
    slot: 0,
    fact: { what: 'ident received', ident: 'SSH-1.99-Cisco-1.25' },
  });
  t.match(read('*Nov 17 12:50:53.335: SSH2 CLIENT 0: using method keyboard-interactive'), {
    class: 'client',
    fact: { what: 'method', name: 'keyboard-interactive' },
  });
  t.match(read('000123: Apr 27 18:19:06.690: SSH2 1: computed MAC for sequence no.#5 type 51'), {
    fact: { what: 'MAC made', sequence: 5, type: 51 },
  });
  t.match(read('SSH2 0: MAC compared for #9 :failed'), {
    fact: { what: 'MAC checked', sequence: 9, result: 'failed' },
  });
  for (const line of [
    '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled',
    'Switch# show ssh',
    'SNMP: Packet sent via UDP to 10.0.0.2',
    '',
  ])
    t.equal(read(line), undefined, line);
  t.end();
});

t.test('a line that the device or the page has broken is joined, and others are not', (t) => {
  const broken = 'SSH2 1: partial packet length(block size)8 bytes,needed 1152 bytes,';
  t.match(parseSshDebug([broken, '               maclen 0', 'SSH2 1: input: padlength 11 bytes']), [
    { fact: { what: 'partial', block: 8, needed: 1152, macLength: 0 } },
    { fact: { what: 'padding' } },
  ]);
  t.equal(
    JSON.stringify(parseSshDebug([broken, 'SSH2 1: input: padlength 11 bytes'])[0]?.fact),
    '{"what":"partial","block":8,"needed":1152}',
  );
  t.match(
    parseSshDebug(['SSH2 1: setting TTY - requested: height 24, width 80; set: height 24,', 'width 80']),
    [{ fact: { what: 'terminal', requested: { height: 24, width: 80 }, set: { height: 24, width: 80 } } }],
  );
  t.end();
});

t.test('lines without a slot are of the session that spoke before them', (t) => {
  const sessions = bySlot(
    parseSshDebug([
      'SSH0: starting SSH control process',
      'SSH1: starting SSH control process',
      'SSH2 0: SSH2_MSG_KEXINIT received',
      'SSH2: kex: client->server aes128-cbc hmac-md5 none',
      'SSH2 1: SSH2_MSG_KEXINIT received',
      'SSH2 CLIENT 1: using method password',
    ]),
  );
  t.same(
    [...(sessions.get(0) ?? [])].map(({ fact }) => fact.what),
    ['control started', 'message', 'algorithms'],
  );
  t.equal(sessions.get(1)?.length, 2, 'the client side is no session of the server');
  t.end();
});

import t from 'tap';
import {
  logHolds,
  logLacks,
  sshDebugClasses,
  sshDebugEnds,
  sshDebugOrder,
  sshDebugPhases,
  sshDebugSlots,
  sshDebugStamped,
} from '../../../harness/matchers/ssh-debug.ts';
import { sessionPhases } from '../../../harness/debug/session-phases.ts';
import { changed, debuggedSession, transcript } from './debugged-session.ts';
import { cli } from './observations.ts';

const session = debuggedSession();
const whole = transcript(session);
const nothing = transcript([]);

t.test('sshDebugClasses rejects a class that is missing and one that is too many', (t) => {
  const events = transcript(
    session.filter((line) => !/ssh_receive|input|partial|MAC|send:|type|newkeys|signature/.test(line)),
  );
  t.ok(sshDebugClasses({ event: 'some', packet: 'some', client: 'none' }).match(whole).matches);
  t.ok(sshDebugClasses({ event: 'some', packet: 'none' }).match(events).matches);
  t.notOk(sshDebugClasses({ packet: 'none' }).match(whole).matches);
  t.notOk(sshDebugClasses({ packet: 'some' }).match(events).matches);
  t.notOk(sshDebugClasses({ event: 'some' }).match(nothing).matches);
  const client = transcript(['SSH CLIENT0: session open']);
  t.ok(sshDebugClasses({ client: 'some', event: 'none' }).match(client).matches);
  t.notOk(sshDebugClasses({ client: 'none' }).match(client).matches);
  t.end();
});

t.test('logHolds rejects another number of lines, and looks below the head of show logging', (t) => {
  const shown = cli(
    [
      'Syslog logging: enabled (0 messages dropped, SNMP: no)',
      'Log Buffer (500000 bytes):',
      '',
      '*Jul 18 10:18:42.619: SNMP: Packet sent via UDP to 10.0.0.2',
    ],
    { command: 'show logging' },
  );
  t.ok(logHolds({ line: 'SNMP: ', times: 1 }).match(shown).matches);
  t.ok(logHolds({ line: 'SNMP: ', times: 'some' }).match(shown).matches);
  t.notOk(logHolds({ line: 'SNMP: ', times: 'none' }).match(shown).matches);
  t.notOk(logHolds({ line: 'SNMP: ', times: 2 }).match(shown).matches);
  t.ok(logHolds({ line: 'SSH', times: 'none' }).match(shown).matches);
  t.end();
});

t.test('logLacks rejects a line with the text in it, and a log without lines', (t) => {
  const told = transcript([...session, '*Jul 18 10:18:42.619: SSH2 0: password is <bench>*********']);
  t.ok(logLacks('<bench>*********').match(whole).matches);
  t.notOk(logLacks('<bench>*********').match(told).matches);
  t.notOk(logLacks('<bench>*********').match(nothing).matches);
  t.end();
});

t.test('sshDebugStamped rejects a line without a stamp and one with another', (t) => {
  t.ok(sshDebugStamped('datetime msec').match(whole).matches);
  t.notOk(sshDebugStamped('uptime').match(whole).matches);
  t.ok(sshDebugStamped('uptime').match(transcript(['00:33:55: SSH1: Session terminated normally'])).matches);
  for (const line of [
    'SSH1: Session terminated normally',
    'Jul 18 10:18:42: SSH1: Session terminated normally',
  ])
    t.notOk(sshDebugStamped('datetime msec').match(transcript([...session, line])).matches, line);
  t.notOk(sshDebugStamped('uptime').match(nothing).matches);
  t.end();
});

t.test('sshDebugSlots rejects a line of another session', (t) => {
  t.ok(sshDebugSlots([0]).match(whole).matches);
  t.notOk(sshDebugSlots([1]).match(whole).matches);
  t.notOk(sshDebugSlots([0]).match(transcript([...session, 'SSH2 1: newkeys: mode 0'])).matches);
  t.notOk(sshDebugSlots([0, 1]).match(whole).matches);
  t.ok(sshDebugSlots([1, 0]).match(transcript([...session, ...debuggedSession(1)])).matches);
  t.end();
});

t.test('sshDebugPhases rejects what is missing, what is too early, and sessions that are mixed up', (t) => {
  const phases = [...sessionPhases];
  const one = sshDebugPhases({ sessions: 1, phases });
  t.ok(one.match(whole).matches, one.match(whole).got);
  t.notOk(sshDebugPhases({ sessions: 2, phases }).match(whole).matches);
  t.notOk(
    one.match(transcript(changed(session, /.*authentication successful.*/))).matches,
    'no authentication',
  );
  t.notOk(one.match(transcript(changed(session, /.*type 94.*/))).matches, 'no data');
  const shell = session.find((line) => line.includes('shell request')) ?? '';
  const early = [...session.slice(0, 40).filter((line) => line !== shell), shell, ...session.slice(40)];
  t.notOk(one.match(transcript(early)).matches, 'shell before authentication');
  const kexinit = session.find((line) => line.includes('KEXINIT received')) ?? '';
  t.notOk(
    one.match(transcript([...changed(session, /.*KEXINIT received.*/), kexinit])).matches,
    'after the end',
  );
  const at = session.findIndex((line) => line.includes('shell request'));
  const rekey = session.slice(
    session.findIndex((line) => line.includes('KEXINIT sent')),
    session.findIndex((line) => line.includes('NEWKEYS received')) + 1,
  );
  const events = rekey.filter((line) => !/MAC|input|partial|receive|send:/.test(line));
  t.ok(
    one.match(transcript([...session.slice(0, at), ...events, ...session.slice(at)])).matches,
    'a rekey may come',
  );

  const three = sshDebugPhases({ sessions: 3, phases });
  const mixed = [0, 1, 2].flatMap((slot) => debuggedSession(slot).slice(0, 44));
  const rest = [2, 0, 1].flatMap((slot) => debuggedSession(slot).slice(44));
  t.ok(
    three.match(transcript([...mixed, ...rest])).matches,
    three.match(transcript([...mixed, ...rest])).got,
  );
  const wrongSlot = [...mixed, ...rest].map((line) => line.replace(/SSH2 1: MAC #4 ok/, 'SSH2 0: MAC #4 ok'));
  t.notOk(three.match(transcript(wrongSlot)).matches, 'a line of one slot in another');
  t.end();
});

t.test('sshDebugOrder rejects what is missing and another order', (t) => {
  const order = [
    'SSH2_MSG_KEXINIT sent',
    'kex: client->server',
    'newkeys: mode 1',
    'newkeys: mode 0',
    'MAC ',
  ];
  t.ok(sshDebugOrder(order).match(whole).matches);
  t.notOk(sshDebugOrder([...order].reverse()).match(whole).matches);
  t.notOk(sshDebugOrder(order).match(transcript(changed(session, /.*newkeys: mode 1.*/))).matches);
  t.notOk(sshDebugOrder(['MAC']).match(nothing).matches);
  t.end();
});

t.test('sshDebugEnds rejects an end of the other kind, one too many, and silence', (t) => {
  t.ok(sshDebugEnds({ normally: 1, otherwise: 0 }).match(whole).matches);
  t.notOk(sshDebugEnds({ normally: 0 }).match(whole).matches);
  const cut = transcript(
    changed(session, /Session terminated normally/, 'Session disconnected - error 0x00'),
  );
  t.ok(sshDebugEnds({ normally: 0, otherwise: 1 }).match(cut).matches);
  t.notOk(sshDebugEnds({ normally: 1 }).match(cut).matches);
  t.notOk(sshDebugEnds({ normally: 0, otherwise: 0 }).match(cut).matches);
  t.notOk(sshDebugEnds({ normally: 0 }).match(nothing).matches);
  t.end();
});

import t from 'tap';
import {
  keystrokesDebugged,
  macsCounted,
  packetsDebugged,
  receiptsAddUp,
  wrongMacTold,
} from '../../../harness/matchers/ssh-debug-packets.ts';
import { changed, clientsPackets, debuggedSession, transcript } from './debugged-session.ts';

const session = debuggedSession();
const whole = transcript(session);
const nothing = transcript([]);
const seal = { block: 16, macLength: 20 };

t.test('receiptsAddUp rejects every equation that is broken', (t) => {
  const sums = receiptsAddUp(seal);
  t.ok(sums.match(whole).matches, sums.match(whole).got);
  for (const [from, to] of [
    [/ssh_receive: 632/, 'ssh_receive: 631'],
    [/packet len 632/, 'packet len 640'],
    [/need 624/, 'need 616'],
    [/partial packet 16, need 16/, 'partial packet 8, need 24'],
    [/maclen 20/, 'maclen 16'],
    [/padlen 19/, 'padlen 3'],
    [/padlen 19/, 'padlen 256'],
    [/partial packet 8, need 136, maclen 0/, 'partial packet 16, need 128, maclen 20'],
  ] as const)
    t.notOk(sums.match(transcript(changed(session, from, to))).matches, to);
  for (const left of [
    /.*partial packet 8, need 624.*/,
    /.*input: padlen 19.*/,
    /.*ssh_receive: 632.*/,
    /.*MAC #4 ok.*/,
  ])
    t.notOk(sums.match(transcript(changed(session, left))).matches, `without ${left.source}`);
  t.notOk(receiptsAddUp({ block: 16, macLength: 16 }).match(whole).matches, 'another MAC');
  t.notOk(receiptsAddUp({ ...seal, split: 1 }).match(whole).matches, 'no packet in pieces');
  const inPieces = session.flatMap((line) => {
    if (line.includes('ssh_receive: 632')) return [line.replace('632', '536')];
    if (!line.includes('need 624')) return [line];
    return [line, line.replace(/partial.*/, 'ssh_receive: 96 bytes received'), line];
  });
  t.ok(
    receiptsAddUp({ ...seal, split: 1 }).match(transcript(inPieces)).matches,
    'the guide has one in two pieces',
  );
  const counting = inPieces.map((line, index) =>
    index === inPieces.findLastIndex((each) => each.includes('need 624')) ? line.replace('624', '96') : line,
  );
  t.notOk(receiptsAddUp(seal).match(transcript(counting)).matches, 'what is needed counts down');
  t.notOk(sums.match(nothing).matches);
  t.end();
});

t.test('packetsDebugged rejects another length, padding, type and order', (t) => {
  const { sent, received } = clientsPackets;
  t.ok(packetsDebugged({ sent, received, types: true }).match(whole).matches);
  t.ok(packetsDebugged({ sent: sent.slice(0, 2) }).match(whole).matches, 'more may come');
  for (const [from, to] of [
    [/packet len 144/, 'packet len 136'],
    [/input: padlen 5$/, 'input: padlen 6'],
    [/type 30/, 'type 34'],
    [/send: len 448/, 'send: len 440'],
    [/includes padlen 7/, 'includes padlen 8'],
  ] as const)
    t.notOk(
      packetsDebugged({ sent, received, types: true }).match(transcript(changed(session, from, to))).matches,
      to,
    );
  const renamed = transcript(changed(session, /type 30/, 'type 34'));
  t.ok(packetsDebugged({ sent }).match(renamed).matches, 'types are not looked at');
  t.notOk(packetsDebugged({ sent: [...sent].reverse() }).match(whole).matches);
  t.notOk(packetsDebugged({ sent }).match(nothing).matches);
  t.throws(() => packetsDebugged.fromJson({}));
  t.end();
});

t.test('macsCounted rejects a wrong start, a gap and a MAC that is not ok', (t) => {
  const from3 = macsCounted({ in: 3, out: 3 });
  t.ok(from3.match(whole).matches);
  t.notOk(macsCounted({ in: 4, out: 3 }).match(whole).matches);
  t.notOk(macsCounted({ in: 3, out: 4 }).match(whole).matches);
  t.notOk(from3.match(transcript(changed(session, /MAC #4 ok/, 'MAC #5 ok'))).matches);
  t.notOk(from3.match(transcript(changed(session, /.*MAC out #4.*/))).matches);
  t.notOk(from3.match(transcript(changed(session, /MAC #5 ok/, 'MAC #5 failed'))).matches);
  t.notOk(from3.match(transcript(changed(session, /.*MAC out.*/))).matches);
  t.end();
});

t.test('wrongMacTold rejects a MAC that is told to be right, a normal end, and no end', (t) => {
  const upTo4 = session.slice(
    0,
    session.findIndex((line) => line.includes('MAC #5')),
  );
  const end = 'SSH0: Session disconnected - error 0x07';
  const told = wrongMacTold({ sequence: 5, ends: true });
  t.ok(told.match(transcript([...upTo4, end])).matches, told.match(transcript([...upTo4, end])).got);
  t.ok(told.match(transcript([...upTo4, 'SSH2 0: MAC compared for #5 :failed', end])).matches);
  t.notOk(told.match(transcript([...upTo4, 'SSH2 0: MAC #5 ok', end])).matches);
  t.notOk(told.match(transcript([...upTo4, 'SSH0: Session terminated normally'])).matches);
  t.notOk(told.match(transcript(upTo4)).matches);
  t.ok(wrongMacTold({ sequence: 5 }).match(transcript(upTo4)).matches, 'the end is an event');
  t.notOk(
    wrongMacTold({ sequence: 6 }).match(transcript(upTo4)).matches,
    'the packet before it is not there',
  );
  t.notOk(told.match(nothing).matches);
  t.end();
});

t.test('keystrokesDebugged rejects another number, and a key without an echo', (t) => {
  const key = (number: number): string[] => [
    'SSH2 0: ssh_receive: 52 bytes received',
    'SSH2 0: input: packet len 32',
    `SSH2 0: MAC #${number} ok`,
    'SSH2 0: input: padlen 17',
    'SSH2 0: send: len 32 (includes padlen 17)',
  ];
  const two = [...key(9), ...key(10)];
  t.ok(keystrokesDebugged(2).match(transcript(two)).matches);
  t.notOk(keystrokesDebugged(3).match(transcript(two)).matches);
  t.notOk(keystrokesDebugged(2).match(transcript(two.toSpliced(4, 1))).matches);
  t.notOk(keystrokesDebugged(1).match(nothing).matches);
  t.end();
});

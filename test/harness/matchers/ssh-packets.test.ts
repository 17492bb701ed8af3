import t from 'tap';
import type { SshPacket } from '../../../bench/ssh-client.ts';
import { dhGroupNotBelow } from '../../../harness/matchers/dh-group.ts';
import {
  keysEchoed,
  noChannelFromDevice,
  sessionEndedBy,
  shellWithoutX11,
} from '../../../harness/matchers/ssh-packets.ts';
import { terminalSizeShown } from '../../../harness/matchers/show-terminal.ts';
import { userOnVty } from '../../../harness/matchers/show-users.ts';
import { passwordHidden } from '../../../harness/matchers/command-line.ts';
import { cli, login } from './observations.ts';

t.test('sessionEndedBy rejects the other end', (t) => {
  const by = (end: 'us' | 'server' | 'network') => ({ kind: 'ssh-end', end: { by: end } }) as const;
  t.ok(sessionEndedBy('device').match(by('server')).matches);
  t.ok(sessionEndedBy('device').match(by('network')).matches);
  t.notOk(sessionEndedBy('device').match(by('us')).matches);
  t.ok(sessionEndedBy('us').match(by('us')).matches);
  t.notOk(sessionEndedBy('us').match(by('server')).matches);
  t.end();
});

t.test('shellWithoutX11 rejects forwarding that was granted, and a session that ends over it', (t) => {
  t.ok(shellWithoutX11().match({ kind: 'ssh-x11', answer: 'refused', shell: true }).matches);
  t.notOk(shellWithoutX11().match({ kind: 'ssh-x11', answer: 'granted', shell: true }).matches);
  t.notOk(shellWithoutX11().match({ kind: 'ssh-x11', answer: 'refused', shell: false }).matches);
  t.notOk(shellWithoutX11().match({ kind: 'ssh-x11', shell: false }).matches);
  t.end();
});

t.test('noChannelFromDevice rejects a channel that the device opens, and no packets at all', (t) => {
  const packet = (direction: SshPacket['direction'], type: number): SshPacket => ({
    direction,
    type,
    length: 32,
    padLength: 10,
    macLength: 20,
    blockLength: 16,
    sequence: 3,
    encrypted: true,
  });
  const of = (...packets: SshPacket[]) => ({ kind: 'ssh-packets', packets }) as const;
  t.ok(noChannelFromDevice().match(of(packet('sent', 90), packet('received', 91))).matches);
  t.notOk(noChannelFromDevice().match(of(packet('sent', 90), packet('received', 90))).matches);
  t.notOk(noChannelFromDevice().match(of()).matches);
  t.end();
});

t.test('keysEchoed rejects a key that does not come back, or comes back as another', (t) => {
  const of = (keys: string, ...echoes: string[]) => ({ kind: 'ssh-keys', keys, echoes }) as const;
  t.ok(keysEchoed().match(of('abc', 'a', 'b', 'c')).matches);
  t.notOk(keysEchoed().match(of('abc', 'a', '', 'c')).matches);
  t.notOk(keysEchoed().match(of('abc', 'a', 'x', 'c')).matches);
  t.notOk(keysEchoed().match(of('abc', 'ab', '', 'c')).matches);
  t.end();
});

t.test('dhGroupNotBelow rejects a group of fewer bits, and a server that was not met', (t) => {
  const names = {
    hostKey: 'ssh-rsa',
    cipherIn: '',
    cipherOut: '',
    macIn: '',
    macOut: '',
    compressionIn: '',
    compressionOut: '',
  };
  const with14 = login({ algorithms: { kex: 'diffie-hellman-group14-sha1', ...names } });
  t.ok(dhGroupNotBelow(2048).match(with14).matches);
  t.notOk(dhGroupNotBelow(4096).match(with14).matches);
  const exchanged = login({
    algorithms: { kex: 'diffie-hellman-group-exchange-sha1', ...names },
    dhGroupBits: 1024,
  });
  t.ok(dhGroupNotBelow(1024).match(exchanged).matches);
  t.notOk(dhGroupNotBelow(2048).match(exchanged).matches);
  t.ok(dhGroupNotBelow(2048).match(login({ outcome: 'no-agreement' })).matches, 'nothing was agreed on');
  t.notOk(dhGroupNotBelow(2048).match({ kind: 'ssh-login', outcome: 'unreachable', turns: [] }).matches);
  t.end();
});

t.test('terminalSizeShown rejects another size, and another command', (t) => {
  const shown = cli(['Line 2, Location: "", Type: "vt100"', 'Length: 50 lines, Width: 132 columns']);
  t.ok(terminalSizeShown({ height: 50, width: 132 }).match(shown).matches);
  t.notOk(terminalSizeShown({ height: 132, width: 50 }).match(shown).matches);
  t.notOk(terminalSizeShown({ height: 24, width: 80 }).match(shown).matches);
  t.notOk(terminalSizeShown({ height: 50, width: 132 }).match(cli(['% Invalid input'])).matches);
  t.end();
});

t.test('userOnVty rejects another vty and another user', (t) => {
  const shown = cli([
    '    Line       User       Host(s)              Idle       Location',
    '*  0 con 0                idle                 00:00:00   ',
    '   3 vty 1     lab        idle                 00:00:02 192.0.2.10',
  ]);
  t.ok(userOnVty({ user: 'lab', vty: 1 }).match(shown).matches);
  t.notOk(userOnVty({ user: 'lab', vty: 0 }).match(shown).matches);
  t.notOk(userOnVty({ user: 'guest', vty: 1 }).match(shown).matches);
  t.end();
});

t.test('passwordHidden rejects a password that is shown, and one that is not asked for', (t) => {
  const asked = { dialog: [{ question: 'Password: ', answer: '<enable>****' }] };
  t.ok(passwordHidden().match(cli(['Password:'], asked)).matches);
  t.notOk(passwordHidden().match(cli(['Password: <enable>****'], asked)).matches);
  t.notOk(passwordHidden().match(cli([])).matches);
  t.end();
});

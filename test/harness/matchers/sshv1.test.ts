import t from 'tap';
import type { Sshv1LingerObservation, Sshv1RequestObservation } from '../../../bench/sshv1-client.ts';
import {
  sshv1CiphersOffered,
  sshv1CipherUsed,
  sshv1Granted,
  sshv1Lingered,
  sshv1OnlyCiphersOffered,
  sshv1TextLacks,
} from '../../../harness/matchers/sshv1.ts';
import { sshv1Login } from './observations.ts';

const both = sshv1Login({ cipherMask: ['des', '3des'], cipher: '3des' });

t.test('sshv1CiphersOffered rejects a mask that lacks one of them', (t) => {
  t.ok(sshv1CiphersOffered(['3des', 'des']).match(both).matches);
  t.ok(sshv1CiphersOffered(['des']).match(both).matches, 'and lets others be');
  t.notOk(sshv1CiphersOffered(['des', 'idea']).match(both).matches);
  t.notOk(sshv1CiphersOffered(['des']).match(sshv1Login()).matches, 'no mask came');
  t.end();
});

t.test('sshv1OnlyCiphersOffered rejects a mask with more or less', (t) => {
  t.ok(sshv1OnlyCiphersOffered(['3des', 'des']).match(both).matches);
  t.notOk(sshv1OnlyCiphersOffered(['des']).match(both).matches);
  t.notOk(sshv1OnlyCiphersOffered(['des', '3des', 'idea']).match(both).matches);
  t.end();
});

t.test('sshv1CipherUsed rejects another cipher and none', (t) => {
  t.ok(sshv1CipherUsed('3des').match(both).matches);
  t.notOk(sshv1CipherUsed('des').match(both).matches);
  const none = sshv1Login({ outcome: 'no-agreement', detail: 'no common cipher' });
  t.match(sshv1CipherUsed('des').match(none), { matches: false, got: /no-agreement \(no common cipher\)/ });
  t.end();
});

t.test('sshv1Granted rejects the other answer', (t) => {
  const refused: Sshv1RequestObservation = {
    kind: 'sshv1-request',
    request: 'exec',
    granted: false,
    answer: 'failure',
  };
  t.ok(sshv1Granted(false).match(refused).matches);
  t.match(sshv1Granted(true).match(refused), { matches: false, got: 'exec: failure' });
  t.notOk(sshv1Granted(false).match({ ...refused, granted: true, answer: 'output' }).matches);
  t.end();
});

t.test('sshv1TextLacks rejects the text, and a login that did not succeed', (t) => {
  t.ok(sshv1TextLacks('Keep out').match(sshv1Login()).matches);
  t.ok(sshv1TextLacks('Keep out').match(sshv1Login({ textBeforeAuthentication: 'hello' })).matches);
  const told = sshv1Login({ textBeforeAuthentication: 'Keep out!\n' });
  t.notOk(sshv1TextLacks('Keep out').match(told).matches);
  t.notOk(sshv1TextLacks('Keep out').match(sshv1Login({ outcome: 'closed' })).matches);
  t.end();
});

t.test('sshv1Lingered rejects too short, too long, and an end from elsewhere', (t) => {
  const lingered: Sshv1LingerObservation = {
    kind: 'sshv1-linger',
    phase: 'identified',
    end: { by: 'server' },
    milliseconds: 120_100,
  };
  const expected = { atLeast: 119, atMost: 125 };
  t.ok(sshv1Lingered(expected).match(lingered).matches);
  t.notOk(sshv1Lingered(expected).match({ ...lingered, milliseconds: 60_000 }).matches);
  t.notOk(sshv1Lingered(expected).match({ ...lingered, milliseconds: 126_000 }).matches);
  t.notOk(sshv1Lingered(expected).match({ ...lingered, end: { by: 'network' } }).matches);
  const { end: _end, ...unending } = lingered;
  t.match(sshv1Lingered(expected).match(unending), { matches: false, got: /still there/ });
  t.end();
});

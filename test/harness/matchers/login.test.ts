import t from 'tap';
import {
  authenticated,
  dhGroupBits,
  hostKeyBits,
  identIs,
  negotiated,
  refused,
} from '../../../harness/matchers/login.ts';
import { login, sshv1Login } from './observations.ts';

const agreed = login({
  algorithms: {
    kex: 'diffie-hellman-group14-sha1',
    hostKey: 'ssh-rsa',
    cipherIn: 'aes128-ctr',
    cipherOut: 'aes128-ctr',
    macIn: 'hmac-sha1',
    macOut: 'hmac-sha1-96',
    compressionIn: 'none',
    compressionOut: 'none',
  },
  hostKey: { type: 'ssh-rsa', bits: 2048, sha256: 'x' },
});
const turnedAway = login({ outcome: 'protocol-mismatch', ident: 'SSH-1.5-Cisco-1.25', detail: 'no SSH-2' });

t.test('authenticated rejects every other end of a login', (t) => {
  t.ok(authenticated().match(login()).matches);
  for (const outcome of ['refused', 'no-agreement', 'protocol-mismatch', 'closed', 'unreachable'] as const) {
    t.notOk(authenticated().match(login({ outcome })).matches, outcome);
  }
  t.ok(authenticated().match(sshv1Login()).matches, 'of version 1 too');
  t.notOk(authenticated().match(sshv1Login({ outcome: 'refused' })).matches);
  t.match(authenticated().match(turnedAway).got, /protocol-mismatch \(no SSH-2\).*SSH-1\.5/);
  t.end();
});

t.test('refused rejects a login that went through, or failed otherwise', (t) => {
  t.ok(refused('protocol-mismatch').match(turnedAway).matches);
  t.ok(refused('closed').match(sshv1Login({ outcome: 'closed' })).matches, 'of version 1 too');
  t.notOk(refused('closed').match(sshv1Login()).matches);
  t.notOk(refused('protocol-mismatch').match(login()).matches);
  t.notOk(refused('refused').match(turnedAway).matches);
  t.notOk(refused('protocol-mismatch').match(login({ outcome: 'unreachable' })).matches);
  t.end();
});

t.test('hostKeyBits rejects another size and no key', (t) => {
  t.ok(hostKeyBits(2048).match(agreed).matches);
  t.match(hostKeyBits(768).match(agreed), { matches: false, got: 'ssh-rsa of 2048 bits' });
  t.notOk(hostKeyBits(2048).match(login()).matches);
  t.end();
});

t.test('negotiated rejects another algorithm, also in one direction only', (t) => {
  t.ok(negotiated({ kex: 'diffie-hellman-group14-sha1', cipher: 'aes128-ctr' }).match(agreed).matches);
  t.ok(negotiated({ hostKey: 'ssh-rsa', compression: 'none' }).match(agreed).matches);
  t.notOk(negotiated({ cipher: 'aes256-ctr' }).match(agreed).matches);
  t.match(negotiated({ mac: 'hmac-sha1' }).match(agreed), {
    matches: false,
    got: 'mac hmac-sha1 and hmac-sha1-96',
  });
  t.notOk(negotiated({ cipher: 'aes128-ctr' }).match(turnedAway).matches);
  t.ok(negotiated({ macIn: 'hmac-sha1', macOut: 'hmac-sha1-96' }).match(agreed).matches, 'each direction');
  t.notOk(negotiated({ macIn: 'hmac-sha1-96', macOut: 'hmac-sha1' }).match(agreed).matches, 'swapped');
  t.notOk(negotiated({}).match(agreed).matches, 'nothing expected is nothing shown');
  t.end();
});

t.test('identIs rejects anything but the very string', (t) => {
  t.ok(identIs('SSH-1.99-Cisco-1.25').match({ kind: 'ident', ident: 'SSH-1.99-Cisco-1.25' }).matches);
  t.ok(identIs('SSH-2.0-Cisco-1.25').match(login()).matches);
  t.notOk(identIs('SSH-1.99-Cisco-1.25').match({ kind: 'ident', ident: 'SSH-2.0-Cisco-1.25' }).matches);
  t.notOk(identIs('SSH-2.0-Cisco-1.25').match({ kind: 'ident', ident: 'SSH-2.0-Cisco-1.25 ' }).matches);
  t.end();
});

t.test('dhGroupBits rejects another group, and a key exchange without one', (t) => {
  t.ok(dhGroupBits(4096).match(login({ dhGroupBits: 4096 })).matches);
  t.notOk(dhGroupBits(4096).match(login({ dhGroupBits: 1024 })).matches);
  t.notOk(dhGroupBits(4096).match(agreed).matches);
  t.end();
});

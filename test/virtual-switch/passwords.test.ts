import t from 'tap';
import { conceal, hashSecret, matches, readPassword, readSecret } from '../../virtual-switch/passwords.ts';

t.test('a type 5 secret is the MD5 crypt that openssl passwd -1 makes', (t) => {
  const stored = readSecret('5', '$1$abcd$SjhQf.NTXPo3ffnBq.vF90');
  t.ok(stored);
  t.equal(stored && matches(stored, 'cisco123'), true);
  t.end();
});

t.test('a new secret takes its password and no other, and is salted', (t) => {
  const stored = hashSecret('Lab12345');
  t.match(stored.text, /^\$1\$.{4}\$.{22}$/);
  t.ok(matches(stored, 'Lab12345'));
  t.notOk(matches(stored, 'lab12345'));
  t.not(stored.text, hashSecret('Lab12345').text);
  t.end();
});

t.test('type 7 is known both ways', (t) => {
  // The best known of all type 7 strings: "cisco".
  const stored = readPassword('7', '02050D480809');
  t.ok(stored && matches(stored, 'cisco'));
  t.ok(matches(conceal({ type: 0, text: 'Secret16letters1' }), 'Secret16letters1'));
  t.end();
});

t.test('what is no hash is refused', (t) => {
  t.equal(readSecret('5', 'cisco'), undefined);
  t.equal(readPassword('7', 'xyz'), undefined);
  t.end();
});

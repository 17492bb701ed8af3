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

t.test('secrets of type 8 and 9 are those that hashcat knows', (t) => {
  for (const [type, text] of [
    ['8', '$8$TnGX/fE4KGHOVU$pEhnEvxrvaynpi8j4f.EMHr6M.FzU8xnZnBr/tJdFWk'],
    ['9', '$9$2MJBozw/9R3UsU$2lFhcKvpghcyw8deP25GOfyZaagyUOGBymkryvOdfo6'],
  ] as const) {
    const stored = readSecret(type, text);
    t.equal(stored?.type, Number(type));
    t.ok(stored && matches(stored, 'hashcat'), `type ${type}`);
    t.notOk(stored && matches(stored, 'Hashcat'));
    t.equal(readSecret(type === '8' ? '9' : '8', text), undefined, 'each under its own number');
    const made = hashSecret('Lab12345', type === '8' ? 8 : 9);
    t.ok(matches(made, 'Lab12345'));
    t.same(readSecret(type, made.text), made);
  }
  t.end();
});

t.test('what is no hash is refused', (t) => {
  t.equal(readSecret('5', 'cisco'), undefined);
  t.equal(readPassword('7', 'xyz'), undefined);
  t.end();
});

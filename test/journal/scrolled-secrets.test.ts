import fc from 'fast-check';
import t from 'tap';
import { Secret } from '../../bench/secret.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { formsOf } from '../../journal/secret-forms.ts';
import { legible } from '../support/secret-search.ts';
import { scrolledLine } from './scrolled-line.ts';

const plain = 'Jx3kd92mQwe81ZpL';
const secret = new Secret('superpassword', plain);
const forms = formsOf(secret);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const wire = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const common = createRedactor([secret]);

/** What a stream makes of two reads, and of all that it held back. */
function cutAt(text: string, cut: number): string {
  const stream = common.stream();
  return [stream.push(wire(text.slice(0, cut))), stream.push(wire(text.slice(cut))), stream.flush()]
    .map(latin1)
    .join('');
}

const rooms = [20, 34, 64];
const lines = (form: string): readonly string[] => [
  `username superuser privilege 15 password 7 ${form}`,
  `username a password 7 ${form}`,
  `snmp-server user a b v3 auth sha ${form} priv aes 128 and much more behind it`,
  form,
];

t.test('a type 7 password on an 80-column console', async (t) => {
  const typed = 'username superuser.of.a.long.name privilege 15 password 7 0822455D0A16';
  const echo = `Switch(config)#${scrolledLine(typed, 64, true)}\r\n`;
  const redactor = createRedactor([new Secret('vty', 'cisco')]);
  t.match(echo, 'password 7 08224\b', 'it is shown in two pieces');
  t.notMatch(redactor.text(echo), /0822|822455|5D0A16/);
  t.equal(redactor.text(echo).length, echo.length);
});

t.test('no part of a secret is legible in a scrolled line, cut at every byte over reads', async (t) => {
  for (const form of forms)
    for (const line of lines(form))
      for (const room of rooms)
        for (const dollarEachTime of [true, false]) {
          const echo = `Switch(config)#${scrolledLine(line, room, dollarEachTime)}\r\nSwitch(config)#`;
          const whole = common.text(echo);
          t.strictSame(legible(whole, form, 4), [], `${line} in ${room} columns`);
          t.equal(whole.length, echo.length);
          const differing = Array.from({ length: echo.length + 1 }, (_unused, cut) => cut).filter(
            (cut) => cutAt(echo, cut) !== whole,
          );
          t.strictSame(differing, [], 'a stream gives the same, wherever it is cut');
        }
});

t.test('a stream that is flushed at every byte shows three characters at most', async (t) => {
  for (const form of forms)
    for (const line of lines(form)) {
      const stream = createRedactor([secret]).stream();
      const echo = `Switch(config)#${scrolledLine(line, 34, true)}\r\n`;
      const masked = Array.from(
        echo,
        (character) => latin1(stream.push(wire(character))) + latin1(stream.flush()),
      ).join('');
      t.strictSame(legible(masked, form, 4), [], line);
    }
});

t.test('a line that is shown from its middle, as after a paste or a repaint', async (t) => {
  const redactor = createRedactor([secret]);
  for (const form of forms)
    for (let from = 0; from < form.length - 4; from++)
      for (const end of ['', '\r\n', '$', '$\b\b\b\r\n', ' and more']) {
        const to = end === ' and more' ? form.length : form.length - 1;
        for (const start of ['Switch(config)#$', 'Switch>$', '$']) {
          const line = `${start}${form.slice(from, to)}${end}`;
          if (to - from >= 4) t.strictSame(legible(redactor.text(line), form, 4), [], line);
        }
      }
});

t.test('the mask of a part is the part of the mask, so that what is rendered reads alike', async (t) => {
  const redactor = createRedactor([secret]);
  t.equal(redactor.text(`Switch(config)#$${plain.slice(5)}`), 'Switch(config)#$rpassword>*');
  t.equal(
    redactor.text(`x ${plain.slice(0, 9)}     \b\b\b\b\b${plain.slice(9)} y`),
    'x <superpas     \b\b\b\b\bsword>* y',
  );
});

t.test('a secret that is learnt while its echo stands half on the row', async (t) => {
  const redactor = createRedactor([new Secret('other', 'abcdefgh')]);
  const stream = redactor.stream();
  const [first, rest] = [
    `Switch#user ${plain.slice(0, 2)}`,
    `${plain.slice(2, 9)}   \b\b\b${plain.slice(9)}`,
  ];
  const given = latin1(stream.push(wire(first)));
  redactor.add(secret);
  t.strictSame(legible(given + latin1(stream.push(wire(rest))) + latin1(stream.flush()), plain, 4), []);
});

t.test('what is no secret stays, dollars, blanks and backspaces included', async (t) => {
  const redactor = createRedactor([secret]);
  for (const text of [
    'username a secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0',
    'Switch#$how running-config | include Jx3  \b\b and',
    ' --More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\bversion 15.2',
    'Switch#sh\b \bhow',
    'Jx3\b\b\bJx3k',
    '\b\b\b$',
  ]) {
    t.equal(redactor.text(text), text);
    t.equal(cutAt(text, 7), text.endsWith('Jx3k') ? text.replace('Jx3k', '<sup') : text);
  }
});

t.test(
  'however an editor writes and however that is cut, a stream gives what the whole text does',
  async (t) => {
    const part = fc
      .tuple(fc.constantFrom(...forms), fc.nat(34), fc.nat(34))
      .map(([form, from, length]) => form.slice(from, from + length));
    const stroke = fc.oneof(
      part,
      fc.constantFrom('$', '#$', '>', ' ', '\r', '\n', '\0', '\x07', 'x', '"'),
      fc.nat(40).map((count) => '\b'.repeat(count)),
      fc.nat(20).map((count) => ' '.repeat(count) + '\b'.repeat(count)),
    );
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 30 }), fc.array(fc.nat(40)), (strokes, cuts) => {
        const text = strokes.join('');
        const stream = common.stream();
        let [given, rest] = ['', text];
        for (const cut of [...cuts, text.length]) {
          given += latin1(stream.push(wire(rest.slice(0, cut))));
          rest = rest.slice(cut);
        }
        const whole = common.text(text);
        t.equal(given, whole.slice(0, given.length));
        t.equal(given.length + stream.flush().length, text.length);
        for (const form of forms) t.notOk(whole.includes(form));
      }),
      { numRuns: 300 },
    );
  },
);

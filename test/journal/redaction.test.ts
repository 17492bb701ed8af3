import fc from 'fast-check';
import t from 'tap';
import { Secret } from '../../bench/secret.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { formsOf } from '../../journal/secret-forms.ts';
import { legible } from '../support/secret-search.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const digits = '0123456789'.split('');
const secretText = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, ...digits), minLength: 15, maxLength: 15 }),
  )
  .map(([first, rest]) => first + rest);

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const wire = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** IOS type 7, the other way: what a person would do to read the password. */
function readType7(text: string): string {
  const key = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';
  const offset = Number(text.slice(0, 2));
  return Buffer.from(text.slice(2), 'hex').reduce(
    (plain, byte, index) => plain + String.fromCharCode(byte ^ key.charCodeAt((offset + index) % key.length)),
    '',
  );
}

t.test('a secret is masked by its name and its own length', async (t) => {
  const redactor = createRedactor([new Secret('account', 'Jx3kd92mQwe81ZpL')]);
  t.equal(
    redactor.text('username u1 secret Jx3kd92mQwe81ZpL\r\nSwitch(config)#'),
    'username u1 secret <account>*******\r\nSwitch(config)#',
  );
});

t.test('a known type 7 form is found: 094F471A1A0A is "cisco"', async (t) => {
  const redactor = createRedactor([new Secret('vty', 'cisco')]);
  t.equal(redactor.text(' password 7 094F471A1A0A'), ' password 7 <vty>*******');
  t.equal(redactor.text(' password 7 0822455D0A16'), ' password 7 <vty>*******');
});

t.test('all forms are masked, and whoever reads backwards finds nothing', async (t) => {
  fc.assert(
    fc.property(secretText, fc.string(), fc.string(), (plain, before, after) => {
      const redactor = createRedactor([new Secret('key', plain)]);
      const inBase64 = Buffer.from(before + plain + after, 'utf8').toString('base64');
      const masked = redactor.text(inBase64);
      t.equal(masked.length, inBase64.length);
      t.notOk(Buffer.from(masked, 'base64').toString('latin1').includes(plain));
      for (const form of formsOf(new Secret('key', plain))) {
        const text = `${before}${form}${after}`;
        t.equal(redactor.text(text).length, text.length);
        t.notOk(redactor.text(text).includes(form));
      }
    }),
    { numRuns: 40 },
  );
});

t.test('each type 7 form reads back to the secret', async (t) => {
  const forms = formsOf(new Secret('key', 'Jx3kd92mQwe81ZpL')).filter((form) =>
    /^\d\d[0-9A-F]{32}$/.test(form),
  );
  t.equal(forms.length, 16);
  for (const form of forms) t.equal(readType7(form), 'Jx3kd92mQwe81ZpL');
});

t.test('however a stream is cut, it comes out as the whole text would, byte for byte', async (t) => {
  const piece = (secrets: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof(
      fc.string({
        unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
        maxLength: 12,
      }),
      fc.constantFrom(...secrets.flatMap((plain) => formsOf(new Secret('x', plain)))),
      fc.constantFrom(...secrets).map((plain) => plain.slice(0, 7)),
    );
  const session = fc
    .array(secretText, { minLength: 1, maxLength: 3 })
    .chain((secrets) => fc.tuple(fc.constant(secrets), fc.array(piece(secrets)), fc.array(fc.nat(40))));
  fc.assert(
    fc.property(session, ([secrets, pieces, cuts]) => {
      const text = pieces.join('');
      const redactor = createRedactor(secrets.map((plain, index) => new Secret(`s${index}`, plain)));
      const stream = redactor.stream();
      const parts: string[] = [];
      let rest = text;
      for (const cut of cuts) {
        parts.push(latin1(stream.push(wire(rest.slice(0, cut)))));
        rest = rest.slice(cut);
      }
      parts.push(latin1(stream.push(wire(rest))));
      const beforeFlush = parts.join('').length;
      parts.push(latin1(stream.flush()));
      const masked = parts.join('');
      t.equal(masked.length, text.length);
      t.equal(masked.slice(0, beforeFlush), redactor.text(text).slice(0, beforeFlush));
      for (const plain of secrets)
        for (const form of formsOf(new Secret('x', plain))) t.notOk(masked.includes(form));
    }),
    { numRuns: 60 },
  );
});

t.test('only what could be the beginning of a secret is held back', async (t) => {
  const stream = createRedactor([new Secret('key', 'Quux5678')]).stream();
  t.equal(latin1(stream.push(wire('Switch#'))), 'Switch#');
  t.equal(latin1(stream.push(wire('a Quu'))), 'a ');
  t.equal(latin1(stream.push(wire('m'))), 'Quum');
});

t.test('a flush masks a beginning of four characters, and the rest when it comes', async (t) => {
  const redactor = createRedactor([new Secret('key', 'Quux5678')]);
  const stream = redactor.stream();
  t.equal(latin1(stream.push(wire('a Quux'))), 'a ');
  t.equal(latin1(stream.flush()), '<key');
  t.equal(latin1(stream.push(wire('56'))), '');
  t.equal(latin1(stream.push(wire('78 b'))), '>*** b');
  t.equal(latin1(stream.push(wire('a Quu'))), 'a ');
  t.equal(latin1(stream.flush()), 'Quu');
  t.equal(latin1(stream.push(wire('x5678'))), 'y>***');
});

t.test('what was given out does not change when more is masked', async (t) => {
  const stream = createRedactor([new Secret('key', 'Quux5678')]).stream();
  stream.push(wire('Quu'));
  const given = stream.flush();
  stream.push(wire('x5'));
  stream.flush();
  t.equal(latin1(given), 'Quu');
});

t.test(
  'a secret that is added while a stream runs is masked from then on, held-back bytes included',
  async (t) => {
    const redactor = createRedactor([new Secret('one', 'Quux5678')]);
    const stream = redactor.stream();
    t.equal(latin1(stream.push(wire('Qu'))), '');
    redactor.add(new Secret('two', 'Qu12abcd'));
    t.equal(latin1(stream.push(wire('12abcd Quux5678'))), '<two>*** <one>***');
  },
);

t.test('a secret within another one: the longer mask stands', async (t) => {
  const redactor = createRedactor([new Secret('long', 'abcdefghij'), new Secret('short', 'cdef')]);
  t.equal(redactor.text('abcdefghij'), '<long>****');
  t.equal(redactor.text('abcdefghi'), 'ab<shoghi');
  const stream = redactor.stream();
  const parts = [stream.push(wire('abcdef')), stream.push(wire('ghij')), stream.flush()];
  t.equal(parts.map(latin1).join(''), '<long>****');
});

t.test('JSON is masked deeply, keys too, and copied', async (t) => {
  const redactor = createRedactor([new Secret('key', 'Quux5678')]);
  const value = { Quux5678: ['a Quux5678', 7, null, { b: true, gone: undefined }] };
  const masked = redactor.json(value);
  t.strictSame(masked, { '<key>***': ['a <key>***', 7, null, { b: true }] });
  t.strictSame(value, { Quux5678: ['a Quux5678', 7, null, { b: true, gone: undefined }] });
});

t.test('a second pass changes nothing', async (t) => {
  fc.assert(
    fc.property(secretText, fc.string(), (plain, around) => {
      const redactor = createRedactor([new Secret('account', plain), new Secret('enable', `${plain}x`)]);
      const once = redactor.text(around + plain + around);
      t.equal(redactor.text(once), once);
    }),
    { numRuns: 40 },
  );
});

t.test('an empty secret and no secrets at all leave everything as it is', async (t) => {
  t.equal(createRedactor([new Secret('none', '')]).text('Switch#'), 'Switch#');
  t.equal(latin1(createRedactor().stream().push(wire('Switch#'))), 'Switch#');
});

t.test('the work is linear: 2 MB in small chunks with eight secrets', async (t) => {
  const secrets = Array.from(
    { length: 8 },
    (_unused, index) => new Secret(`s${index}`, `Secret${index}abcdefghi`),
  );
  const stream = createRedactor(secrets).stream();
  const chunk = wire('Switch#show running-config Secret1abcdefgh Building configuration...\r\n'.repeat(4));
  let given = 0;
  const began = performance.now();
  for (let sent = 0; sent < 2_000_000; sent += chunk.length) given += stream.push(chunk).length;
  const took = performance.now() - began;
  t.ok(given > 1_900_000);
  t.ok(took < 2000, `took ${took.toFixed(0)} ms`);
});

t.test('an error quotes a piece of what came, and shows no piece of a secret', async (t) => {
  const plain = 'Jx3kd92mQwe81ZpL';
  const redactor = createRedactor([new Secret('superpassword', plain)]);
  for (const form of formsOf(new Secret('superpassword', plain)))
    for (let cut = 4; cut <= form.length; cut++) {
      const [begun, left] = [form.slice(0, cut), form.slice(-cut)];
      const scrolled = `${begun}\b\b\b$x ${begun}   \b\b\b${form.slice(cut)} and more`;
      for (const quoted of [`${left}\r\nSwitch#`, `Switch#x ${begun}`, scrolled]) {
        const told = `timed out waiting for the prompt; got ${JSON.stringify(quoted)}`;
        const masked = redactor.excerpt(told);
        t.equal(masked.length, told.length);
        t.strictSame(legible(masked, form, 4), [], told);
      }
      t.strictSame(legible(redactor.excerpt(left), form, 4), [], 'without quotation marks too');
    }
  t.equal(redactor.excerpt('expected "a \\\\ b", got "\\u0007"'), 'expected "a \\\\ b", got "\\u0007"');
});

t.test('a secret with characters that JSON escapes', async (t) => {
  const plain = 'Jx3"d92\\Qwe81ZpL';
  const redactor = createRedactor([new Secret('key', plain)]);
  t.equal(redactor.text(JSON.stringify({ key: plain })), '{"key":"<key>*************"}');
  t.notMatch(redactor.excerpt(`got ${JSON.stringify(plain.slice(2))}`), /d92|Qwe/);
});

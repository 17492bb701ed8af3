import t from 'tap';
import { readCli } from '../../bench/cli-reading.ts';
import { maskOf, Secret } from '../../bench/secret.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { formsOf } from '../../journal/secret-forms.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { legible } from '../support/secret-search.ts';

const plain = 'Jx3kd92mQwe81ZpL';
const secret = new Secret('superpassword', plain);
const redactor = createRedactor([secret]);
const prompt = 'Switch(config)#';
const log = '*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by console';

const wire = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const receivedOf = (events: readonly JournalEvent[]): string =>
  events
    .flatMap((event) => (event.type === 'data' && event.direction === 'received' ? [event.bytes ?? ''] : []))
    .join('');

/** What the journal has of what came behind a typed line, read in two pieces. */
function recorded(typed: string, came: string, cut = came.length): string {
  const journal = memoryJournal({ redactor });
  const tape = journalTapes(journal, redactor)('console');
  tape.received(wire(prompt));
  tape.sending(wire(`${typed}\r`));
  tape.received(wire(came.slice(0, cut)));
  tape.received(wire(came.slice(cut)));
  journal.close();
  return receivedOf(journal.events).slice(prompt.length);
}

/** A log line comes into the middle of an echo: on a row of its own, or behind what stands there, or without a line end. */
const interruptions = [`\r\n${log}\r\n`, `${log}\r\n`, `\r\n${log}`, `\r\n${log}\r\n${log}\r\n`];

t.test('a secret whose echo a log line cuts in two is masked in both halves', async (t) => {
  for (const form of formsOf(secret))
    for (const line of [`username a password 7 ${form}`, `snmp-server user a b auth ${form} priv aes`])
      for (const interruption of interruptions)
        for (let cut = 1; cut < form.length; cut++) {
          const begin = line.indexOf(form);
          const end = begin + form.length;
          const came = `${line.slice(0, begin + cut)}${interruption}${line.slice(begin + cut)}\r\n${prompt}`;
          const mask = maskOf(secret.name, form.length);
          // Three characters are too few to be known again.
          const left = form.length - cut < 4 ? form.slice(cut) : mask.slice(cut);
          const halves = `${mask.slice(0, cut)}${interruption}${left}`;
          t.equal(recorded(line, came), `${line.slice(0, begin)}${halves}${line.slice(end)}\r\n${prompt}`);
        }
});

t.test('cut anywhere over reads, it is masked as it is in one', async (t) => {
  const typed = `username a password 0 ${plain}`;
  for (const interruption of interruptions) {
    const came = `${typed.slice(0, -9)}${interruption}${typed.slice(-9, -4)}${interruption}${typed.slice(-4)}\r\n${prompt}`;
    const whole = recorded(typed, came);
    t.strictSame(legible(whole, plain, 4), [], came);
    for (let cut = 0; cut <= came.length; cut++) t.equal(recorded(typed, came, cut), whole);
  }
});

t.test('what is read of the masked bytes is what is masked of the read ones', async (t) => {
  const typed = `username a password 0 ${plain}`;
  for (const interruption of interruptions)
    for (let cut = 4; cut <= plain.length - 4; cut++) {
      const at = typed.length - plain.length + cut;
      const came = `${typed.slice(0, at)}${interruption}${typed.slice(at)}\r\n% something\r\n${prompt}`;
      const read = readCli(recorded(typed, came), redactor.text(typed), 0);
      t.same(redactor.json({ ...readCli(came, typed, 0) }, { command: typed }), read, came);
    }
});

t.test('halves that a driver has made nothing of are masked in what it observed', async (t) => {
  const typed = `username a password 0 ${plain}`;
  const lines = [`${prompt}${typed.slice(0, -8)}`, 'an unknown line', typed.slice(-8)];
  t.strictSame(redactor.json(lines, { command: typed }), [
    `${prompt}username a password 0 <superpa`,
    'an unknown line',
    'ssword>*',
  ]);
  t.strictSame(redactor.json(lines), lines, 'without what was typed nothing tells that they are halves');
});

t.test('a word of the device is no half of a secret', async (t) => {
  const wordy = createRedactor([new Secret('password', 'Switch-Lab-9')]);
  const lines = ['hostname Switch', '-Lab-9', 'username a password 0 Switch'];
  t.strictSame(wordy.json(lines, { command: 'username a password 0 Switch-Lab-9' }), [
    'hostname Switch',
    '-Lab-9',
    'username a password 0 <passw',
  ]);
  t.equal(wordy.echoOf('Switch-Lab-9'), undefined, 'no device echoes a password that stands alone');
  t.equal(wordy.echoOf('show users'), undefined);
});

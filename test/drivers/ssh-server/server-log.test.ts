import t from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { ServerLog } from '../../../drivers/ssh-server/server-log.ts';
import { createRedactor } from '../../../journal/redaction.ts';
import { ReceivedStreams } from '../../../journal/streams.ts';
import { journalTapes } from '../../../journal/tapes.ts';
import { memoryJournal } from '../../../journal/writer.ts';
import { clock } from './a-server.ts';

const secret = new Secret('user2', 'aWordInTests2345');

function journalled() {
  const redactor = createRedactor([secret]);
  const journal = memoryJournal({ redactor });
  const log = new ServerLog('ssh-server-host', journalTapes(journal, redactor), clock);
  return { journal, log };
}

t.test('a secret that is typed key by key, with facts and other calls in between, is masked', (t) => {
  const { journal, log } = journalled();
  for (const key of secret.reveal()) {
    log.take('ssh-server-host/1', Buffer.from(key));
    log.write('{"connection":1,"fact":"request"}\n');
    journal.append({ type: 'return', call: 0, spans: [] });
  }
  log.take('ssh-server-host/1', Buffer.from('\r'));
  const [span] = log.spansOf('ssh-server-host/1');
  journal.append({ type: 'return', call: 1, spans: [] });
  journal.close();
  t.notMatch(JSON.stringify(journal.events), secret.reveal());
  t.notMatch(JSON.stringify(journal.events), /aWordIn|Tests2345/);
  t.strictSame(span, { pco: 'ssh-server-host/1', from: 0, to: 17 });
  if (span === undefined) throw new Error('no span');
  t.equal(new ReceivedStreams(journal.events).bytes(span), `${secret.mask}\r`);
  t.equal(log.typed('ssh-server-host/1'), `${secret.reveal()}\r`, 'what is compared is what was typed');
  t.end();
});

t.test('what was typed without a line end stands there for whoever asks', (t) => {
  const { log } = journalled();
  t.strictSame(log.spansOf('ssh-server-host/2'), []);
  t.equal(log.typed('ssh-server-host/2'), '');
  log.take('ssh-server-host/2', Buffer.from('yes'));
  t.strictSame(log.spansOf('ssh-server-host/2'), [{ pco: 'ssh-server-host/2', from: 0, to: 3 }]);
  t.end();
});

t.test('waiting ends with what is awaited, or with the deadline', async (t) => {
  const { log } = journalled();
  let come = false;
  const waiting = log.until(() => come, clock.in(20_000), 'it');
  come = true;
  log.write('a line\n');
  await waiting;
  await log.until(() => false, clock.in(20), 'what never comes');
  t.equal(log.since(log.position).text, '');
  t.equal(log.since(0).text, 'a line\n');
  t.throws(() => log.since(3), /no mark at 3/);
});

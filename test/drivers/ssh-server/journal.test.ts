import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import type { Bench } from '../../../bench/bench.ts';
import { Secret } from '../../../bench/secret.ts';
import { openSshServerHost } from '../../../drivers/ssh-server/ssh-server-host.ts';
import { derivations } from '../../../harness/derive.ts';
import { recordBench } from '../../../harness/recording.ts';
import { createRedactor } from '../../../journal/redaction.ts';
import { ReceivedStreams } from '../../../journal/streams.ts';
import { journalTapes } from '../../../journal/tapes.ts';
import { memoryJournal } from '../../../journal/writer.ts';
import { aPort, clock, service } from './a-server.ts';
import { Clients, whyWithout } from './clients.ts';

t.test(
  'no password reaches the journal, and the auditor reads the same again',
  { skip: whyWithout('ssh') },
  async (t) => {
    const secret = new Secret('user2', 'aWordInTests2345');
    const redactor = createRedactor([]);
    const journal = memoryJournal({ redactor });
    const port = await aPort(t);
    const pco = openSshServerHost({
      port,
      service,
      nameOf: (real) => real,
      openTape: journalTapes(journal, redactor),
      clock,
    });
    const bench = recordBench(
      {
        clock,
        secrets: [secret],
        pco: (role: string) => (role === 'ssh-server-host' ? pco : undefined),
      } as unknown as Bench,
      journal,
      redactor,
    );
    const server = bench.pco('ssh-server-host');
    if (server === undefined) throw new Error('no server');
    const password = secret.reveal();
    const deadline = clock.in(20_000);
    const { observation: mark } = await server.call(
      'listen',
      {
        accounts: [{ username: 'user2', password }],
        interactive: [{ prompts: [{ text: 'Answer: ', echo: false, answer: password }] }],
        remote: { answers: { [password]: `you said ${password}` } },
      },
      deadline,
    );
    const clients = new Clients(port);
    t.teardown(() => clients.remove());
    const input = `${password}\r${password}x\rexit\r`;
    const run = await clients.ssh({ password, flags: ['-tt'], input });
    t.match(run.stdout, new RegExp(`you said ${password}`), 'the shell hears what was typed');
    await clients.ssh({ password: `${password}0` });
    const { observation, spans } = await server.call(
      'connections',
      { since: mark.position, until: { phase: 'ended', count: 2 } },
      deadline,
    );
    journal.close();
    t.match(observation.connections, [
      { authenticated: true, typed: `${secret.mask}\r${secret.mask}x\rexit\r` },
      { authenticated: false },
    ]);
    const text = JSON.stringify(journal.events);
    t.notOk(text.includes(password) || text.includes(password.slice(0, 8)), 'not even half of it');
    const streams = new ReceivedStreams(journal.events);
    const read = spans.map((span) => ({ ...span, text: streams.bytes(span) ?? '' }));
    const again = derivations['ssh-connections']?.({
      op: 'connections',
      args: null,
      observation,
      spans: read,
    });
    t.ok(isDeepStrictEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(observation))));
  },
);

t.test('that nobody dialled is a place in the recording', async (t) => {
  const redactor = createRedactor([]);
  const journal = memoryJournal({ redactor });
  const port = await aPort(t);
  const openTape = journalTapes(journal, redactor);
  const pco = openSshServerHost({ port, service, nameOf: (real) => real, openTape, clock });
  const { observation } = await pco.call('listen', {}, clock.in(20_000));
  const none = await pco.call('connections', { since: observation.position }, clock.in(20_000));
  t.strictSame(none.observation.connections, []);
  t.ok(
    none.spans.some(({ from, to }) => to > from),
    'so a verdict can cite it',
  );
});

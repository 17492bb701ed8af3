import { PassThrough } from 'node:stream';
import t from 'tap';
import type { Tape } from '../../../bench/tape.ts';
import { LabClockClient } from '../../../lab-topologies/clocks/lab-clock-client.ts';

function pipe() {
  const requests = new PassThrough();
  const answers = new PassThrough();
  const client = new LabClockClient({ requests, answers });
  const asked = (): unknown[] =>
    String(requests.read() ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  const say = (message: object): boolean => answers.write(`${JSON.stringify(message)}\n`);
  return { client, answers, asked, say };
}
const ready = { ready: true, console: '/dev/pts/7', binds: { '192.0.2.1:22': '127.0.2.1:40022' } };

t.test('the first line says that the switch is up, in however many pieces it comes', async (t) => {
  const { client, answers } = pipe();
  for (const letter of `${JSON.stringify(ready)}\n`) answers.write(letter);
  t.strictSame(await client.ready, ready);
});

t.test('requests go out with their number, and answers find their request', async (t) => {
  const { client, asked, say } = pipe();
  say(ready);
  await client.ready;
  const advance = client.advance(5_000);
  const now = client.now();
  t.strictSame(asked(), [
    { id: 0, op: 'advance', ms: 5_000 },
    { id: 1, op: 'now' },
  ]);
  say({ id: 1, now: 17 });
  say({ id: 0, now: 4_017, advanced: 4_000 });
  t.equal(await now, 17);
  t.equal(await advance, 4_000);
});

t.test('what is typed and printed at the console is counted on both ends', async (t) => {
  const { client, asked, say } = pipe();
  say(ready);
  await client.ready;
  t.ok(client.delivered, 'nobody counts yet');
  const traffic = { sent: 5, received: 0 };
  client.watchConsole(traffic);
  const jump = client.advance(100);
  t.strictSame(asked(), [{ id: 0, op: 'advance', ms: 100, typed: 5 }]);
  say({ id: 0, now: 100, advanced: 100, printed: 64 });
  t.equal(await jump, 100);
  t.notOk(client.delivered);
  traffic.received = 63;
  t.notOk(client.delivered);
  traffic.received = 64;
  t.ok(client.delivered);
});

t.test('what was printed before anybody had the console open is given up once', async (t) => {
  const { client, say } = pipe();
  say(ready);
  await client.ready;
  const traffic = { sent: 0, received: 0 };
  client.watchConsole(traffic);
  const first = client.advance(1);
  say({ id: 0, now: 100, advanced: 1, printed: 0 });
  await first;
  t.ok(client.delivered);
  const second = client.advance(1);
  say({ id: 1, now: 200, advanced: 1, printed: 40 });
  await second;
  t.notOk(client.delivered);
  client.giveUpOnUndelivered();
  t.ok(client.delivered);
  const third = client.advance(1);
  say({ id: 2, now: 300, advanced: 1, printed: 50 });
  await third;
  t.notOk(client.delivered, 'what comes later is waited for');
  traffic.received = 10;
  t.ok(client.delivered);
});

t.test('all that crosses the pipe after the first line is put on the tape', async (t) => {
  const { client, say } = pipe();
  say(ready);
  await client.ready;
  const crossed: string[] = [];
  const tape: Tape = {
    pco: 'lab-clock',
    position: 0,
    sending: (bytes) => void crossed.push(`> ${Buffer.from(bytes).toString().trim()}`),
    received: (bytes) => {
      crossed.push(`< ${Buffer.from(bytes).toString().trim()}`);
      return { pco: 'lab-clock', from: 0, to: 0 };
    },
  };
  client.recordOn(tape);
  const now = client.now();
  say({ id: 0, now: 3 });
  await now;
  t.strictSame(crossed, ['> {"id":0,"op":"now"}', '< {"id":0,"now":3}']);
});

t.test('a switch that says something else at first, or nothing', async (t) => {
  const other = pipe();
  other.answers.write('Hello\n');
  await t.rejects(other.client.ready, /began with "Hello"/);
  const silent = pipe();
  silent.answers.end();
  await t.rejects(silent.client.ready, /closed its control pipe/);
});

t.test('an answer that nobody asked for, or that is none, ends it', async (t) => {
  for (const wrong of [{ id: 7, now: 1 }, { id: 0 }, { id: 0, now: 1, advanced: 'far' }]) {
    const { client, say } = pipe();
    say(ready);
    await client.ready;
    const now = client.now();
    say(wrong);
    await t.rejects(now, /answered .* to its clock/);
    await t.rejects(client.advance(1), /answered .* to its clock/, 'and so does all that is asked later');
  }
});

t.test('when the pipe closes all that waits is told', async (t) => {
  const { client, answers, say } = pipe();
  say(ready);
  await client.ready;
  const advance = client.advance(1);
  answers.end();
  await t.rejects(advance, /closed its control pipe/);
});

t.test('how far a switch could go is asked for in the same way', async (t) => {
  const { client, asked, say } = pipe();
  say(ready);
  const reach = client.reach(5_000);
  t.strictSame(asked(), [{ id: 0, op: 'reach', ms: 5_000 }]);
  say({ id: 0, now: 17, reach: 300 });
  t.equal(await reach, 300);
  const unsaid = client.reach(5_000);
  say({ id: 1, now: 17 });
  await t.rejects(unsaid, /did not say how far its clock could go/);
});

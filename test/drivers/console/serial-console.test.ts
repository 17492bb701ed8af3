import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { wallClock } from '../../../lab-topologies/clocks/wall-clock.ts';
import { explain, BenchError } from '../../../bench/errors.ts';
import { openSerialConsole } from '../../../drivers/console/serial-console.ts';
import { openSerialStream } from '../../../drivers/console/serial-stream.ts';
import { play, ttyRig } from '../../support/console-rig.ts';
import { openScriptedTty } from '../../support/scripted-tty.ts';
import { keptTape } from '../../support/tape.ts';

/** What the person at the bench is told. */
async function refusal(path: string): Promise<string> {
  const clock = wallClock();
  const options = { path, baudRate: 9600, openTape: () => keptTape(), clock, credentials: {} };
  try {
    await (await openSerialConsole(options)).close();
    return 'opened';
  } catch (error) {
    return error instanceof BenchError ? explain(error) : `no BenchError: ${String(error)}`;
  } finally {
    await clock.close();
  }
}

t.test('a tty that cannot be had is said in one message', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const missing = await refusal(join(folder, 'ttyUSB9'));
  t.match(missing, /^there is no such tty\n/);
  t.match(missing, /where: .*ttyUSB9\n {2}next: /);
  t.match(await refusal(folder), /^this path is no tty\n(?:.*\n)*.*where: /);
  t.match(await refusal(file), /^this path is no tty\n(?:.*\n)*.*where: /);
});

t.test('a console that somebody else holds', async (t) => {
  const { tty } = await ttyRig(t);
  const said = await refusal(tty.path);
  t.match(said, /^the console is held by another program\n/);
  t.match(said, /next: .*end the program/);
});

t.test('a console that was closed can be opened again', async (t) => {
  const tty = await openScriptedTty();
  t.teardown(() => tty.close());
  t.equal(await refusal(tty.path), 'opened');
  t.equal(await refusal(tty.path), 'opened');
});

t.test('all 256 bytes cross unaltered, both ways', async (t) => {
  const tty = await openScriptedTty();
  const stream = await openSerialStream({ path: tty.path, baudRate: 9600 });
  t.teardown(async () => {
    await stream.close();
    await tty.close();
  });
  const all = String.fromCharCode(...Array.from({ length: 256 }, (_, index) => index));
  const received = new Promise<string>((resolve) => {
    let soFar = '';
    stream.onData((bytes) => {
      soFar += Buffer.from(bytes).toString('latin1');
      if (soFar.length >= all.length) resolve(soFar);
    });
  });
  const typed = new Promise<string>((resolve) => {
    let soFar = '';
    tty.onTyped((text) => {
      soFar += text;
      if (soFar.length >= all.length) resolve(soFar);
    });
  });
  tty.send(all);
  await stream.write(Buffer.from(all, 'latin1'));
  t.equal(await received, all);
  t.equal(await typed, all);
});

t.test('a break is an optional capability: a pty has none', async (t) => {
  const tty = await openScriptedTty();
  const stream = await openSerialStream({ path: tty.path, baudRate: 9600 });
  t.teardown(async () => {
    await stream.close();
    await tty.close();
  });
  await t.rejects(stream.sendBreak?.(1) ?? Promise.resolve(), { message: 'this tty cannot send a break' });
});

t.test('every byte is on the tape, what is sent before it is sent', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  let onTape = '';
  tty.onTyped(() => (onTape = tape.allSent()));
  const ios = play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
  const { observation, spans } = await console.call('execute', { command: 'show clock' }, clock.in(8000));
  t.match(onTape, /show clock\r/);
  const [span] = spans;
  t.match(span, { pco: 'console' });
  t.equal(tape.allReceived().slice(span?.from, span?.to), `show clock\r\nnoon\r\n${ios.prompt}`);
  const [line] = observation.lines;
  t.equal(tape.allReceived().slice(line?.from, line?.to), 'noon');
});

t.test('a tty that goes away is noticed at once', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  let gone = Infinity;
  tty.onTyped(() => {
    gone = performance.now();
    void tty.hangUp();
  });
  await t.rejects(console.call('enter', { mode: 'privileged-exec' }, clock.in(60_000)), {
    name: 'PcoError',
    message: /the line closed/,
    facts: { got: /the tty has gone/ },
  });
  t.ok(performance.now() - gone < 1000);
});

import t from 'tap';
import { confirmPrompt, type TypedComment } from '../../../drivers/ios/probe.ts';
import { iosRig, lineRig, receive, standing } from './line-rig.ts';

t.test('a true prompt answers', async (t) => {
  const rig = await iosRig({ suffix: '#' });
  const { line, clock, tape } = rig;
  const doubtful = standing(rig);
  const end = await confirmPrompt(line, { line: doubtful, lowest: 0 }, clock.in(60_000));
  t.equal(end, doubtful.end);
  t.match(tape.allSent(), /^![0-9a-f]{8}\r$/, 'a comment and nothing else is typed');
  t.equal(line.known.place?.end, tape.allReceived().length, 'the line stands at the prompt behind it');
  t.match(line.known, { host: 'Switch', mode: 'privileged-exec', echoes: true });
});

t.test('what somebody typed is erased first where one asks for it', async (t) => {
  const { line, clock, tape, ...rig } = await iosRig({ suffix: '#', halfTyped: 'reload' });
  const doubtful = standing({ line, clock, tape, ...rig });
  await confirmPrompt(line, { line: doubtful, lowest: 0, erase: true }, clock.in(60_000));
  t.match(tape.allSent(), /^\x15![0-9a-f]{8}\r$/);
});

t.test('the true prompt can be another than the one in doubt', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  stream.onTyped((typed) => stream.send(`last line\r\nSwitch#${typed.slice(0, -1)}\r\nSwitch#`));
  await receive(rig, 'first line\r\nSwitch#');
  const doubtful = standing(rig);
  const end = await confirmPrompt(line, { line: doubtful, lowest: 0 }, clock.in(60_000));
  t.equal(end, 'first line\r\nSwitch#last line\r\nSwitch#'.length);
});

t.test('nothing answers behind output that only looked like a prompt', async (t) => {
  const rig = lineRig();
  const { line, clock } = rig;
  await receive(rig, '\r\nSwitch#');
  t.equal(await confirmPrompt(line, { line: standing(rig), lowest: 0 }, clock.in(60_000)), undefined);
  t.equal(clock.now(), 5000, 'given up long before the call is');
  t.equal(line.known.place, undefined);
  await t.rejects(
    confirmPrompt(line, { line: standing(rig), lowest: 0 }, clock.in(1000)),
    { name: 'DeadlineExceeded' },
    'unless its deadline comes first',
  );
});

t.test('a comment that is answered after it was given up is no output of the command', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  const kept: string[] = [];
  stream.onTyped((typed) => {
    kept.push(typed.slice(0, -1));
    // The first is held back until the second comes.
    if (kept.length === 2) stream.send(kept.map((each) => `${each}\r\nSwitch#`).join(''));
  });
  await receive(rig, '\r\nSwitch#');
  const doubtful = standing(rig);
  const typed: TypedComment[] = [];
  const prompt = { line: doubtful, lowest: 0, typed };
  t.equal(await confirmPrompt(line, prompt, clock.in(60_000)), undefined);
  t.equal(await confirmPrompt(line, prompt, clock.in(60_000)), doubtful.end);
});

t.test('a device that does not echo is believed at its second prompt, and known from then on', async (t) => {
  const rig = await iosRig({ suffix: '#', echo: false });
  const { line, clock, tape } = rig;
  const probes = (): number => tape.allSent().split('!').length - 1;
  const doubtful = standing(rig);
  t.equal(await confirmPrompt(line, { line: doubtful, lowest: 0 }, clock.in(60_000)), doubtful.end);
  t.equal(probes(), 2, 'twice, since a log line could have cut the first echo');
  t.equal(line.known.echoes, false);
  t.match(line.known.place, { mode: 'privileged-exec', prompt: 'Switch#' });
  await confirmPrompt(line, { line: standing(rig), lowest: 0 }, clock.in(60_000));
  t.equal(probes(), 3);
});

t.test('a pager behind what looked like a prompt is said, not answered', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  stream.onTyped(() => stream.send('\r\nmore output\r\n --More-- '));
  await receive(rig, '\r\nSwitch#');
  await t.rejects(confirmPrompt(line, { line: standing(rig), lowest: 0 }, clock.in(60_000)), {
    name: 'PcoError',
    message: /output looked like a prompt/,
    facts: { got: 'Switch#', next: 'run the step again' },
  });
});

import t from 'tap';
import { findPlace } from '../../../drivers/ios/classification.ts';
import { carryOut } from '../../../drivers/ios/typed-line.ts';
import { iosRig, lineRig, receive } from './line-rig.ts';

const plainLine = (command: string): { command: string; typed: string; answers: []; secret: undefined } => ({
  command,
  typed: command,
  answers: [],
  secret: undefined,
});
const before = { mode: 'privileged-exec', prompt: 'Switch#', from: 2, end: 9 } as const;

t.test('a typed line, and what is known behind it', async (t) => {
  const { line, clock, tape } = await iosRig({
    suffix: '#',
    commands: { 'configure terminal': { output: 'One per line.\r\n', suffix: '(config)#' } },
  });
  const place = await findPlace(line, clock.in(60_000));
  const { observation, span } = await carryOut(
    line,
    plainLine('configure terminal'),
    place,
    clock.in(60_000),
  );
  t.match(observation, {
    promptBefore: 'Switch#',
    modeBefore: 'privileged-exec',
    promptAfter: 'Switch(config)#',
    modeAfter: 'global-config',
  });
  t.equal(
    tape.allReceived().slice(span.from, span.to),
    'configure terminal\r\nOne per line.\r\nSwitch(config)#',
    'the span holds the echo, the output and the prompt',
  );
  t.match(line.known.place, { mode: 'global-config', prompt: 'Switch(config)#', end: span.to });
});

t.test('a secret is typed, and its mask is what the observation shows', async (t) => {
  const rig = lineRig();
  const { line, clock, stream, tape } = rig;
  stream.onTyped(() => stream.send('\r\nSwitch#'));
  await receive(rig, '\r\nPassword: ');
  const place = { mode: 'login-password', prompt: 'Password:', from: 2, end: 11 } as const;
  const toType = { ...plainLine('<password>'), typed: 'Login12345' };
  const { observation } = await carryOut(line, toType, place, clock.in(60_000));
  t.equal(observation.command, '<password>');
  t.match(tape.allSent(), /^Login12345\r/);
});

t.test('a device that falls silent', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  stream.onTyped((typed) => stream.send(`${typed}\nhalf`));
  await receive(rig, '\r\nSwitch#');
  await t.rejects(carryOut(line, plainLine('show stuck'), before, clock.in(5000)), {
    name: 'DeadlineExceeded',
    awaited: "the prompt after 'show stuck'",
  });
  t.equal(line.known.place, undefined);
  t.equal(line.known.mode, 'privileged-exec', 'where it stood is still told');

  const silent = { ...plainLine('show stuck'), mayStaySilent: true };
  const { observation, span } = await carryOut(line, silent, before, clock.in(5000));
  t.match(observation, { promptAfter: '', modeAfter: 'unknown' });
  t.equal(span.to, line.wire.position);
  t.equal(line.known.place, undefined, 'nobody knows where it stands');
});

t.test('a line that closes is the result of leaving, and an error otherwise', async (t) => {
  for (const command of ['logout', 'show clock']) {
    const rig = lineRig();
    const { line, clock, stream } = rig;
    stream.onTyped(() => stream.hangUp('gone'));
    await receive(rig, '\r\nSwitch#');
    const carried = carryOut(line, plainLine(command), before, clock.in(60_000));
    if (command === 'logout') t.match((await carried).observation, { modeAfter: 'closed', promptAfter: '' });
    else await t.rejects(carried, { message: /^the line closed while waiting for/, facts: { got: 'gone' } });
    t.equal(line.known.place, undefined);
  }
});

import t from 'tap';
import { findPlace, lookAround } from '../../../drivers/ios/classification.ts';
import { iosRig, lineRig, receive } from './line-rig.ts';

t.test('what stands on a line that nobody expected', (t) => {
  const seen = (text: string, complete = false): string | undefined => {
    const found = lookAround({ text, from: 0, end: text.length, complete });
    return found && `${found.kind} ${found.mode}`;
  };
  t.equal(seen('Switch(config-line)#'), 'prompt line-config');
  t.equal(seen('[OK]Switch#'), 'prompt privileged-exec');
  t.equal(seen('Switch#reload'), 'half-typed privileged-exec');
  t.equal(seen('Switch#reload', true), undefined, 'a command that was run');
  t.equal(seen('Username:'), 'username login-username');
  t.equal(seen('Proceed with reload? [confirm]'), 'question confirm');
  t.equal(seen(' --More--'), 'pager pager');
  t.equal(seen('switch:'), 'prompt boot-loader');
  t.equal(seen('Building configuration...'), undefined);
  t.end();
});

t.test('a place that is known is believed until something comes', async (t) => {
  const rig = await iosRig({ suffix: '#' });
  const { line, clock, tape } = rig;
  const place = await findPlace(line, clock.in(60_000));
  t.match(place, { mode: 'privileged-exec', prompt: 'Switch#' });
  const sent = tape.allSent().length;
  t.equal(await findPlace(line, clock.in(60_000)), place);
  await receive(rig, '\r\nsome line that is no prompt\r\nSwitch#');
  const again = await findPlace(line, clock.in(60_000));
  t.equal(again.end, tape.allReceived().length, 'a prompt that was only written again');
  t.equal(tape.allSent().length, sent, 'nothing was typed for any of it');
  await receive(rig, '\r\nSwitch(config)#');
  await findPlace(line, clock.in(60_000));
  t.match(tape.allSent().slice(sent), /^\x15![0-9a-f]{8}\r$/, 'another prompt is put to the test');
});

t.test('a pager is left, a question is not agreed to', async (t) => {
  const rig = lineRig();
  const { line, clock, stream, tape } = rig;
  const screens: Record<string, string> = { q: '\r\nReload? [confirm]', '\x03': '\r\nswitch: ' };
  stream.onTyped((typed) => stream.send(screens[typed] ?? ''));
  await receive(rig, 'output\r\n --More-- ');
  t.match(await findPlace(line, clock.in(60_000)), { mode: 'boot-loader', prompt: 'switch:' });
  t.equal(tape.allSent(), 'q\x03');
});

t.test('a question that comes again and again', async (t) => {
  const rig = lineRig();
  const { line, clock, stream } = rig;
  stream.onTyped(() => stream.send('\r\nAre you sure? [yes/no]: '));
  await receive(rig, '\r\nAre you sure? [yes/no]: ');
  await t.rejects(findPlace(line, clock.in(60_000)), {
    message: 'the line stands at a question that could not be left: Are you sure? [yes/no]:',
    facts: { where: 'console, mode confirm', next: /by hand/ },
  });
});

t.test(
  'a silent line: first a key that runs nothing, then Enter, but not at once while it boots',
  async (t) => {
    for (const [last, expected] of [
      ['', `\x12${'n\x15\r'.repeat(5)}`],
      ['Initializing Hardware...\r\n', ''],
    ] as const) {
      const rig = lineRig();
      const { line, clock, tape } = rig;
      if (last !== '') await receive(rig, last);
      await t.rejects(findPlace(line, clock.in(16_000)), { name: 'DeadlineExceeded' });
      t.equal(tape.allSent(), expected, last);
    }
  },
);

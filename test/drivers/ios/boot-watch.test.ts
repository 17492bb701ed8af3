import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { BootWatch, restarts } from '../../../drivers/ios/boot-watch.ts';
import { ttyRig } from '../../support/console-rig.ts';
import { limit } from './field-rig.ts';
import { lineRig, receive } from './line-rig.ts';
import { stage } from './staged-device.ts';

t.jobs = 4;

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'transcripts');
const boots = existsSync(folder)
  ? readdirSync(folder).filter((file) => /^(?:boot-(?:from|reload)|boot--|reload--)/.test(file))
  : [];
const withoutTranscripts = !existsSync(folder) && 'no ../shared/transcripts here: no real boot was played';

t.test('signs of a boot, however they are cut', async (t) => {
  const rig = lineRig();
  const watch = new BootWatch(rig.line.wire, 0);
  await receive(rig, 'Switch#show version\r\nROM: System Bootstrap, Version 1.18\r\n');
  t.notOk(watch.boots(), 'output that speaks of the boot loader');
  await receive(rig, '\r\nSystem Boot');
  t.notOk(watch.boots());
  await receive(rig, 'strap, Version 17.5(1r)');
  t.ok(watch.boots());
  t.equal(rig.tape.allReceived().slice(0, watch.signEnd()).slice(-26), '\nSystem Bootstrap, Version');
  t.notOk(watch.greeted);
  await receive(rig, '\r\nPress RETURN to get started!\r\n\r\nsome line behind it');
  watch.boots();
  t.ok(watch.greeted);
});

t.test('what can end in a boot', (t) => {
  for (const command of ['reload', 'rel', 'reload slot 1', 'boot', 'boot flash:packages.conf'])
    t.ok(restarts(command), command);
  for (const command of ['show reload', 'release dhcp vlan 1', 'do reload', 'boot-start', ''])
    t.notOk(restarts(command), command);
  t.end();
});

t.test('the transcripts of boots', { skip: withoutTranscripts }, (t) => {
  t.equal(boots.length, 4, 'boots: how many there are is known');
  t.end();
});

for (const file of boots)
  t.test(`${file} from its beginning to a prompt`, async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t);
    const text = readFileSync(join(folder, file), 'latin1').replace(/\r?\n/g, '\r\n');
    const greets = /Press RETURN to get started!/.test(text);
    const device = stage(
      tty,
      {
        booting: { shows: '', echo: false, redisplays: false },
        greeting: { shows: '', echo: false, redisplays: false, lines: { '': { to: 'user' } } },
        user: { shows: 'Switch>', lines: { enable: { to: 'exec' } } },
        exec: { shows: 'Switch#' },
      },
      'booting',
    );
    const entered = console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
    for (let at = 0; at < text.length; at += 200) {
      tty.send(text.slice(at, at + 200));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!greets) tty.send('\r\n\r\nPress RETURN to get started!\r\n\r\n\r\n');
    device.go('greeting');
    const { observation } = await entered;
    t.equal(observation.prompt, 'Switch#');
    t.same(device.entered, ['user: enable']);
    t.notMatch(tape.allSent(), /\x03/, 'nothing that stops a boot');
    t.match(tape.allSent(), /^\r+/, 'and nothing at all before the greeting but Enter');
  });

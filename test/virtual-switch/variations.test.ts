import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readySchema } from '../../protocols/lab-clock.ts';
import { standardSurroundings } from '../../virtual-switch/surroundings.ts';
import * as singleBytes from '../../virtual-switch/variations/single-bytes.ts';
import { readVariations } from '../../virtual-switch/variations.ts';
import { openConsole, start, type Started } from './a-process.ts';

const startup = `hostname Switch
enable secret Right1
username bench secret Right1
line con 0
line vty 0 4
 login local
 transport input ssh
end
`;

/** A switch with a variation around it, at whose console somebody has pressed Return. */
async function varied(t: Test, ...names: readonly string[]) {
  const file = join(t.testdir(), 'startup');
  writeFileSync(file, startup);
  const device: Started = start(
    t,
    ...['--startup-config', file, '--baud', '115200'],
    ...names.flatMap((name) => ['--variation', name]),
  );
  const { console: path } = readySchema.parse(JSON.parse(await device.next()));
  const { port, until } = await openConsole(path);
  t.teardown(() => new Promise((resolve) => port.close(resolve)));
  const type = (text: string): boolean => port.write(text);
  type('\r');
  return { port, until, type, device };
}

t.test('each is listed with a title', async (t) => {
  const device = start(t, '--list-variations');
  const listed = JSON.parse(await device.next()) as { name: string; title: string }[];
  t.same(
    listed.map(({ name }) => name),
    [
      'banner-imitates-prompts',
      'log-line-in-every-command',
      'others-logged-in',
      'single-bytes',
      'unpaced-console',
    ],
  );
  for (const { title } of listed) t.match(title, /^[A-Z].{20,}/);
  t.equal((await readVariations()).length, listed.length);
});

t.test('one that is not known ends the switch with a word', async (t) => {
  const device = start(t, '--variation', 'nothing');
  t.equal(await device.ended, 3);
  t.match(device.errors(), '--variation: expected a name of --list-variations, got nothing');
});

t.test('a banner imitates prompts, a login and an error', async (t) => {
  const { until } = await varied(t, 'banner-imitates-prompts');
  const seen = await until(/show ip ssh\r\n[^#]*Switch>/);
  for (const line of ['Switch#', 'Switch(config)#', 'Username: bench', 'Password: ', '% Login invalid'])
    t.ok(seen.includes(`\r\n${line}`), line);
});

t.test('a log line stands in the middle of a command and of what it prints', async (t) => {
  const { until, type } = await varied(t, 'log-line-in-every-command');
  await until(/Switch>/);
  type('show version\r');
  const seen = await until(/--More-- $/);
  const log = String.raw`[^\r\n]*%LINEPROTO-5-UPDOWN: Line protocol on Interface \S+, changed state to up`;
  t.match(seen, new RegExp(String.raw`show v\r\n${log}ersion\r\n`), 'the echo is cut in two');
  t.match(seen, new RegExp(String.raw`Cisco IOS Software[^\r\n]*\r\n\r\n${log}\r\n`), 'and the output');
});

t.test('two others are on vty lines', async (t) => {
  const { until, type } = await varied(t, 'others-logged-in');
  await until(/Switch>/);
  type('show users\r');
  const seen = await until(/Peer Address\r\nSwitch>$/);
  t.match(seen, /\s+3 vty 1 +operator +idle +\S+ 192\.0\.2\.77\r\n/);
  t.match(seen, /\s+6 vty 4 +auditor +idle +\S+ 192\.0\.2\.78\r\n/);
});

t.test('bytes are written one by one', async (t) => {
  const surroundings = standardSurroundings();
  singleBytes.apply(surroundings);
  const written: string[] = [];
  const port = surroundings.consolePort({
    write: (bytes, done) => {
      written.push(bytes.toString());
      done();
    },
    onData: () => undefined,
  });
  await new Promise<void>((resolve) => port.write(Buffer.from('Switch>'), resolve));
  t.same(written, ['S', 'w', 'i', 't', 'c', 'h', '>']);
});

t.test('and all of them come', async (t) => {
  const { until, type } = await varied(t, 'single-bytes');
  await until(/Switch>/);
  type('show privilege\r');
  const seen = await until(/level is \d+\r\nSwitch>/);
  t.match(seen, 'show privilege\r\nCurrent privilege level is 1\r\nSwitch>');
});

t.test('a console without pacing does not wait for its line', async (t) => {
  const { until, type } = await varied(t, 'unpaced-console');
  await until(/Switch>/);
  type('show privilege\r');
  t.match(await until(/level is \d+\r\nSwitch>/), 'Current privilege level is 1');
});

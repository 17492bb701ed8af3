import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { openConsole, start } from '../a-process.ts';

/** Two switches, each a process of its own: one copies to the other and back, by each version of SSH. */

const folder = mkdtempSync(join(tmpdir(), 'two-switches-'));
t.teardown(() => rmSync(folder, { recursive: true }));

function configuration(name: string, address: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `hostname ${name}
username alice privilege 15 secret Right1
no logging console
interface Vlan1
 ip address ${address} 255.255.255.0
ip ssh source-interface Vlan1
ip scp server enable
line con 0
 exec-timeout 0 0
line vty 0 15
 login local
 transport input ssh
end
`,
  );
  return file;
}

async function started(...words: string[]) {
  const process = start(t, '--steered-clock', '--baud', '115200', ...words);
  const ready = JSON.parse(await process.next()) as { console: string; binds: Record<string, string> };
  const { port, until } = await openConsole(ready.console);
  t.teardown(() => new Promise<void>((resolve) => port.close(() => resolve())));
  const say = async (text: string, then = /Device1(?:\(config\))?[>#]$/): Promise<string> => {
    port.write(`${text}\r`);
    return until(then);
  };
  return { ...process, ready, say };
}

t.test('a copy there and back', async (t) => {
  const far = await started(
    ...['--startup-config', configuration('Device2', '198.51.100.30')],
    ...['--bind', '198.51.100.30:22=127.0.8.1:0', '--route', '198.51.100.1:22=127.0.4.1:1'],
  );
  const real = far.ready.binds['198.51.100.30:22'] ?? '';
  const near = await started(
    ...['--startup-config', configuration('Device1', '198.51.100.1')],
    ...['--bind', '198.51.100.1:22=127.0.4.1:0', '--route', `198.51.100.30:22=${real}`],
  );
  await near.say('');
  await near.say('enable');
  for (const version of [1, 2]) {
    for (const line of ['configure terminal', `ip ssh version ${version}`, 'end']) await near.say(line);
    const url = `scp://alice@198.51.100.30/flash:/v${version}`;
    await near.say(`copy nvram:startup-config ${url}\r\r\r`, /Password: $/);
    t.match(
      await near.say('Right1'),
      /\r\n\d+ bytes copied in .*\r\nDevice1#$/,
      `there by version ${version}`,
    );
    await near.say(`copy ${url} flash:back-${version}\r`, /Password: $/);
    t.match(await near.say('Right1'), /!\r\n\d+ bytes copied in .*\r\nDevice1#$/, 'and back');
    t.match(await near.say(`more flash:back-${version} | include ^hostname`), '\r\nhostname Device1\r\n');
  }
  near.child.stdin?.end();
  far.child.stdin?.end();
  t.same([await near.ended, await far.ended], [0, 0]);
});

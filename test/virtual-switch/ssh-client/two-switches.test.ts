import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { openConsole, start } from '../a-process.ts';

/** Two switches, each a process of its own: from the console of one to a vty of the other. */

const folder = mkdtempSync(join(tmpdir(), 'two-switches-'));
t.teardown(() => rmSync(folder, { recursive: true }));

function configuration(name: string, address: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `hostname ${name}
username alice privilege 15 secret Right1
interface Vlan1
 ip address ${address} 255.255.255.0
ip ssh source-interface Vlan1
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

async function started(name: string, ...words: string[]) {
  const process = start(t, '--steered-clock', '--baud', '115200', ...words);
  const ready = JSON.parse(await process.next()) as { console: string; binds: Record<string, string> };
  const { port, until } = await openConsole(ready.console);
  t.teardown(() => new Promise<void>((resolve) => port.close(() => resolve())));
  return { ...process, ready, type: (text: string) => void port.write(text), until, name };
}

for (const version of [1, 2]) {
  t.test(`with version ${version}`, async (t) => {
    const far = await started(
      'Device2',
      ...['--startup-config', configuration('Device2', '198.51.100.30')],
      ...['--bind', '198.51.100.30:22=127.0.8.1:0', '--route', '198.51.100.1:22=127.0.4.1:1'],
    );
    const real = far.ready.binds['198.51.100.30:22'] ?? '';
    const near = await started(
      'Device1',
      ...['--startup-config', configuration('Device1', '198.51.100.1')],
      ...['--bind', '198.51.100.1:22=127.0.4.1:0', '--route', `198.51.100.30:22=${real}`],
    );
    near.type('\r');
    await near.until(/Device1>$/);
    near.type(`ssh -v ${version} -l alice 198.51.100.30\r`);
    await near.until(/Password: $/);
    near.type('Right1\r');
    await near.until(/Device2#$/);
    near.type('terminal length 0\r');
    await near.until(/Device2#$/);
    near.type('show users\r');
    t.match(await near.until(/Device2#$/), /vty 0 +alice +idle +\S+ +198\.51\.100\.1\r\n/);
    near.type('show ip ssh\r');
    t.match(await near.until(/Device2#$/), /SSH Enabled - version 1\.99/);
    near.type('\x1ex');
    await near.until(/Device1>$/);
    near.type('\r');
    t.match(await near.until(/\.\.\. \]/), 'Resuming connection 1 to 198.51.100.30');
    near.type('exit\r');
    t.match(
      await near.until(/Device1>$/),
      '[Connection to 198.51.100.30 closed by foreign host]\r\nDevice1>',
    );
    near.child.stdin?.end();
    far.child.stdin?.end();
    t.same([await near.ended, await far.ended], [0, 0]);
  });
}

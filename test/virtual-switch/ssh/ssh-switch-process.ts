import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { readySchema } from '../../../protocols/lab-clock.ts';
import { user } from './fake-host.ts';

const main = fileURLToPath(new URL('../../../virtual-switch/main.ts', import.meta.url));

/** As the switch knows the client, and as the client really is. */
export const clientOfTheSwitch = { address: '192.0.2.10', reach: '127.0.3.10' };

export interface SshSwitchProcess {
  readonly address: string;
  readonly port: number;
  readonly child: ChildProcessWithoutNullStreams;
  /** What it said on stderr. */
  readonly diagnostics: () => string;
}

/**
 * Starts the virtual switch as a process, its vtys open to SSH by a local user. It is gone when the test is over, and the
 * test fails if it did not end by itself.
 */
export async function sshSwitchProcess(t: Test, configuration: readonly string[]): Promise<SshSwitchProcess> {
  const startup = join(t.testdir({ startup: startupWith(configuration) }), 'startup');
  const child = spawn(
    process.execPath,
    [
      ...[main, '--startup-config', startup],
      ...['--bind', '192.0.2.1:22=127.0.2.1:0'],
      ...['--route', `${clientOfTheSwitch.address}:22=${clientOfTheSwitch.reach}:22`],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let diagnostics = '';
  child.stderr.on('data', (text: Buffer) => (diagnostics += text.toString()));
  const ended = once(child, 'close');
  t.teardown(async () => {
    child.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`the switch did not end by itself; it said: ${diagnostics}`);
  });

  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([once(lines, 'line'), ended.then(() => [diagnostics])])) as [string];
  const [address = '', port] = readySchema.parse(JSON.parse(first)).binds['192.0.2.1:22']?.split(':') ?? [];
  return { address, port: Number(port), child, diagnostics: () => diagnostics };
}

function startupWith(configuration: readonly string[]): string {
  return `hostname Switch
username ${user.name} privilege 1 secret ${user.password}
line con 0
line vty 0 4
 login local
 transport input ssh
line vty 5 15
 login local
 transport input ssh
${configuration.map((line) => `${line}\n`).join('')}end
`;
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../bench/clock.ts';
import type { ConsoleContract } from '../../../bench/console.ts';
import type { Pco } from '../../../bench/pco.ts';
import { openSerialConsole } from '../../../drivers/console/serial-console.ts';
import type { CliCredentials } from '../../../drivers/ios/engine.ts';
import { LabClockClient } from '../../../lab-topologies/clocks/lab-clock-client.ts';
import { SteeredClock } from '../../../lab-topologies/clocks/steered-clock.ts';
import { type KeptTape, keptTape } from '../../support/tape.ts';

export interface SwitchRig {
  readonly console: Pco<ConsoleContract>;
  readonly clock: Clock;
  readonly tape: KeptTape;
}

const program = join(import.meta.dirname, '..', '..', '..', 'virtual-switch', 'main.ts');

/** The virtual switch as a process, on a steered clock, with our console driver at its tty. */
export async function switchRig(
  t: { teardown(work: () => Promise<void>): void },
  options: { begin: string; startup?: string; words?: readonly string[]; credentials?: CliCredentials },
): Promise<SwitchRig> {
  const folder = mkdtempSync(join(tmpdir(), 'state-found-'));
  const words = [program, '--steered-clock', '--begin', options.begin, ...(options.words ?? [])];
  if (options.startup !== undefined) {
    const file = join(folder, 'startup');
    writeFileSync(file, options.startup);
    words.push('--startup-config', file);
  }
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const whyEnded = ended.then(() => new Error(`the switch ended: ${said}`));
  const lab = new LabClockClient({ requests: child.stdin, answers: child.stdout, whyEnded });
  const clock = new SteeredClock(lab);
  const opened: Pco<ConsoleContract>[] = [];
  t.teardown(async () => {
    for (const console of opened) await console.close();
    await clock.close();
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true });
  });
  const ready = await lab.ready;
  const tape = keptTape();
  const console = await openSerialConsole({
    path: ready.console,
    baudRate: 9600,
    openTape: () => tape,
    clock,
    credentials: options.credentials ?? {},
  });
  opened.push(console);
  return { console, clock, tape };
}

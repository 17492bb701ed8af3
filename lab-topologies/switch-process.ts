import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BenchError } from '../bench/errors.ts';
import type { Ready } from '../protocols/lab-clock.ts';
import { LabClockClient } from './clocks/lab-clock-client.ts';
import { type BoundPorts, patchPanel } from './patch-panel.ts';
import { inRealTime, type ReleaseStack } from '../bench/release-stack.ts';
import { startupConfiguration } from './startup-configuration.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** Real milliseconds. */
const limits = { ready: 30_000, byItself: 3_000, bySignal: 2_000 };

/** How much of the switch's diagnostics is kept for an error message. */
const keptDiagnostics = 4_096;

export interface SwitchOptions {
  readonly steered: boolean;
  readonly faults: readonly string[];
  readonly variations?: readonly string[];
  /** Where hosts of the bench listen that were bound before. */
  readonly bound?: BoundPorts;
  /** Options of the patch panel that others have made. */
  readonly wires?: readonly string[];
  /** The program to run in place of the virtual switch; for tests of how it is held. */
  readonly program?: string;
  /** For tests. */
  readonly limits?: typeof limits;
}

export interface SwitchProcess {
  readonly ready: Ready;
  readonly control: LabClockClient;
  /** Resolves when it has ended, by whomever. */
  readonly ended: Promise<void>;
}

/** Where the virtual switch is: its source beside ours, or its compiled form beside our compiled form. */
function virtualSwitch(): string {
  const here = fileURLToPath(import.meta.url);
  return fileURLToPath(new URL(`../virtual-switch/main${extname(here)}`, import.meta.url));
}

/** What a switch is started with. */
export interface SwitchPlan {
  /** For people: `the virtual switch`. */
  readonly name: string;
  /** Its whole startup configuration, secrets in clear. */
  readonly startup: string;
  readonly release: string;
  readonly baud: number;
  /** Options of its patch panel. */
  readonly wires: readonly string[];
  /** Its place in the topology file. */
  readonly where: string;
}

/**
 * Starts the DUT of a virtual lab as a process of its own and waits until it is up. What must be given back is put
 * on the stack. Rejects with BenchError, with what the switch said, when it does not come up.
 */
export async function startSwitch(
  topology: Topology,
  dut: VirtualDut,
  stack: ReleaseStack,
  options: SwitchOptions,
): Promise<SwitchProcess> {
  if (process.platform !== 'linux') {
    throw new BenchError('the virtual lab runs on Linux only', {
      got: process.platform,
      where: topology.where(['dut', 'kind']),
      next: 'run with --topology and the file of a real bench, or run on Linux',
    });
  }
  const plan: SwitchPlan = {
    name: 'the virtual switch',
    startup: startupConfiguration(topology, dut),
    release: dut.profile,
    baud: dut.console.baud,
    wires: patchPanel(topology, dut, options.bound, options.wires),
    where: topology.where(['dut']),
  };
  return await startPlanned(plan, stack, options);
}

/** Starts a virtual switch by its plan, as `startSwitch` does. */
export async function startPlanned(
  plan: SwitchPlan,
  stack: ReleaseStack,
  options: Omit<SwitchOptions, 'bound' | 'wires'>,
): Promise<SwitchProcess> {
  const limit = options.limits ?? limits;
  const folder = await mkdtemp(join(tmpdir(), 'catalyst-conform-'));
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  stack.defer(`the startup configuration of ${plan.name}`, removeFolder);
  const startup = join(folder, 'startup-config');
  await writeFile(startup, plan.startup, { mode: 0o600 });

  const child = spawn(
    process.execPath,
    [
      options.program ?? virtualSwitch(),
      '--startup-config',
      startup,
      '--release',
      plan.release,
      '--baud',
      String(plan.baud),
      ...(options.steered ? ['--steered-clock'] : []),
      ...plan.wires,
      ...options.faults.flatMap((fault) => ['--fault', fault]),
      ...(options.variations ?? []).flatMap((variation) => ['--variation', variation]),
    ],
    // A process group of its own: Ctrl-C is for us, and the switch must outlive it while we restore.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: environment() },
  );
  const diagnostics = new Tail(child.stderr);
  const ended = endOf(child);
  stack.defer(plan.name, () => endSwitch(child, ended, limit));

  const whyEnded = ended.then((how) => new Error(`it ended (${how})\n${diagnostics.text}`.trim()));
  const control = new LabClockClient({ requests: child.stdin, answers: child.stdout, whyEnded });
  try {
    const ready = await inRealTime(control.ready, limit.ready, `not ready within ${limit.ready / 1000} s`);
    // It has read it: secrets in clear do not lie about for longer than they must.
    await removeFolder();
    return { ready, control, ended: ended.then(() => undefined) };
  } catch (error) {
    throw new BenchError(`${plan.name} did not come up`, {
      expected: 'the line that says it is ready, on its standard output',
      got: error instanceof Error ? error.message : String(error),
      where: plan.where,
      next: `read what it said above; if it is an address or port, change \`management.reach\` in the topology`,
    });
  }
}

/** Ours, without what tools put there to watch us by: the device under test is not to be watched. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  return rest;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** How it ended: `exit code 3`, `SIGKILL`, or why it could not be started. */
function endOf(child: Child): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
}

async function endSwitch(child: Child, ended: Promise<string>, limit: typeof limits): Promise<void> {
  const gone = (milliseconds: number): Promise<boolean> =>
    Promise.race([ended.then(() => true), pause(milliseconds).then(() => false)]);
  child.stdin.end();
  if (await gone(limit.byItself)) return;
  child.kill('SIGTERM');
  if (await gone(limit.bySignal)) return;
  child.kill('SIGKILL');
  if (await gone(limit.bySignal)) return;
  throw new Error(`process ${String(child.pid)} did not end`);
}

/** Gives nothing after so many real milliseconds, and keeps nobody alive. */
function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}

/** The last of what a stream says. */
class Tail {
  #text = '';
  constructor(stream: Readable) {
    stream.setEncoding('utf8');
    stream.on('data', (more: string) => {
      this.#text = (this.#text + more).slice(-keptDiagnostics);
    });
  }
  get text(): string {
    return this.#text.trim();
  }
}

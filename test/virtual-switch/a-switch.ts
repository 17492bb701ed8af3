import t from 'tap';
import { SteerableClock } from '../../virtual-switch/clock.ts';
import { runConsole } from '../../virtual-switch/console.ts';
import type { Fault } from '../../virtual-switch/faults.ts';
import { releaseNamed } from '../../virtual-switch/release.ts';
import type { PatchPanel } from '../../virtual-switch/patch-panel.ts';
import { standardSeams } from '../../virtual-switch/seams.ts';
import { VirtualSwitch } from '../../virtual-switch/switch.ts';
import type { Terminal } from '../../virtual-switch/terminal.ts';

/** A terminal that a test types on and reads from, without pacing. */
export class TestTerminal implements Terminal {
  width = 80;
  height = 24;
  congested = false;
  output = '';
  hungUp = false;
  #listener: (text: string) => void = () => undefined;

  write(text: string): void {
    this.output += text;
  }
  onInput(listener: (text: string) => void): void {
    this.#listener = listener;
  }
  onHangUp(): void {
    // This one stays.
  }
  hangUp(): void {
    this.hungUp = true;
  }
  type(text: string): void {
    this.#listener(text);
  }
}

export interface ASwitch {
  readonly device: VirtualSwitch;
  readonly clock: SteerableClock;
  readonly terminal: TestTerminal;
  /** Types a line and gives what came back up to the next prompt or question, line ends as `\n`. */
  readonly send: (line: string) => Promise<string>;
  /** Types keys without Return and gives what they print. */
  readonly keys: (text: string) => Promise<string>;
  /** Lets so much of the switch's time go by; gives what was printed meanwhile. */
  readonly pass: (milliseconds: number) => Promise<string>;
}

const promptOrQuestion = /(?:[>#]|: |\? |\[confirm\]|--More-- )$/;

/** A switch with a session at its console: `at` says how far it has been brought. */
export async function aSwitch(
  options: {
    patchPanel?: PatchPanel;
    release?: string;
    startup?: string;
    faults?: readonly Fault[];
    at?: 'boot' | 'user' | 'enable' | 'config';
  } = {},
): Promise<ASwitch> {
  const clock = new SteerableClock();
  const seams = standardSeams();
  for (const fault of options.faults ?? []) fault.apply(seams);
  const release = releaseNamed(options.release ?? '03.03SE');
  if (release === undefined) throw new Error(`there is no release ${String(options.release)}`);
  const device = new VirtualSwitch({
    clock,
    release,
    seams,
    ...(options.startup !== undefined && { startupConfiguration: options.startup }),
    ...(options.patchPanel !== undefined && { patchPanel: options.patchPanel }),
  });
  const terminal = new TestTerminal();
  t.teardown(() => clock.close());
  await device.start();
  void runConsole(device, terminal);
  let read = 0;
  const fresh = () => {
    const text = terminal.output.slice(read).replaceAll('\r\n', '\n');
    read = terminal.output.length;
    return text;
  };
  const send = async (line: string) => {
    fresh();
    terminal.type(`${line}\r`);
    // A key takes real time; until it is made no time is jumped over.
    for (let turn = 0, jumped = 0; jumped < 100_000; turn += 1) {
      if (terminal.output.length > read && promptOrQuestion.test(terminal.output)) break;
      jumped += await clock.advance(turn < 5 ? 0 : 1000);
    }
    return fresh();
  };
  const keys = async (text: string) => {
    fresh();
    terminal.type(text);
    await clock.advance(0);
    return fresh();
  };
  const pass = async (milliseconds: number) => {
    fresh();
    const end = clock.now() + milliseconds;
    while (clock.now() < end) await clock.advance(end - clock.now());
    return fresh();
  };
  await pass(50);
  const { at = 'enable' } = options;
  if (at !== 'boot') await send('');
  if (at === 'enable' || at === 'config') await send('enable');
  if (at === 'config') await send('configure terminal');
  return { device, clock, terminal, send, keys, pass };
}

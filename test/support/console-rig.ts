import { wallClock } from '../../lab-topologies/clocks/wall-clock.ts';
import type { Clock } from '../../bench/clock.ts';
import type { ConsoleContract } from '../../bench/console.ts';
import type { Pco } from '../../bench/pco.ts';
import { type CliCredentials, CliEngine } from '../../drivers/ios/engine.ts';
import { openSerialConsole } from '../../drivers/console/serial-console.ts';
import { jumpingClock } from './jumping-clock.ts';
import { type MemoryStream, memoryStream } from './memory-stream.ts';
import { openScriptedTty, type ScriptedTty } from './scripted-tty.ts';
import { type KeptTape, keptTape } from './tape.ts';
import { TinyIos, type TinyIosOptions } from './tiny-ios.ts';

/** A console driver at one end of a real tty, and what plays the device at the other. */
export interface TtyRig {
  readonly console: Pco<ConsoleContract>;
  readonly tty: ScriptedTty;
  readonly clock: Clock;
  readonly tape: KeptTape;
}

export async function ttyRig(
  t: { teardown(work: () => Promise<void>): void },
  credentials: CliCredentials = {},
): Promise<TtyRig> {
  const tty = await openScriptedTty();
  const clock = wallClock();
  const tape = keptTape();
  const console = await openSerialConsole({
    path: tty.path,
    baudRate: 9600,
    openTape: () => tape,
    clock,
    credentials,
  });
  t.teardown(async () => {
    await console.close();
    await tty.close();
    await clock.close();
  });
  return { console, tty, clock, tape };
}

/** Puts a tiny IOS at the device's end. */
export function play(device: Pick<ScriptedTty, 'send' | 'onTyped'>, options: TinyIosOptions): TinyIos {
  const ios = new TinyIos(options, (text) => device.send(text));
  device.onTyped((typed) => ios.type(typed));
  return ios;
}

/** The engine on a wire in memory, with a clock that does not wait. */
export function memoryRig(
  options: TinyIosOptions,
  how: {
    split?: (waiting: number) => number;
    credentials?: CliCredentials;
    mangle?: (text: string) => string;
  } = {},
): { engine: CliEngine; stream: MemoryStream; ios: TinyIos; clock: Clock; tape: KeptTape } {
  const stream = memoryStream(how.split);
  const mangle = how.mangle ?? ((text: string) => text);
  const ios = new TinyIos(options, (text) => stream.send(mangle(text)));
  stream.onTyped((typed) => ios.type(typed));
  const clock = jumpingClock();
  const tape = keptTape();
  const engine = new CliEngine({ stream, tape, clock, credentials: how.credentials ?? {} });
  return { engine, stream, ios, clock, tape };
}

import type { Clock } from '../../../bench/clock.ts';
import { Line } from '../../../drivers/ios/line.ts';
import type { StandingLine } from '../../../drivers/ios/line-tracker.ts';
import { Wire } from '../../../drivers/ios/wire.ts';
import { jumpingClock } from '../../support/jumping-clock.ts';
import { type MemoryStream, memoryStream } from '../../support/memory-stream.ts';
import { type KeptTape, keptTape } from '../../support/tape.ts';
import { TinyIos, type TinyIosOptions } from '../../support/tiny-ios.ts';

export interface LineRig {
  readonly line: Line;
  readonly stream: MemoryStream;
  readonly clock: Clock;
  readonly tape: KeptTape;
}

/** A line with nobody at its other end, and a clock that does not wait. */
export function lineRig(): LineRig {
  const stream = memoryStream();
  const clock = jumpingClock();
  const tape = keptTape();
  return { line: new Line(new Wire(stream, tape, clock), clock), stream, clock, tape };
}

/** A line with a tiny IOS at its other end, which has printed its prompt. */
export async function iosRig(options: TinyIosOptions): Promise<LineRig & { ios: TinyIos }> {
  const rig = lineRig();
  const ios = new TinyIos(options, (text) => rig.stream.send(text));
  rig.stream.onTyped((typed) => ios.type(typed));
  await receive(rig, `\r\n${ios.prompt}`);
  return { ...rig, ios };
}

/** Has the device send something and waits until it was read. */
export async function receive({ line, stream, clock }: LineRig, text: string): Promise<void> {
  const end = line.wire.position + text.length;
  stream.send(text);
  while (line.wire.position < end) await line.wire.more(clock.in(1000), 'what was sent');
}

/** What stands on the line; throws where nothing does. */
export function standing({ line }: LineRig): StandingLine {
  const found = line.wire.standing();
  if (found === undefined) throw new Error('nothing stands on the line');
  return found;
}

import { CliSession, untilHangUp } from '../command-line/session.ts';
import { LineEditor } from '../command-line/line-editor.ts';
import { Screen } from '../command-line/screen.ts';
import type { Surroundings } from '../surroundings.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { Terminal } from '../terminal.ts';

export const name = 'others-logged-in';
export const title = 'Two other people are logged in, in the middle of the vty lines';

const others = [
  { vty: 1, user: 'operator', from: '192.0.2.77' },
  { vty: 4, user: 'auditor', from: '192.0.2.78' },
];
/** Before `exec-timeout` ends their sessions. */
const typesEveryMs = 240_000;

export function apply(surroundings: Surroundings): void {
  surroundings.up = (device) => {
    for (const other of others) logIn(device, other);
  };
}

function logIn(device: VirtualSwitch, { vty, user, from }: (typeof others)[number]): void {
  const line = device.vtys[vty];
  if (line === undefined) throw new Error(`there is no vty ${vty}`);
  const person = new Person();
  const screen = new Screen(person);
  const editor = new LineEditor(person, screen, device.clock);
  const session = new CliSession({ device, line, terminal: person, screen, editor, privilege: 1 });
  Object.assign(line, { busy: true, user, location: from, session, lastInput: device.clock.now() });
  const leave = (): void => {
    Object.assign(line, { busy: false, user: undefined, location: undefined, session: undefined });
    line.clear = undefined;
  };
  line.clear = () => editor.hangUp();
  void untilHangUp(() => session.shell()).then(leave);
  const typeNow = (): void => {
    if (line.session !== session) return;
    person.type('\r');
    device.clock.after(typesEveryMs, typeNow);
  };
  device.clock.after(typesEveryMs, typeNow);
}

/** Somebody who now and then presses Return, and does not read. */
class Person implements Terminal {
  readonly width = 80;
  readonly height = 24;
  readonly congested = false;
  #listener: (text: string) => void = () => undefined;
  type(text: string): void {
    this.#listener(text);
  }
  write(): void {
    // Nobody reads it.
  }
  onInput(listener: (text: string) => void): void {
    this.#listener = listener;
  }
  onHangUp(): void {
    // Stays.
  }
  hangUp(): void {
    // Stays.
  }
}

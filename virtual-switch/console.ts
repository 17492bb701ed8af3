import { boot, pressReturn } from './boot/boot.ts';
import { ConsoleLog, type PacedLine, smallBacklog } from './console-log.ts';
import { accountForExec } from './aaa/exec-accounting.ts';
import { privilegeOfLogin } from './aaa/exec-authorization.ts';
import { login } from './line-login.ts';
import { CliSession, untilHangUp } from './command-line/session.ts';
import { LineEditor } from './command-line/line-editor.ts';
import { Screen } from './command-line/screen.ts';
import { hostnameOf } from './configuration/configuration.ts';
import type { Rejected } from './configuration/load.ts';
import type { SwitchClock } from './ssh/host.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';

const chunkBytes = 64;
/** Real milliseconds that the clock waits for a chunk to be taken. */
const unreadGraceMs = 250;
/** Bits on the line for a byte: start, eight, stop. */
const bitsPerByte = 10;
/** Bytes that may wait for the line. */
const queueLimit = 16_384;

/** A duplex byte stream to whatever is plugged into the console. */
export interface ConsolePort {
  /** Calls back when the bytes are where the other end can read them. */
  write(bytes: Buffer, written: () => void): void;
  onData(listener: (bytes: Buffer) => void): void;
}

/** The console as a terminal: no faster than its line, by the switch's clock. */
export class ConsoleTerminal implements Terminal, PacedLine {
  readonly width = 80;
  readonly height = 24;
  readonly #port: ConsolePort;
  readonly #clock: SwitchClock;
  readonly #msPerByte: number;
  #queue: string[] = [];
  #queued = 0;
  #sending = false;
  /** When the line is done with what was given to it. */
  #freeAt = 0;
  #listener: (text: string) => void = () => undefined;
  #drained: () => void = () => undefined;

  constructor(port: ConsolePort, clock: SwitchClock, baud: number) {
    this.#port = port;
    this.#clock = clock;
    this.#msPerByte = (bitsPerByte * 1000) / baud;
    port.onData((bytes) => this.#listener(bytes.toString('latin1')));
  }

  get congested(): boolean {
    return this.#queued > queueLimit;
  }

  get backlog(): number {
    return this.#queued;
  }

  onDrained(listener: () => void): void {
    this.#drained = listener;
  }

  write(text: string): void {
    this.#queue.push(text);
    this.#queued += text.length;
    if (!this.#sending) this.#sendNext();
  }

  /** The latest listener has the line to itself: after a reset nothing of what was before listens any more. */
  onInput(listener: (text: string) => void): void {
    this.#listener = listener;
  }

  onHangUp(): void {
    // A console has no carrier: it never hangs up.
  }

  hangUp(): void {
    // Nor can the switch hang up on it.
  }

  #sendNext(): void {
    let chunk = '';
    while (chunk.length < chunkBytes && this.#queue[0] !== undefined) {
      const room = chunkBytes - chunk.length;
      const head = this.#queue[0];
      chunk += head.slice(0, room);
      if (head.length > room) this.#queue[0] = head.slice(room);
      else this.#queue.shift();
    }
    this.#sending = chunk !== '';
    if (!this.#sending) return;
    const now = this.#clock.now();
    this.#freeAt = Math.max(now, this.#freeAt) + chunk.length * this.#msPerByte;
    this.#clock.after(this.#freeAt - now, () => {
      this.#queued -= chunk.length;
      const busy = this.#clock.busy();
      // A console that nobody reads must not hold the clock.
      setTimeout(() => busy.done(), unreadGraceMs).unref();
      this.#port.write(Buffer.from(chunk, 'latin1'), () => busy.done());
      this.#sendNext();
      if (this.#queued <= smallBacklog) this.#drained();
    });
  }
}

/** The console as one life of the switch has it; after a reset, writing to it goes nowhere. */
class UntilReset implements Terminal {
  readonly width: number;
  readonly height: number;
  readonly #terminal: Terminal;
  #over = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.width = terminal.width;
    this.height = terminal.height;
  }

  get congested(): boolean {
    return this.#terminal.congested;
  }
  write(text: string): void {
    if (!this.#over) this.#terminal.write(text);
  }
  onInput(listener: (text: string) => void): void {
    this.#terminal.onInput(listener);
  }
  onHangUp(): void {
    // As the console itself.
  }
  hangUp(): void {
    this.#over = true;
  }
}

/**
 * The console for as long as the switch has power: it boots where it is not up yet, then one session after the
 * other, each begun with Return, until it is reloaded and boots again. `rejected` is told the lines of the
 * startup configuration that a boot did not take.
 */
export async function runConsole(
  device: VirtualSwitch,
  line: Terminal | (Terminal & PacedLine),
  rejected: (lines: readonly Rejected[]) => void = () => undefined,
): Promise<never> {
  for (;;) {
    const terminal = new UntilReset(line);
    const screen = new Screen(terminal);
    const editor = new LineEditor(terminal, screen, device.clock);
    const { console: tty } = device;
    const log = new ConsoleLog('backlog' in line ? line : undefined, (text) =>
      tty.session ? tty.session.log(text) : screen.log(text),
    );
    device.attachConsole(
      {
        kind: 'console',
        get congested() {
          return log.full || terminal.congested;
        },
        log: (text) => log.add(text),
      },
      screen,
    );
    const forget = device.power.onOff(() => {
      terminal.hangUp();
      editor.hangUp();
      log.clear();
    });
    await untilHangUp(async () => {
      if (device.up) screen.print(pressReturn);
      else rejected(await boot(device, { screen, editor }));
      await sessions(device, terminal, screen, editor);
    });
    forget();
    device.aaa.left(tty);
    tty.session = undefined;
    tty.user = undefined;
    tty.busy = false;
  }
}

async function sessions(
  device: VirtualSwitch,
  terminal: Terminal,
  screen: Screen,
  editor: LineEditor,
): Promise<never> {
  const line = device.console;
  let lastPrivilege = 1;
  for (;;) {
    while ((await editor.key()) !== '\r');
    screen.print('\n');
    const banner = device.configuration.banners.get('motd');
    if (banner !== undefined) screen.print(`${banner}\n`);
    const user = await login(device, line, screen, editor);
    const configured = user && (await privilegeOfLogin(device, line, user.name));
    if (user !== undefined && configured === undefined) screen.print('% Authorization failed.\n');
    if (user !== undefined && configured !== undefined) {
      const privilege = device.seams.privilegeOfNewSession(configured, lastPrivilege);
      const session = new CliSession({ device, line, terminal, screen, editor, privilege });
      line.busy = true;
      line.user = user.name;
      line.lastInput = device.clock.now();
      line.session = session;
      accountForExec(device, line, user.name, privilege);
      const exec = device.configuration.banners.get('exec');
      if (exec !== undefined) screen.print(`${exec}\n`);
      await session.shell();
      // A session that timed out in configuration mode leaves it as `end` does.
      if (session.configuring) session.endConfiguration();
      lastPrivilege = session.privilege;
      line.session = undefined;
      line.user = undefined;
      line.busy = false;
    }
    device.aaa.left(line);
    while (!device.seams.lineAnswersAfterExit()) await editor.key();
    editor.flush();
    const name = hostnameOf(device.configuration);
    screen.print(
      `\n\n\n\n\n\n${name} con0 is now available\n\n\n\n\n\nPress RETURN to get started.\n\n\n\n\n\n`,
    );
  }
}

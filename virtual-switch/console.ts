import { CliSession, untilHangUp } from './command-line/session.ts';
import { LineEditor } from './command-line/line-editor.ts';
import { Screen } from './command-line/screen.ts';
import { flag, hostnameOf } from './configuration/configuration.ts';
import { matches } from './passwords.ts';
import type { SwitchClock } from './ssh/host.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';
import { execTimeoutMs, loginMethod, privilegeLevel } from './tty-line.ts';

const chunkBytes = 64;
/** Real milliseconds that the clock waits for a chunk to be taken. */
const unreadGraceMs = 250;
/** Bits on the line for a byte: start, eight, stop. */
const bitsPerByte = 10;
/** Bytes that may wait for the line; log lines that come while more do are lost. */
const queueLimit = 16_384;

/** A duplex byte stream to whatever is plugged into the console. */
export interface ConsolePort {
  /** Calls back when the bytes are where the other end can read them. */
  write(bytes: Buffer, written: () => void): void;
  onData(listener: (bytes: Buffer) => void): void;
}

/** The console as a terminal: no faster than its line, by the switch's clock. */
export class ConsoleTerminal implements Terminal {
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

  constructor(port: ConsolePort, clock: SwitchClock, baud: number) {
    this.#port = port;
    this.#clock = clock;
    this.#msPerByte = (bitsPerByte * 1000) / baud;
  }

  get congested(): boolean {
    return this.#queued > queueLimit;
  }

  write(text: string): void {
    this.#queue.push(text);
    this.#queued += text.length;
    if (!this.#sending) this.#sendNext();
  }

  onInput(listener: (text: string) => void): void {
    this.#port.onData((bytes) => listener(bytes.toString('latin1')));
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
    });
  }
}

/** Who is at the console: one session after the other, each begun with Return. */
export async function runConsole(device: VirtualSwitch, terminal: Terminal): Promise<never> {
  const line = device.console;
  const screen = new Screen(terminal);
  const editor = new LineEditor(terminal, screen, device.clock);
  device.attachConsole({
    kind: 'console',
    get congested() {
      return terminal.congested;
    },
    log: (text) => (line.session ? line.session.log(text) : screen.log(text)),
  });
  screen.print('\n\nPress RETURN to get started!\n\n\n');
  let lastPrivilege = 1;
  for (;;) {
    while ((await editor.key()) !== '\r');
    screen.print('\n');
    const banner = device.configuration.banners.get('motd');
    if (banner !== undefined) screen.print(`${banner}\n`);
    const user = await login(device, screen, editor);
    if (user !== undefined) {
      const configured = user.privilege ?? privilegeLevel(device.lineBlock(line));
      const privilege = device.seams.privilegeOfNewSession(configured, lastPrivilege);
      const session = new CliSession({ device, line, terminal, screen, editor, privilege });
      line.busy = true;
      line.user = user.name;
      line.lastInput = device.clock.now();
      line.session = session;
      const exec = device.configuration.banners.get('exec');
      if (exec !== undefined) screen.print(`${exec}\n`);
      await untilHangUp(() => session.shell());
      // A session that timed out in configuration mode leaves it as `end` does.
      if (session.configuring) session.endConfiguration();
      lastPrivilege = session.privilege;
      line.session = undefined;
      line.user = undefined;
      line.busy = false;
    }
    while (!device.seams.lineAnswersAfterExit()) await editor.key();
    editor.flush();
    const name = hostnameOf(device.configuration);
    screen.print(
      `\n\n\n\n\n\n${name} con0 is now available\n\n\n\n\n\nPress RETURN to get started.\n\n\n\n\n\n`,
    );
  }
}

/** Asks what `line con 0` wants asked; undefined after three failures. */
async function login(
  device: VirtualSwitch,
  screen: Screen,
  editor: LineEditor,
): Promise<{ name: string | undefined; privilege?: number | undefined } | undefined> {
  const block = device.lineBlock(device.console);
  const method = flag(device.configuration, 'aaa new-model') === true ? 'none' : loginMethod(block);
  if (method === 'none') return { name: undefined };
  const timeoutMs = execTimeoutMs(block) ?? 600_000;
  const password = /^([07]) (.*)$/.exec(block?.settings.get('password') ?? '');
  if (method === 'password' && password?.[2] === undefined) {
    screen.print("% Login disabled on line 0, until 'password' is set\n");
    return undefined;
  }
  screen.print('\nUser Access Verification\n\n');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    let name: string | undefined;
    if (method === 'local') {
      const typed = await editor.read({ prompt: 'Username: ', timeoutMs });
      if (typed.kind === 'timeout') return undefined;
      if (typed.kind !== 'line') continue;
      name = typed.text.trim();
    }
    const typed = await editor.read({ prompt: 'Password: ', echo: false, timeoutMs });
    if (typed.kind === 'timeout') return undefined;
    if (typed.kind !== 'line') continue;
    if (method === 'password') {
      const type = password?.[1] === '7' ? 7 : 0;
      if (matches({ type, text: password?.[2] ?? '' }, typed.text)) return { name: undefined };
    } else {
      const user = device.configuration.users.get(name ?? '');
      const stored = user?.secret ?? user?.password;
      if (user && stored && matches(stored, typed.text)) return { name, privilege: user.privilege };
      screen.print('% Login invalid\n\n');
    }
  }
  if (method === 'password') screen.print('% Bad passwords\n');
  return undefined;
}

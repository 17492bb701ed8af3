import { recogniseStop } from '../../bench/cli-prompts.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { TelnetFact } from '../../bench/telnet-reading.ts';

/** What a login is carried out on. */
export interface LoginWire {
  readonly clock: Clock;
  write(keys: Uint8Array): Promise<void>;
  onText(listener: (bytes: Buffer) => void): void;
  /** Settles when the connection has ended. */
  readonly ended: Promise<void>;
}

/**
 * Milliseconds on the bench's clock for which a question must have stood, and nothing come behind it: a banner may
 * look like one.
 */
const standsFor = 300;

/**
 * Answers what the device asks until a prompt of its command line comes (gives what was printed since the last
 * answer) or the connection ends (undefined). Rejects with DeadlineExceeded.
 */
export async function logIn(
  wire: LoginWire,
  credentials: { readonly username: string; readonly password: string },
  tell: (fact: TelnetFact) => void,
  deadline: Deadline,
): Promise<Buffer | undefined> {
  let printed = Buffer.alloc(0);
  let news: () => void = () => undefined;
  const connection = { over: false };
  wire.onText((bytes) => {
    printed = Buffer.concat([printed, bytes]);
    news();
  });
  const ended = wire.ended.then(() => {
    connection.over = true;
    news();
  });
  const change = (): Promise<void> => new Promise((resolve) => (news = resolve));
  for (;;) {
    if (connection.over) {
      await ended;
      if (printed.length > 0) tell({ fact: 'last', printed: text(printed) });
      return undefined;
    }
    const stop = recogniseStop(lastLine(printed));
    const known = stop !== undefined && ['username', 'password', 'prompt'].includes(stop.kind);
    const changed = change();
    if (!known) {
      await wire.clock.within(deadline, changed, 'a question or a prompt of the Telnet server');
      continue;
    }
    if (!(await stands(wire.clock, changed, deadline))) continue;
    if (stop.kind === 'prompt') {
      tell({ fact: 'prompt', printed: text(printed) });
      return printed;
    }
    const asked = stop.kind === 'username' ? 'username' : 'password';
    tell({ fact: 'asked', for: asked, printed: text(printed) });
    printed = Buffer.alloc(0);
    // Where it hangs up meanwhile, that is what is seen next.
    await wire.write(Buffer.from(`${credentials[asked]}\r`, 'utf8')).catch(() => undefined);
  }
}

/** Whether nothing comes for a while. */
async function stands(clock: Clock, changed: Promise<void>, deadline: Deadline): Promise<boolean> {
  const quiet = clock.in(standsFor);
  if (quiet.at >= deadline.at) {
    await clock.within(deadline, changed, 'quiet behind a question of the Telnet server');
    return false;
  }
  try {
    const signal = deadline.signal === undefined ? {} : { signal: deadline.signal };
    await clock.within({ ...quiet, ...signal }, changed, 'more', { for: 'line' });
    return false;
  } catch (error) {
    if (error instanceof DeadlineExceeded) return true;
    throw error;
  }
}

function lastLine(printed: Buffer): string {
  return printed
    .subarray(printed.lastIndexOf(0x0a) + 1)
    .toString('latin1')
    .replaceAll('\r', '')
    .trimEnd();
}

/** With line feeds alone as line ends. */
function text(printed: Buffer): string {
  return printed.toString('latin1').replaceAll('\r\n', '\n').replaceAll('\r', '');
}

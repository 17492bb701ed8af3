import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import { SerialPort } from 'serialport';
import { noticeHangUp } from '../../drivers/console/notice-hang-up.ts';
import { clockAnswerSchema, type ClockRequest } from '../../protocols/lab-clock.ts';

export const main = new URL('../../virtual-switch/main.ts', import.meta.url).pathname;

/** A switch as a process of its own, and what one may do with it. */
export interface Started {
  child: ChildProcess;
  next: () => Promise<string>;
  ask: (request: ClockRequest) => Promise<{ now: number; advanced?: number | undefined }>;
  ended: Promise<number | null>;
  errors: () => string;
}

export function start(t: Tap, ...words: string[]): Started {
  const child = spawn(process.execPath, [main, ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
  t.teardown(() => child.kill('SIGKILL'));
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const next = async () => String((await lines.next()).value);
  return {
    child,
    next,
    errors: () => errors,
    ended: once(child, 'exit').then(([code]) => code as number | null),
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return clockAnswerSchema.parse(JSON.parse(await next()));
    },
  };
}
type Tap = { teardown: (release: () => unknown) => void };

/** The serial driver on its console. */
export async function openConsole(
  path: string,
): Promise<{ port: SerialPort; until: (pattern: RegExp) => Promise<string> }> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  noticeHangUp(port);
  let text = '';
  let check: () => void = () => undefined;
  port.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    check();
  });
  return {
    port,
    until: (pattern) =>
      new Promise((resolve) => {
        check = () => {
          if (!pattern.test(text)) return;
          resolve(text);
          text = '';
        };
        check();
      }),
  };
}

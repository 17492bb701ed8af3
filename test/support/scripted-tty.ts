import { createRequire } from 'node:module';
import { closeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { type OpenOptions as PortOptions, LinuxPortBinding } from '@serialport/bindings-cpp';
import { SerialPortStream } from '@serialport/stream';

/** The device's side of a real tty, for tests that open the other side as a console. */
export interface ScriptedTty {
  /** What the console driver opens. */
  readonly path: string;
  /** The device sends; each character is a byte. */
  send(text: string): void;
  onTyped(listener: (typed: string) => void): void;
  /** The device takes nothing more of what is typed. */
  stopReading(): void;
  /** The device's side goes away, as when a cable is pulled. Call it from `onTyped`: an idle read would hold the tty. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

/**
 * Opens a pseudo terminal (Linux). The slave is raw at once, or the tty would echo the device's own output back
 * to it, and stays open, or the master would fail when the console is closed.
 */
export async function openScriptedTty(): Promise<ScriptedTty> {
  const require = createRequire(createRequire(import.meta.url).resolve('@lydell/node-pty'));
  const native = require(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`) as NativePty;
  const { master, slave, pty: path } = native.open(80, 24);
  const raw = new ReadStream(slave);
  raw.setRawMode(true);
  raw.pause();
  const closed = new Promise((resolve) => raw.once('close', resolve));
  raw.destroy();
  await closed;

  const settings = { path, baudRate: 9600, autoOpen: false, highWaterMark: 65_536 } as const;
  const binding = new LinuxPortBinding(
    master,
    settings as PortOptions as ConstructorParameters<typeof LinuxPortBinding>[1],
  );
  const stream = new SerialPortStream({
    ...settings,
    binding: { open: () => Promise.resolve(binding), list: () => Promise.resolve([]) },
  });
  await new Promise<void>((resolve, reject) => stream.open((error) => (error ? reject(error) : resolve())));
  stream.on('error', () => undefined);

  let open = true;
  const hangUp = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await new Promise<void>((resolve) => stream.close(() => resolve()));
    closeSync(slave);
  };
  return {
    path,
    send: (text) => void stream.write(Buffer.from(text, 'latin1')),
    onTyped: (listener) => void stream.on('data', (bytes: Buffer) => listener(bytes.toString('latin1'))),
    stopReading: () => void stream.pause(),
    hangUp,
    close: hangUp,
  };
}

import fs from 'node:fs';
import { createRequire } from 'node:module';
import tty from 'node:tty';
import { LinuxPortBinding } from '@serialport/bindings-cpp';
import { SerialPortStream } from '@serialport/stream';
import type { ConsolePort } from './console.ts';

/** A tty that others open as the console, and the switch's end of it. */
export interface ConsolePty extends ConsolePort {
  /** `/dev/pts/N` */
  readonly path: string;
  /** Bytes that crossed it so far. */
  readonly traffic: { readonly printed: number; readonly typed: number };
  close(): Promise<void>;
}

/** Bytes that may wait for a client to read them; a real line would not keep even one. */
const unreadLimit = 65_536;

interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

/**
 * Opens a pseudo terminal (Linux). The slave is put in raw mode at once, or the tty would echo the switch's own
 * output back to it, and stays open, or the master would fail whenever a client leaves; so does the stream that
 * set the mode, as its end would take the mode back. The package's public `open` reads both ends, so the native
 * one is used.
 */
export async function openConsolePty(): Promise<ConsolePty> {
  const require = createRequire(import.meta.url);
  const fromPackage = createRequire(require.resolve('@lydell/node-pty'));
  const native = fromPackage(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`) as NativePty;
  const { master, slave, pty: path } = native.open(80, 24);
  const raw = new tty.ReadStream(slave);
  raw.setRawMode(true);
  raw.pause();
  const settings = { path, baudRate: 9600, autoOpen: false, highWaterMark: 65_536 } as const;
  const binding = new LinuxPortBinding(master, {
    ...settings,
    dataBits: 8,
    lock: false,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
    xany: false,
    hupcl: true,
    vmin: 1,
    vtime: 0,
  });
  const stream = new SerialPortStream({
    ...settings,
    binding: { open: () => Promise.resolve(binding), list: () => Promise.resolve([]) },
  });
  await new Promise<void>((resolve, reject) => stream.open((error) => (error ? reject(error) : resolve())));
  // A client that leaves in the middle of output must not end the switch.
  stream.on('error', () => undefined);
  const traffic = { printed: 0, typed: 0 };
  return {
    path,
    traffic,
    write: (bytes, written) => {
      // When nobody reads, the line is not waited for and what is too much is lost, as on a real one.
      if (stream.writableLength > 0) written();
      if (stream.writableLength >= unreadLimit) return;
      stream.write(bytes, () => {
        traffic.printed += bytes.length;
        written();
      });
    },
    onData: (listener) =>
      void stream.on('data', (bytes: Buffer) => {
        traffic.typed += bytes.length;
        listener(bytes);
      }),
    close: () =>
      new Promise((resolve) =>
        stream.close(() => {
          raw.destroy();
          fs.closeSync(slave);
          resolve();
        }),
      ),
  };
}

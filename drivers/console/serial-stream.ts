import { SerialPort } from 'serialport';
import { BenchError } from '../../bench/errors.ts';
import type { ByteStream } from '../ios/byte-stream.ts';
import { noticeHangUp } from './notice-hang-up.ts';

/**
 * Opens a serial port for itself alone. Without software flow control: XON and XOFF would be eaten. What came
 * before the port was opened is lost.
 *
 * Rejects with BenchError: the tty is missing, held by another program, or no tty.
 */
export async function openSerialStream(options: { path: string; baudRate: number }): Promise<ByteStream> {
  const { path, baudRate } = options;
  const port = new SerialPort({
    path,
    baudRate,
    autoOpen: false,
    lock: true,
    xon: false,
    xoff: false,
    xany: false,
    rtscts: false,
  });
  // Errors of a write come to its callback, the loss of the port to `close`; without a listener this would throw.
  port.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error) reject(openError(path, error.message));
      else resolve();
    });
  });
  noticeHangUp(port);
  return serialStream(port);
}

function serialStream(port: SerialPort): ByteStream {
  let ours = false;
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!port.isOpen) {
          reject(new Error('the tty is closed'));
          return;
        }
        port.write(Buffer.from(bytes), (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    onData: (listener) => void port.on('data', listener),
    onClose: (listener) =>
      void port.once('close', (error?: Error | null) => {
        if (ours) listener();
        else listener(`the tty has gone: ${error?.message ?? 'closed by the other side'}`);
      }),
    close: () => {
      ours = true;
      return new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      });
    },
    sendBreak: async (milliseconds) => {
      await setBreak(port, true);
      // The length of a break is a property of the wire, not of the bench's time.
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await setBreak(port, false);
    },
  };
}

function setBreak(port: SerialPort, on: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    port.set({ brk: on }, (error) => {
      if (error)
        reject(new BenchError('this tty cannot send a break', { got: error.message, where: port.path }));
      else resolve();
    });
  });
}

function openError(path: string, message: string): BenchError {
  const where = path;
  const expected = 'a tty of its own';
  if (/cannot lock port|resource temporarily unavailable|resource busy|access denied|EBUSY/i.test(message))
    return new BenchError('the console is held by another program', {
      expected,
      got: message,
      where,
      next: `end the program that has it open (a terminal such as screen, another run; on Linux \`fuser ${path}\` names it)`,
    });
  if (/no such file|file not found|ENOENT|unknown error code 2\b/i.test(message))
    return new BenchError('there is no such tty', {
      expected,
      got: message,
      where,
      next: 'plug the console cable in, or correct the path in the topology',
    });
  if (/permission denied|EACCES/i.test(message))
    return new BenchError('the tty may not be opened', {
      expected,
      got: message,
      where,
      next: 'join the group that owns it (on most Linux systems: dialout), then log in again',
    });
  if (/is a directory|inappropriate ioctl|not a tty|invalid argument/i.test(message))
    return new BenchError('this path is no tty', {
      expected,
      got: message,
      where,
      next: 'name the serial device of the console in the topology, such as /dev/ttyUSB0 or COM3',
    });
  return new BenchError('the console could not be opened', {
    expected,
    got: message,
    where,
    next: 'look at the cable and at the console settings of the topology',
  });
}

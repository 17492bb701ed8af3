import { read } from 'node:fs';
import { promisify } from 'node:util';
import { DarwinPortBinding, LinuxPortBinding } from '@serialport/bindings-cpp';
import { unixRead } from '@serialport/bindings-cpp/dist/unix-read.js';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);

/**
 * Makes the loss of a tty certain to be noticed (Linux, macOS). A tty that was hung up reads as zero bytes, for
 * ever, and serialport 13 asks again at once: unless it happened to wait for the poller, the port stays "open"
 * and a core spins. A tty that is there never reads as zero bytes, as it is opened with VMIN 1.
 *
 * To be called before the first listener for data.
 */
export function noticeHangUp(port: SerialPort): void {
  const binding: unknown = port.port;
  if (!(binding instanceof LinuxPortBinding || binding instanceof DarwinPortBinding)) return;
  binding.read = (buffer, offset, length) =>
    unixRead({ binding, buffer, offset, length, fsReadAsync: readUnlessHungUp });
}

const readUnlessHungUp = (async (...request: Parameters<typeof readAsync>) => {
  const result = await readAsync(...request);
  // EBADF is what serialport takes for a disconnection.
  if (result.bytesRead === 0) throw Object.assign(new Error('hung up'), { code: 'EBADF' });
  return result;
}) as typeof readAsync;

import type { ClientChannel } from 'ssh2';
import type { ByteStream } from '../ios/byte-stream.ts';

const closedReason = 'the SSH session was closed';

/** The channel of a shell as a wire to a command line. */
export function channelStream(channel: ClientChannel, activity: () => void): ByteStream {
  let closed = false;
  const onClosed = new Set<() => void>();
  channel.once('close', () => {
    closed = true;
    for (const tell of onClosed) tell();
    onClosed.clear();
  });
  channel.stderr.resume();
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        // ssh2 never calls back a write to a channel that closes meanwhile.
        const fail = (): void => reject(new Error(closedReason));
        if (closed || !channel.writable) {
          fail();
          return;
        }
        activity();
        onClosed.add(fail);
        channel.write(bytes, (error) => {
          onClosed.delete(fail);
          if (error === null || error === undefined) resolve();
          else reject(error);
        });
      }),
    onData: (listener) => {
      channel.on('data', (bytes: Buffer) => {
        activity();
        listener(bytes);
      });
    },
    onClose: (listener) => {
      const tell = (): void => listener(closedReason);
      if (closed) queueMicrotask(tell);
      else onClosed.add(tell);
    },
    close: () => {
      channel.close();
      return Promise.resolve();
    },
  };
}

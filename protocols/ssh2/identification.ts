import type { Socket } from 'node:net';

/** How the wait for the other side's identification string (RFC 4253 section 4.2) came out. */
export type Identification =
  | {
      readonly kind: 'ident';
      /** Without its line end. */
      readonly line: string;
      /** The protocol version that it names: `2.0`, `1.99`, `1.5`. */
      readonly version: string;
      /** The line, its end, and what was read after it. */
      readonly bytes: Buffer;
      /** The lines that a server sent before it. */
      readonly before: string;
    }
  | { readonly kind: 'not-ssh'; readonly text: string }
  | { readonly kind: 'ended'; readonly error?: Error };

const longestLine = 255;
const mostBefore = 16 * 1024;

/**
 * Reads to the end of the identification string and leaves the socket paused. A server may send other lines
 * before it, a client may not. Never rejects; waits for ever, so the caller has the deadline.
 */
export function readIdentification(socket: Socket, from: 'server' | 'client'): Promise<Identification> {
  return new Promise((resolve) => {
    let pending = Buffer.alloc(0);
    let skipped = 0;
    let before = '';
    const done = (result: Identification): void => {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      if (result.kind === 'ident') socket.pause();
      resolve(result);
    };
    const onEnd = (): void => done({ kind: 'ended' });
    const onError = (error: Error): void => done({ kind: 'ended', error });
    const onData = (chunk: Buffer): void => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const lineFeed = pending.indexOf(0x0a);
        const line = pending.subarray(0, lineFeed < 0 ? undefined : lineFeed).toString('latin1');
        const mayBeSsh = 'SSH-'.startsWith(line.slice(0, 4));
        if (lineFeed < 0) {
          const tooLong = line.length > (mayBeSsh ? longestLine : mostBefore);
          const hopeless = from === 'client' && !mayBeSsh && line.length >= 4;
          if (tooLong || hopeless) done({ kind: 'not-ssh', text: line.slice(0, longestLine) });
          return;
        }
        const text = line.replace(/\r$/, '');
        if (text.startsWith('SSH-')) {
          const version = /^SSH-(\d+\.\d+)-/.exec(text)?.[1];
          if (version === undefined) done({ kind: 'not-ssh', text });
          else done({ kind: 'ident', line: text, version, bytes: pending, before });
          return;
        }
        skipped += lineFeed + 1;
        if (from === 'client' || skipped > mostBefore) {
          done({ kind: 'not-ssh', text: text.slice(0, longestLine) });
          return;
        }
        before += `${text}\n`;
        pending = pending.subarray(lineFeed + 1);
      }
    };
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  });
}

/** Whether a version in an identification string lets SSH-2 be spoken (RFC 4253 section 5). */
export function speaksVersion2(version: string): boolean {
  return version === '1.99' || version.startsWith('2.');
}

/** Whether a version in an identification string lets SSH-1 be spoken. */
export function speaksVersion1(version: string): boolean {
  return version.startsWith('1.');
}

import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { type Clock, DeadlineExceeded } from '../../bench/clock.ts';
import type { SshRawArgs, UdpProbeObservation } from '../../bench/ssh-raw.ts';
import type { SshFact } from '../../bench/ssh-reading.ts';
import type { ConnectionEnds } from './connection.ts';
import { reasonOf } from './socket-reason.ts';

export interface RawOptions {
  readonly reach: { readonly host: string; readonly port: number; readonly localAddress?: string };
  readonly endsOf: (localPort: number) => ConnectionEnds;
  readonly write: (fact: SshFact) => void;
  readonly clock: Clock;
}

/** Says what it is told to where SSH would be spoken, and writes down what came back and how it ended. */
export async function speakRaw(
  { pieces, early, reset, limit }: SshRawArgs,
  { reach, endsOf, write, clock }: RawOptions,
): Promise<void> {
  const socket = connect({ ...reach, noDelay: true });
  let by: 'us' | 'server' | 'network' | undefined;
  let broken: string | undefined;
  const seen = { connected: false };
  let fault: unknown;
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fault ??= error;
      socket.destroy();
    }
  };
  const up = new Promise<void>((resolve) => {
    socket.once('connect', () => {
      seen.connected = true;
      guarded(() => write({ fact: 'connected', ...endsOf(socket.localPort ?? 0) }));
      resolve();
    });
  });
  const greeted = new Promise<void>((resolve) => {
    let seen = '';
    socket.on('data', (bytes: Buffer) => {
      clock.activity();
      const received = bytes.toString('latin1');
      guarded(() => write({ fact: 'raw', received }));
      seen = (seen + received).slice(-longestGreeting);
      if (/^SSH-.*\n/m.test(seen)) resolve();
    });
  });
  const over = new Promise<void>((resolve) => {
    socket.on('error', (error) => {
      broken ??= reasonOf(error);
      by ??= 'network';
    });
    socket.on('end', () => {
      by ??= 'server';
      socket.end();
    });
    socket.once('close', () => resolve());
  });

  // A server that does not greet is waited for no longer than one that does not hang up.
  let deadline = clock.in(limit);
  let from = clock.now();
  const orGone = async (work: Promise<void>): Promise<boolean> => {
    try {
      await clock.within(deadline, Promise.race([work, over]), 'the SSH server');
      return true;
    } catch (error) {
      if (error instanceof DeadlineExceeded) return false;
      throw error;
    }
  };
  try {
    if ((await orGone(early === true ? up : greeted)) && !socket.destroyed) {
      for (const piece of pieces) {
        clock.activity();
        if (socket.writable) await new Promise((resolve) => socket.write(piece, 'latin1', resolve));
      }
      from = clock.now();
      deadline = clock.in(limit);
      if (reset === true) {
        by ??= 'us';
        socket.resetAndDestroy();
      }
      await orGone(over);
    }
  } finally {
    if (!socket.destroyed) by ??= 'us';
    socket.destroy();
  }
  await over;
  if (fault !== undefined)
    throw fault instanceof Error ? fault : new Error('a listener failed', { cause: fault });
  const detail = broken === undefined ? {} : { detail: broken };
  if (!seen.connected)
    write({ fact: 'unreachable', detail: broken ?? 'no answer to the connection request in time' });
  write({ fact: 'lasted', milliseconds: Math.round(clock.now() - from) });
  write({ fact: 'end', by: by ?? 'server', ...detail });
}

const longestGreeting = 4096;

/** Longest wait for an answer, in milliseconds of the bench's clock. */
const udpWait = 3000;

/** One datagram with an identification string in it. */
export async function probeUdp({
  reach,
  clock,
}: Pick<RawOptions, 'reach' | 'clock'>): Promise<UdpProbeObservation['answer']> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve) => socket.bind({ address: reach.localAddress }, resolve));
    await new Promise<void>((resolve) => socket.connect(reach.port, reach.host, resolve));
    const answer = new Promise<UdpProbeObservation['answer']>((resolve) => {
      socket.on('message', () => resolve('datagram'));
      // ICMP port unreachable comes as ECONNREFUSED, host or network unreachable likewise.
      socket.on('error', () => resolve('unreachable'));
    });
    clock.activity();
    socket.send('SSH-2.0-probe\r\n');
    return await clock.within(clock.in(udpWait), answer, 'an answer to a UDP datagram');
  } catch (error) {
    if (error instanceof DeadlineExceeded) return 'none';
    throw error;
  } finally {
    socket.close();
  }
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { TrapListenerContract, TrapsObservation } from '../../../bench/trap-listener.ts';
import { bindTrapListener, type TrapListenerOptions } from '../../../drivers/snmp/trap-listener.ts';
import { TestClock, TestTapes } from '../ssh/fake-bench.ts';

export const host = '127.0.3.7';
/** Where the tests send from, and how the DUT's address is named. */
export const switchHost = '127.0.2.7';
export const switchName = '192.0.2.1';

export interface Listening {
  readonly port: number;
  readonly pco: Pco<TrapListenerContract>;
  readonly clock: TestClock;
  readonly tapes: TestTapes;
  /** Sends datagrams from the switch's host, one after the other. */
  readonly send: (...datagrams: readonly Uint8Array[]) => Promise<void>;
  /** All since a position; with a count, once so many good tcpConnectionClose are there. */
  readonly traps: (since?: number, count?: number) => Promise<TrapsObservation>;
}

/** A listener that is closed after the test. */
export async function listen(t: Test, options: Partial<TrapListenerOptions> = {}): Promise<Listening> {
  const bound = await bindTrapListener({ host, port: 0 });
  t.teardown(() => bound.close());
  const clock = new TestClock();
  const tapes = new TestTapes();
  const pco = bound.open({
    openTape: tapes.open,
    clock,
    nameOf: (real) => (real === switchHost ? switchName : real),
    agent: { host: '127.0.2.7', port: 9 },
    ...options,
  });
  return {
    port: bound.port,
    pco,
    clock,
    tapes,
    send: await senderTo(t, bound.port),
    traps: async (since = 0, count) => {
      const until = count === undefined ? {} : { until: { notification: 'tcpConnectionClose', count } };
      const { observation } = await pco.call('traps', { since, ...until }, clock.in(5_000));
      return observation;
    },
  };
}

export async function senderTo(t: Test, port: number): Promise<Listening['send']> {
  const socket = createSocket('udp4').bind(0, switchHost);
  await once(socket, 'listening');
  // Connected, each datagram is sent at once.
  socket.connect(port, host);
  await once(socket, 'connect');
  t.teardown(() => void socket.close());
  return async (...datagrams) => {
    const sent = datagrams.map((each) => promisify<Uint8Array, unknown>(socket.send.bind(socket))(each));
    await Promise.all(sent);
  };
}

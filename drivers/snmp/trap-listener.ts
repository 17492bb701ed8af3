import type { Deadline } from '../../bench/clock.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { TrapListenerContract } from '../../bench/trap-listener.ts';
import { TrapListener, type TrapListenerOptions } from './listening.ts';
import { bindUdp, type UdpSocket } from './udp-socket.ts';

export type { TrapListenerOptions };

/** A bound socket, before there is a bench to listen for. */
export interface BoundTrapListener {
  readonly port: number;
  /**
   * The PCO `trap-listener`; once. What came since the socket was bound is taken up. BenchError where a user cannot be
   * used. Its `close` closes the socket too.
   */
  open(options: TrapListenerOptions): Pco<TrapListenerContract>;
  close(): Promise<void>;
}

type Contract = TrapListenerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

/**
 * Binds the UDP port to which the DUT is to send its notifications; port 0 takes a free one.
 * Rejects with BenchError where the port is taken or may not be bound.
 */
export async function bindTrapListener(options: { host: string; port: number }): Promise<BoundTrapListener> {
  const socket = await bindUdp(options);
  return {
    port: socket.port,
    open: (opening) => openTrapListener(socket, options.host, opening),
    close: () => socket.close(),
  };
}

function openTrapListener(socket: UdpSocket, host: string, options: TrapListenerOptions): Pco<Contract> {
  const listener = new TrapListener(socket, host, options);
  const operations: Operations = {
    mark: () => listener.mark(),
    traps: (args, deadline) => listener.traps(args, deadline),
    'snmp-get': (args, deadline) => listener.get(args, deadline),
  };
  return {
    name: 'trap-listener',
    role: 'trap-listener',
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => listener.close(),
  };
}

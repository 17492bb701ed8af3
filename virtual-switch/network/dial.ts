import { connect, type Socket } from 'node:net';
import type { Configuration } from '../configuration/configuration.ts';
import { type PatchPanel, routeTo } from '../patch-panel.ts';
import type { SwitchClock } from '../ssh/host.ts';
import { routeIn, type TableName } from './tables.ts';

/** Where a connection goes to, and out of which address. */
export interface Destination {
  readonly address: string;
  readonly port: number;
  readonly table: TableName;
  /** The address that it comes from, of that of the interface on the way. */
  readonly source: (ofTable: string) => string;
}

export type Dialled =
  | { readonly outcome: 'connected'; readonly socket: Socket }
  | { readonly outcome: 'unreachable' | 'refused' | 'timed-out' | 'given-up' };

export interface DialOptions {
  readonly configuration: Configuration;
  readonly panel: PatchPanel;
  readonly clock: SwitchClock;
  /** Ends the attempt. */
  readonly giveUp: AbortSignal;
}

/** TCP retransmits a SYN for so long. */
const timeOutMs = 30_000;

/** Where the switch's address really is in the lab: what its services are bound to. */
export function homeOf(panel: PatchPanel, address: string): string | undefined {
  return panel.binds.find(({ service }) => service.host === address)?.real.host;
}

/** Opens a TCP connection from the switch; what its routing tables do not lead to is unreachable at once. */
export async function dial(to: Destination, options: DialOptions): Promise<Dialled> {
  const { configuration, panel, clock, giveUp } = options;
  const route = routeIn(configuration, to.table, to.address);
  if (route === undefined) return { outcome: 'unreachable' };
  const source = to.source(route.source);
  const real = routeTo(panel, {
    host: to.address,
    port: to.port,
    ...(to.table !== undefined && { vrf: to.table }),
  });
  return new Promise((resolve) => {
    const attempt: { socket?: Socket; done: boolean } = { done: false };
    const work = real === undefined ? undefined : clock.busy();
    const settle = (dialled: Dialled): void => {
      if (attempt.done) return;
      attempt.done = true;
      stop();
      work?.done();
      giveUp.removeEventListener('abort', abandoned);
      if (dialled.outcome !== 'connected') attempt.socket?.destroy();
      resolve(dialled);
    };
    const stop = clock.after(timeOutMs, () => settle({ outcome: 'timed-out' }));
    const abandoned = (): void => settle({ outcome: 'given-up' });
    giveUp.addEventListener('abort', abandoned);
    // Nobody is there to answer.
    if (real === undefined) return;
    const localAddress = homeOf(panel, source);
    const socket = connect({
      ...real,
      noDelay: true,
      ...(localAddress !== undefined && { localAddress }),
    });
    attempt.socket = socket;
    socket.once('connect', () => settle({ outcome: 'connected', socket }));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      settle({ outcome: error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable' }),
    );
  });
}

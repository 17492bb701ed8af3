import { createServer, type Server } from 'node:net';
import { flag } from './configuration/configuration.ts';
import type { VirtualSwitch } from './switch.ts';

/** TCP port of rsh, which rcp goes by. */
export const rshPort = 514;

export interface RshPort {
  readonly address: string;
  readonly port: number;
  /** To be called when settings have changed. */
  refresh(): void;
  reset(): void;
  close(): Promise<void>;
}

/** No service of the switch is there: the port is closed unless a known departure opens it, and says nothing then. */
export async function holdRshPort(
  device: VirtualSwitch,
  listen: { readonly host: string; readonly port: number },
): Promise<RshPort> {
  let server: Server | undefined = await listening(listen.host, listen.port);
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The port of rsh has no address');
  const { address, port } = bound;
  let changing: Promise<void> = Promise.resolve();
  const open = (): boolean =>
    device.seams.rshListens(flag(device.configuration, 'ip scp server enable') === true);
  const settle = async (wanted: boolean): Promise<void> => {
    if (!wanted) {
      server?.close();
      server = undefined;
    } else server ??= await listening(address, port);
  };
  const refresh = (): void => {
    changing = changing.then(() => settle(open()));
  };
  refresh();
  return {
    address,
    port,
    refresh,
    reset: () => undefined,
    close: async () => {
      changing = changing.then(() => settle(false));
      await changing;
    },
  };
}

function listening(host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

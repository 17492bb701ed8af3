import { createSocket, type Socket } from 'node:dgram';
import { type Endpoint, labAddress, type PatchPanel, routeTo } from '../patch-panel.ts';
import type { SwitchClock } from '../ssh/host.ts';
import { decodeMessage } from './message.ts';
import type { SnmpService } from './snmp-service.ts';

/** UDP port of the agent; a bind of the patch panel to this port is UDP, to any other TCP. */
export const agentPort = 161;

export interface SnmpPorts {
  /** The agent's addresses and where they really listen. */
  readonly binds: readonly { readonly service: Endpoint; readonly real: Endpoint }[];
  close(): Promise<void>;
}

/**
 * Opens the UDP side of a switch: the agent's ports, which are kept from the beginning and answer while the agent
 * is on, and for each of the switch's addresses a port that notifications are sent from.
 */
export async function openSnmpPorts(options: {
  readonly snmp: SnmpService;
  readonly panel: PatchPanel;
  readonly clock: SwitchClock;
}): Promise<SnmpPorts> {
  const { snmp, panel, clock } = options;
  const agents = await Promise.all(
    panel.binds
      .filter(({ service }) => service.port === agentPort)
      .map(async ({ service, real }) => {
        const socket = await bound(real.host, real.port);
        socket.on('message', (datagram, { address, port }) => {
          const from = { host: labAddress(panel, address), port };
          const answer = snmp.received(datagram, from, service.host);
          if (answer !== undefined) send(socket, clock, answer, { host: address, port });
        });
        return { service, socket };
      }),
  );
  const homes = new Map(panel.binds.map(({ service, real }) => [service.host, real.host]));
  const senders = new Map(
    await Promise.all(
      [...homes].map(async ([address, host]) => {
        const socket = await bound(host, 0);
        socket.on('message', (datagram) => {
          const requestId = responseIn(datagram);
          if (requestId !== undefined) snmp.notifier.answered(requestId);
        });
        return [address, socket] as const;
      }),
    ),
  );
  let open = true;
  snmp.attach({
    send: (from, to, datagram) => {
      const route = routeTo(panel, to);
      const [anySocket] = senders.values();
      const socket = senders.get(from) ?? anySocket;
      if (!open || route === undefined || socket === undefined) return false;
      send(socket, clock, datagram, route);
      return true;
    },
  });
  return {
    binds: agents.map(({ service, socket }) => {
      const { address, port } = socket.address();
      return { service, real: { host: address, port } };
    }),
    close: async () => {
      open = false;
      const sockets = [...agents.map(({ socket }) => socket), ...senders.values()];
      await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(resolve))));
    },
  };
}

function bound(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      // A datagram that nobody takes is lost, as on any network.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

/** No jump of the clock overtakes a datagram on its way out. */
function send(socket: Socket, clock: SwitchClock, datagram: Buffer, to: Endpoint): void {
  const work = clock.busy();
  socket.send(datagram, to.port, to.host, () => work.done());
}

function responseIn(datagram: Buffer): number | undefined {
  try {
    const { pdu } = decodeMessage(datagram);
    return pdu.kind === 'response' ? pdu.requestId : undefined;
  } catch {
    return undefined;
  }
}

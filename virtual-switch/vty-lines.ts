import { listPermits } from './configuration/access-lists.ts';
import { labAddress } from './patch-panel.ts';
import type { RemoteEnd, SshLine } from './ssh/host.ts';
import { tcpState, type TcpTraffic } from './ssh/tcp-traffic.ts';
import type { VirtualSwitch } from './switch.ts';
import { accessClass, inputTransports, type TtyLine } from './tty-line.ts';

/** What comes in over the network to a vty. */
export type VtyTransport = 'ssh' | 'telnet';

/** A vty that a connection holds, and the line itself. */
export interface TakenVty extends Required<SshLine> {
  readonly tty: TtyLine;
}

/** The first free vty that lets the connection in, or undefined: SSH and Telnet compete for the same ones (guide page 6). */
export function takeVty(
  device: VirtualSwitch,
  remote: RemoteEnd,
  transport: VtyTransport,
): TakenVty | undefined {
  const { clock, patchPanel, seams, snmp } = device;
  const from = labAddress(patchPanel, remote.address);
  const free = device.vtys.filter((vty) => !vty.busy && letsIn(device, vty, from, transport));
  const tty = seams.vtyFor(free, device.vtys);
  if (tty === undefined) return undefined;
  let carried: TcpTraffic | undefined;
  tty.busy = true;
  tty.uses += 1;
  tty.location = from;
  tty.lastInput = clock.now();
  return {
    tty,
    number: tty.vty,
    onClear: (close) => {
      tty.clear = () => {
        snmp.connections.endedHere(tty);
        close();
      };
    },
    onTraffic: (traffic) => {
      carried = traffic;
      snmp.connections.opened(tty, { ...remote, address: from }, traffic, transport);
    },
    release: () => {
      device.aaa.left(tty);
      snmp.connections.closed(tty);
      tty.session = undefined;
      tty.clear = undefined;
      tty.user = undefined;
      tty.location = undefined;
      tty.busy = !seams.vtyFreeAfter(carried?.state === tcpState.closed ? 'reset' : 'closed');
    },
  };
}

/** `transport input` and `access-class … in` of a vty. */
function letsIn(device: VirtualSwitch, vty: TtyLine, address: string, transport: VtyTransport): boolean {
  const { configuration } = device;
  const block = device.lineBlock(vty);
  const list = accessClass(block);
  return (
    inputTransports(block).includes(transport) &&
    (list === undefined || listPermits(configuration, list, address))
  );
}

import type { VirtualSwitch } from '../switch.ts';
import { snmpPacket } from './debug-kinds.ts';
import { packetLines } from './debug-text.ts';
import { encodeMessage, type Message } from './message.ts';
import { messageV1, messageV2, type Notification } from './notification.ts';
import type { NotificationHost } from './settings.ts';
import { sourceAddress } from './source-address.ts';
import type { SnmpTransport } from './transport.ts';
import type { Counters } from './counters.ts';

/** Notifications that wait for one host at most (`show snmp`: 0/10); what comes on top is dropped. */
export const queueLength = 10;
/** Milliseconds of the switch's time until the sending process gets its turn. */
const sendDelayMs = 10;
/** `snmp-server inform`, its defaults. */
const informTimeoutMs = 15_000;
const informRetries = 3;

export interface HostTally {
  readonly host: NotificationHost;
  queued: number;
  sent: number;
  dropped: number;
}

interface Queued {
  readonly tally: HostTally;
  readonly message: Message;
  readonly source: string;
  readonly target: { readonly host: string; readonly port: number; readonly vrf?: string };
  tries: number;
}

/** Makes notifications into messages, one for each host that wants them, and sends them. */
export class Notifier {
  readonly #device: VirtualSwitch;
  readonly #counters: Counters;
  readonly #transport: () => SnmpTransport | undefined;
  readonly #tallies = new Map<string, HostTally>();
  readonly #informs = new Map<number, () => void>();
  #requestId = 0;

  constructor(device: VirtualSwitch, counters: Counters, transport: () => SnmpTransport | undefined) {
    this.#device = device;
    this.#counters = counters;
    this.#transport = transport;
  }

  notify(notification: Notification): void {
    const { configuration, seams, debugging, power } = this.#device;
    const { snmp } = configuration;
    const upTime = Math.floor(power.uptime / 10);
    const enabled = snmp.traps.has(notification.trap);
    if (!snmp.agentOn || !seams.notificationOn({ enabled, debugging: debugging.isOn(snmpPacket) })) return;
    for (const host of snmp.hosts) {
      if (host.types.length === 0 || host.types.includes(notification.type))
        this.#queue(host, notification, upTime);
    }
  }

  tallyOf(host: NotificationHost): HostTally {
    const key = [host.address, host.vrf ?? '', String(host.port)].join(' ');
    const tally = this.#tallies.get(key) ?? { host, queued: 0, sent: 0, dropped: 0 };
    this.#tallies.set(key, tally);
    return tally;
  }

  /** The switch goes down: nothing waits, nothing was counted. */
  forget(): void {
    for (const cancel of this.#informs.values()) cancel();
    this.#informs.clear();
    this.#tallies.clear();
  }

  /** An answer has come to where notifications are sent from. */
  answered(requestId: number): void {
    this.#informs.get(requestId)?.();
    this.#informs.delete(requestId);
  }

  /** `upTime` is when it happened, in hundredths of a second: the same for each host that is told. */
  #queue(host: NotificationHost, notification: Notification, upTime: number): void {
    const { seams, clock } = this.#device;
    const tally = this.tallyOf(host);
    if (tally.queued >= queueLength) {
      tally.dropped += 1;
      return;
    }
    const target = seams.notificationTarget(host, notification.client);
    const item: Queued = {
      tally,
      target: { ...target, ...(host.vrf !== undefined && { vrf: host.vrf }) },
      tries: 0,
      ...this.#messageFor(host, notification, upTime),
    };
    this.#print('queuing', `SNMP: Queuing packet to ${target.host}`);
    this.#printPacket(item.message);
    tally.queued += 1;
    clock.after(sendDelayMs, () => {
      tally.queued -= 1;
      if (this.#device.configuration.snmp.agentOn) this.#send(item);
    });
  }

  #messageFor(
    host: NotificationHost,
    notification: Notification,
    upTime: number,
  ): { message: Message; source: string } {
    const { seams, configuration, patchPanel } = this.#device;
    const source = sourceAddress(host, configuration.snmp, configuration, patchPanel);
    const envelope = {
      community: seams.notificationCommunity(host),
      requestId: (this.#requestId += 1),
      upTime,
      agentAddress: source,
    };
    if (host.version === 'v2c') {
      const kind = host.kind === 'informs' ? 'inform' : 'trap-v2';
      return { message: messageV2(notification, envelope, kind), source };
    }
    const message = messageV1(notification, envelope);
    return { message: { ...message, pdu: seams.trapV1(message.pdu) }, source };
  }

  #send(item: Queued): void {
    const { seams } = this.#device;
    const { tally, message, source, target } = item;
    const datagram = seams.notificationDatagram(encodeMessage(message));
    const reported = seams.transmit(() => this.#transport()?.send(source, target, datagram) === true);
    if (reported) {
      this.#counters.outPkts += 1;
      this.#counters.outTraps += 1;
      tally.sent += 1;
      this.#print('sent', `SNMP: Packet sent via UDP to ${target.host}`);
    } else tally.dropped += 1;
    if (message.pdu.kind === 'inform') this.#awaitAnswer(item, message.pdu.requestId);
  }

  #awaitAnswer(item: Queued, requestId: number): void {
    const cancel = this.#device.clock.after(informTimeoutMs, () => {
      this.#informs.delete(requestId);
      if (item.tries >= informRetries || !this.#device.configuration.snmp.agentOn) return;
      item.tries += 1;
      this.#send(item);
    });
    this.#informs.set(requestId, cancel);
  }

  #print(moment: 'queuing' | 'sent', line: string): void {
    const { seams, debugging } = this.#device;
    const lines = seams.debugLines(moment, [line], 'own');
    if (lines.length > 0) debugging.print(snmpPacket, ...lines);
  }

  #printPacket({ pdu }: Message): void {
    const { seams, debugging } = this.#device;
    const lines = seams.debugLines('packet', packetLines(seams.debugged(pdu, 'own')), 'own');
    if (lines.length > 0) debugging.print(snmpPacket, ...lines);
  }
}

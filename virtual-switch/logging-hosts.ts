import { createSocket, type Socket } from 'node:dgram';
import type { Configuration } from './configuration/configuration.ts';
import { homeOf } from './network/dial.ts';
import { routeIn } from './network/tables.ts';
import { type PatchPanel, routeTo } from './patch-panel.ts';

const syslogPort = 514;
/** What IOS sends under unless told otherwise: local7. */
const facility = 23;

/** `logging host`, and how far a message goes there. */
export interface LogHost {
  readonly address: string;
  /** Messages that were sent there. */
  readonly sent: number;
}

/** Sends log messages to the syslog servers that are configured (RFC 3164), each as one datagram. */
export class LogHosts {
  readonly #panel: PatchPanel;
  readonly #levelInForce: (configured: number | undefined) => number | undefined;
  readonly #sockets = new Map<string, Socket>();
  readonly #sent = new Map<string, number>();
  /** As each message is counted, whether it is sent or not. */
  #count = 0;

  /** `levelInForce`: the least severe level that is sent, given the one that is configured. */
  constructor(
    panel: PatchPanel,
    levelInForce: (configured: number | undefined) => number | undefined = (configured) => configured,
  ) {
    this.#panel = panel;
    this.#levelInForce = levelInForce;
  }

  /** `text` is the stamped message; `severity` is 0 to 7. */
  take(configuration: Configuration, severity: number, text: string): void {
    this.#count += 1;
    const trap = this.#levelInForce(configuration.logging.trap);
    if (trap === undefined || severity > trap) return;
    for (const address of hostsIn(configuration)) this.#send(configuration, address, severity, text);
  }

  hosts(configuration: Configuration): readonly LogHost[] {
    return hostsIn(configuration).map((address) => ({ address, sent: this.#sent.get(address) ?? 0 }));
  }

  reset(): void {
    this.#count = 0;
    this.#sent.clear();
  }

  #send(configuration: Configuration, address: string, severity: number, text: string): void {
    const route = routeIn(configuration, undefined, address);
    const real = route && routeTo(this.#panel, { host: address, port: syslogPort });
    this.#sent.set(address, (this.#sent.get(address) ?? 0) + 1);
    if (route === undefined || real === undefined) return;
    const priority = facility * 8 + severity;
    const datagram = Buffer.from(`<${priority}>${this.#count}: ${text}`, 'latin1');
    const from = homeOf(this.#panel, route.source) ?? '127.0.0.1';
    this.#socketAt(from).send(datagram, real.port, real.host);
  }

  #socketAt(host: string): Socket {
    const existing = this.#sockets.get(host);
    if (existing !== undefined) return existing;
    const socket = createSocket('udp4');
    // A server that is not there is no concern of the one who logs.
    socket.on('error', () => undefined);
    socket.bind(0, host);
    socket.unref();
    this.#sockets.set(host, socket);
    return socket;
  }
}

function hostsIn({ settings }: Configuration): readonly string[] {
  return [...settings.keys()].flatMap((key) => /^logging host ([\d.]+)$/.exec(key)?.[1] ?? []);
}

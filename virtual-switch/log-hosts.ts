import { createSocket, type Socket } from 'node:dgram';
import type { Configuration } from './configuration/configuration.ts';
import { homeOf } from './network/dial.ts';
import { routeIn } from './network/tables.ts';
import { type PatchPanel, routeTo } from './patch-panel.ts';
import type { SwitchClock } from './ssh/host.ts';

/** UDP port of a syslog server. */
const syslogPort = 514;
/** `logging facility` is local7 where nobody says otherwise. */
const facility = 23;

/** The syslog servers of `logging host`, in the global table. */
export function logHosts({ settings }: Pick<Configuration, 'settings'>): readonly string[] {
  return [...settings.values()].flatMap((text) => /^logging host (\S+)/.exec(text)?.[1] ?? []);
}

/** Sends log messages to the syslog servers of a switch, and counts them. */
export class LogSender {
  readonly #options: {
    readonly clock: SwitchClock;
    readonly panel: PatchPanel;
    readonly configuration: () => Configuration;
  };
  /** By the real address that datagrams leave from. */
  readonly #sockets = new Map<string, Promise<Socket>>();
  readonly #sent = new Map<string, number>();
  #messages = 0;

  constructor(options: {
    readonly clock: SwitchClock;
    readonly panel: PatchPanel;
    readonly configuration: () => Configuration;
  }) {
    this.#options = options;
  }

  /** Messages since the switch came up: all of them, or those to one server. */
  countOf(host?: string): number {
    return host === undefined ? this.#messages : (this.#sent.get(host) ?? 0);
  }

  /** `line` is what the log shows, its stamp included. A message has a number that counts what was sent. */
  send(severity: number, line: string): void {
    const configuration = this.#options.configuration();
    const hosts = logHosts(configuration);
    if (hosts.length === 0) return;
    this.#messages += 1;
    const datagram = Buffer.from(`<${facility * 8 + severity}>${this.#messages}: ${line}`, 'latin1');
    for (const host of hosts) {
      const route = routeIn(configuration, undefined, host);
      if (route === undefined) continue;
      this.#sent.set(host, this.countOf(host) + 1);
      void this.#sendTo(host, route.source, datagram);
    }
  }

  reset(): void {
    this.#messages = 0;
    this.#sent.clear();
  }

  /** No jump of the clock overtakes a datagram on its way out; one that nobody takes is lost. */
  async #sendTo(host: string, source: string, datagram: Buffer): Promise<void> {
    const { clock, panel } = this.#options;
    const real = routeTo(panel, { host, port: syslogPort });
    if (real === undefined) return;
    const work = clock.busy();
    try {
      const socket = await this.#socketAt(homeOf(panel, source) ?? '127.0.0.1');
      await new Promise<void>((resolve) => socket.send(datagram, real.port, real.host, () => resolve()));
    } finally {
      work.done();
    }
  }

  #socketAt(home: string): Promise<Socket> {
    const open = this.#sockets.get(home);
    if (open !== undefined) return open;
    const opened = new Promise<Socket>((resolve) => {
      const socket = createSocket('udp4');
      socket.on('error', () => undefined);
      // Nothing is to come back: it keeps no program alive.
      socket.bind(0, home, () => resolve(socket.unref()));
    });
    this.#sockets.set(home, opened);
    return opened;
  }
}

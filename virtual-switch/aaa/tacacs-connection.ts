import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { headerFlag, type PacketType } from '../../protocols/tacacs/numbers.ts';
import { clearBody, PacketReader, writePacket } from '../../protocols/tacacs/packets.ts';
import { dial } from '../network/dial.ts';
import { interfaceAddresses } from '../snmp/settings.ts';
import { WireWatch } from '../ssh-client/wire-watch.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TacacsServer } from './configured-servers.ts';

/** What came back: the body in clear, or why there is none. */
export type TacacsAnswer = { readonly body: Buffer } | { readonly fault: 'silence' | 'unreadable' };

/** One session with a server, on a connection of its own (RFC 8907, section 4.3). */
export class TacacsConnection {
  readonly #socket: Socket;
  readonly #server: TacacsServer;
  readonly #device: VirtualSwitch;
  readonly #type: PacketType;
  readonly #session = randomBytes(4).readUInt32BE();
  readonly #reader = new PacketReader();
  readonly #watch: WireWatch;
  #sequence = 1;
  #arrived: () => void = () => undefined;
  #over = false;

  private constructor(device: VirtualSwitch, server: TacacsServer, type: PacketType, socket: Socket) {
    this.#device = device;
    this.#server = server;
    this.#type = type;
    this.#socket = socket;
    this.#watch = new WireWatch(device.clock);
    socket.on('data', (bytes: Buffer) => {
      this.#reader.push(bytes);
      this.#arrived();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#over = true;
      this.#arrived();
    });
  }

  /** Undefined where the server is not there, or does not take the connection in time. */
  static async open(
    device: VirtualSwitch,
    server: TacacsServer,
    type: PacketType,
  ): Promise<TacacsConnection | undefined> {
    const { clock, configuration, patchPanel: panel } = device;
    const late = new AbortController();
    const stop = clock.after(server.timeoutMs, () => late.abort());
    const dialled = await dial(
      {
        address: server.address,
        port: server.port,
        table: undefined,
        source: (ofTable) => sourceAddress(device, 'tacacs') ?? ofTable,
      },
      { configuration, panel, clock, giveUp: late.signal },
    );
    stop();
    const counters = device.aaa.countersOf(server);
    if (dialled.outcome !== 'connected') {
      counters.failedConnects += 1;
      return undefined;
    }
    counters.opens += 1;
    return new TacacsConnection(device, server, type, dialled.socket);
  }

  /** Sends a body and waits for what the server says to it. */
  async ask(body: Buffer): Promise<TacacsAnswer> {
    const packet = this.#packet(body);
    const counters = this.#device.aaa.countersOf(this.#server);
    counters.sent += 1;
    this.#socket.write(packet);
    this.#watch.sent(answerMs);
    const wait = { over: false };
    const stop = this.#device.clock.after(this.#server.timeoutMs, () => {
      wait.over = true;
      this.#arrived();
    });
    try {
      for (;;) {
        const next = this.#reader.next();
        if (next !== undefined) {
          counters.received += 1;
          if ('fault' in next) return { fault: 'unreadable' };
          const { header } = next.value;
          const expected = { type: this.#type, session: this.#session, sequence: this.#sequence - 1 };
          const fits = (['type', 'session', 'sequence'] as const).every(
            (name) => header[name] === expected[name],
          );
          const clear = fits ? clearBody(next.value, this.#server.key) : undefined;
          return clear === undefined || 'fault' in clear ? { fault: 'unreadable' } : { body: clear.value };
        }
        if (wait.over) counters.timeouts += 1;
        if (wait.over || this.#over) return { fault: 'silence' };
        await new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
      }
    } finally {
      stop();
      this.#watch.rest();
    }
  }

  /** Sends a body to which no answer comes. */
  tell(body: Buffer): void {
    this.#socket.write(this.#packet(body));
  }

  close(): void {
    this.#watch.rest();
    this.#device.aaa.countersOf(this.#server).closes += 1;
    this.#socket.end();
    // One that does not close its side must not keep the switch.
    const cutOff = setTimeout(() => this.#socket.destroy(), cutOffMs);
    this.#socket.once('close', () => clearTimeout(cutOff));
    this.#socket.resume();
  }

  #packet(body: Buffer): Buffer {
    const header = {
      minorVersion: 0,
      type: this.#type,
      sequence: this.#sequence,
      session: this.#session,
      flags: 0,
    };
    this.#sequence += 2;
    const { key } = this.#server;
    return writePacket(key === undefined ? { ...header, flags: headerFlag.unencrypted } : header, body, key);
  }
}

/** Real milliseconds: until a server that does not close is left, and that an answer is waited for before a jump may pass it. */
const cutOffMs = 1000;
const answerMs = 250;

/** `ip tacacs source-interface`, and that of radius. */
export function sourceAddress(
  { configuration }: VirtualSwitch,
  protocol: 'tacacs' | 'radius',
): string | undefined {
  const text = configuration.settings.get(`ip ${protocol} source-interface`) ?? '';
  const name = /source-interface (\S+)/.exec(text)?.[1]?.toLowerCase();
  return interfaceAddresses(configuration).find((each) => each.name.toLowerCase() === name)?.address;
}

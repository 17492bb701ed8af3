import type { Socket } from 'node:net';
import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import {
  isTacacsReached,
  readTacacsExchanges,
  type TacacsFact,
  writeTacacsFact,
} from '../../bench/tacacs-reading.ts';
import { type TacacsDoor, tacacsDoors, type TacacsServerContract } from '../../bench/tacacs-server.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { Accounts } from './accounts.ts';
import { mustHaveItsTurns } from './conversation.ts';
import { FactLog } from './fact-log.ts';
import { TacacsConnection, type TacacsServing } from './tacacs-connection.ts';
import type { TcpDoor } from './tcp-door.ts';

export interface TacacsServerOptions {
  /** Bound ports, whose `close` is whoever bound them, by the port that the DUT types. */
  readonly doors: { readonly [Door in TacacsDoor]: TcpDoor };
  /** The server's address, as the DUT types it. */
  readonly address: string;
  /** The address by which the DUT knows the host that dialled from this real one. */
  readonly nameOf: (real: string) => string;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = TacacsServerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'tacacs-server';

/** The PCO `tacacs-server`. */
export function openTacacsServer(options: TacacsServerOptions): Pco<Contract> {
  const server = new TacacsServer(options);
  const operations: Operations = {
    listen: (args) => server.listen(args),
    mark: () => server.log.mark(),
    exchanges: ({ since, until }, deadline) =>
      server.log.since(
        since,
        readTacacsExchanges,
        until && { isSo: (seen) => isTacacsReached(seen, until), awaited: 'a TACACS+ exchange' },
        deadline,
      ),
    stored: ({ door = 49, username, among }) => Promise.resolve(server.stored(door, username, among)),
    close: ({ door }) => server.stop(door),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => server.close(),
  };
}

class TacacsServer {
  readonly log: FactLog<TacacsFact>;
  readonly #options: TacacsServerOptions;
  readonly #serving = new Map<TacacsDoor, TacacsServing>();
  readonly #connections = new Map<TacacsConnection, TacacsDoor>();
  #count = 0;

  constructor(options: TacacsServerOptions) {
    this.#options = options;
    const { openTape, clock } = options;
    this.log = new FactLog({ pco: pcoName, openTape, clock, lineOf: writeTacacsFact });
  }

  async listen(args: Contract['listen']['args']): Promise<Return<Contract['listen']['observation']>> {
    mustHaveItsTurns(args.accounts);
    const { door = 49 } = args;
    this.#serving.set(door, { args, accounts: new Accounts(args.accounts) });
    const port = this.#options.doors[door];
    if (!port.listening) await port.listen((socket) => this.#accept(socket, door));
    return await this.log.mark();
  }

  stored(
    door: TacacsDoor,
    username: string,
    among: readonly string[],
  ): Return<Contract['stored']['observation']> {
    const accounts = this.#serving.get(door)?.accounts ?? new Accounts();
    return this.log.stored(accounts.stored(username, among));
  }

  async stop(door: TacacsDoor | undefined): Promise<Return<Contract['close']['observation']>> {
    for (const each of door === undefined ? tacacsDoors : [door]) {
      this.#options.doors[each].stop();
      for (const [connection, of] of this.#connections) if (of === each) connection.leave();
    }
    return await this.log.mark();
  }

  async close(): Promise<void> {
    await Promise.all(tacacsDoors.map((door) => this.#options.doors[door].close()));
  }

  #accept(socket: Socket, door: TacacsDoor): void {
    const serving = this.#serving.get(door);
    if (serving === undefined) {
      socket.resetAndDestroy();
      return;
    }
    const { nameOf, address, clock } = this.#options;
    const client: Endpoint = { address: nameOf(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 };
    this.#count += 1;
    const connection = new TacacsConnection(socket, {
      ...{ connection: this.#count, door, client, server: { address, port: door } },
      ...{ serving, log: this.log, clock },
    });
    this.#connections.set(connection, door);
    socket.once('close', () => this.#connections.delete(connection));
  }
}

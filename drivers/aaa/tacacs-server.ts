import type { Socket } from 'node:net';
import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { readTacacsExchanges, writeTacacsFact, writeTacacsLook } from '../../bench/tacacs-reading.ts';
import type { TacacsDoor, TacacsServerArgs, TacacsServerContract } from '../../bench/tacacs-server.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { ServerLog } from '../ssh-server/server-log.ts';
import { TacacsAccounts } from './tacacs-accounts.ts';
import { TacacsConnection } from './tacacs-connection.ts';
import type { TcpDoor } from './tcp-door.ts';

export interface TacacsServerOptions {
  readonly openTape: OpenTape;
  readonly clock: Clock;
  readonly doors: { readonly [Door in TacacsDoor]?: TcpDoor };
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
}

type Contract = TacacsServerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'tacacs-server';

/** The PCO `tacacs-server`. Its `close` closes the doors too. */
export function openTacacsServer(options: TacacsServerOptions): Pco<Contract> {
  const server = new TacacsServer(options);
  const operations: Operations = {
    listen: (args) => server.listen(args),
    mark: () => server.mark(),
    exchanges: (args, deadline) => server.exchanges(args, deadline),
    close: () => server.stop(),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => server.close(),
  };
}

class TacacsServer {
  readonly #options: TacacsServerOptions;
  readonly #log: ServerLog;
  #count = 0;

  constructor(options: TacacsServerOptions) {
    this.#options = options;
    this.#log = new ServerLog(pcoName, options.openTape, options.clock);
  }

  async listen(args: TacacsServerArgs): Promise<Return<Contract['listen']['observation']>> {
    const { door: name = 'service' } = args;
    const door = this.#options.doors[name];
    if (door === undefined) {
      throw new PcoError(`the TACACS+ server has no door ${name}`, {
        expected: Object.keys(this.#options.doors).join(' or '),
        got: name,
        where: pcoName,
      });
    }
    const accounts = new TacacsAccounts(args.accounts ?? []);
    await door.serve((socket) => this.#serve(socket, name, args, accounts));
    await this.#log.drained();
    return this.#log.mark();
  }

  async mark(): Promise<Return<Contract['mark']['observation']>> {
    await this.#log.drained();
    return this.#log.mark();
  }

  async exchanges(
    { since, until }: Contract['exchanges']['args'],
    deadline: Deadline,
  ): Promise<Return<Contract['exchanges']['observation']>> {
    if (until !== undefined) {
      const { kind, count = 1 } = until;
      const isSo = (): boolean => {
        const { exchanges } = readTacacsExchanges(this.#log.since(since).text);
        return exchanges.filter((each) => each.kind === kind && each.result !== undefined).length >= count;
      };
      await this.#log.until(isSo, deadline, `${count} of ${kind} at the TACACS+ server`);
    }
    await this.#log.drained();
    this.#log.write(writeTacacsLook(this.#options.clock.now()));
    const { text, span } = this.#log.since(since);
    return { observation: readTacacsExchanges(text), spans: [span] };
  }

  async stop(): Promise<Return<Contract['close']['observation']>> {
    await this.close();
    return this.mark();
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#options.doors).map((door) => door.close()));
  }

  #serve(socket: Socket, door: TacacsDoor, args: TacacsServerArgs, accounts: TacacsAccounts): void {
    const { clock, nameOf } = this.#options;
    clock.activity();
    const client: Endpoint = {
      address: nameOf(socket.remoteAddress ?? '0.0.0.0'),
      port: socket.remotePort ?? 0,
    };
    new TacacsConnection(socket, {
      args,
      accounts,
      begin: (seen) => {
        const number = ++this.#count;
        const write = (fact: Parameters<typeof writeTacacsFact>[1]): void => {
          this.#log.write(writeTacacsFact(number, fact));
        };
        write({ ...seen, at: clock.now(), door, client });
        return write;
      },
      activity: () => clock.activity(),
      wait: (seconds) => clock.wait(seconds * 1000),
    });
  }
}

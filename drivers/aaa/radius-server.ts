import type { Clock, Deadline } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { readRadiusExchanges, writeRadiusExchange, writeRadiusLook } from '../../bench/radius-reading.ts';
import type { RadiusDoor, RadiusServerArgs, RadiusServerContract } from '../../bench/radius-server.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { ServerLog } from '../ssh-server/server-log.ts';
import { RadiusAnswers } from './radius-answers.ts';
import type { Datagram, UdpDoor } from './udp-door.ts';

/** The two ports of a door. */
export interface RadiusPorts {
  readonly authentication: UdpDoor;
  readonly accounting: UdpDoor;
}

export interface RadiusServerOptions {
  readonly openTape: OpenTape;
  readonly clock: Clock;
  readonly doors: { readonly [Door in RadiusDoor]?: RadiusPorts };
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
}

type Contract = RadiusServerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'radius-server';

/** The PCO `radius-server`. Its `close` closes the doors too. */
export function openRadiusServer(options: RadiusServerOptions): Pco<Contract> {
  const server = new RadiusServer(options);
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

class RadiusServer {
  readonly #options: RadiusServerOptions;
  readonly #log: ServerLog;

  constructor(options: RadiusServerOptions) {
    this.#options = options;
    this.#log = new ServerLog(pcoName, options.openTape, options.clock);
  }

  async listen(args: RadiusServerArgs): Promise<Return<Contract['listen']['observation']>> {
    const { door: name = 'service' } = args;
    const ports = this.#options.doors[name];
    if (ports === undefined) {
      throw new PcoError(`the RADIUS server has no door ${name}`, {
        expected: Object.keys(this.#options.doors).join(' or '),
        got: name,
        where: pcoName,
      });
    }
    const answers = new RadiusAnswers(args);
    for (const at of ['authentication', 'accounting'] as const) {
      await ports[at].serve((datagram) => this.#take(datagram, name, answers, at));
    }
    return await this.mark();
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
        const { exchanges } = readRadiusExchanges(this.#log.since(since).text);
        return exchanges.filter((each) => each.kind === kind).length >= count;
      };
      await this.#log.until(isSo, deadline, `${count} of ${kind} at the RADIUS server`);
    }
    await this.#log.drained();
    this.#log.write(writeRadiusLook(this.#options.clock.now()));
    const { text, span } = this.#log.since(since);
    return { observation: readRadiusExchanges(text), spans: [span] };
  }

  async stop(): Promise<Return<Contract['close']['observation']>> {
    await this.close();
    return this.mark();
  }

  async close(): Promise<void> {
    const ports = Object.values(this.#options.doors).flatMap((door) => [
      door.authentication,
      door.accounting,
    ]);
    await Promise.all(ports.map((port) => port.close()));
  }

  #take(
    { bytes, from, reply }: Datagram,
    door: RadiusDoor,
    answers: RadiusAnswers,
    at: 'authentication' | 'accounting',
  ): void {
    const { clock, nameOf } = this.#options;
    clock.activity();
    const { seen, reply: answer } = answers.answer(bytes, at);
    const client = { address: nameOf(from.address), port: from.port };
    this.#log.write(writeRadiusExchange({ at: clock.now(), door, client, ...seen }));
    if (answer !== undefined) reply(answer);
  }
}

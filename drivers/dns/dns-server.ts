import type { Clock, Deadline } from '../../bench/clock.ts';
import type { DnsAnswerArgs, DnsServerContract } from '../../bench/dns-server.ts';
import { readDnsQueries, writeDnsFact } from '../../bench/dns-reading.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { ServerLog } from '../ssh-server/server-log.ts';
import { bindDns, type DnsMessage, type DnsSockets } from './dns-sockets.ts';
import { answerTo } from './name-server.ts';

export interface DnsServerOptions {
  readonly openTape: OpenTape;
  readonly clock: Clock;
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
}

/** A bound port, before there is a bench to answer for. */
export interface BoundDnsServer {
  readonly port: number;
  /** The PCO `dns-server`; once. Its `close` closes the port too. */
  open(options: DnsServerOptions): Pco<DnsServerContract>;
  close(): Promise<void>;
}

type Contract = DnsServerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'dns-server';
/** Bytes of lines that are kept between two answers: the journal keeps 64 KiB of a PCO whole between two returns. */
const room = 48_000;

/** Binds the port that the DUT is to ask, UDP and TCP; port 0 takes a free one. Rejects with BenchError. */
export async function bindDnsServer(options: { host: string; port: number }): Promise<BoundDnsServer> {
  const sockets = await bindDns(options);
  return {
    port: sockets.port,
    open: (opening) => openDnsServer(sockets, opening),
    close: () => sockets.close(),
  };
}

function openDnsServer(sockets: DnsSockets, options: DnsServerOptions): Pco<Contract> {
  const server = new DnsServer(sockets, options);
  const operations: Operations = {
    answer: (args) => server.answer(args),
    mark: () => server.mark(),
    queries: (args, deadline) => server.queries(args, deadline),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => sockets.close(),
  };
}

class DnsServer {
  readonly #options: DnsServerOptions;
  readonly #log: ServerLog;
  #told: DnsAnswerArgs = {};
  #used = 0;
  #lost = 0;

  constructor(sockets: DnsSockets, options: DnsServerOptions) {
    this.#options = options;
    this.#log = new ServerLog(pcoName, options.openTape, options.clock);
    sockets.listen((message) => this.#receive(message));
  }

  async answer(args: DnsAnswerArgs): Promise<Return<Contract['answer']['observation']>> {
    await this.#settle();
    this.#told = args;
    return this.#log.mark();
  }

  async mark(): Promise<Return<Contract['mark']['observation']>> {
    await this.#settle();
    return this.#log.mark();
  }

  async queries(
    { since, until }: Contract['queries']['args'],
    deadline: Deadline,
  ): Promise<Return<Contract['queries']['observation']>> {
    if (until !== undefined) {
      const { count = 1 } = until;
      const name = until.name.toLowerCase();
      const isSo = (): boolean =>
        readDnsQueries(this.#log.since(since).text).queries.filter((query) => query.name === name).length >=
        count;
      await this.#log.until(isSo, deadline, `a query for ${name}`);
    }
    await this.#settle();
    this.#log.write(writeDnsFact({ fact: 'looked', at: this.#options.clock.now() }));
    const { text, span } = this.#log.since(since);
    return { observation: readDnsQueries(text), spans: [span] };
  }

  /** Reads what has arrived, writes down how many were lost, and makes room. */
  async #settle(): Promise<void> {
    await this.#log.drained();
    if (this.#lost > 0) this.#log.write(writeDnsFact({ fact: 'lost', count: this.#lost }));
    this.#lost = 0;
    this.#used = 0;
  }

  #receive({ bytes, transport, from, reply }: DnsMessage): void {
    const { clock, nameOf } = this.#options;
    clock.activity();
    const said = answerTo(bytes, this.#told);
    const line = writeDnsFact({
      fact: 'message',
      at: clock.now(),
      client: { address: nameOf(from.address), port: from.port },
      transport,
      raw: bytes.toString('hex'),
      ...(said.answer === undefined ? {} : { answer: said.answer }),
    });
    if (this.#used + line.length > room) this.#lost += 1;
    else {
      this.#used += line.length;
      this.#log.write(line);
    }
    if (said.reply !== undefined) reply(said.reply);
  }
}

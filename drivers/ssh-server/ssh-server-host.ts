import type { Socket } from 'node:net';
import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import {
  isReached,
  readHostKeyMade,
  readSshConnections,
  type ServedFact,
  typedTape,
  writeServedFact,
} from '../../bench/ssh-served-reading.ts';
import type {
  ServerDoor,
  ServerMark,
  SshServerArgs,
  SshServerHostContract,
} from '../../bench/ssh-server-host.ts';
import { contentOf } from '../../bench/scp-content.ts';
import type { OpenTape } from '../../bench/tape.ts';
import type { WatchConnection } from '../ssh/packet-capture.ts';
import { HostKeys } from './host-keys.ts';
import { endpointsOf, watchServed } from './served-ends.ts';
import { defaultIdent, type ServingOptions, Ssh2ServedConnection } from './served-connection.ts';
import { ServerLog } from './server-log.ts';
import type { ServerPort } from './server-port.ts';
import { byApplication, stopAt } from './stopping.ts';
import { wholeOffer } from './whole-offer.ts';

/** A port that was bound for a server, whose `close` is whoever bound it, and the server there as the DUT types it. */
export interface BoundDoor {
  readonly port: ServerPort;
  readonly service: Endpoint;
}

export interface ServerHostOptions extends BoundDoor {
  /** The address by which the DUT knows the host that dialled from this real one. */
  readonly nameOf: (real: string) => string;
  readonly watch?: WatchConnection | undefined;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

export interface SshServerHostOptions extends ServerHostOptions {
  /** Further doors of the same host. */
  readonly doors?: { readonly [Door in Exclude<ServerDoor, 'service'>]?: BoundDoor };
}

type Contract = SshServerHostContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'ssh-server-host';

/** The PCO `ssh-server-host`. */
export function openSshServerHost(options: SshServerHostOptions): Pco<Contract> {
  const host = new SshServerHost(options);
  const operations: Operations = {
    'make-key': (args) => host.makeKey(args),
    listen: (args) => host.listen(args),
    mark: () => host.mark(),
    connections: (args, deadline) => host.connections(args, deadline),
    send: (args) => host.send(args),
    end: (args) => host.end(args),
    rekey: (args, deadline) => host.rekey(args, deadline),
    close: (_args, deadline) => host.stop(deadline),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => host.close(),
  };
}

class SshServerHost {
  readonly #options: SshServerHostOptions;
  readonly #log: ServerLog;
  readonly #keys = new HostKeys();
  readonly #connections = new Map<number, Ssh2ServedConnection>();
  #count = 0;

  constructor(options: SshServerHostOptions) {
    this.#options = options;
    this.#log = new ServerLog(pcoName, options.openTape, options.clock);
  }

  async makeKey({
    name,
    bits,
  }: Contract['make-key']['args']): Promise<Return<Contract['make-key']['observation']>> {
    // Work of this machine: a steered clock would jump over what is awaited of the DUT only.
    const line = await this.#keys.make(name, bits);
    const fact = writeServedFact(0, { fact: 'key-made', name, bits, line });
    const span = this.#log.write(fact);
    const observation = readHostKeyMade(fact);
    if (observation === undefined) throw new Error('a key was made, but not written down');
    return { observation, spans: [span] };
  }

  async listen(args: SshServerArgs): Promise<Return<ServerMark>> {
    const { clock } = this.#options;
    const { door = 'service' } = args;
    const { port } = this.#door(door);
    const { hostKey, signingKey, rekeyHostKey } = await this.#keysFor(args);
    const offer = wholeOffer(args.algorithms);
    const files =
      args.files &&
      new Map(Object.entries(args.files).map(([path, content]) => [path, contentOf(content)] as const));
    await port.serve(2, {
      ident: args.ident ?? defaultIdent,
      greets: stopAt(args, 'connected') === undefined,
      arrived: (socket) => {
        clock.activity();
        watchServed(socket, this.#endsOf(socket, door), this.#options.watch);
        return clock.now();
      },
      open: (socket, at) => this.#open(socket, { args, offer, files, hostKey, signingKey, rekeyHostKey, at }),
    });
    return this.#log.mark();
  }

  async mark(): Promise<Return<ServerMark>> {
    await this.#log.drained();
    return this.#log.mark();
  }

  async connections(
    { since, until }: Contract['connections']['args'],
    deadline: Deadline,
  ): Promise<Return<Contract['connections']['observation']>> {
    if (until !== undefined) {
      const isSo = (): boolean => isReached(this.#read(since).connections, until);
      await this.#log.until(isSo, deadline, 'a connection to the SSH server');
    }
    await this.#log.drained();
    for (const { fault } of this.#connections.values()) if (fault !== undefined) throw fault;
    this.#log.write(writeServedFact(0, { fact: 'looked', at: this.#options.clock.now() }));
    const { span } = this.#log.since(since);
    const observation = this.#read(since);
    const typed = observation.connections.flatMap(({ connection }) => [
      ...this.#log.spansOf(typedTape(pcoName, connection)),
    ]);
    return { observation, spans: [span, ...typed] };
  }

  async send({ connection, text }: Contract['send']['args']): Promise<Return<ServerMark>> {
    if (!this.#connection(connection).print(text)) throw noProgram(connection);
    return await this.mark();
  }

  async end({ connection: number, how, ...words }: Contract['end']['args']): Promise<Return<ServerMark>> {
    const connection = this.#connection(number);
    if (how === 'exit') {
      if (!connection.exit(words.status ?? 0)) throw noProgram(number);
    } else {
      const { reason = byApplication, description = 'disconnected by the server' } = words;
      connection.leave({ how, reason, description });
    }
    return await this.mark();
  }

  async rekey(
    { connection: number }: Contract['rekey']['args'],
    deadline: Deadline,
  ): Promise<Return<ServerMark>> {
    const connection = this.#connection(number);
    const from = this.#starts.get(number) ?? 0;
    const done = (): number =>
      this.#read(from)
        .connections.find((each) => each.connection === number)
        ?.rekeys.filter(({ completed }) => completed).length ?? 0;
    const before = done();
    connection.rekey();
    await this.#log.until(() => done() > before || connection.over, deadline, 'new keys');
    return await this.mark();
  }

  async stop(deadline: Deadline): Promise<Return<ServerMark>> {
    for (const { port } of this.#doors()) port.stop(2);
    for (const connection of this.#connections.values()) connection.hangUp();
    const all = (): boolean => [...this.#connections.values()].every(({ over }) => over);
    await this.#log.until(all, deadline, 'the end of the connections');
    return await this.mark();
  }

  async close(): Promise<void> {
    await Promise.all(this.#doors().map(({ port }) => port.close()));
  }

  #doors(): readonly BoundDoor[] {
    const { doors = {} } = this.#options;
    return [this.#options, ...Object.values(doors)];
  }

  #door(name: ServerDoor): BoundDoor {
    const found = name === 'service' ? this.#options : this.#options.doors?.[name];
    if (found !== undefined) return found;
    throw new PcoError(`the SSH server of this bench has no door ${name}`, {
      expected: name === 'vrf' ? 'the role vrf in the topology' : 'otherPort at the role in the topology',
      where: pcoName,
    });
  }

  async #keysFor({ hostKey, signature, rekeyHostKey }: SshServerArgs) {
    return {
      hostKey: await this.#keys.get(hostKey),
      ...(signature === 'of-another-key' ? { signingKey: await this.#keys.stranger() } : {}),
      ...(rekeyHostKey === undefined ? {} : { rekeyHostKey: await this.#keys.get(rekeyHostKey) }),
    };
  }

  /** Where the first line of a connection stands. */
  readonly #starts = new Map<number, number>();

  #open(
    socket: Socket,
    how: Pick<ServingOptions, 'args' | 'offer' | 'files' | 'hostKey' | 'signingKey' | 'rekeyHostKey' | 'at'>,
  ): Ssh2ServedConnection {
    const { door = 'service' } = how.args;
    const number = ++this.#count;
    this.#starts.set(number, this.#log.position);
    const connection = new Ssh2ServedConnection(socket, {
      ...how,
      ...this.#endsOf(socket, door),
      write: (fact: ServedFact) => void this.#log.write(writeServedFact(number, fact)),
      typed: (bytes) => this.#log.take(typedTape(pcoName, number), bytes),
      activity: () => this.#options.clock.activity(),
    });
    this.#connections.set(number, connection);
    return connection;
  }

  #endsOf(socket: Socket, door: ServerDoor): { readonly client: Endpoint; readonly server: Endpoint } {
    const { nameOf } = this.#options;
    return endpointsOf(socket, { nameOf, service: this.#door(door).service });
  }

  #read(since: number): Contract['connections']['observation'] {
    return readSshConnections(this.#log.since(since).text, (connection) =>
      this.#log.typed(typedTape(pcoName, connection)),
    );
  }

  #connection(number: number): Ssh2ServedConnection {
    const connection = this.#connections.get(number);
    if (connection !== undefined) return connection;
    throw new PcoError(`There is no connection ${number} to the SSH server`, {
      expected: 'a number that connections gave',
      where: pcoName,
    });
  }
}

function noProgram(connection: number): PcoError {
  return new PcoError(`Connection ${connection} has no program that runs`, {
    expected: 'a connection in the phase session, whose program has not ended',
    where: pcoName,
  });
}

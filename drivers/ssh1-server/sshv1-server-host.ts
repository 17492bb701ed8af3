import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Deadline } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { isReached, typedTape } from '../../bench/ssh-served-reading.ts';
import type { ServerMark } from '../../bench/ssh-server-host.ts';
import {
  readSshv1Connections,
  type Servedv1Fact,
  writeServedv1Fact,
} from '../../bench/sshv1-served-reading.ts';
import type { Sshv1ServerArgs, Sshv1ServerHostContract } from '../../bench/sshv1-server-host.ts';
import { makeRsaKey } from '../ssh-server/host-keys.ts';
import { endpointsOf, watchServed } from '../ssh-server/served-ends.ts';
import { ServerLog } from '../ssh-server/server-log.ts';
import type { ServerHostOptions } from '../ssh-server/ssh-server-host.ts';
import { stopAt } from '../ssh-server/stopping.ts';
import { Ssh1ServedConnection } from './served-connection.ts';

type Contract = Sshv1ServerHostContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'sshv1-server-host';
const defaultIdent = 'SSH-1.5-lab';
/** The host key that `ssh1` and PuTTY take without a word, and a server key that is smaller by more than 128 bits. */
const defaultBits = { host: 2048, server: 1152 };
/** Draft, "Key exchange": the two moduli differ by at least so many bits. */
const leastDifference = 128;

/** The PCO `sshv1-server-host`. */
export function openSshv1ServerHost(options: ServerHostOptions): Pco<Contract> {
  const host = new Sshv1ServerHost(options);
  const operations: Operations = {
    listen: (args) => host.listen(args),
    mark: () => host.mark(),
    connections: (args, deadline) => host.connections(args, deadline),
    send: (args) => host.send(args),
    end: (args) => host.end(args),
    close: (_args, deadline) => host.stop(deadline),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => host.close(),
  };
}

class Sshv1ServerHost {
  readonly #options: ServerHostOptions;
  readonly #log: ServerLog;
  readonly #keys = new Map<string, Promise<KeyObject>>();
  readonly #connections = new Map<number, Ssh1ServedConnection>();
  #count = 0;

  constructor(options: ServerHostOptions) {
    this.#options = options;
    this.#log = new ServerLog(pcoName, options.openTape, options.clock);
  }

  async listen(args: Sshv1ServerArgs): Promise<Return<ServerMark>> {
    const { port, clock, watch } = this.#options;
    const { hostKeyBits = defaultBits.host, serverKeyBits = defaultBits.server } = args;
    if (Math.abs(hostKeyBits - serverKeyBits) < leastDifference) {
      throw new PcoError('The two keys of a server of version 1 are too much alike in size', {
        expected: `hostKeyBits and serverKeyBits that differ by at least ${leastDifference}`,
        got: `${hostKeyBits} and ${serverKeyBits}`,
        where: pcoName,
      });
    }
    // Work of this machine: a steered clock would jump over what is awaited of the DUT only.
    const [hostKey, serverKey] = await Promise.all([
      this.#key('host', hostKeyBits),
      this.#key('server', serverKeyBits),
    ]);
    await port.serve(1, {
      ident: args.ident ?? defaultIdent,
      greets: stopAt(args, 'connected') === undefined,
      arrived: (socket) => {
        clock.activity();
        watchServed(socket, this.#endsOf(socket), watch);
        return clock.now();
      },
      open: (socket, at) => {
        const number = ++this.#count;
        const connection = new Ssh1ServedConnection(socket, {
          args,
          hostKey,
          serverKey,
          at,
          ...this.#endsOf(socket),
          write: (fact: Servedv1Fact) => void this.#log.write(writeServedv1Fact(number, fact)),
          typed: (bytes) => this.#log.take(typedTape(pcoName, number), bytes),
          activity: () => clock.activity(),
        });
        this.#connections.set(number, connection);
        return connection;
      },
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
      await this.#log.until(isSo, deadline, 'a connection to the SSH server of version 1');
    }
    await this.#log.drained();
    this.#log.write(writeServedv1Fact(0, { fact: 'looked', at: this.#options.clock.now() }));
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
    if (how !== 'exit')
      connection.leave({ how, description: words.description ?? 'disconnected by the server' });
    else if (!connection.exit(words.status ?? 0)) throw noProgram(number);
    return await this.mark();
  }

  async stop(deadline: Deadline): Promise<Return<ServerMark>> {
    this.#options.port.stop(1);
    for (const connection of this.#connections.values()) connection.hangUp();
    const all = (): boolean => [...this.#connections.values()].every(({ over }) => over);
    await this.#log.until(all, deadline, 'the end of the connections');
    return await this.mark();
  }

  close(): Promise<void> {
    return this.#options.port.close();
  }

  #key(which: 'host' | 'server', bits: number): Promise<KeyObject> {
    const name = `${which} ${bits}`;
    const key = this.#keys.get(name) ?? makeRsaKey(bits);
    this.#keys.set(name, key);
    return key;
  }

  #endsOf(socket: Socket): { readonly client: Endpoint; readonly server: Endpoint } {
    return endpointsOf(socket, this.#options);
  }

  #read(since: number): Contract['connections']['observation'] {
    return readSshv1Connections(this.#log.since(since).text, (connection) =>
      this.#log.typed(typedTape(pcoName, connection)),
    );
  }

  #connection(number: number): Ssh1ServedConnection {
    const connection = this.#connections.get(number);
    if (connection !== undefined) return connection;
    throw new PcoError(`There is no connection ${number} to the SSH server of version 1`, {
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

import type { Account } from '../../bench/bench.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { ScpClientContract, ScpDownloadArgs, ScpUploadArgs } from '../../bench/scp-client.ts';
import { readRemoteShell, readScp, type ScpFact, writeScpFact } from '../../bench/scp-reading.ts';
import type { SshFact } from '../../bench/ssh-reading.ts';
import type { SshTry } from '../../bench/ssh-client.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import { SshConnection } from '../ssh/connection.ts';
import { explained } from '../ssh/deadline-words.ts';
import type { ClaimedAlgorithms } from '../ssh/default-offer.ts';
import { FactTape } from '../ssh/fact-tape.ts';
import type { WatchConnection } from '../ssh/packet-capture.ts';
import { timeNow } from '../ssh/time-now.ts';
import { dialPort } from './dial-port.ts';
import { type Dialogue, type Outcome, sendFile, takeFile } from './rcp-dialogue.ts';
import { RcpWire, Silence, WireEnded } from './rcp-wire.ts';

export interface ScpClientOptions {
  readonly reach: { readonly host: string; readonly port: number; readonly localAddress?: string };
  /** Where remote shell would be served. */
  readonly remoteShell: { readonly host: string; readonly port: number };
  /** As the DUT knows them: our address, and its SSH server. */
  readonly names: { readonly client: string; readonly server: Endpoint };
  /** See the SSH client's. */
  readonly claimed?: ClaimedAlgorithms;
  readonly watch?: WatchConnection;
  readonly account: Account;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = ScpClientContract;
type Transfer = Return<Contract['upload']['observation']>;
type What = { readonly upload: ScpUploadArgs } | { readonly download: ScpDownloadArgs };

const pcoName = 'scp-client';
const defaultPatience = 30_000;

/**
 * The bench's SCP client. Its tape `scp-client` holds what was seen, one line of JSON a fact (bench/scp-reading.ts); what went
 * and came on the channel of a transfer is on a tape of its own, `scp-client/1` for the first.
 */
export function openScpClient(options: ScpClientOptions): Pco<Contract> {
  const client = new ScpClientDriver(options);
  const operations: {
    readonly [Op in keyof Contract]: (
      args: Contract[Op]['args'],
      deadline: Deadline,
    ) => Promise<Return<Contract[Op]['observation']>>;
  } = {
    upload: (args, deadline) => client.transfer({ upload: args }, deadline),
    download: (args, deadline) => client.transfer({ download: args }, deadline),
    'remote-shell': () => client.remoteShell(),
  };
  return {
    name: pcoName,
    role: 'scp-client',
    call: async (op, args, deadline) => await operations[op](args, deadline),
    close: () => client.close(),
  };
}

class ScpClientDriver {
  readonly #options: ScpClientOptions;
  readonly #tape: Tape;
  readonly #connections = new Set<SshConnection>();
  #count = 0;

  constructor(options: ScpClientOptions) {
    this.#options = options;
    this.#tape = options.openTape(pcoName);
  }

  async transfer(what: What, deadline: Deadline): Promise<Transfer> {
    const { reach, watch, clock, names } = this.#options;
    const number = ++this.#count;
    const facts = new FactTape<SshFact | ScpFact>(this.#tape, number, writeScpFact);
    const { path } = argsOf(what);
    facts.write({ fact: 'scp', direction: 'upload' in what ? 'upload' : 'download', path });
    const begun = await timeNow(clock, deadline);
    const connection = new SshConnection({
      reach,
      facts,
      endsOf: (port) => ({ client: { address: names.client, port }, server: names.server }),
      watch,
      activity: () => clock.activity(),
    });
    this.#connections.add(connection);
    const complaints: Buffer[] = [];
    try {
      if (await this.#login(connection, what, deadline)) {
        await this.#dialogue(number, connection, { facts, complaints }, what, deadline);
        connection.hangUp();
      }
      await clock.within(deadline, connection.ended(), 'the end of the connection');
    } catch (error) {
      throw explained(error, this.#where());
    } finally {
      connection.destroy();
      this.#connections.delete(connection);
    }
    // In one fact, however it was read: the journal masks a secret only where it stands in one.
    const stderr = Buffer.concat(complaints).toString('latin1');
    if (stderr !== '') facts.write({ fact: 'scp-stderr', text: stderr });
    const milliseconds = Math.round((await timeNow(clock, deadline)) - begun);
    facts.write({ fact: 'scp-took', milliseconds });
    const { text, spans } = facts.since(0);
    const observation = readScp(text);
    if (observation === undefined) throw new Error('the end of a transfer was not written down');
    return { observation, spans };
  }

  /** False where we were not let in; then the connection is about to end. */
  async #login(connection: SshConnection, what: What, deadline: Deadline): Promise<boolean> {
    const { account, claimed, clock } = this.#options;
    const { username = account.username, password = account.password.reveal(), tries, ident } = argsOf(what);
    const asDefault: readonly SshTry[] = [{ method: 'keyboard-interactive' }, { method: 'password' }];
    const login = async (): Promise<boolean> =>
      (await connection.dial()) &&
      connection.login({
        username,
        tries: (tries ?? asDefault).map((each) => ({ password, ...each })),
        claimed,
        ident,
      });
    return clock.within(deadline, login(), 'the end of the SSH login');
  }

  async #dialogue(
    number: number,
    connection: SshConnection,
    { facts, complaints }: { readonly facts: FactTape<SshFact | ScpFact>; readonly complaints: Buffer[] },
    what: What,
    deadline: Deadline,
  ): Promise<void> {
    const { clock } = this.#options;
    const args = argsOf(what);
    const tape = this.#options.openTape(`${pcoName}/${number}`);
    const command = ['scp', ...(args.flags ?? []), 'upload' in what ? '-t' : '-f', args.path].join(' ');
    facts.write({ fact: 'scp-asked', command });
    const opening = connection.exec(command, (channel) => {
      const guarded = (work: () => void): void => connection.guarded(work);
      const wire = new RcpWire(channel, {
        activity: () => clock.activity(),
        patiently: (work, awaited) =>
          patiently(clock, deadline, args.patience ?? defaultPatience, work, awaited),
        guarded,
        received: (bytes) => void tape.received(bytes),
        sending: (bytes) => tape.sending(bytes),
      });
      channel.stderr.on('data', (bytes: Buffer) => void complaints.push(bytes));
      channel.on('exit', (status: number | null, signal?: string) =>
        guarded(() =>
          facts.write({ fact: 'scp-exit', ...(status === null ? { signal: signal ?? '' } : { status }) }),
        ),
      );
      return wire;
    });
    const answered = opening.then(
      (wire) => wire,
      () => undefined,
    );
    const over = connection.ended().then(() => 'over' as const);
    const answer = await clock.within(deadline, Promise.race([answered, over]), 'the answer to scp');
    if (answer === 'over' || answer === undefined) {
      await this.#mayHangUp(connection, what, deadline);
      facts.write({ fact: 'scp-exec', answer: connection.over ? 'ended' : 'refused' });
      return;
    }
    facts.write({ fact: 'scp-exec', answer: 'granted' });
    await this.#speak(answer, connection, facts, what, deadline);
  }

  /** A server that refused may end the connection for it: it has as much time for that as for any answer. */
  async #mayHangUp(connection: SshConnection, what: What, deadline: Deadline): Promise<void> {
    const { clock } = this.#options;
    const { patience = defaultPatience } = argsOf(what);
    const limit = { ...deadline, at: Math.min(deadline.at, clock.now() + patience) };
    try {
      await clock.within(limit, connection.ended(), 'the end of a connection that was refused a program');
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
    }
  }

  async #speak(
    wire: RcpWire,
    connection: SshConnection,
    facts: FactTape<SshFact | ScpFact>,
    what: What,
    deadline: Deadline,
  ): Promise<void> {
    const dialogue: Dialogue = {
      wire,
      write: (fact) => facts.write(fact),
      wait: (milliseconds) => this.#options.clock.wait(milliseconds, deadline.signal),
      reset: () => connection.abandon(),
    };
    let outcome: Outcome = 'done';
    try {
      outcome = await ('upload' in what
        ? sendFile(what.upload, dialogue)
        : takeFile(what.download, dialogue));
    } catch (error) {
      if (error instanceof Silence) facts.write({ fact: 'scp-silence', awaited: error.awaited });
      else if (!(error instanceof WireEnded)) throw error;
    }
    facts.write({ fact: 'scp-closed', by: outcome === 'left' ? 'us' : await wire.finish() });
  }

  async remoteShell(): Promise<Return<Contract['remote-shell']['observation']>> {
    const facts = new FactTape<SshFact | ScpFact>(this.#tape, ++this.#count, writeScpFact);
    const { remoteShell, reach } = this.#options;
    const from = reach.localAddress === undefined ? {} : { localAddress: reach.localAddress };
    facts.write({ fact: 'scp-remote-shell', answer: await dialPort({ ...remoteShell, ...from }) });
    const { text, spans } = facts.since(0);
    const observation = readRemoteShell(text);
    if (observation === undefined) throw new Error('the answer of remote shell was not written down');
    return { observation, spans };
  }

  async close(): Promise<void> {
    const open = [...this.#connections];
    const ends = open.map((connection) => connection.ended().catch(() => undefined));
    for (const connection of open) connection.hangUp();
    await Promise.all(ends);
  }

  #where(): string {
    const { host, port } = this.#options.reach;
    return `${pcoName} at ${host}:${String(port)}`;
  }
}

function argsOf(what: What): ScpUploadArgs | ScpDownloadArgs {
  return 'upload' in what ? what.upload : what.download;
}

/** Waits for it, so many milliseconds of the bench's clock at most, and throws Silence when they have gone by. */
async function patiently(
  clock: Clock,
  deadline: Deadline,
  patience: number,
  work: Promise<void>,
  awaited: string,
): Promise<void> {
  const patient = clock.in(patience).at;
  try {
    await clock.within({ ...deadline, at: Math.min(deadline.at, patient) }, work, awaited);
  } catch (error) {
    if (error instanceof DeadlineExceeded && patient <= deadline.at) throw new Silence(awaited);
    throw error;
  }
}

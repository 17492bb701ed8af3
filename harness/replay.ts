import { isDeepStrictEqual } from 'node:util';
import type { Hazard, RoleContracts, SecondDevice } from '../bench/bench.ts';
import type { Clock, Deadline } from '../bench/clock.ts';
import { type ErrorFacts, PcoError, UsageError } from '../bench/errors.ts';
import type { Json, RoleName } from '../bench/pco.ts';
import type { Recorded, RecordedBench, RecordedClock, RecordedPco } from '../bench/recorded.ts';
import { maskOf, placeholderLength, Secret } from '../bench/secret.ts';
import type { EventOf, JournalEvent } from '../journal/events.ts';
import { Interrupted } from './interrupt.ts';
import { clockPco } from './recording.ts';

/** Today's suite asked for something else than the one that was recorded. */
export class ReplayDivergence extends PcoError {
  override readonly name = 'ReplayDivergence';
}

/**
 * A bench that answers from a journal. Each PCO answers its calls in the order in which they were recorded;
 * secrets stand as their masks. A call that differs from the next recorded one is a ReplayDivergence and
 * leaves that one to be asked for; recorded errors are thrown again. Throws UsageError where the journal has
 * no head to begin from.
 */
export function replayBench(events: readonly JournalEvent[]): RecordedBench {
  const head = headOf(events);
  const recording = new Recording(events);
  const secrets = head.secrets.map(({ name, length }) => new Secret(name, maskOf(name, length)));
  const secretOf = (role: string): Secret => {
    const index = head.secrets.findIndex((secret) => secret.role === role);
    return secrets[index] ?? new Secret(role, '');
  };
  const pcos = new Map<string, unknown>();
  const pco = <Role extends keyof RoleContracts>(role: Role) => {
    if (!head.roles.includes(role)) return undefined;
    const answering = pcos.get(role) ?? replayPco(role, recording);
    pcos.set(role, answering);
    return answering as RecordedPco<RoleContracts[Role]>;
  };
  return {
    name: head.topology.name,
    dut: {
      kind: head.dut.kind,
      address: head.dut.address,
      port: head.dut.port,
      addresses: head.dut.addresses,
      enableSecret: secretOf('enable'),
      account: {
        username: head.dut.username,
        password: secretOf('account'),
        privilege: head.dut.privilege,
      },
    },
    ...(head.secondDevice === undefined ? {} : { secondDevice: secondOf(head.secondDevice, secretOf) }),
    ...(head.vrf === undefined ? {} : { vrf: head.vrf }),
    ...(head.otherSshPort === undefined ? {} : { otherSshPort: head.otherSshPort }),
    profile: head.profile,
    grants: new Set(head.grants as Hazard[]),
    secrets,
    clock: replayClock(recording),
    rawClock: new StandingClock(() => recording.at),
    pco,
    unmasked: pco,
    masked: (text) => text,
    serviceOf: (role) => head.services[role],
    secret: (name) => new Secret(name, maskOf(name, placeholderLength)),
    whyWithout: (role) => head.without[role],
    close: () => Promise.resolve(),
  };
}

function secondOf(
  { username, privilege, ...facts }: NonNullable<EventOf<'head'>['secondDevice']>,
  secretOf: (role: string) => Secret,
): SecondDevice {
  const account = { username, privilege, password: secretOf('second-account') };
  return { ...facts, account, enableSecret: secretOf('second-enable') };
}

function headOf(events: readonly JournalEvent[]): EventOf<'head'> {
  const head = events.find((event) => event.type === 'head');
  if (head !== undefined) return head;
  throw new UsageError('the recording cannot be replayed', {
    expected: 'a journal that begins with its head event',
    got: events.length === 0 ? 'a journal without a whole event' : 'a journal without a head',
    next: 'the run was cut before it began: record it again',
  });
}

function replayPco(role: RoleName, recording: Recording): RecordedPco {
  return {
    name: role,
    role,
    // The journal was written from the same contract, and replayed calls have the same op and args.
    call: async (op, args) => await recording.answer<never>(role, op, args),
    close: () => Promise.resolve(),
  };
}

function replayClock(recording: Recording): RecordedClock {
  return {
    now: async () => (await recording.answer<number>(clockPco, 'now', null)).observation,
    in: (milliseconds) => ({ at: recording.at + milliseconds }),
    wait: async (milliseconds) => {
      await recording.answer(clockPco, 'wait', { milliseconds });
    },
  };
}

interface RecordedCall {
  readonly asked: EventOf<'call'>;
  readonly answered: EventOf<'return'> | undefined;
}

/** The calls of a journal, in order for each PCO. */
class Recording {
  /** The bench's time of the last answer. */
  at: number;
  readonly #calls = new Map<string, RecordedCall[]>();

  constructor(events: readonly JournalEvent[]) {
    this.at = events[0]?.at ?? 0;
    const answers = new Map<number, EventOf<'return'>>();
    for (const event of events) if (event.type === 'return') answers.set(event.call, event);
    for (const event of events) {
      if (event.type !== 'call') continue;
      const calls = this.#calls.get(event.pco) ?? [];
      this.#calls.set(event.pco, calls);
      calls.push({ asked: event, answered: answers.get(event.call) });
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- it rejects as a live call does, never throws
  async answer<Observation extends Json>(
    pco: string,
    op: string,
    args: Json,
  ): Promise<Recorded<Observation>> {
    const calls = this.#calls.get(pco);
    const next = calls?.[0];
    if (next === undefined) throw recordingEnds(pco, op, args);
    const { asked, answered } = next;
    if (asked.op !== op || !isDeepStrictEqual(plain(asked.args), plain(args)))
      throw new ReplayDivergence('the recording has another call here', {
        expected: `what was recorded: ${asked.op} ${JSON.stringify(asked.args)}`,
        got: `what today's suite asked: ${op} ${JSON.stringify(args)}`,
        where: `${pco}, call ${asked.call}`,
        next: 'record the run again with the suites of today',
      });
    if (answered === undefined) throw recordingEnds(pco, op, args);
    calls?.shift();
    this.at = answered.at;
    if (answered.error !== undefined) throw thrownAgain(answered.error);
    return {
      call: asked.call,
      observation: answered.observation as Observation,
      spans: answered.spans,
    };
  }
}

/** As it went through JSON: without members that are undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function recordingEnds(pco: string, op: string, args: Json): PcoError {
  return new PcoError('the recording ends here', {
    expected: 'an answer to the call in the journal',
    got: `no answer to ${op} ${JSON.stringify(args)}`,
    where: pco,
    next: 'the run was cut off, or the suites of today ask for more: record it again',
  });
}

function thrownAgain({ name, message, ...facts }: NonNullable<EventOf<'return'>['error']>): Error {
  if (name === undefined) return new PcoError(message, defined(facts));
  if (name === 'Interrupted') return new Interrupted();
  return Object.assign(new Error(message), { name });
}

function defined(facts: { readonly [Key in keyof ErrorFacts]: ErrorFacts[Key] | undefined }): ErrorFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/** The clock of a replay goes on from answer to answer; nothing is waited for. */
class StandingClock implements Clock {
  readonly #at: () => number;
  constructor(at: () => number) {
    this.#at = at;
  }
  now(): number {
    return this.#at();
  }
  in(milliseconds: number): Deadline {
    return { at: this.#at() + milliseconds };
  }
  wait(): Promise<void> {
    return Promise.resolve();
  }
  within<T>(_deadline: Deadline, work: Promise<T>): Promise<T> {
    return work;
  }
  activity(): void {
    // There is no wire.
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

import type { Bench, RoleContracts } from '../bench/bench.ts';
import type { Clock, Deadline } from '../bench/clock.ts';
import { BenchError, type ErrorFacts, PcoError } from '../bench/errors.ts';
import type { Json, Pco, PcoContract, Return } from '../bench/pco.ts';
import type { Recorded, RecordedBench, RecordedClock, RecordedPco } from '../bench/recorded.ts';
import type { Span } from '../bench/span.ts';
import type { EventOf } from '../journal/events.ts';
import type { Journal } from '../journal/journal.ts';
import type { Redactor } from '../journal/redaction.ts';

/** The name under which the clock's calls stand in the journal. */
export const clockPco = 'clock';

/**
 * A bench whose every call is in the journal: `call` before it is made, `return` when it is answered. Whoever
 * calls gets what the journal got: masked observations, and masked errors.
 */
export function recordBench(bench: Bench, journal: Journal, redactor: Redactor): RecordedBench {
  const recorder = new Recorder(journal, redactor, () => bench.secrets);
  const recordedBy = (record: RecordCall): RecordedBench['pco'] => {
    const pcos = new Map<keyof RoleContracts, unknown>();
    return <Role extends keyof RoleContracts>(role: Role) => {
      const pco = bench.pco(role);
      if (pco === undefined) return undefined;
      const recorded = pcos.get(role) ?? recordPco(pco, record);
      pcos.set(role, recorded);
      return recorded as RecordedPco<RoleContracts[Role]>;
    };
  };
  return {
    name: bench.name,
    dut: bench.dut,
    ...(bench.secondDevice === undefined ? {} : { secondDevice: bench.secondDevice }),
    ...(bench.attend === undefined ? {} : { attend: bench.attend }),
    ...(bench.vrf === undefined ? {} : { vrf: bench.vrf }),
    ...(bench.otherSshPort === undefined ? {} : { otherSshPort: bench.otherSshPort }),
    profile: bench.profile,
    grants: bench.grants,
    get secrets() {
      return bench.secrets;
    },
    clock: recordClock(bench.clock, recorder),
    rawClock: bench.clock,
    pco: recordedBy((pco, op, args, work) => recorder.record(pco, op, args, work)),
    unmasked: recordedBy((pco, op, args, work) => recorder.recordInClear(pco, op, args, work)),
    masked: (text) => recorder.masked(text),
    serviceOf: (role) => bench.serviceOf(role),
    secret: (name) => bench.secret(name),
    whyWithout: (role) => bench.whyWithout(role),
    close: () => bench.close(),
  };
}

type RecordCall = Recorder['record'];

/** In the journal a PCO's calls stand under its role, so that a replay knows whom they were put to. */
function recordPco<Contract extends PcoContract>(
  pco: Pco<Contract>,
  record: RecordCall,
): RecordedPco<Contract> {
  return {
    name: pco.name,
    role: pco.role,
    call: (op, args, deadline: Deadline) =>
      record(pco.role, op, args, async () => await pco.call(op, args, deadline)),
    close: () => pco.close(),
  };
}

function recordClock(clock: Clock, recorder: Recorder): RecordedClock {
  const noSpans: readonly Span[] = [];
  return {
    now: async () => {
      const read = (): Promise<{ observation: number; spans: readonly Span[] }> =>
        Promise.resolve({ observation: clock.now(), spans: noSpans });
      return (await recorder.record(clockPco, 'now', null, read)).observation;
    },
    in: (milliseconds) => clock.in(milliseconds),
    wait: async (milliseconds, signal) => {
      await recorder.record(clockPco, 'wait', { milliseconds }, async () => {
        await clock.wait(milliseconds, signal);
        return { observation: null, spans: noSpans };
      });
    },
  };
}

class Recorder {
  readonly #journal: Journal;
  readonly #redactor: Redactor;
  readonly #secrets: () => Bench['secrets'];
  #calls = 0;

  constructor(journal: Journal, redactor: Redactor, secrets: () => Bench['secrets']) {
    this.#journal = journal;
    this.#redactor = redactor;
    this.#secrets = secrets;
  }

  async record<Observation extends Json>(
    pco: string,
    op: string,
    args: Json,
    work: () => Promise<Return<Observation>>,
  ): Promise<Recorded<Observation>> {
    return (await this.#recorded(pco, op, args, work)).masked;
  }

  /** The same, but whoever asked gets what really came. */
  async recordInClear<Observation extends Json>(
    pco: string,
    op: string,
    args: Json,
    work: () => Promise<Return<Observation>>,
  ): Promise<Recorded<Observation>> {
    const { masked, observation } = await this.#recorded(pco, op, args, work);
    return { ...masked, observation };
  }

  masked(text: string): string {
    for (const secret of this.#secrets()) this.#redactor.add(secret);
    return this.#redactor.text(text);
  }

  async #recorded<Observation extends Json>(
    pco: string,
    op: string,
    args: Json,
    work: () => Promise<Return<Observation>>,
  ): Promise<{ readonly masked: Recorded<Observation>; readonly observation: Observation }> {
    for (const secret of this.#secrets()) this.#redactor.add(secret);
    const call = this.#calls++;
    this.#journal.append({ type: 'call', call, pco, op, args: this.#redactor.json(args) });
    const answer = await work().catch((thrown: unknown) => {
      const error = thrown instanceof PcoError ? this.#maskedError(thrown) : thrown;
      this.#journal.append({ type: 'return', call, spans: [], error: recordedError(error) });
      throw error;
    });
    const observation = this.#redactor.json(answer.observation, args);
    const spans = answer.spans.map((span) => ({ ...span }));
    this.#journal.append({ type: 'return', call, observation, spans });
    return { masked: { call, observation, spans }, observation: answer.observation };
  }

  #maskedError(error: PcoError): PcoError {
    const facts = Object.fromEntries(
      Object.entries({ ...error.facts }).map(([name, said]) => [name, this.#redactor.excerpt(said)]),
    ) as ErrorFacts;
    const masked = new PcoError(this.#redactor.excerpt(error.message), facts);
    if (error.stack !== undefined) masked.stack = this.#redactor.excerpt(error.stack);
    return masked;
  }
}

function recordedError(error: unknown): NonNullable<EventOf<'return'>['error']> {
  if (error instanceof PcoError) return { message: error.message, ...error.facts };
  if (error instanceof BenchError) return { name: error.name, message: error.message, ...error.facts };
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'thrown', message: String(error) };
}

/** What the process exits with; the first that applies, in this order. */
export const exitCodes = {
  interrupted: 130,
  harnessError: 70,
  usage: 3,
  bench: 4,
  fail: 1,
  inconclusive: 2,
  ok: 0,
} as const;

/** An error for the person at the bench: no stack trace, but what to do next. */
export class BenchError extends Error {
  override readonly name: string = 'BenchError';
  readonly exitCode: number = exitCodes.bench;
  readonly facts: ErrorFacts;
  constructor(message: string, facts: ErrorFacts = {}) {
    super(message);
    this.facts = facts;
  }
}

export interface ErrorFacts {
  readonly expected?: string;
  readonly got?: string;
  /** `file:line:column` of the topology, or the PCO and its mode. */
  readonly where?: string;
  /** What the person should do now. */
  readonly next?: string;
}

/** A wrong command line, topology or file: nothing was opened. */
export class UsageError extends BenchError {
  override readonly name: string = 'UsageError';
  override readonly exitCode: number = exitCodes.usage;
}

/** The lab answered, but not so that the call could be carried out: time-out, hang-up, refusal, garbage. */
export class PcoError extends BenchError {
  override readonly name: string = 'PcoError';
}

/** The device refused a credential of the topology. */
export class CredentialError extends PcoError {
  readonly credential: 'account' | 'enable-secret';
  constructor(credential: CredentialError['credential'], message: string, facts: ErrorFacts = {}) {
    super(message, facts);
    this.credential = credential;
  }
}

/** A BenchError as the lines that are printed for it. */
export function explain(error: BenchError): string {
  const { expected, got, where, next } = error.facts;
  return [
    error.message,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(got === undefined ? [] : [`  got:      ${got}`]),
    ...(where === undefined ? [] : [`  where:    ${where}`]),
    ...(next === undefined ? [] : [`  next:     ${next}`]),
  ].join('\n');
}

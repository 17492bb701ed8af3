import { claims } from '../bench/claims.ts';
import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import { aaaNewModel } from './aaa-new-model.ts';
import type { ListedLine } from './guide.ts';
import type { Lab } from './lab.ts';
import { isErrorLine } from './matchers/error-line.ts';
import { outputLines } from './output-lines.ts';

/** The secrets that stand in for printed passwords and keys. A user's has the name of the printed one. */
export const listingSecrets = {
  enable: 'enable password',
  line: 'line password',
  tacacs: 'tacacs key',
  radius: 'radius key',
} as const;

/** A line of a listing, and what became of it. */
export interface AppliedLine extends ListedLine {
  /** What was typed for it, in order, and what came back: as printed and, where that was refused, what stands in for it. */
  readonly typed: readonly Recorded<CliObservation>[];
  /** Why nothing was. */
  readonly left?: { readonly because: string; readonly fact?: string };
}

type Bench = Lab['bench'];

/** An example configuration at the console of the DUT. */
export interface AppliedListing {
  /**
   * Types it as printed, line by line: servers at the bench's addresses, passwords and keys of this run. The console is first put
   * on a list of its own, and keeps its way in until the listing gives it another.
   */
  apply(after?: (line: AppliedLine) => Promise<void>): Promise<readonly AppliedLine[]>;
  /** The same, unless it was applied in this suite before. */
  inForce(): Promise<readonly AppliedLine[]>;
  /** Types a line of global configuration as `apply` does. */
  type(line: string): Promise<AppliedLine>;
  /** The value of this run in place of a printed password or key. */
  secret(name: string): string;
}

/** The listing of the requirement that speaks of an example as a whole. */
export function applyListing(
  { dut, bench, guide }: Pick<Lab, 'dut' | 'bench' | 'guide'>,
  requirement: string,
) {
  let inForce: readonly AppliedLine[] | undefined;

  const type = async (line: ListedLine): Promise<AppliedLine> => {
    const asPrinted = await dut.execute(bound(line.text, bench));
    const instead = isRefused(asPrinted) ? standIn(line.text) : undefined;
    if (instead === undefined) return { ...line, typed: [asPrinted] };
    return { ...line, typed: [asPrinted, await dut.execute(bound(instead, bench))] };
  };

  const listing: AppliedListing = {
    apply: async (after = () => Promise.resolve()) => {
      await aaaNewModel(dut);
      await dut.enter('global-config');
      const applied: AppliedLine[] = [];
      let left: AppliedLine['left'];
      for (const line of guide.listing(requirement).applied) {
        if (opensSection(line.text) || line.text === 'end') left = absentSection(line.text, bench);
        const done = left === undefined ? await type(line) : { ...line, typed: [], left };
        // What stands in a section would be typed into the one before it.
        if (opensSection(line.text) && left === undefined && isRefused(done.typed.at(-1)))
          left = { because: `${line.text} was refused` };
        applied.push(done);
        await after(done);
      }
      inForce = applied;
      return applied;
    },
    inForce: async () => inForce ?? (await listing.apply()),
    type: async (text) => {
      await dut.enter('global-config');
      return type({ text, printed: text });
    },
    secret: (name) => bench.secret(name).reveal(),
  };
  return listing;
}

/** What must have been taken: of each line that was typed, the last that was typed for it. */
export function takenOf(lines: readonly AppliedLine[]): Recorded<CliObservation>[] {
  return lines.flatMap(({ typed }) => typed.slice(-1));
}

/** What came back of one line of the listing. */
export function takenOfLine(lines: readonly AppliedLine[], text: string): Recorded<CliObservation> {
  const taken = takenOf(lines.filter((line) => line.text === text)).at(-1);
  if (taken === undefined) throw new Error(`the listing has no line ${text} that was typed`);
  return taken;
}

/** The facts of the profile for which lines were left out. */
export function factsAgainst(lines: readonly AppliedLine[]): string[] {
  return [...new Set(lines.flatMap(({ left }) => left?.fact ?? []))];
}

/** What became of each line of the example, in words. */
export function fatesOf(
  lines: readonly AppliedLine[],
  { guide }: Pick<Lab, 'guide'>,
  requirement: string,
): string[] {
  const applied = lines.map(({ text, printed, typed, left }) => {
    const repaired = printed === text ? '' : ` (printed ${printed})`;
    if (left !== undefined) return `${text}${repaired}: not typed, ${left.because}`;
    const said = typed.map((each) => (isRefused(each) ? 'refused' : 'accepted')).join(', then ');
    const instead = typed.length > 1 ? ` as ${standIn(text) ?? text}` : '';
    return `${text}${repaired}: ${said}${instead}`;
  });
  const others = guide
    .listing(requirement)
    .notApplied.flatMap(({ reason, lines: left }) => left.map((line) => `${line}: not typed, ${reason}`));
  return [...applied, ...others];
}

function isRefused(taken: Recorded<CliObservation> | undefined): boolean {
  return taken !== undefined && outputLines(taken.observation).some(isErrorLine);
}

function opensSection(line: string): boolean {
  return line.startsWith('line ');
}

function absentSection(line: string, bench: Bench): AppliedLine['left'] {
  if (!line.startsWith('line aux') || claims(bench.profile, 'line-aux')) return undefined;
  return { because: 'the platform has no line aux', fact: 'line-aux' };
}

/** What is typed where the device refuses the line as the guide prints it. */
const standIns: readonly (readonly [RegExp, string])[] = [[/^ip ssh timeout (\d+)$/, 'ip ssh time-out $1']];

function standIn(line: string): string | undefined {
  const [pattern, instead] = standIns.find(([printed]) => printed.test(line)) ?? [];
  return pattern === undefined || instead === undefined ? undefined : line.replace(pattern, instead);
}

/** What the lab and this run have in place of a printed value. */
function bound(line: string, bench: Bench): string {
  const secret = (name: string): string => bench.secret(name).reveal();
  const host = /^(tacacs|radius)-server host (\S+)/.exec(line);
  if (host !== null) {
    const [beginning, kind, printed = ''] = host;
    const role = kind === 'tacacs' ? 'tacacs-server' : 'radius-server';
    // A server that the bench has not is never asked, or is not there.
    const address = bench.serviceOf(role)?.address ?? printed;
    return `${role} host ${address}${line.slice(beginning.length)}`;
  }
  return line
    .replace(/^(tacacs|radius)(-server key) \S+$/, (_, kind: 'tacacs' | 'radius', rest: string) =>
      [`${kind}${rest}`, secret(listingSecrets[kind])].join(' '),
    )
    .replace(/^(username \S+ password 0) (\S+)$/, (_, user: string, printed: string) =>
      [user, secret(printed)].join(' '),
    )
    .replace(/^enable password \S+$/, () => `enable password ${secret(listingSecrets.enable)}`)
    .replace(/^password \S+$/, () => `password ${secret(listingSecrets.line)}`);
}

import type { Hazard } from '../bench/bench.ts';
import type { RoleName } from '../bench/pco.ts';
import type { Lab } from './lab.ts';
import type { Verify } from './verify.ts';

/** One stimulus and what must be observed: a test case. It names the requirements that it decides. */
export interface Step {
  readonly title: string;
  readonly requirements: readonly string[];
  readonly run: (verify: Verify) => Promise<void>;
}

/** What a suite's definition works with. */
export interface SuiteContext extends Lab {
  /** Steps run in the order in which they are declared, which is the guide's. */
  readonly step: <const Ids extends readonly string[]>(
    title: string,
    requirements: Ids,
    run: (verify: Verify<Ids[number]>) => Promise<void>,
  ) => void;
}

export interface SuiteFacts {
  readonly title: string;
  readonly guide: { readonly chapter: number; readonly pages: string };
  /** Without these the suite cannot begin; a role that only one check needs is asked for in its step. */
  readonly roles: readonly RoleName[];
  /** Ids that another suite claims too, on purpose. */
  readonly sharedWith?: Readonly<Record<string, string>>;
  /** What each step may break besides what its requirements name, for what it must set up first. */
  readonly hazards?: readonly Hazard[];
  /** No step rests on one before it: where only some requirements are asked for, the others are left out. */
  readonly stepsStandAlone?: true;
}

/** All test cases of one documented procedure. */
export interface Suite extends SuiteFacts {
  readonly name: string;
  /** The requirement ids that its steps decide, in order of first mention. */
  readonly requirements: readonly string[];
  /** The steps, bound to a lab. */
  steps(lab: Lab): readonly Step[];
}

export function suite(name: string, facts: SuiteFacts, define: (context: SuiteContext) => void): Suite {
  const steps = (lab: Lab): readonly Step[] => {
    const declared: Step[] = [];
    define({
      ...lab,
      step: (title, requirements, run) => {
        declared.push({ title, requirements, run: run });
      },
    });
    return declared;
  };
  const requirements = [...new Set(steps(noLab).flatMap((step) => step.requirements))];
  return { name, ...facts, requirements, steps };
}

/** Stands in for a lab while a suite is only listed: a definition that touches it is wrong. */
const noLab = new Proxy({} as Lab, {
  ownKeys: () => [
    'dut',
    'peer',
    'client',
    'sshv1',
    'telnet',
    'scp',
    'server',
    'serverV1',
    'dns',
    'tacacs',
    'radius',
    'otp',
    'syslog',
    'traps',
    'capture',
    'guide',
    'bench',
  ],
  getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
  get: (_target, part) =>
    new Proxy(
      {},
      {
        get: (_inner, member) => {
          throw new Error(
            `a suite used ${String(part)}.${String(member)} outside a step: only steps may touch the lab`,
          );
        },
      },
    ),
});

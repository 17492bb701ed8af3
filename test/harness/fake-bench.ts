import type { Bench, RoleContracts } from '../../bench/bench.ts';
import type { Clock } from '../../bench/clock.ts';
import type { Json, Pco, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';

/** A bench whose PCOs all answer by one function, with a clock that stands at 500 until it is waited on. */
export function fakeBench(options: {
  secrets?: readonly Secret[];
  answer: (role: string, op: string, args: Json) => Promise<Return<Json>>;
  differences?: Partial<Bench>;
}): Bench {
  const pco = <Role extends keyof RoleContracts>(role: Role): Pco<RoleContracts[Role]> => ({
    name: role,
    role,
    call: async (op, args) => (await options.answer(role, op, args as Json)) as Return<never>,
    close: () => Promise.resolve(),
  });
  return {
    name: 'fake',
    dut: {
      kind: 'virtual',
      address: '192.0.2.1',
      port: 22,
      addresses: [],
      enableSecret: new Secret('enable', 'Quux56781234abcd'),
      account: { username: 'conform', password: new Secret('account', 'Corge1234567890x'), privilege: 1 },
    },
    profile: { platform: 'WS-C3650', release: '03.03SE', facts: {} },
    grants: new Set(['keys']),
    clock: fakeClock(),
    pco,
    serviceOf: () => undefined,
    secret: (name) => new Secret(name, 'Defghijk12345678'),
    whyWithout: () => undefined,
    secrets: options.secrets ?? [],
    close: () => Promise.resolve(),
    ...options.differences,
  };
}

function fakeClock(): Clock {
  let now = 500;
  return {
    now: () => now,
    in: (milliseconds) => ({ at: now + milliseconds }),
    wait: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    within: (_deadline, work) => work,
    activity: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** What a promise rejects with. */
export async function rejectionOf(work: Promise<unknown> | undefined): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
}

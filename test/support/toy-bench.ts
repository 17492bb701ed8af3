import {
  hazardNames,
  type Bench,
  type Hazard,
  type RoleContracts,
  type SecondDevice,
} from '../../bench/bench.ts';
import type { CliMode } from '../../bench/cli-mode.ts';
import type { Clock } from '../../bench/clock.ts';
import type { CliObservation, ConsoleContract } from '../../bench/console.ts';
import type { Pco, Return, RoleName } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { OpenTape } from '../../bench/tape.ts';

/** A clock on which no time goes by and nothing is too late. */
export const stillClock: Clock = {
  now: () => 0,
  in: (milliseconds) => ({ at: milliseconds }),
  wait: () => Promise.resolve(),
  within: (deadline, work) =>
    deadline.signal === undefined ? work : Promise.race([work, rejectionOf(deadline.signal)]),
  activity: () => undefined,
  close: () => Promise.resolve(),
};

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/**
 * A device of a few lines: it keeps what is configured as lines, shows them, and answers anything else as the
 * test says. What it prints goes to a tape as a real console's bytes would, so evidence can be read back.
 */
export interface ToyDevice {
  /** Answers a command that the toy does not know; undefined: silence that is no error. */
  readonly answer?: (command: string, config: readonly string[]) => readonly string[] | undefined;
  /** Called before each command, for a test to interrupt, to hang or to throw. */
  readonly before?: (command: string) => Promise<void> | void;
  /** `no X` is accepted and forgotten for these. */
  readonly cannotRemove?: RegExp;
}

export interface ToyBenchOptions {
  readonly openTape: OpenTape;
  readonly device?: ToyDevice;
  /** The second device; absent: the bench has none. */
  readonly second?: ToyDevice;
  readonly attend?: (attended: boolean) => void;
  readonly grants?: readonly Hazard[];
  readonly without?: Partial<Record<RoleName, string>>;
}

export function toyBench({
  openTape,
  device = {},
  second,
  attend,
  grants = hazardNames,
  without = {},
}: ToyBenchOptions): Bench {
  const console = toyConsole(openTape, device, 'console');
  const secondConsole = second && toyConsole(openTape, second, 'second-device');
  const pcos = { console, 'second-device': secondConsole } as Partial<Record<RoleName, unknown>>;
  const account = { username: 'tester', password: new Secret('account', 'Abcdefgh12345678'), privilege: 1 };
  const enableSecret = new Secret('enable', 'Bcdefghi12345678');
  return {
    name: 'toy',
    dut: { kind: 'virtual', address: '192.0.2.1', port: 22, addresses: [], enableSecret, account },
    ...(second === undefined ? {} : { secondDevice: secondFacts() }),
    ...(attend === undefined ? {} : { attend }),
    profile: {
      platform: 'WS-C3650-24TS',
      release: '03.03SE',
      facts: { 'ssh-version-1': { value: false, source: 'made up for a test' } },
    },
    grants: new Set(grants),
    clock: stillClock,
    pco: <Role extends keyof RoleContracts>(role: Role) => pcos[role] as Pco<RoleContracts[Role]> | undefined,
    serviceOf: () => undefined,
    secret: (name) => new Secret(name, 'Defghijk12345678'),
    whyWithout: (role) => without[role] ?? (pcos[role] === undefined ? `the toy has no ${role}` : undefined),
    secrets: [account.password, enableSecret],
    close: () => Promise.resolve(),
  };
}

function secondFacts(): SecondDevice {
  const account = {
    username: 'peer',
    password: new Secret('peer-password', 'Efghijkl12345678'),
    privilege: 1,
  };
  return {
    address: '198.51.100.2',
    port: 22,
    dut: { address: '198.51.100.1', port: 22 },
    account,
    enableSecret: new Secret('peer-enable', 'Fghijklm12345678'),
    platform: 'WS-C3650',
    release: '03.03SE',
  };
}

function toyConsole(
  openTape: OpenTape,
  device: ToyDevice,
  role: 'console' | 'second-device',
): Pco<ConsoleContract> {
  const tape = openTape(role);
  const config: string[] = [];
  let mode: CliMode = 'user-exec';

  const prompt = (): string =>
    mode === 'global-config' ? 'Switch(config)#' : mode === 'privileged-exec' ? 'Switch#' : 'Switch>';

  const output = (command: string): readonly string[] => {
    const answered = device.answer?.(command, config);
    if (answered !== undefined) return answered;
    if (command === 'show version') return ['cisco WS-C3650-24TS (MIPS) processor'];
    if (command === 'show running-config') return ['hostname Switch', ...config, 'end'];
    if (mode !== 'global-config') return [];
    const negated = /^no (.*)$/.exec(command)?.[1];
    if (negated === undefined) config.push(command);
    else if (device.cannotRemove?.test(negated) !== true) {
      const at = config.indexOf(negated);
      if (at >= 0) config.splice(at, 1);
    }
    return [];
  };

  const execute = async (command: string): Promise<Return<CliObservation>> => {
    await device.before?.(command);
    const promptBefore = prompt();
    const modeBefore = mode;
    const printed = output(command);
    if (command === 'enable' || command === 'end') mode = 'privileged-exec';
    if (command === 'configure terminal') mode = 'global-config';
    const from = tape.position;
    tape.sending(Buffer.from(`${command}\r`));
    tape.received(Buffer.from(`${command}\r\n`));
    const lines = printed.map((text) => {
      const span = tape.received(Buffer.from(`${text}\r\n`));
      return { text, asynchronous: 'no' as const, from: span.from, to: span.to - 2 };
    });
    const { to } = tape.received(Buffer.from(prompt()));
    return {
      observation: {
        kind: 'cli',
        command,
        promptBefore,
        modeBefore,
        lines,
        dialog: [],
        promptAfter: prompt(),
        modeAfter: mode,
      },
      spans: [{ pco: tape.pco, from, to }],
    };
  };

  const ops = {
    execute: ({ command }: ConsoleContract['execute']['args']) => execute(command),
    help: ({ command }: ConsoleContract['help']['args']) =>
      Promise.resolve({ observation: { kind: 'help', command, lines: [], mode }, spans: [] }),
    enter: (args: ConsoleContract['enter']['args']) => {
      mode = args.mode;
      return Promise.resolve({ observation: { kind: 'mode', mode, prompt: prompt(), turns: [] }, spans: [] });
    },
    mark: () => Promise.resolve({ observation: { kind: 'mark', position: tape.position }, spans: [] }),
    awaitLog: () => Promise.resolve({ observation: { kind: 'log', line: '' }, spans: [] }),
    transcript: () =>
      Promise.resolve({ observation: { kind: 'transcript', lines: [], complete: false }, spans: [] }),
  };
  return {
    name: role,
    role,
    call: (op, args, deadline) =>
      stillClock.within(deadline, (ops[op] as (given: unknown) => Promise<never>)(args), op),
    close: () => Promise.resolve(),
  };
}

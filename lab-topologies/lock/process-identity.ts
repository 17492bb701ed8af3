import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import { z } from 'zod';

/** What a process is known by, so that another one of the same number is not taken for it. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  /** When it started, in the words of this system; empty where the system does not tell. */
  started: z.string(),
  /** Of the machine's boot: an id, or the second of the boot. */
  boot: z.string(),
  host: z.string(),
  /** Of process numbers (a container has one of its own); empty where there are none. */
  namespace: z.string(),
  user: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** `elsewhere`: on another machine or in another container, from where it cannot be seen whether it lives. */
export type Standing = 'alive' | 'gone' | 'elsewhere';

export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    started: system.startOf(process.pid) ?? '',
    boot: system.boot(),
    host: hostname(),
    namespace: system.namespace(),
    user: userName(),
  };
}

export function standingOf({ pid, started, boot, host, namespace }: ProcessIdentity): Standing {
  if (host !== hostname()) return 'elsewhere';
  if (!system.isThisBoot(boot)) return 'gone';
  if (namespace !== system.namespace()) return 'elsewhere';
  if (!exists(pid)) return 'gone';
  const now = system.startOf(pid);
  // Where the system tells no start, a process of this number is taken for it: a bench is rather refused than shared.
  if (now === undefined || started === '') return now === undefined && system.tellsStart ? 'gone' : 'alive';
  return now === started ? 'alive' : 'gone';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be sent signals, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a system tells about its processes. */
interface System {
  readonly tellsStart: boolean;
  /** Undefined where no such process runs, or where the system does not tell. */
  startOf(pid: number): string | undefined;
  boot(): string;
  isThisBoot(boot: string): boolean;
  namespace(): string;
}

/** Linux: everything stands in /proc. */
const linux: System = {
  tellsStart: true,
  startOf: (pid) => {
    const text = textOf(`/proc/${pid}/stat`);
    if (text === undefined) return undefined;
    // The name of the program stands in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    // It has ended; only its parent has not asked yet.
    return state === 'Z' || state === 'X' ? undefined : started;
  },
  boot: () => textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '',
  isThisBoot: (boot) => boot === linux.boot(),
  namespace: () => {
    try {
      return readlinkSync('/proc/self/ns/pid');
    } catch {
      return '';
    }
  },
};

/** A boot's second is computed from two clocks, of which one may be set. */
const bootTolerance = 300;

/** macOS, Windows and others: the boot by the uptime, the start of a process by `ps` where there is one. */
const others: System = {
  tellsStart: process.platform !== 'win32',
  startOf: (pid) => {
    if (process.platform === 'win32') return undefined;
    try {
      const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, stdio: 'pipe' } as const;
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || undefined;
    } catch {
      return undefined;
    }
  },
  boot: () => String(Math.round(Date.now() / 1000 - uptime())),
  isThisBoot: (boot) => Math.abs(Number(boot) - Number(others.boot())) <= bootTolerance,
  namespace: () => '',
};

const system = process.platform === 'linux' ? linux : others;

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}

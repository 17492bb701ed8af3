/**
 * How long a command may take on the bench's clock before the bench is given up on. They are generous: a limit
 * that is met costs a verdict, a limit that is too long costs only the wait for a dead console.
 */
const slowCommands: readonly (readonly [RegExp, number])[] = [
  // a 4096-bit pair took 253 s on a 3750-X
  [/^crypto key generate/, 900_000],
  // a log buffer of half a megabyte at 9600 baud
  [/^show logging/, 600_000],
  [/^(?:show running-config|write|copy|configure replace)/, 180_000],
];

const ordinary = 60_000;

/** Milliseconds for a command line, output at 9600 baud included. */
export function limitFor(command: string): number {
  return slowCommands.find(([pattern]) => pattern.test(command))?.[1] ?? ordinary;
}

/** Milliseconds for a way through several modes, with a login on it. */
export const modeLimit = 120_000;

/** Milliseconds for a TCP connection, a key exchange on a slow CPU and an authentication. */
export const loginLimit = 120_000;

/** Milliseconds from `reload` to a prompt: a 3650 takes 5 to 10 minutes. */
export const bootLimit = 1_200_000;

/** Milliseconds for a login and a file of some megabytes, which goes to flash at 100 kB/s at worst. */
export const transferLimit = 600_000;

/** Milliseconds for a server to end a connection on which no SSH is spoken; its own time-out may be 120 s. */
export const rawLimit = 150_000;

/** Milliseconds within which a log line that belongs to a command must have come. */
export const logLimit = 15_000;

/** Milliseconds within which a trap must have come (SNMP-TRAP-001). */
export const trapLimit = 10_000;

/** Milliseconds for an agent to answer; one that is off says nothing. */
export const snmpLimit = 5_000;

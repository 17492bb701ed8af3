/** Prints the lines that count what was lost, and nothing of a buffer that may be long. */
export const showLossCounters = 'show logging | include ^Syslog logging|flushes,';

/** The counters of `show logging`; what the device does not print is absent. */
export interface ShowLogging {
  readonly dropped?: number;
  readonly rateLimited?: number;
  readonly flushes?: number;
  readonly overruns?: number;
  /** Lines that each destination got. */
  readonly console?: number;
  readonly monitor?: number;
  readonly buffer?: number;
}

const counters: readonly (readonly [keyof ShowLogging, RegExp])[] = [
  ['dropped', /\((\d+) messages? dropped\b/],
  ['rateLimited', /\b(\d+) messages? rate-limited\b/],
  ['flushes', /\b(\d+) flushes\b/],
  ['overruns', /\b(\d+) overruns\b/],
  ['console', /^\s*Console logging: .*?\b(\d+) messages logged\b/],
  ['monitor', /^\s*Monitor logging: .*?\b(\d+) messages logged\b/],
  ['buffer', /^\s*Buffer logging: .*?\b(\d+) messages logged\b/],
];

/** Reads the head of `show logging`; the log buffer below it may hold the same words and is not looked at. */
export function parseShowLogging(output: readonly string[]): ShowLogging {
  const buffer = output.findIndex((line) => /^Log Buffer \(/.test(line));
  const head = buffer < 0 ? output : output.slice(0, buffer);
  const found: { -readonly [Counter in keyof ShowLogging]: ShowLogging[Counter] } = {};
  for (const line of head) {
    for (const [counter, pattern] of counters) {
      const count = pattern.exec(line)?.[1];
      if (count !== undefined) found[counter] ??= Number(count);
    }
  }
  return found;
}

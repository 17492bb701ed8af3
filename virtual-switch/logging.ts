import { type Calendar, uptimeStamp } from './calendar.ts';
import { type BufferLogging, type Configuration, flag } from './configuration/configuration.ts';
import type { LogHosts } from './logging-hosts.ts';
import { RateLimit } from './logging-rate.ts';
import { severities } from './severities.ts';
import type { SwitchClock } from './ssh/host.ts';

export { severities };

/** A place where log lines are shown; a congested one loses them. */
export interface LogViewer {
  readonly kind: 'console' | 'monitor';
  readonly congested: boolean;
  log(text: string): void;
}

export interface LogCounters {
  console: number;
  monitor: number;
  buffer: number;
  /** Lost because the console or a monitor could not keep up. */
  dropped: number;
  /** Kept from somewhere by `logging rate-limit`. */
  rateLimited: number;
}

/** Milliseconds between a message and its showing: the logger is a process of its own and comes after. */
const loggerDelayMs = 10;

const noCounts = (): LogCounters => ({ console: 0, monitor: 0, buffer: 0, dropped: 0, rateLimited: 0 });

/** Log messages of one switch: stamps them, keeps them in the buffer, shows them where configured. */
export class Syslog {
  readonly counters: LogCounters = noCounts();
  readonly #clock: SwitchClock;
  readonly #calendar: Calendar;
  readonly #configuration: () => Configuration;
  readonly #uptime: () => number;
  readonly #viewers: () => readonly LogViewer[];
  readonly #rate: RateLimit;
  readonly #debugStamp: (stamp: string) => string;
  readonly hosts: LogHosts | undefined;
  #buffer: string[] = [];
  #bufferBytes = 0;
  #sequence = 0;
  /** Counts the resets: what was under way before one is never shown. */
  #life = 0;

  constructor(options: {
    clock: SwitchClock;
    calendar: Calendar;
    configuration: () => Configuration;
    /** Milliseconds since the switch came up. */
    uptime: () => number;
    viewers: () => readonly LogViewer[];
    /** Of debug lines alone: what stands in front of the text. */
    debugStamp?: (stamp: string) => string;
    hosts?: LogHosts;
  }) {
    this.hosts = options.hosts;
    this.#clock = options.clock;
    this.#calendar = options.calendar;
    this.#rate = new RateLimit(options.clock);
    this.#configuration = options.configuration;
    this.#uptime = options.uptime;
    this.#viewers = options.viewers;
    this.#debugStamp = options.debugStamp ?? ((stamp) => stamp);
  }

  /** `%FACILITY-SEVERITY-MNEMONIC: text`. */
  message(facility: string, severity: number, mnemonic: string, text: string): void {
    this.#emit(severity, `%${facility}-${severity}-${mnemonic}: ${text}`, 'log');
  }

  /**
   * A message that comes between two characters of the console: kept like any other, and given to whoever shows
   * it there at once; undefined where the console shows no such message.
   */
  shownAtOnce(facility: string, severity: number, mnemonic: string, text: string): string | undefined {
    const configuration = this.#configuration();
    const line = this.#stamped(configuration, `%${facility}-${severity}-${mnemonic}: ${text}`, 'log');
    const { console, buffered } = configuration.logging;
    if (buffered && severity <= buffered.level) this.#store(line, buffered);
    this.hosts?.take(configuration, severity, line);
    if (console === undefined || severity > console) return undefined;
    this.counters.console += 1;
    return line;
  }

  /** Debug output: the first line stamped, what belongs to it below as it is. */
  debug(...lines: readonly string[]): void {
    this.#emit(7, lines.join('\n'), 'debug');
  }

  get buffered(): readonly string[] {
    return this.#buffer;
  }

  clearBuffer(): void {
    this.#buffer = [];
    this.#bufferBytes = 0;
  }

  /** The switch went down: buffer and counters are gone, and what was not yet shown never is. */
  reset(): void {
    this.#life += 1;
    this.#sequence = 0;
    this.hosts?.reset();
    this.clearBuffer();
    Object.assign(this.counters, noCounts());
  }

  #emit(severity: number, text: string, kind: 'log' | 'debug'): void {
    const configuration = this.#configuration();
    const line = this.#stamped(configuration, text, kind);
    const refused = this.#rate.refuses(configuration, { severity, kind });
    if (refused !== undefined) this.counters.rateLimited += 1;
    if (refused === 'everywhere') return;
    const { console, monitor, buffered } = configuration.logging;
    if (buffered && severity <= buffered.level) this.#store(line, buffered);
    this.hosts?.take(configuration, severity, line);
    const life = this.#life;
    this.#clock.after(loggerDelayMs, () => {
      if (life !== this.#life) return;
      for (const viewer of this.#viewers()) {
        const level = viewer.kind === 'console' ? console : monitor;
        if (level === undefined || severity > level) continue;
        if (refused === viewer.kind) continue;
        if (viewer.congested) {
          this.counters.dropped += 1;
          continue;
        }
        this.counters[viewer.kind] += 1;
        viewer.log(line);
      }
    });
  }

  #stamped(configuration: Configuration, text: string, kind: 'log' | 'debug'): string {
    this.#sequence += 1;
    const number =
      flag(configuration, 'service sequence-numbers') === true
        ? `${String(this.#sequence).padStart(6, '0')}: `
        : '';
    const stamp = this.#stamp(configuration, kind);
    return `${number}${kind === 'debug' ? this.#debugStamp(stamp) : stamp}${text}`;
  }

  #stamp(configuration: Configuration, kind: 'log' | 'debug'): string {
    const service = configuration.settings.get(`service timestamps ${kind}`);
    if (service === undefined) return '';
    if (!service.includes('datetime')) return `${uptimeStamp(this.#uptime())}: `;
    const stamp = this.#calendar.logStamp({
      msec: service.includes('msec'),
      year: / year\b/.test(service),
      showTimezone: service.includes('show-timezone'),
    });
    return `${stamp}: `;
  }

  #store(line: string, { size }: BufferLogging): void {
    this.counters.buffer += 1;
    this.#buffer.push(line);
    this.#bufferBytes += line.length + 1;
    while (this.#bufferBytes > size && this.#buffer.length > 0) {
      this.#bufferBytes -= (this.#buffer.shift()?.length ?? 0) + 1;
    }
  }
}

import { type Calendar, uptimeStamp } from './calendar.ts';
import { type BufferLogging, type Configuration, flag } from './configuration/configuration.ts';
import type { SwitchClock } from './ssh/host.ts';

export const severities = [
  'emergencies',
  'alerts',
  'critical',
  'errors',
  'warnings',
  'notifications',
  'informational',
  'debugging',
] as const;

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
  dropped: number;
}

/** Milliseconds between a message and its showing: the logger is a process of its own and comes after. */
const loggerDelayMs = 10;

/** Log messages of one switch: stamps them, keeps them in the buffer, shows them where configured. */
export class Syslog {
  readonly counters: LogCounters = { console: 0, monitor: 0, buffer: 0, dropped: 0 };
  readonly #clock: SwitchClock;
  readonly #calendar: Calendar;
  readonly #configuration: () => Configuration;
  readonly #viewers: () => readonly LogViewer[];
  #buffer: string[] = [];
  #bufferBytes = 0;
  #sequence = 0;

  constructor(options: {
    clock: SwitchClock;
    calendar: Calendar;
    configuration: () => Configuration;
    viewers: () => readonly LogViewer[];
  }) {
    this.#clock = options.clock;
    this.#calendar = options.calendar;
    this.#configuration = options.configuration;
    this.#viewers = options.viewers;
  }

  /** `%FACILITY-SEVERITY-MNEMONIC: text`. */
  message(facility: string, severity: number, mnemonic: string, text: string): void {
    this.#emit(severity, `%${facility}-${severity}-${mnemonic}: ${text}`, 'log');
  }

  get buffered(): readonly string[] {
    return this.#buffer;
  }

  clearBuffer(): void {
    this.#buffer = [];
    this.#bufferBytes = 0;
  }

  #emit(severity: number, text: string, kind: 'log' | 'debug'): void {
    const configuration = this.#configuration();
    this.#sequence += 1;
    const number =
      flag(configuration, 'service sequence-numbers') === true
        ? `${String(this.#sequence).padStart(6, '0')}: `
        : '';
    const line = `${number}${this.#stamp(configuration, kind)}${text}`;
    const { console, monitor, buffered } = configuration.logging;
    if (buffered && severity <= buffered.level) this.#store(line, buffered);
    this.#clock.after(loggerDelayMs, () => {
      for (const viewer of this.#viewers()) {
        const level = viewer.kind === 'console' ? console : monitor;
        if (level === undefined || severity > level) continue;
        if (viewer.congested) {
          this.counters.dropped += 1;
          continue;
        }
        this.counters[viewer.kind] += 1;
        viewer.log(line);
      }
    });
  }

  #stamp(configuration: Configuration, kind: 'log' | 'debug'): string {
    const service = configuration.settings.get(`service timestamps ${kind}`);
    if (service === undefined) return '';
    if (!service.includes('datetime')) return `${uptimeStamp(this.#clock.now())}: `;
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

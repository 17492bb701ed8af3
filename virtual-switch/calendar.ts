import type { SwitchClock } from './ssh/host.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (value: number) => String(value).padStart(2, '0');

/** The time of day as the switch knows it: from its battery-backed calendar, marked `*` until it is set. */
export class Calendar {
  readonly #clock: SwitchClock;
  #atZero: number;
  #authoritative = false;

  constructor(clock: SwitchClock, startedAt: Date) {
    this.#clock = clock;
    this.#atZero = startedAt.getTime() - clock.now();
  }

  get now(): Date {
    return new Date(this.#atZero + this.#clock.now());
  }

  /** `clock set`. */
  set(date: Date): void {
    this.#atZero = date.getTime() - this.#clock.now();
    this.#authoritative = true;
  }

  /** After a reload the time runs on, but nobody has confirmed it. */
  forget(): void {
    this.#authoritative = false;
  }

  get mark(): string {
    return this.#authoritative ? '' : '*';
  }

  /** `09:24:31 UTC Mar 22 2024`, as in key listings. */
  keyStamp(date: Date = this.now): string {
    return `${clockTime(date)} UTC ${month(date)} ${date.getUTCDate()} ${date.getUTCFullYear()}`;
  }

  /** `09:24:31 UTC Fri Mar 22 2024`, as in the comments of running-config. */
  fullStamp(date: Date = this.now): string {
    return `${clockTime(date)} UTC ${weekday(date)} ${month(date)} ${date.getUTCDate()} ${date.getUTCFullYear()}`;
  }

  /** `*04:45:00.857 UTC Thu Aug 7 2025`. */
  showClock(): string {
    const date = this.now;
    const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
    return `${this.mark}${clockTime(date)}.${milliseconds} UTC ${weekday(date)} ${month(date)} ${date.getUTCDate()} ${date.getUTCFullYear()}`;
  }

  /** `*Mar  1 00:01:02.345`. */
  logStamp(options: { msec: boolean; year: boolean; showTimezone: boolean }): string {
    const date = this.now;
    const milliseconds = options.msec ? `.${String(date.getUTCMilliseconds()).padStart(3, '0')}` : '';
    const year = options.year ? ` ${date.getUTCFullYear()}` : '';
    const zone = options.showTimezone ? ' UTC' : '';
    return `${this.mark}${month(date)} ${String(date.getUTCDate()).padStart(2)}${year} ${clockTime(date)}${milliseconds}${zone}`;
  }
}

/** Uptime as log lines carry it: `00:04:22`, `3d06h`, `1w6d`, `1y12w`. */
export function uptimeStamp(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return `${two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const wholeDays = Math.floor(hours / 24);
  if (wholeDays < 7) return `${wholeDays}d${two(hours % 24)}h`;
  const weeks = Math.floor(wholeDays / 7);
  if (weeks < 52) return `${weeks}w${wholeDays % 7}d`;
  return `${Math.floor(weeks / 52)}y${two(weeks % 52)}w`;
}

/** Uptime as `show version` says it: `2 weeks, 5 days, 21 hours, 38 minutes`. */
export function uptimeInWords(milliseconds: number): string {
  let minutes = Math.floor(milliseconds / 60_000);
  const parts: string[] = [];
  for (const [name, size] of [
    ['year', 525_600],
    ['week', 10_080],
    ['day', 1440],
    ['hour', 60],
    ['minute', 1],
  ] as const) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0 || (name === 'minute' && parts.length === 0)) {
      parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    }
  }
  return parts.join(', ');
}

/** `Apr 10 2017 17:20:51 +00:00`, as directories have it. */
export function deviceDate(date: Date): string {
  return `${month(date)} ${date.getUTCDate()} ${date.getUTCFullYear()} ${clockTime(date)} +00:00`;
}

export function monthNumber(name: string): number {
  return months.findIndex((month) => name.toLowerCase().startsWith(month.toLowerCase()));
}

function clockTime(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}
const month = (date: Date) => months[date.getUTCMonth()] ?? '';
const weekday = (date: Date) => days[date.getUTCDay()] ?? '';

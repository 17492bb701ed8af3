import type { Configuration } from './configuration/configuration.ts';
import { severities } from './severities.ts';
import type { SwitchClock } from './ssh/host.ts';

/** Where running-config keeps it. */
export const rateLimitKey = 'logging rate-limit';

/** `logging rate-limit …` as it is in force. */
interface Limit {
  readonly where: 'everywhere' | 'console';
  /** Whether it holds for debug output too. */
  readonly all: boolean;
  readonly perSecond: number;
  /** Messages of this severity and above pass. */
  readonly except: number | undefined;
}

function limitIn({ settings }: Configuration): Limit | undefined {
  const match = /^logging rate-limit( console)?( all)? (\d+)(?: except (\w+))?$/.exec(
    settings.get(rateLimitKey) ?? '',
  );
  if (match === null) return undefined;
  const except = severities.findIndex((name) => name === match[4]);
  return {
    where: match[1] === undefined ? 'everywhere' : 'console',
    all: match[2] !== undefined,
    perSecond: Number(match[3]),
    except: except < 0 ? undefined : except,
  };
}

/** Counts the messages of each second. */
export class RateLimit {
  readonly #clock: SwitchClock;
  #second = -1;
  #count = 0;

  constructor(clock: SwitchClock) {
    this.#clock = clock;
  }

  /** Where a message may not go, because so many have gone in this second. */
  refuses(
    configuration: Configuration,
    message: { readonly severity: number; readonly kind: 'log' | 'debug' },
  ): Limit['where'] | undefined {
    const limit = limitIn(configuration);
    if (limit === undefined) return undefined;
    if (message.kind === 'debug' && !limit.all) return undefined;
    if (limit.except !== undefined && message.severity <= limit.except) return undefined;
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second) this.#count = 0;
    this.#second = second;
    this.#count += 1;
    return this.#count > limit.perSecond ? limit.where : undefined;
  }
}

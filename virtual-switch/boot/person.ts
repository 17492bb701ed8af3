import type { SteerableClock } from '../clock.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import { loginMethod } from '../tty-line.ts';
import { type Accounts, accountsIn } from './accounts.ts';
import type { ConsolePlug } from './console-plug.ts';

/** The switch cannot be brought there as it is configured; the message is for the command line. */
export class CannotBegin extends Error {
  override readonly name = 'CannotBegin';
}

/** A boot takes minutes of the switch's time; nothing takes as long as this. */
const limitMs = 30 * 60_000;
/** Nothing sent for so long: all that was on its way has come. */
const quietMs = 2500;

export interface Lab {
  readonly device: VirtualSwitch;
  readonly clock: SteerableClock;
  readonly plug: ConsolePlug;
  /** The startup configuration as it was given, to know the passwords that it holds in clear. */
  readonly startupConfiguration: string | undefined;
}

/** Whoever was at the console before: waits, looks and types. */
export class Person {
  readonly #purpose: string;
  readonly #lab: Lab;
  readonly #accounts: Accounts;
  #at = 0;

  /** `purpose` begins the message when he cannot do it. */
  constructor(purpose: string, lab: Lab) {
    this.#purpose = purpose;
    this.#lab = lab;
    this.#accounts = accountsIn(lab.startupConfiguration ?? '');
  }

  types(text: string): void {
    this.#at = this.#lab.plug.seen.length;
    this.#lab.plug.type(text);
  }

  /** Waits until this is seen after what was typed last. */
  async sees(pattern: RegExp): Promise<void> {
    await this.seesThat(
      () => pattern.test(this.#lab.plug.seen.slice(this.#at)),
      `${String(pattern)} was not seen, but ${JSON.stringify(this.#lab.plug.seen.slice(-200))}`,
    );
  }

  async seesThat(met: () => boolean, otherwise: string): Promise<void> {
    const { clock } = this.#lab;
    const end = clock.now() + limitMs;
    while (!met()) {
      if (clock.now() > end) throw new CannotBegin(`${this.#purpose}: ${otherwise}`);
      await clock.advance(1000);
    }
  }

  async seesNothingMore(): Promise<void> {
    const { clock, plug } = this.#lab;
    for (let length = -1; length !== plug.seen.length;) {
      length = plug.seen.length;
      for (const end = clock.now() + quietMs; clock.now() < end;) await clock.advance(end - clock.now());
    }
  }

  /** Return, where somebody is asked who he is. */
  async callsTheConsole(): Promise<void> {
    const method = this.#loginMethod();
    if (method === 'none') {
      this.#cannot(
        "expected a startup configuration with 'login local', or 'login' and a password, under line con 0",
      );
    }
    await this.seesNothingMore();
    this.types('\r');
    await this.sees(method === 'local' ? /Username: $/ : /Password: $/);
    await this.seesNothingMore();
  }

  async getsToAPassword(): Promise<void> {
    const { configuration } = this.#lab.device;
    const method = this.#loginMethod();
    if (method === 'none') {
      if ((configuration.enableSecret ?? configuration.enablePassword) === undefined) {
        this.#cannot(
          "expected a startup configuration with 'enable secret', or with 'login local' under line con 0",
        );
      }
      await this.logsIn();
      this.types('enable\r');
    } else {
      await this.callsTheConsole();
      if (method === 'local') this.types(`${[...configuration.users.keys()][0] ?? 'admin'}\r`);
    }
    await this.sees(/Password: $/);
    await this.seesNothingMore();
  }

  async logsIn(): Promise<void> {
    await this.seesNothingMore();
    const method = this.#loginMethod();
    if (method !== 'none') {
      await this.callsTheConsole();
      if (method === 'local') {
        const [
          [name, password] = this.#cannot(
            'the startup configuration holds no user whose password is in clear',
          ),
        ] = this.#accounts.users;
        this.types(`${name}\r`);
        await this.sees(/Password: $/);
        this.types(`${password}\r`);
      } else
        this.types(
          `${this.#accounts.console ?? this.#cannot('the password of line con 0 is not in clear')}\r`,
        );
    } else this.types('\r');
    await this.sees(this.#prompt('[>#]'));
    await this.seesNothingMore();
  }

  async enables(): Promise<void> {
    const { configuration } = this.#lab.device;
    if (this.#lab.device.console.session?.privilege === 15) return;
    this.types('enable\r');
    if ((configuration.enableSecret ?? configuration.enablePassword) !== undefined) {
      await this.sees(/Password: $/);
      const password =
        configuration.enableSecret === undefined
          ? this.#accounts.enablePassword
          : this.#accounts.enableSecret;
      this.types(
        `${password ?? this.#cannot('the enable secret of the startup configuration is not in clear')}\r`,
      );
    }
    await this.sees(this.#prompt('#'));
    await this.seesNothingMore();
  }

  #prompt(end: string): RegExp {
    const name = hostnameOf(this.#lab.device.configuration).replaceAll(/[^\w]/g, '\\$&');
    return new RegExp(`\\n${name}${end}`);
  }

  #loginMethod(): ReturnType<typeof loginMethod> {
    const { device } = this.#lab;
    return loginMethod(device.lineBlock(device.console));
  }

  #cannot(why: string): never {
    throw new CannotBegin(`${this.#purpose}: ${why}`);
  }
}

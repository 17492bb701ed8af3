import type { VirtualSwitch } from '../switch.ts';
import { bootTextOf } from './boot-texts.ts';
import { reloadNow } from './reload.ts';

export interface ReloadRequest {
  readonly by: string;
  readonly reason: string | undefined;
  /** On the switch's clock. */
  readonly due: number;
}

/** Before the end, those on the lines are warned; milliseconds left. */
const warnings = [3_600_000, 1_800_000, 300_000, 60_000];

/** The reload that is asked for a later time, if any. */
export class ReloadSchedule {
  readonly #device: VirtualSwitch;
  #request: ReloadRequest | undefined;
  #cancels: (() => void)[] = [];

  constructor(device: VirtualSwitch) {
    this.#device = device;
    device.power.onOff(() => this.#forget());
  }

  get request(): ReloadRequest | undefined {
    return this.#request;
  }

  set(request: ReloadRequest): void {
    const { clock, calendar, syslog, release } = this.#device;
    this.#forget();
    this.#request = request;
    const left = request.due - clock.now();
    const at = (milliseconds: number, run: () => void) => this.#cancels.push(clock.after(milliseconds, run));
    for (const warning of warnings) {
      if (warning <= left + 1) {
        at(left - warning, () => this.#broadcast(`SHUTDOWN in ${hoursText(warning)}`));
      }
    }
    at(left, () => {
      this.#broadcast('SHUTDOWN NOW');
      void reloadNow(this.#device, request);
    });
    const due = calendar.fullStamp(new Date(calendar.now.getTime() + left));
    const reason = request.reason ?? bootTextOf(release).reloadReason;
    syslog.message(
      'SYS',
      5,
      'SCHEDULED_RELOAD',
      `Reload requested for ${due} at ${calendar.fullStamp()} by ${request.by}. Reload Reason: ${reason}.`,
    );
  }

  /** Gives whether there was one. */
  cancel(): boolean {
    if (this.#request === undefined) return false;
    this.#forget();
    this.#broadcast('SHUTDOWN ABORTED');
    const { syslog, calendar } = this.#device;
    syslog.message(
      'SYS',
      5,
      'SCHEDULED_RELOAD_CANCELLED',
      `Scheduled reload cancelled at ${calendar.fullStamp()}`,
    );
    return true;
  }

  #forget(): void {
    this.#request = undefined;
    for (const cancel of this.#cancels.splice(0)) cancel();
  }

  /** On every line, whatever its `terminal monitor` says. */
  #broadcast(text: string): void {
    const { console, vtys, consoleScreen } = this.#device;
    const banner = `\n\n***\n*** --- ${text} ---\n***\n`;
    if (console.session === undefined) consoleScreen.print(banner);
    for (const { session } of [console, ...vtys]) session?.screen.print(banner);
  }
}

/** `0:05:00` */
function hoursText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

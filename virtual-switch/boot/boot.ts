import type { Rejected } from '../configuration/load.ts';
import { showVersion } from '../show/show-version.ts';
import type { VirtualSwitch } from '../switch.ts';
import { runBootLoader } from './boot-loader.ts';
import { type BootConsole, pause, printSteps } from './boot-step.ts';
import { bootTextOf } from './boot-texts.ts';
import { initialDialog } from './initial-dialog.ts';

/**
 * From power-on to where somebody can press Return: boot loader, image, the banner and hardware of IOS, the
 * startup configuration, and the dialog where there is none. Input before that goes nowhere.
 */
export async function boot(device: VirtualSwitch, console: BootConsole): Promise<Rejected[]> {
  const { screen, editor } = console;
  const { ignoreStartup } = await runBootLoader(device, console);
  await printSteps(device, screen, bootTextOf(device.release).image);
  const version = showVersion(device).split('\n');
  screen.print(`\n${part(version, /^Cisco IOS Software/, /^Compiled/)}\n\n\n`);
  await pause(device, 20_000);
  screen.print(`${part(version, /^cisco \S+ \(/, /^System Serial Number/)}\n\n`);
  screen.print('%INIT: waited 0 seconds for NVRAM to be available\n');
  await pause(device, 8000);
  const unconfigured = ignoreStartup || device.startupConfiguration === '';
  if (!unconfigured) {
    editor.flush();
    screen.print(pressReturn);
  }
  // It may make a key, and that takes real time.
  const busy = device.clock.busy();
  const rejected = await device.start({ booted: true, ignoreStartup }).finally(() => busy.done());
  for (const { text, reason } of rejected) screen.print(`${text}\n${reason}\n`);
  if (unconfigured) {
    editor.flush();
    await initialDialog(device, console);
    screen.print(pressReturn);
  }
  linksComeUp(device);
  return rejected;
}

export const pressReturn = '\n\nPress RETURN to get started!\n\n\n';

/** The lines from the one that is like `first` to the one that is like `last`. */
function part(lines: readonly string[], first: RegExp, last: RegExp): string {
  const from = lines.findIndex((text) => first.test(text));
  const to = lines.findIndex((text, index) => index >= from && last.test(text));
  return lines.slice(Math.max(0, from), to + 1).join('\n');
}

/** The management port has its link a moment later than the software is up. */
function linksComeUp(device: VirtualSwitch): void {
  const port = 'GigabitEthernet0/0';
  const say = (milliseconds: number, ...message: [string, number, string, string]) => {
    const cancel = device.clock.after(milliseconds, () => {
      ended();
      device.syslog.message(...message);
    });
    const ended = device.power.onOff(() => {
      cancel();
      ended();
    });
  };
  if (device.configuration.blocks.get(`interface ${port}`)?.settings.get('shutdown') === 'shutdown') return;
  say(2000, 'LINK', 3, 'UPDOWN', `Interface ${port}, changed state to up`);
  say(3000, 'LINEPROTO', 5, 'UPDOWN', `Line protocol on Interface ${port}, changed state to up`);
}

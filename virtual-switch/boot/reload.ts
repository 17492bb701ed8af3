import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { pause, printSteps } from './boot-step.ts';
import { bootTextOf } from './boot-texts.ts';

/** `console`, or `cisco on vty0 (192.0.2.10)`: who asked for it, as log and `show reload` name him. */
export function requester(line: TtyLine): string {
  if (line.kind === 'vty') return `${line.user ?? ''} on ${line.name} (${line.location ?? ''})`;
  return line.user === undefined ? 'console' : `${line.user} on console`;
}

/** The reload itself: log, the last words on the console, and down. Sessions end by the connection's reset. */
export async function reloadNow(
  device: VirtualSwitch,
  request: { readonly by: string; readonly reason?: string | undefined },
): Promise<void> {
  if (!device.power.leave()) return;
  const text = bootTextOf(device.release);
  const at = device.calendar.fullStamp();
  device.syslog.message(
    'SYS',
    5,
    'RELOAD',
    `Reload requested by ${request.by}. Reload Reason: ${request.reason ?? text.reloadReason}.`,
  );
  await pause(device, 500);
  for (const message of text.reloadLog) {
    device.syslog.message(...message);
    await pause(device, 250);
  }
  await printSteps(device, device.consoleScreen, text.goingDown(device.calendar.now));
  device.power.off({ returnedBy: `reload at ${at}`, lastReason: text.lastReason });
}

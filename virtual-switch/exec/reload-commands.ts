import { confirmYesNo, type CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { type Args, keyword, line, type Node, number, word, wordLike } from '../command-line/grammar.ts';
import { monthNumber } from '../calendar.ts';
import { bootTextOf } from '../boot/boot-texts.ts';
import { reloadNow, requester } from '../boot/reload.ts';
import type { VirtualSwitch } from '../switch.ts';
import { confirmed } from './single-key.ts';

const minuteMs = 60_000;

/** `reload` and `show reload`. */
export const reloadCommands: readonly Node[] = [
  keyword(
    'reload',
    'Halt and perform a cold restart',
    { run: now },
    keyword(
      'at',
      'Reload at a specific time/date',
      wordLike(
        'time',
        'hh:mm',
        /^([01]?\d|2[0-3]):[0-5]\d$/,
        'Time to reload (hh:mm)',
        { run: at },
        wordLike(
          'month',
          'MONTH',
          /^[A-Za-z]{3,9}$/,
          'Month of the year',
          number('day', 1, 31, 'Day of the month', { run: at }),
        ),
      ),
    ),
    keyword('cancel', 'Cancel pending reload', { run: cancel }),
    keyword(
      'in',
      'Reload after a time interval',
      wordLike(
        'delay',
        'Delay before reload (mmm or hhh:mm)',
        /^(\d{1,3}|\d{1,3}:[0-5]\d)$/,
        'Delay before reload (mmm or hhh:mm)',
        { run: inMinutes },
        line('reason', 'Reason for reload', { run: inMinutes }),
      ),
    ),
    word('reason', 'Reason for reload', { run: now }, line('rest', 'Reason for reload', { run: now })),
  ),
  keyword(
    'show',
    'Show running system information',
    keyword('reload', 'Scheduled reload information', { run: ({ device }) => showReload(device) }),
  ),
];

async function now(context: CommandContext, { reason, rest }: Args): Promise<void> {
  const { device, io } = context;
  await offerToSave(context);
  io.print('Reload command is being issued on Active unit, this will reload the whole stack\n');
  if (!(await confirmed(context, 'Proceed with reload? '))) return;
  const words = [reason, rest].filter((part) => part !== undefined).join(' ');
  await reloadNow(device, { by: by(context), reason: words === '' ? undefined : words });
}

async function inMinutes(context: CommandContext, { delay = '', reason }: Args): Promise<void> {
  const [minutes = 0, hours = 0] = delay.split(':').map(Number).reverse();
  await schedule(context, (hours * 60 + minutes) * minuteMs, reason);
}

async function at(context: CommandContext, { time = '', month, day }: Args): Promise<void> {
  const { calendar } = context.device;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const due = new Date(calendar.now);
  if (month !== undefined) {
    if (monthNumber(month) < 0) throw new CommandError('% Invalid date\n');
    due.setUTCMonth(monthNumber(month), Number(day));
  }
  due.setUTCHours(hours, minutes, 0, 0);
  if (due.getTime() <= calendar.now.getTime()) {
    if (month === undefined) due.setUTCDate(due.getUTCDate() + 1);
    else due.setUTCFullYear(due.getUTCFullYear() + 1);
  }
  await schedule(context, due.getTime() - calendar.now.getTime(), undefined);
}

async function schedule(context: CommandContext, left: number, reason: string | undefined): Promise<void> {
  const { device, io } = context;
  await offerToSave(context);
  const request = { by: by(context), reason, due: device.clock.now() + left };
  io.print(scheduledText(device, request));
  if (!(await confirmed(context, 'Proceed with reload? '))) return;
  device.reloads.set(request);
}

function cancel({ device }: CommandContext): string | undefined {
  return device.reloads.cancel() ? undefined : '%No reload is scheduled.\n';
}

function showReload(device: VirtualSwitch): string {
  const { request } = device.reloads;
  return request === undefined ? 'No reload is scheduled.\n' : scheduledText(device, request);
}

function scheduledText(
  { clock, release }: VirtualSwitch,
  { by: who, reason, due }: { by: string; reason: string | undefined; due: number },
): string {
  const minutes = Math.floor((Math.max(0, due - clock.now()) + 20) / minuteMs);
  const hours = Math.floor(minutes / 60);
  const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  const inWords =
    hours === 0
      ? plural(minutes, 'minute')
      : `${plural(hours, 'hour')} and ${plural(minutes % 60, 'minute')}`;
  return `Reload scheduled in ${inWords} by ${who}\nReload reason: ${reason ?? bootTextOf(release).reloadReason}\n`;
}

async function offerToSave({ device, io }: CommandContext): Promise<void> {
  if (!device.unsaved) return;
  if (!(await confirmYesNo(io, '\nSystem configuration has been modified. Save?'))) return;
  io.print('Building configuration...\n');
  device.save();
  io.print('[OK]\n');
}

const by = ({ device, session }: CommandContext) => requester(session?.line ?? device.console);

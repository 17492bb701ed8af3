import { keyword, type Node, number } from '../command-line/grammar.ts';
import { ownSession } from '../exec/own-session.ts';
import { highestVty } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import { absoluteTimeoutMs, accessClass, execTimeoutMs, inputTransports, type TtyLine } from '../tty-line.ts';

/** A line as the table shows it; the auxiliary port has no more than that. */
type Row = Pick<TtyLine, 'number' | 'uses' | 'label'> & { readonly type: string; readonly active: boolean };

const header = '   Tty Typ     Tx/Rx    A Modem  Roty AccO AccI   Uses   Noise  Overruns   Int';

function rowsOf({ console, vtys }: VirtualSwitch): readonly Row[] {
  const active = (line: TtyLine) => line.busy || line.session !== undefined;
  return [
    { number: 0, label: console.label, uses: console.uses, type: 'CTY', active: active(console) },
    { number: 1, label: 'aux 0', uses: 0, type: 'AUX', active: false },
    ...vtys.map((line) => ({
      number: line.number,
      label: line.label,
      uses: line.uses,
      type: 'VTY',
      active: active(line),
    })),
  ];
}

function shownRow(device: VirtualSwitch, row: Row): string {
  const access = accessClass(device.configuration.lines.get(row.label)) ?? '-';
  const speed = row.type === 'AUX' ? '9600/9600' : '';
  const columns = [
    `${row.active ? '*' : ' '}${String(row.number).padStart(6)} ${row.type}`,
    speed.padEnd(9),
    '-    -      -    -'.concat(access.padStart(5)),
  ];
  return `${columns[0]}   ${columns[1]}  ${columns[2]}${String(row.uses).padStart(7)}       0     0/0       -\n`;
}

/** `show line`, form of show-line--genieparser--1. */
function showLine(device: VirtualSwitch): string {
  return `${header}\n${rowsOf(device)
    .map((row) => shownRow(device, row))
    .join('')}`;
}

/**
 * `show line vty 0`: the row, then the settings. The last lines are those of show-line-vty-0--iol17-lab--1,
 * the rest is from memory.
 */
function showOneLine(device: VirtualSwitch, label: string): string {
  const row = rowsOf(device).find((candidate) => candidate.label === label);
  if (row === undefined) return '';
  return `${header}\n${shownRow(device, row)}\n${settingsOf(device, row)}`;
}

function settingsOf(device: VirtualSwitch, row: Row): string {
  const block = device.configuration.lines.get(row.label);
  const line = [device.console, ...device.vtys].find((candidate) => candidate.label === row.label);
  const idle = stamp(execTimeoutMs(block));
  const transports = inputTransports(block);
  return `Line ${row.number}, Location: "${line?.location ?? ''}", Type: ""
Length: ${line?.session?.length ?? 24} lines, Width: ${line?.session?.width ?? 80} columns
Baud rate (TX/RX) is 9600/9600
Status: ${row.active ? 'PSI Enabled, Ready, Active' : 'No Exit Banner'}
Capabilities: none
Modem state: ${row.active ? 'Ready' : 'Idle'}
Timeouts:      Idle EXEC    Idle Session   Modem Answer  Session   Dispatch
               ${idle.padEnd(13)}never                        ${stamp(absoluteTimeoutMs(block), 'none').padEnd(9)} not set
Editing is enabled.
History is enabled, history size is 20.
Allowed input transports are ${transports.length === 0 ? 'none' : transports.join(' ')}.
Allowed output transports are telnet ssh.
Preferred transport is telnet.
`;
}

function stamp(milliseconds: number | undefined, never = 'never'): string {
  if (milliseconds === undefined) return never;
  const seconds = Math.round(milliseconds / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** `show terminal`: the settings of the line that asks, as `show line` has them. */
export const showTerminalCommand: Node = keyword('terminal', 'Display terminal configuration parameters', {
  run: (context) => {
    const { device, line } = ownSession(context);
    const row = rowsOf(device).find(({ label }) => label === line.label);
    return row === undefined ? undefined : settingsOf(device, row);
  },
});

/** `show line …`. */
export const showLineCommand: Node = keyword(
  'line',
  'TTY line information',
  { run: ({ device }) => showLine(device) },
  number('line', 0, 2 + highestVty, 'Line number', {
    run: ({ device }, { line }) => showOneLine(device, rowsOf(device)[Number(line)]?.label ?? ''),
  }),
  keyword(
    'console',
    'Primary terminal line',
    number('line', 0, 0, 'Line number', { run: ({ device }) => showOneLine(device, 'con 0') }),
  ),
  keyword(
    'aux',
    'Auxiliary line',
    number('line', 0, 0, 'Line number', { run: ({ device }) => showOneLine(device, 'aux 0') }),
  ),
  keyword(
    'vty',
    'Virtual terminal',
    number('line', 0, highestVty, 'Line number', {
      run: ({ device }, { line }) => showOneLine(device, `vty ${line}`),
    }),
  ),
);

import type { VirtualSwitch } from '../switch.ts';
import { type BootConsole, printSteps } from './boot-step.ts';
import { bootTextOf } from './boot-texts.ts';
import { flashInit } from './flash-init.ts';

/** The environment variables of the boot loader; they are in flash and outlive every reload. */
export class BootVariables {
  readonly #values: Map<string, string>;

  constructor(baseMac: string) {
    this.#values = new Map([
      ['BOOT', 'flash:packages.conf;'],
      ['MAC_ADDR', baseMac],
      ['MANUAL_BOOT', 'no'],
      ['SWITCH_NUMBER', '1'],
      ['SWITCH_PRIORITY', '1'],
    ]);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  unset(name: string): void {
    this.#values.delete(name);
  }

  toString(): string {
    return [...this.#values]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
  }
}

const commands = [
  ['?', 'Present list of available commands'],
  ['boot', 'Load and boot an executable image'],
  ['dir', 'List files in directories'],
  ['flash_init', 'Initialize flash filesystem(s)'],
  ['help', 'Present list of available commands'],
  ['reset', 'Reset the system'],
  ['set', 'Set or display environment variables'],
  ['unset', 'Unset one or more environment variables'],
  ['version', 'Display boot loader version'],
] as const;

/** `switch:` until something is booted. */
export async function bootPrompt(
  device: VirtualSwitch,
  console: BootConsole,
  variables: BootVariables,
): Promise<'boot' | 'reset'> {
  const { screen, editor } = console;
  for (;;) {
    const typed = await editor.read({ prompt: 'switch: ' });
    if (typed.kind !== 'line') continue;
    const [command = '', ...rest] = typed.text.trim().split(/\s+/);
    const assignment = /^([A-Za-z_]\w*)=(.*)$/.exec(typed.text.trim());
    if (assignment?.[1] !== undefined) {
      variables.set(assignment[1], assignment[2] ?? '');
      screen.print('\n');
      continue;
    }
    switch (command) {
      case '':
        continue;
      case 'boot':
      case 'b': {
        const [file = (variables.get('BOOT') ?? '').split(';')[0] ?? ''] = rest;
        if (isBootable(device, file)) return 'boot';
        screen.print(`${file}: no such file or directory\nError loading "${file}"\n\n`);
        break;
      }
      case 'reset': {
        screen.print('Are you sure you want to reset the system (y/n)?');
        const key = await editor.key();
        screen.print(`${key === '\r' ? '' : (key ?? '')}\n`);
        if (key === 'y' || key === 'Y') {
          screen.print('System resetting...\n');
          return 'reset';
        }
        break;
      }
      case 'flash_init':
        await printSteps(device, screen, flashInit);
        break;
      case 'dir':
        screen.print(
          /^flash:\/?$/.test(rest[0] ?? '')
            ? directory(device)
            : rest[0] === undefined
              ? 'usage: dir <filesystem>\n\n'
              : `${rest[0]}: no such device\n\n`,
        );
        break;
      case 'set':
        if (rest[0] === undefined) screen.print(`${variables.toString()}\n`);
        else if (rest[1] === undefined) screen.print(`${rest[0]}=${variables.get(rest[0]) ?? ''}\n\n`);
        else variables.set(rest[0], rest.slice(1).join(' '));
        break;
      case 'unset':
        for (const name of rest) variables.unset(name);
        break;
      case 'version':
        screen.print(`${bootTextOf(device.release).loaderVersion}\n\n`);
        break;
      case 'help':
      case '?':
        screen.print(`${commands.map(([name, help]) => `${name.padStart(15)} -- ${help}\n`).join('')}\n`);
        break;
      default:
        screen.print(`unknown cmd: ${command}\n\n`);
    }
  }
}

/** Columns of the boot loader's own listing; sizes and names are those of the flash. */
function directory({ files: { flash } }: VirtualSwitch): string {
  const rows = flash
    .list('')
    .map(
      ({ number, mode, size, name }) =>
        `${String(number).padStart(5)}  ${mode}  ${String(size).padEnd(11)} ${name}\n`,
    );
  const { total, free } = flash.space();
  return `Directory of flash:/\n\n${rows.join('')}\n${free} bytes available (${total - free} bytes used)\n\n`;
}

/** Whether the packages are started by this file: only by the list of them, and only where that is. */
export function isBootable({ files: { flash } }: VirtualSwitch, file: string): boolean {
  return /^flash:\/?packages\.conf$/.test(file) && flash.find('packages.conf') !== undefined;
}

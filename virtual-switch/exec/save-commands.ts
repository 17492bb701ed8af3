import { deflateRawSync } from 'node:zlib';
import type { CommandContext } from '../command-line/context.ts';
import { keyword, type Node } from '../command-line/grammar.ts';
import { flag } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import { confirmed } from './single-key.ts';

/** `write`, `erase`: what moves configuration to NVRAM, and what empties it. */
export const saveCommands: readonly Node[] = [
  keyword(
    'write',
    'Write running configuration to memory, network, or terminal',
    { run: save },
    keyword('erase', 'Erase NV memory', { run: erase }),
    keyword('memory', 'Write to NV memory', { run: save }),
    keyword('terminal', 'Write to terminal', { run: ({ device }) => device.runningConfig() }),
  ),
  keyword(
    'erase',
    'Erase a filesystem',
    keyword('nvram:', 'Filesystem to be erased', { run: erase }),
    keyword('startup-config', 'Erase contents of configuration memory', { run: erase }),
  ),
];

/** `show startup-config`. */
export function showStartup({ configuration, nvram }: VirtualSwitch): string {
  const { startup, bytes } = nvram;
  if (startup === '') return 'startup-config is not present\n';
  if (flag(configuration, 'service compress-config') !== true) {
    return `Using ${startup.length} out of ${bytes} bytes\n${startup}`;
  }
  const used = compressed(startup);
  return `Using ${used} out of ${bytes} bytes, uncompressed size = ${startup.length} bytes\n${startup}`;
}

/** Running configuration to NVRAM, with what is said of it. */
export function save({ device, io }: CommandContext): void {
  io.print('Building configuration...\n');
  device.save();
  const { configuration, startupConfiguration } = device;
  if (flag(configuration, 'service compress-config') === true) {
    const { length } = startupConfiguration;
    io.print(`Compressed configuration from ${length} bytes to ${compressed(startupConfiguration)} bytes`);
  }
  io.print('[OK]\n');
}

async function erase(context: CommandContext): Promise<void> {
  const { device, io } = context;
  const question = 'Erasing the nvram filesystem will remove all configuration files! Continue? ';
  if (!(await confirmed(context, question))) return;
  device.files.nvram.erase();
  io.print('[OK]\nErase of nvram: complete\n');
  device.syslog.message('SYS', 7, 'NV_BLOCK_INIT', 'Initialized the geometry of nvram');
}

/** Bytes of NVRAM that a text takes with `service compress-config`. */
function compressed(text: string): number {
  return deflateRawSync(text).length;
}

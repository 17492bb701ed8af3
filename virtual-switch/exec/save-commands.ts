import { deflateRawSync } from 'node:zlib';
import type { CommandContext } from '../command-line/context.ts';
import { keyword, type Node } from '../command-line/grammar.ts';
import { flag } from '../configuration/configuration.ts';
import { loadConfiguration } from '../configuration/load.ts';
import type { VirtualSwitch } from '../switch.ts';
import { confirmed } from './single-key.ts';

const noStartup = '%Error opening nvram:/startup-config (No such file or directory)\n';

/** `write`, `copy`, `erase`: what moves configuration to NVRAM and back. */
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
    'copy',
    'Copy from one file to another',
    keyword(
      'running-config',
      'Copy from current system configuration',
      keyword('startup-config', 'Copy to startup configuration', { run: copyToStartup }),
    ),
    keyword(
      'startup-config',
      'Copy from startup configuration',
      keyword('running-config', 'Update (merge with) current system configuration', { run: copyToRunning }),
    ),
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

function save({ device, io }: CommandContext): void {
  io.print('Building configuration...\n');
  device.save();
  const { configuration, startupConfiguration } = device;
  if (flag(configuration, 'service compress-config') === true) {
    const { length } = startupConfiguration;
    io.print(`Compressed configuration from ${length} bytes to ${compressed(startupConfiguration)} bytes`);
  }
  io.print('[OK]\n');
}

async function copyToStartup(context: CommandContext): Promise<void> {
  const name = (await context.io.ask('Destination filename [startup-config]? ')).trim();
  if (name === '' || name === 'startup-config') return save(context);
  context.io.print(`%Error opening nvram:/${name} (Permission denied)\n`);
}

async function copyToRunning({ device, io, session }: CommandContext): Promise<void> {
  const name = (await io.ask('Destination filename [running-config]? ')).trim();
  if (name !== '' && name !== 'running-config') {
    return io.print(`%Error opening system:/${name} (Permission denied)\n`);
  }
  const { startupConfiguration: text } = device;
  if (text === '') return io.print(noStartup);
  const startedAt = device.clock.now();
  for (const line of await loadConfiguration(device, text)) io.print(`${line.text}\n${line.reason}\n`);
  const seconds = Math.max(0.1, (device.clock.now() - startedAt) / 1000);
  if (session) device.noteChange(session.line, 'memory');
  io.print(
    `${text.length} bytes copied in ${seconds.toFixed(3)} secs (${Math.round(text.length / seconds)} bytes/sec)\n`,
  );
}

async function erase(context: CommandContext): Promise<void> {
  const { device, io } = context;
  const question = 'Erasing the nvram filesystem will remove all configuration files! Continue? ';
  if (!(await confirmed(context, question))) return;
  device.nvram.erase();
  io.print('[OK]\nErase of nvram: complete\n');
  device.syslog.message('SYS', 7, 'NV_BLOCK_INIT', 'Initialized the geometry of nvram');
}

/** Bytes of NVRAM that a text takes with `service compress-config`. */
function compressed(text: string): number {
  return deflateRawSync(text).length;
}

import type { LineEditor } from '../command-line/line-editor.ts';
import type { VirtualSwitch } from '../switch.ts';
import { type BootVariables, bootPrompt, isBootable } from './boot-prompt.ts';
import { type BootConsole, printSteps } from './boot-step.ts';
import { bootTextOf } from './boot-texts.ts';

const interrupt = '\x03';
const interruptMs = 5000;

/**
 * The boot loader, from power-on until an image is to be started. Within five seconds ^C stops it at the
 * `switch:` prompt. Gives whether the startup configuration is to be ignored.
 */
export async function runBootLoader(
  device: VirtualSwitch,
  console: BootConsole,
): Promise<{ readonly ignoreStartup: boolean }> {
  const { screen, editor } = console;
  const variables = device.bootVariables;
  for (;;) {
    await printSteps(device, screen, bootTextOf(device.release).powerOn(device.hardware));
    const how = await beforeBoot(device, console, variables);
    if (how === 'boot') return { ignoreStartup: variables.get('SWITCH_IGNORE_STARTUP_CFG') === '1' };
    editor.flush();
  }
}

async function beforeBoot(
  device: VirtualSwitch,
  console: BootConsole,
  variables: BootVariables,
): Promise<'boot' | 'reset'> {
  const { screen, editor } = console;
  const [first = ''] = (variables.get('BOOT') ?? '').split(';');
  if (/^yes$/i.test(variables.get('MANUAL_BOOT') ?? '')) {
    screen.print(
      'The system is not configured to boot automatically.  The\nfollowing command will finish loading the operating system\nsoftware:\n\n    boot\n\n\n',
    );
  } else {
    editor.flush();
    screen.print(bootTextOf(device.release).interruptible);
    if (await interrupted(device, editor)) screen.print('\nBoot process terminated.\n\n');
    else if (isBootable(device, first)) return 'boot';
    else {
      screen.print(
        `${first}: no such file or directory\nError loading "${first}"\n\nBoot process failed...\n\nThe system is unable to boot automatically.  The BOOT\nenvironment variable needs to be set to a bootable\nimage.\n\n\n`,
      );
    }
  }
  return bootPrompt(device, console, variables);
}

async function interrupted(device: VirtualSwitch, editor: LineEditor): Promise<boolean> {
  const end = device.clock.now() + interruptMs;
  for (;;) {
    const key = await editor.key(end - device.clock.now());
    if (key === undefined) return false;
    if (key === interrupt) return true;
  }
}

import { loadConfiguration } from '../configuration/load.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { BootConsole } from './boot-step.ts';
import { bootTextOf } from './boot-texts.ts';
import { askEnableSecret } from './enable-secret-dialog.ts';

/** ^C: the dialog ends as if it had never begun. */
class Aborted extends Error {}

/**
 * What a switch without startup configuration asks. The greeting and the question are those of
 * initial-configuration-dialog--unicon--1; the questions of the setup itself follow IOS 15 in short.
 */
export async function initialDialog(device: VirtualSwitch, { screen, editor }: BootConsole): Promise<void> {
  const ask = async (question: string, echo = true): Promise<string> => {
    const typed = await editor.read({ prompt: question, echo });
    if (typed.kind !== 'line') throw new Aborted();
    return typed.text.trim();
  };
  const yesNo = async (question: string, standard?: boolean): Promise<boolean> => {
    const shown = standard === undefined ? 'yes/no' : standard ? 'yes' : 'no';
    for (;;) {
      const answer = (await ask(`${question} [${shown}]: `)).toLowerCase();
      if (answer === '' && standard !== undefined) return standard;
      if (answer !== '' && 'yes'.startsWith(answer)) return true;
      if (answer !== '' && 'no'.startsWith(answer)) return false;
      screen.print("% Please answer 'yes' or 'no'.\n");
    }
  };
  const secret = async (question: string): Promise<string> => {
    for (;;) {
      const typed = await ask(question);
      if (typed !== '') return typed;
      screen.print('% No defaulting allowed\n');
    }
  };
  const saved = async (script: readonly string[]): Promise<void> => {
    await loadConfiguration(device, `${script.join('\n')}\n`);
    screen.print('Building configuration...\n');
    device.save();
    screen.print("[OK]\nUse the enabled mode 'configure' command to modify this configuration.\n");
  };
  const greeting = '\n         --- System Configuration Dialog ---\n\n';
  const enter = 'Would you like to enter the initial configuration dialog?';

  screen.print(greeting);
  try {
    if (!(await yesNo(enter))) {
      if (bootTextOf(device.release).wantsEnableSecret === true) {
        const given = await askEnableSecret({ print: (text) => screen.print(text), ask });
        if (given !== undefined) await saved([`enable secret ${given}`, 'end']);
        return;
      }
      if (bootTextOf(device.release).asksAboutAutoinstall) {
        screen.print('\n');
        await yesNo('Would you like to terminate autoinstall?', true);
      }
      return;
    }
    for (;;) {
      screen.print(
        "\nAt any point you may enter a question mark '?' for help.\nUse ctrl-c to abort configuration dialog at any prompt.\nDefault settings are in square brackets '[]'.\n\n\n",
      );
      await yesNo('Would you like to enter basic management setup?');
      screen.print('Configuring global parameters:\n\n');
      const standard = hostnameOf(device.configuration);
      const hostname = (await ask(`  Enter host name [${standard}]: `)) || standard;
      const enableSecret = await secret('  Enter enable secret: ');
      const enablePassword = await secret('  Enter enable password: ');
      const vtyPassword = await secret('  Enter virtual terminal password: ');
      const script = [
        `hostname ${hostname}`,
        `enable secret ${enableSecret}`,
        `enable password ${enablePassword}`,
        'line vty 0 15',
        `password ${vtyPassword}`,
        'end',
      ];
      screen.print(
        `\nThe following configuration command script was created:\n\n${script
          .map((text) => text.replace(/^enable secret .*/, 'enable secret 5 <hidden>'))
          .join('\n')}\n\n\n`,
      );
      screen.print(
        '[0] Go to the IOS command prompt without saving this config.\n[1] Return back to the setup without saving this config.\n[2] Save this configuration to nvram and exit.\n\n',
      );
      const choice = (await ask('Enter your selection [2]: ')) || '2';
      if (choice === '1') continue;
      if (choice !== '0') {
        await saved(script);
      }
      return;
    }
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
    screen.print('\nConfiguration aborted, no changes made.\n');
  }
}

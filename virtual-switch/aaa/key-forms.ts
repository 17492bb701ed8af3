import { type Action, keyword, line, type Node } from '../command-line/grammar.ts';
import type { Block, Configuration } from '../configuration/configuration.ts';
import { passwordOrError, shownPassword } from '../configuration/system-commands.ts';

/** `[0|7] KEY` at the end of a command; `set` gets it as it is stored, `0 text` or `7 text`. */
export function keyForms(set: (stored: string) => Action): readonly Node[] {
  const form = (type: '0' | '7' | undefined): Action => ({
    run: (context, args) => {
      const { type: kind, text } = passwordOrError(type, args['text'] ?? '');
      return set(`${kind} ${text}`).run?.(context, args);
    },
  });
  return [
    keyword(
      '0',
      'Specifies an UNENCRYPTED key will follow',
      line('text', 'The UNENCRYPTED (cleartext) shared key', form('0')),
    ),
    keyword('7', 'Specifies HIDDEN key will follow', line('text', 'The HIDDEN shared key', form('7'))),
    line('text', 'The UNENCRYPTED (cleartext) shared key', form(undefined)),
  ];
}

/** A key as running-config shows it: hidden once `service password-encryption` is on. */
export function shownKey(configuration: Configuration, stored: string): string {
  const [, type, text = ''] = /^([07]) (.*)$/s.exec(stored) ?? [];
  return shownPassword(configuration, { type: type === '7' ? 7 : 0, text }).replace(/^0 /, '');
}

/** A setting that is a key, under its own name. */
export function keySetting(command: string, section: string, help: string, key = command): Node {
  const words = command.split(' ');
  const set = (stored: string): Action => ({
    run: ({ blocks }) => {
      for (const { settings } of blocks) settings.set(key, stored);
    },
  });
  const action: Action = {
    no: ({ blocks }) => {
      for (const { settings } of blocks) settings.delete(key);
    },
    show: { section, lines: ({ block, configuration }) => keyLines(block, configuration, key, command) },
  };
  return keyword(words.at(-1) ?? command, help, action, ...keyForms(set));
}

function keyLines(block: Block, configuration: Configuration, key: string, command: string): string[] {
  const stored = block.settings.get(key);
  return stored === undefined ? [] : [`${command} ${shownKey(configuration, stored)}`];
}

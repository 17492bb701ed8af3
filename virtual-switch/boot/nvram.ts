import type { RsaKeyPair } from '../keys/key-store.ts';

/** What a switch keeps without power: its startup configuration, and the keys in the private configuration. */
export class Nvram {
  readonly bytes = 2_097_152;
  /** Empty when there is none. */
  startup: string;
  keys: readonly RsaKeyPair[] = [];
  /** Configuration was changed since it was last saved or read. */
  modified = false;

  /** The commands in force when it was last saved or read. */
  inStep = '';

  constructor(startup: string) {
    this.startup = startup;
  }

  save(text: string, keys: readonly RsaKeyPair[]): void {
    this.startup = text;
    this.inStep = commandsOf(text);
    this.keys = [...keys];
    for (const key of keys) key.stored = true;
    this.modified = false;
  }

  /** Another text than that in force: a reload would lose what is in force. */
  replace(text: string): void {
    this.startup = text;
    this.inStep = commandsOf(text);
  }

  erase(): void {
    this.startup = '';
    this.keys = [];
    this.modified = true;
  }
}

/** Without the comments, which carry times. */
export function commandsOf(text: string): string {
  return text.replaceAll(/^!.*\n/gm, '');
}

import type { ScriptedTty } from '../../support/scripted-tty.ts';

/** What is printed, and the scene that the device is in then. */
export interface Step {
  readonly says?: string;
  readonly to?: string;
}

/** A state of the device in which it waits for keys. */
export interface Scene {
  /** What stands on the line while it waits. */
  readonly shows: string;
  readonly echo?: boolean;
  /** Keys that do something at once, without Enter. */
  readonly keys?: Readonly<Record<string, Step>>;
  /** What an entered line does; a line that is not here does nothing, and `?` stands for all others. */
  readonly lines?: Readonly<Record<string, Step>>;
  /** Whether the line editor knows Ctrl-R. */
  readonly redisplays?: boolean;
}

export interface Stage {
  /** The lines that were entered, scene by scene: `exec: show clock`. Comments and empty lines are left out. */
  readonly entered: readonly string[];
  readonly scene: string;
  /** As IOS prints a log line: on a line of its own, without the prompt behind it. */
  log(text: string): void;
  /** Changes the scene by itself, and says nothing. */
  go(scene: string): void;
}

/** Has a tty play a device that goes from scene to scene; it begins in `first`, having shown nothing. */
export function stage(
  tty: Pick<ScriptedTty, 'send' | 'onTyped'>,
  scenes: Readonly<Record<string, Scene>>,
  first: string,
  halfTyped = '',
): Stage {
  const entered: string[] = [];
  let name = first;
  let line = halfTyped;
  const now = (): Scene => scenes[name] ?? { shows: '' };
  const go = ({ says = '', to }: Step): void => {
    name = to ?? name;
    tty.send(`${says}\r\n${now().shows}`);
  };
  const key = (typed: string): void => {
    const { shows, echo = true, keys, lines, redisplays = true } = now();
    const step = keys?.[typed] ?? (typed === '\r' ? undefined : keys?.['any']);
    if (step !== undefined) {
      line = '';
      return go(step);
    }
    if (typed === '\r') {
      const text = line;
      line = '';
      if (text.trim() === '' || text.startsWith('!')) return go(lines?.[''] ?? {});
      entered.push(`${name}: ${text}`);
      return go(lines?.[text] ?? lines?.['?'] ?? {});
    }
    if (typed === '\x12') {
      if (redisplays) tty.send(`\r\n${shows}${echo ? line : ''}`);
    } else if (typed === '\x15') {
      if (echo) tty.send('\b \b'.repeat(line.length));
      line = '';
    } else if (typed >= ' ') {
      line += typed;
      if (echo) tty.send(typed);
    }
  };
  tty.onTyped((keys) => {
    for (const typed of keys) key(typed);
  });
  return {
    entered,
    get scene() {
      return name;
    },
    go: (scene) => {
      name = scene;
    },
    log: (text) => tty.send(`\r\n${text}\r\n`),
  };
}

import { SerialPort } from 'serialport';

/** What a switch is found to be: its configuration without what changes by itself, and its key pairs. */
export interface SwitchFacts {
  readonly config: readonly string[];
  readonly keys: readonly string[];
}

/**
 * Reads a switch as a person at a terminal would, with nothing of the harness: Enter, enable, the two listings, a
 * blank at each --More--. For a console that stands at an EXEC prompt.
 */
export async function readSwitch(tty: string, enableSecret: string): Promise<SwitchFacts> {
  const port = new SerialPort({ path: tty, baudRate: 115_200, lock: true, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  let text = '';
  let changed = (): void => undefined;
  port.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    changed();
  });
  const awaited = async (pattern: RegExp, what: string): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer = setTimeout(
      () => reject(new Error(`no ${what}; the console showed: ${text.slice(-500)}`)),
      30_000,
    );
    changed = () => {
      if (/--More-- ?$/.test(text)) {
        text = text.replace(/ *--More-- ?$/, '');
        port.write(' ');
      } else if (pattern.test(text)) resolve(undefined);
    };
    changed();
    await promise.finally(() => clearTimeout(timer));
  };
  const type = async (line: string, pattern: RegExp, what: string): Promise<string> => {
    text = '';
    port.write(`${line}\r`);
    await awaited(pattern, what);
    return text;
  };
  try {
    const prompt = await type('', promptLine, 'prompt');
    if (prompt.match(promptLine)?.[1] === '>') {
      await type('enable', /Password: ?$/, 'question for the enable secret');
      await type(enableSecret, privilegedLine, 'privileged prompt');
    }
    const config = await type(
      'show running-config',
      /\r\nend\r\n[^]*\n[\w.-]+#\r?$/m,
      'whole running-config',
    );
    const keys = await type('show crypto key mypubkey rsa', privilegedLine, 'list of keys');
    return { config: configOf(config), keys: keysOf(keys) };
  } finally {
    await new Promise<void>((resolve) => port.close(() => resolve()));
  }
}

/** A log line may stand behind it. */
const promptLine = /\n[\w.-]+([>#])\r?$/m;
const privilegedLine = /\n[\w.-]+#\r?$/m;

/** As a terminal shows it: what the pager wiped away is gone. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\x08+ *\x08*/g, '')
        .replaceAll('\r', '')
        .trimEnd(),
    )
    .slice(1, -1);
}

function configOf(text: string): string[] {
  let inCertificate = false;
  return linesOf(text).filter((line) => {
    if (/^ certificate /.test(line)) inCertificate = true;
    else if (/^\S|^ \S/.test(line)) inCertificate = false;
    if (inCertificate) return false;
    return line !== '' && !/^(?:!|Building|Current configuration|\*|%|[A-Z][a-z]{2} +\d)/.test(line);
  });
}

/** Everything but the temporary pair that SSH makes for itself. */
function keysOf(text: string): string[] {
  const pairs = linesOf(text)
    .join('\n')
    .split(/(?=% Key pair was generated at)/);
  return pairs.filter(
    (pair) => pair.startsWith('% Key pair') && !/Temporary key|Key name: \S+\.server/.test(pair),
  );
}

/** Passwords that a configuration holds in clear. */
export interface Accounts {
  readonly enableSecret: string | undefined;
  readonly enablePassword: string | undefined;
  readonly users: readonly (readonly [name: string, password: string])[];
  /** Of line con 0. */
  readonly console: string | undefined;
}

/** Reads them from the text of a configuration file; hashed ones are left out. */
export function accountsIn(text: string): Accounts {
  const clear = '(?:0 )?(?![0-9] )(\\S+)\\s*$';
  const find = (pattern: string, from = text) => new RegExp(pattern, 'm').exec(from)?.[1];
  const consoleLines = /^line con 0\s*\n((?: .*\n?)*)/m.exec(text)?.[1] ?? '';
  const users = text.matchAll(
    new RegExp(`^username (\\S+)(?: privilege \\d+)? (?:secret|password) ${clear}`, 'gm'),
  );
  return {
    enableSecret: find(`^enable secret ${clear}`),
    enablePassword: find(`^enable password ${clear}`),
    users: [...users].map(([, name = '', password = '']) => [name, password] as const),
    console: find(`^ password ${clear}`, consoleLines),
  };
}

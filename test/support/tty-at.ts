import { statSync } from 'node:fs';

/** When the tty of that name came to be; another program may have one of the same name later. Undefined where there is none. */
export function ttyAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ctimeMs;
}

/** What `scp …`, as a client sends it for a command, asks of the server. */
export interface ScpRequest {
  readonly direction: ScpDirection;
  readonly path: string;
  /** Options that the switch does not have. */
  readonly unsupported: boolean;
}

/** Seen from the client: a file comes to the switch, or goes from it. */
export type ScpDirection = 'upload' | 'download';

/** Undefined for a command that is none of scp. */
export function readScpRequest(command: string): ScpRequest | undefined {
  const [, behind] = /^\s*scp\s+(.*)$/s.exec(command) ?? [];
  if (behind === undefined) return undefined;
  let rest = behind;
  let direction: ScpDirection | undefined;
  let unsupported = false;
  for (;;) {
    const [whole, letters = ''] = /^-([A-Za-z]+)(?:\s+|$)/.exec(rest) ?? [];
    if (whole === undefined) break;
    rest = rest.slice(whole.length);
    for (const letter of letters) {
      if (letter === 't') direction = 'upload';
      else if (letter === 'f') direction = 'download';
      else if (letter !== 'v' && letter !== 'q' && letter !== 'r') unsupported = true;
    }
  }
  if (direction === undefined) return undefined;
  const path = rest.replace(/^--\s+/, '').trimEnd();
  return { direction, path: unquoted(path), unsupported };
}

/** A client may quote for a shell, which the switch does not have. */
function unquoted(path: string): string {
  return /^'(.*)'$/s.exec(path)?.[1] ?? /^"(.*)"$/s.exec(path)?.[1] ?? path;
}

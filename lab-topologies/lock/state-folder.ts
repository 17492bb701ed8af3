import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where locks and baselines of benches lie, outside of all runs: CATALYST_CONFORM_STATE, or the place that the
 * system has for such things (XDG Base Directory Specification; %LOCALAPPDATA% on Windows).
 */
export function stateFolder(env: Environment = process.env): string {
  const asked = env['CATALYST_CONFORM_STATE'];
  if (asked !== undefined && asked !== '') return asked;
  if (process.platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'catalyst-conform');
  }
  const xdg = env['XDG_STATE_HOME'];
  // The specification has a relative one ignored.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'state');
  return join(base, 'catalyst-conform');
}

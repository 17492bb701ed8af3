import type { Seams } from '../seams.ts';

export const name = 'client-input-not-forwarded';
export const title = 'What is typed in a session does not reach the far end';
export const requirements = ['SSH1-INFO-004'];

export function apply(seams: Seams): void {
  const typed = seams.sshClientTyped.bind(seams);
  // exit goes through: of a session that cannot be left nothing more would be seen.
  let line = '';
  seams.sshClientTyped = (text) => {
    line = (line + text).slice(-5);
    return 'exit\r'.startsWith(line.replace(/^.*(?=e)/s, '')) ? typed(text) : '';
  };
}

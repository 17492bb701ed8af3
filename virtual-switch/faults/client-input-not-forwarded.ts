import type { Seams } from '../seams.ts';

export const name = 'client-input-not-forwarded';
export const title = 'What is typed in a session does not reach the far end';
export const requirements = ['SSH1-INFO-004'];

/** They go through: of a session that cannot be left, or whose prompt cannot be told from its output, nothing more would be seen. */
const spared = /^(?:exit|!.*)$/;

export function apply(seams: Seams): void {
  const typed = seams.sshClientTyped.bind(seams);
  let line = '';
  seams.sshClientTyped = (text) => {
    let through = '';
    for (const key of text) {
      if (key !== '\r') line += key;
      else {
        if (spared.test(line)) through += `${line}\r`;
        line = '';
      }
    }
    return through === '' ? '' : typed(through);
  };
}

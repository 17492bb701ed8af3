import type { Seams } from '../seams.ts';

export const name = 'remote-output-paged';
export const title = 'What a remote command prints waits at --More--';
export const requirements = ['SSH2-RES-003'];

export function apply(seams: Seams): void {
  seams.outputOfRemoteCommand = (output) => {
    const lines = output.split('\n');
    return lines.length <= 24 ? output : `${lines.slice(0, 23).join('\n')}\n --More-- `;
  };
}

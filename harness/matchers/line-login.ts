import type { CliMode } from '../../bench/cli-mode.ts';
import type { CliObservation } from '../../bench/console.ts';
import { defineFact } from './define.ts';

/** Matchers of a login at a line, such as the console. */

const exec: readonly CliMode[] = ['user-exec', 'privileged-exec'];

/**
 * Whoever began a session at the line stands at a command prompt, and was asked nothing on the way. What is printed is no question, however it
 * looks: a banner may say `Username:` too.
 */
export const letInUnasked = defineFact<CliObservation>(
  'letInUnasked',
  ['cli'],
  ({ dialog, modeAfter, promptAfter }) => {
    const asked = dialog.map(({ question }) => question);
    return {
      matches: asked.length === 0 && exec.includes(modeAfter),
      got: [...asked, promptAfter === '' ? modeAfter : promptAfter].join(', then '),
    };
  },
);

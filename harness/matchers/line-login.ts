import type { CliMode } from '../../bench/cli-mode.ts';
import type { CliObservation } from '../../bench/console.ts';
import { defineFact } from './define.ts';

/** Matchers of a login at a line, such as the console. */

const exec: readonly CliMode[] = ['user-exec', 'privileged-exec'];
const asksWho = /^(?:username|login|user name|password):/i;

/** Whoever began a session at the line stands at a command prompt, and was asked for neither name nor password. */
export const letInUnasked = defineFact<CliObservation>(
  'letInUnasked',
  ['cli'],
  ({ lines, dialog, modeAfter, promptAfter }) => {
    const asked = [...lines.map(({ text }) => text), ...dialog.map(({ question }) => question)].filter(
      (text) => asksWho.test(text.trim()),
    );
    return {
      matches: asked.length === 0 && exec.includes(modeAfter),
      got: [...asked, promptAfter === '' ? modeAfter : promptAfter].join(', then '),
    };
  },
);

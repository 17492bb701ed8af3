import { changeBelow, followedBy } from '../command-line/change-below.ts';
import type { Seams } from '../seams.ts';

export const name = 'second-login-method-not-stored';
export const title = 'Of the methods of a list of logins only the first is stored';
export const requirements = ['SCP-CFG-007'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authentication', 'login'], (node) =>
      followedBy(node, ({ configuration, parsed }) => {
        const [line, key = ''] =
          /^(aaa authentication login \S+) (?:group )?\S+/.exec(parsed.canonical) ?? [];
        if (line !== undefined) configuration.settings.set(key, line);
      }),
    );
}

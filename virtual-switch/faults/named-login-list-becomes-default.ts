import { changeBelow, followedBy } from '../command-line/change-below.ts';
import type { Seams } from '../seams.ts';

export const name = 'named-login-list-becomes-default';
export const title = 'A list of logins with a name takes the place of the default list too';
export const requirements = ['SCP-CFG-006'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authentication', 'login'], (node) =>
      followedBy(node, ({ configuration, parsed }) => {
        const methods = /^aaa authentication login \S+ (.+)$/.exec(parsed.canonical)?.[1];
        if (methods === undefined) return;
        const key = 'aaa authentication login default';
        configuration.settings.set(key, `${key} ${methods}`);
      }),
    );
}

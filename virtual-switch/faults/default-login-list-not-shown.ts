import { changeBelow } from '../command-line/change-below.ts';
import type { ShowContext } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'default-login-list-not-shown';
export const title = 'running-config does not have the default list of logins';
export const requirements = ['SCP-CFG-005', 'SSH2-SCP-005'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authentication', 'login'], (node) => {
      const { action } = node;
      if (action?.show === undefined) return node;
      const { show } = action;
      const lines = (context: ShowContext) =>
        show.lines(context).filter((line) => !line.startsWith('aaa authentication login default '));
      return { ...node, action: { ...action, show: { ...show, lines } } };
    });
}

import { changeBelow } from '../command-line/change-below.ts';
import type { Action } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

type No = NonNullable<Action['no']>;

const exceptNamed =
  (no: No): No =>
  (context, args) =>
    args['list'] === undefined ? no(context, args) : undefined;

export const name = 'authorization-list-survives-no';
export const title = 'no aaa authorization leaves a list with a name where it is';
export const requirements = ['SCP-CFG-009'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authorization'], ({ action, ...node }) => ({
      ...node,
      ...(action && { action: { ...action, ...(action.no && { no: exceptNamed(action.no) }) } }),
    }));
}

import { replaceAt } from '../command-line/grammar.ts';
import { keep } from '../configuration/keep.ts';
import type { Seams } from '../seams.ts';

export const name = 'aaa-new-model-without-effect';
export const title = 'aaa new-model is taken and shown, and the lines go on deciding about logins';
export const requirements = ['SCP-CFG-004', 'SCP-CFG-005', 'SCP-CFG-006'];

export function apply(seams: Seams): void {
  const action = keep('aaa', { key: 'aaa new-model without effect', no: 'line' });
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['aaa', 'new-model'], (node) => ({ ...node, action }));
}

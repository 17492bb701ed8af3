import type { Seams } from '../seams.ts';

export const name = 'trap-counters-before-elapsed';
export const title = 'The trap has the byte counters before the time elapsed';
export const requirements = ['SNMP-DBG-007'];

export function apply(seams: Seams): void {
  seams.closeVariables = ([type, state, elapsed, ...rest]) => {
    const user = rest.pop();
    return [type, state, ...rest, elapsed, user].filter((varbind) => varbind !== undefined);
  };
}

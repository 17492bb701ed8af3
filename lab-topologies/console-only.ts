import type { Topology } from './topology.ts';

/**
 * The same bench by its console alone: a switch is brought back through it, and whether anything else answers
 * depends on what the killed run left behind.
 */
export function consoleOnly(topology: Topology): Topology {
  const { console } = topology.roles;
  return {
    ...topology,
    roles: console === undefined ? {} : { console },
    has: (role) => role === 'console' && topology.has(role),
  };
}

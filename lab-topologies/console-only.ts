import type { Topology } from './topology.ts';

/**
 * The same bench by its consoles alone: a switch is brought back through it, and whether anything else answers
 * depends on what the killed run left behind.
 */
export function consoleOnly(topology: Topology): Topology {
  const { console, 'second-device': second } = topology.roles;
  return {
    ...topology,
    roles: {
      ...(console === undefined ? {} : { console }),
      ...(second === undefined ? {} : { 'second-device': second }),
    },
    has: (role) => (role === 'console' || role === 'second-device') && topology.has(role),
  };
}

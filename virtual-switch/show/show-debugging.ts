import { debugKinds } from '../debug-kinds.ts';
import type { VirtualSwitch } from '../switch.ts';

/**
 * `show debugging`: what is on, below the heading of its subsystem (debug-snmp-packets--cscdr72939--1,
 * show-debugging--iol17-lab--1). Nothing where nothing is on.
 */
export function showDebugging({ debugging }: VirtualSwitch): string {
  const on = debugKinds.filter((kind) => debugging.isOn(kind));
  const headings = new Set(on.map(({ heading }) => heading));
  return [...headings]
    .map((heading) => {
      const titles = on.filter((kind) => kind.heading === heading).map(({ title }) => `  ${title} is on\n`);
      return `${heading}:\n${titles.join('')}`;
    })
    .join('\n');
}

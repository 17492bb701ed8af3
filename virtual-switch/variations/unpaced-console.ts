import type { Surroundings } from '../surroundings.ts';

export const name = 'unpaced-console';
export const title = 'The console is not held back to the speed of its line';

export function apply(surroundings: Surroundings): void {
  surroundings.baud = () => 10_000_000;
}

import { join } from 'node:path';
import { loadTopology, type LoadOptions, type Topology } from '../lab-topologies/topology.ts';
import { roomsFolder } from './package-folder.ts';

/** The topology of a file, or the virtual lab where none is named. Throws UsageError. */
export function topologyOf(
  file: string | undefined,
  options: Pick<LoadOptions, 'profile' | 'requirements'> = {},
): Topology {
  const virtual = join(roomsFolder, 'lab-topologies', 'virtual.yaml');
  return loadTopology(file ?? virtual, { ...options, env: process.env });
}

import { join } from 'node:path';
import { loadTopology, type Topology } from '../lab-topologies/topology.ts';
import { roomsFolder } from './package-folder.ts';

/** The topology of a file, or the virtual lab where none is named. Throws UsageError. */
export function topologyOf(file: string | undefined): Topology {
  return loadTopology(file ?? join(roomsFolder, 'lab-topologies', 'virtual.yaml'), { env: process.env });
}

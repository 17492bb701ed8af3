import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { topologySchema } from './topology-schema.ts';

/** `node lab-topologies/write-schema.ts` publishes the schema for editors; a test fails when it is out of date. */

export const schemaFile = fileURLToPath(new URL('topology.schema.json', import.meta.url));

/** The JSON Schema of a topology file, as it is written. What only the loader checks is in docs/topology.md. */
export function topologyJsonSchema(): object {
  const schema = z.toJSONSchema(topologySchema, { io: 'input' });
  return { title: 'Topology of catalyst-conform', ...schema };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Only whoever works on the project itself publishes it anew, and has the formatter.
  const { format } = await import('prettier');
  const text = await format(JSON.stringify(topologyJsonSchema()), { parser: 'json', printWidth: 110 });
  writeFileSync(schemaFile, text);
}

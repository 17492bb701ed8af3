import { readFileSync } from 'node:fs';
import t from 'tap';
import { schemaFile, topologyJsonSchema } from '../../lab-topologies/write-schema.ts';

t.test('the published JSON Schema is that of the loader', async (t) => {
  const published: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
  t.strictSame(
    published,
    JSON.parse(JSON.stringify(topologyJsonSchema())),
    'else run: node lab-topologies/write-schema.ts',
  );
});

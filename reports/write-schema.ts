/** `node reports/write-schema.ts` writes results.schema.json anew, after resultsSchema was changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsJsonSchema } from './results-json-schema.ts';

writeFileSync(
  join(import.meta.dirname, 'results.schema.json'),
  `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`,
);

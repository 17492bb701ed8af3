import { z } from 'zod';
import { resultsSchema } from './results-schema.ts';

/** The JSON Schema of results.json, for programs in other languages. */
export function resultsJsonSchema(): Record<string, unknown> {
  return { title: 'results.json of conform', ...z.toJSONSchema(resultsSchema) };
}

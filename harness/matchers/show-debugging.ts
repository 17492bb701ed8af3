import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { outputLines } from '../output-lines.ts';
import { defineMatcher } from './define.ts';

/** `show debugging` lists this kind as on. */
export const debuggingShown = defineMatcher<CliObservation, string>(
  'debuggingShown',
  ['cli'],
  z.string().min(1),
  (expected, observation) => {
    const lines = outputLines(observation).map((line) => line.trim());
    return {
      matches: lines.includes(`${expected} is on`),
      got: lines.filter((line) => / is on$/.test(line)).join(', ') || 'nothing on',
    };
  },
);

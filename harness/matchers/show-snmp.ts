import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { outputLines } from '../output-lines.ts';
import { defineMatcher } from './define.ts';

/** Whether `show snmp` is that of an agent that runs: it counts packets, where one that is off says so. */
export const snmpAgentRuns = defineMatcher<CliObservation, boolean>(
  'snmpAgentRuns',
  ['cli'],
  z.boolean(),
  (expected, observation) => {
    const lines = outputLines(observation);
    const off = lines.some((line) => /^%SNMP agent not enabled/.test(line.trim()));
    const counts = lines.some((line) => /^\d+ SNMP packets input$/.test(line.trim()));
    return {
      matches: expected ? counts && !off : off && !counts,
      got: off ? 'the agent is not enabled' : counts ? 'the agent counts packets' : 'neither',
    };
  },
);

import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { conform, root } from './conform.ts';

/** A `conform lab` that other commands of a test attach to. */
export interface TestLab {
  /** What it printed. */
  readonly printed: string;
  /** The topology that it wrote. */
  readonly topology: string;
  readonly console: string;
  readonly port: number;
  readonly process: ReturnType<typeof conform>;
  /** Writes a topology that differs from the lab's in the value at one path; undefined takes it away. */
  variant(name: string, path: readonly (string | number)[], value: unknown): string;
}

function withoutSecond(topology: string): string {
  return topology
    .replace(/^ {2}second-device:.*\n(?: {4}.*\n)+/m, '')
    .replace(/^without:\n/m, 'without:\n  second-device: this lab has one switch\n');
}

/**
 * Stands a lab up in a folder, with consoles that are faster than real ones; it is ended with the test. It has one switch
 * unless two are asked for: on the wall clock each run takes seconds more for the second.
 */
export async function startLab(
  t: { teardown(work: () => Promise<void>): void },
  folder: string,
  { two = false }: { readonly two?: boolean } = {},
): Promise<TestLab> {
  const virtual = readFileSync(join(root, 'lab-topologies', 'virtual.yaml'), 'utf8');
  const quick = join(folder, 'quick.yaml');
  writeFileSync(quick, (two ? virtual : withoutSecond(virtual)).replaceAll('baud: 9600', 'baud: 115200'));
  const topology = join(folder, 'lab.yaml');
  const process = conform(folder, ['lab', '--topology', quick, '--write-topology', topology]);
  t.teardown(async () => {
    process.kill('SIGINT');
    await process;
  });
  let printed = '';
  while (!printed.includes(topology)) {
    const [chunk] = (await Promise.race([
      once(process.stdout, 'data'),
      process.then(({ stderr }) => {
        throw new Error(`the lab ended: ${stderr}`);
      }),
    ])) as [Buffer];
    printed += chunk.toString();
  }
  const text = readFileSync(topology, 'utf8');
  const attach = parseDocument(text).getIn(['dut', 'attach'], true);
  const { console, reach } = JSON.parse(JSON.stringify(attach)) as {
    console: string;
    reach: { port: number };
  };
  return {
    printed,
    topology,
    console,
    port: reach.port,
    process,
    variant: (name, path, value) => {
      const document = parseDocument(text);
      if (value === undefined) document.deleteIn(path);
      else document.setIn(path, value);
      const file = join(folder, name);
      writeFileSync(file, document.toString());
      chmodSync(file, 0o600);
      return file;
    },
  };
}

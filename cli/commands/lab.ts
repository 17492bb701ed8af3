import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { Command } from 'commander';
import { BenchError, exitCodes, UsageError } from '../../bench/errors.ts';
import { standUpVirtualLab, type VirtualLab } from '../../lab-topologies/virtual-lab.ts';
import { collect } from '../collect.ts';
import { listenForInterrupts } from '../interrupt.ts';
import { topologyOf } from '../topology-file.ts';

interface LabOptions {
  readonly topology?: string;
  readonly writeTopology?: string;
  readonly fault?: readonly string[];
}

export function addLabCommand(program: Command): void {
  program
    .command('lab')
    .summary('keep the virtual lab up until Ctrl-C, to type at it by hand')
    .option('--topology <file>', 'the virtual lab to stand up (default: the one that runs use)')
    .option('--write-topology <file>', 'write a topology by which other runs attach to this lab')
    .option('--fault <name>', 'put this fault into the virtual switch; may be repeated', collect)
    .action(async (options: LabOptions) => {
      process.exitCode = await keepUp(options);
    });
}

async function keepUp(options: LabOptions): Promise<number> {
  const topology = topologyOf(options.topology);
  const interrupt = listenForInterrupts(() => undefined);
  const lab = await standUpVirtualLab(topology, { faults: options.fault ?? [] });
  let written: string | undefined;
  try {
    if (options.writeTopology !== undefined) {
      writePrivate(options.writeTopology, lab.toTopology());
      written = options.writeTopology;
    }
    process.stdout.write(`${describe(lab, written)}\n`);
    const how = await Promise.race([
      interrupt.gently.aborted ? 'interrupted' : once(interrupt.gently, 'abort').then(() => 'interrupted'),
      lab.ended.then(() => 'ended'),
    ]);
    if (how === 'ended') {
      throw new BenchError('the virtual switch ended by itself', { next: 'start the lab again' });
    }
    // Ctrl-C is how a lab is ended.
    return exitCodes.ok;
  } finally {
    await lab.close();
    // It would lead other runs to a lab that is gone.
    if (written !== undefined) rmSync(written, { force: true });
    interrupt.release();
  }
}

function describe(lab: VirtualLab, file?: string): string {
  const { console, baud, address, port, reach, credentials, second } = lab;
  const { username, password, enableSecret } = credentials;
  return [
    'The virtual lab is up until Ctrl-C.',
    '',
    `console        ${console}, ${baud} baud         screen ${console} ${baud}`,
    `ssh            ${address}:${port}, really ${reach.host}:${reach.port}`,
    `               ssh -p ${reach.port} ${legacy} ${username}@${reach.host}`,
    `user           ${username}`,
    `password       ${password}`,
    `enable secret  ${enableSecret}`,
    ...(second === undefined ? [] : ['', ...describeSecond(second)]),
    ...(file === undefined ? [] : ['', `topology       ${file}       conform run --topology ${file}`]),
  ].join('\n');
}

/** The other switch, which the first reaches as it stands here. */
function describeSecond({
  console,
  baud,
  address,
  credentials,
}: NonNullable<VirtualLab['second']>): string[] {
  return [
    `second device  ${address}, at its console ${console}, ${baud} baud`,
    `user           ${credentials.username}`,
    `password       ${credentials.password}`,
    `enable secret  ${credentials.enableSecret}`,
  ];
}

/** What a client of today has to be told to speak with a switch of then. */
const legacy = [
  '-o KexAlgorithms=+diffie-hellman-group14-sha1',
  '-o HostKeyAlgorithms=+ssh-rsa',
  '-o Ciphers=+aes128-cbc',
  '-o RequiredRSASize=1024',
].join(' ');

/** It holds secrets, so nobody else may read it; and it overwrites nothing. */
function writePrivate(file: string, text: string): void {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, text);
    closeSync(descriptor);
  } catch (cause) {
    throw new UsageError(`the topology ${file} cannot be written`, {
      expected: 'a new file in a folder that can be written to',
      got: (cause as Error).message,
      next: 'name another file with --write-topology',
    });
  }
}

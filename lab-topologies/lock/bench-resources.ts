import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { realpathSync } from 'node:fs';
import type { Topology } from '../topology.ts';

/** Something of a bench that one run at a time can use, or that says which bench it is. */
export interface BenchResource {
  readonly kind: 'lab' | 'name' | 'ssh' | 'tty';
  /** The same for everybody who means the same thing: `tty:/dev/ttyUSB0`. */
  readonly key: string;
  /** For people. */
  readonly inWords: string;
}

/**
 * What a bench is known and locked by, in the order in which it is locked. Two topologies that share one of these
 * describe the same bench. None for a run's own virtual switch, which nobody else can reach.
 */
export async function resourcesOf(topology: Topology): Promise<readonly BenchResource[]> {
  const { dut, name } = topology;
  if (dut.kind === 'virtual' && dut.attach === undefined) return [];
  const { address, port, reach } = dut.management;
  const [tty, dialled] =
    dut.kind === 'hardware'
      ? [dut.console.path, { host: reach?.host ?? address, port: reach?.port ?? port }]
      : [dut.attach?.console ?? '', dut.attach?.reach ?? { host: address, port }];
  const path = resolved(tty);
  const resources: BenchResource[] = [
    { kind: 'tty', key: `tty:${path}`, inWords: `the console ${path}` },
    {
      kind: 'ssh',
      key: `ssh:${await addressOf(dialled.host)}:${dialled.port}`,
      inWords: `the SSH server at ${dialled.host} port ${dialled.port}`,
    },
    dut.kind === 'hardware'
      ? { kind: 'name', key: `name:${name}`, inWords: `the bench called ${name}` }
      : { kind: 'lab', key: `lab:${fingerprintOf(topology)}`, inWords: 'this virtual lab' },
  ];
  const second = topology.secondDevice;
  if (second !== undefined) {
    const { console, attach, management } = second.file;
    const { host, port: secondPort } = {
      host: management.reach?.host ?? management.address,
      port: management.reach?.port ?? management.port,
    };
    const own = resolved(console.path ?? attach?.console ?? '');
    resources.push({ kind: 'tty', key: `tty:${own}`, inWords: `the console ${own} of the second device` });
    if (dut.kind === 'hardware') {
      resources.push({
        kind: 'ssh',
        key: `ssh:${await addressOf(host)}:${secondPort}`,
        inWords: `the SSH server of the second device at ${host} port ${secondPort}`,
      });
    }
  }
  return resources.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** One device, by whatever links it was named; COM ports have no case. */
function resolved(path: string): string {
  if (/^com\d+$/i.test(path)) return path.toUpperCase();
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

async function addressOf(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    return host.toLowerCase();
  }
}

/** Ttys and ports of virtual labs are used again by later ones, their random secrets are not. */
function fingerprintOf({ enableSecret, password }: Topology): string {
  const secrets = `${enableSecret.reveal()}\n${password.reveal()}`;
  return createHash('sha256').update(secrets).digest('hex').slice(0, 16);
}

import { connect } from 'node:net';
import { BenchError } from '../bench/errors.ts';
import type { Topology } from './topology.ts';

/** Where the harness really dials, in the words of net.connect. */
export interface Reach {
  readonly host: string;
  readonly port: number;
  /** The address that it dials from, where the topology gives the SSH client one. */
  readonly localAddress?: string;
}

/** Real milliseconds in which a switch must take a TCP connection. */
const longestDial = 5_000;

/** Dials and hangs up. Rejects with BenchError that says what to do when nobody answers. */
export async function mustAnswer(
  topology: Topology,
  reach: Reach,
  dial: (reach: Reach) => Promise<void> = dialOnce,
): Promise<void> {
  try {
    await dial(reach);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const { dut } = topology;
    throw new BenchError(`the SSH server of the DUT cannot be reached at ${reach.host} port ${reach.port}`, {
      expected: 'a TCP connection',
      got: `${words[code] ?? 'an error'} (${code})`,
      where: topology.where(
        dut.kind === 'virtual' && dut.attach ? ['dut', 'attach', 'reach'] : ['dut', 'management', 'address'],
      ),
      next:
        dut.kind === 'virtual'
          ? 'this lab has ended or was started anew: start it with `conform lab --write-topology FILE` and use that file'
          : (advice[code] ?? advice['default']),
    } as const);
  }
}

const words: Readonly<Partial<Record<string, string>>> = {
  ECONNREFUSED: 'the connection was refused',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no way to this host',
  ENETUNREACH: 'no way to this network',
  ENOTFOUND: 'no such host name',
};

const advice = {
  ECONNREFUSED:
    'SSH is not enabled there, or no vty line allows it: prepare the switch as docs/wiring-a-bench.md says, or take ssh-client out of roles',
  default:
    'check the cable of the management port, its address on the switch and the address in the topology; or take ssh-client out of roles',
} as Readonly<Partial<Record<string, string>>> & { readonly default: string };

function dialOnce(reach: Reach): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(reach);
    socket.setTimeout(longestDial, () => {
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

import type { Test } from 'tap';
import type { Pco, PcoContract } from '../../../bench/pco.ts';
import type {
  ServedUntil,
  SshServedConnection,
  SshServerHostContract,
} from '../../../bench/ssh-server-host.ts';
import { openPacketCapture } from '../../../drivers/ssh/packet-capture.ts';
import { bindServerPort, type ServerPort } from '../../../drivers/ssh-server/server-port.ts';
import { openSshServerHost } from '../../../drivers/ssh-server/ssh-server-host.ts';
import { derivations } from '../../../harness/derive.ts';
import { TestClock, TestTapes } from '../ssh/fake-bench.ts';
import { Clients } from './clients.ts';

export const service = { address: '198.51.100.20', port: 22 };
export const account = { username: 'user2', password: 'aWordInTests2' };
export const clock = new TestClock();

/** A free port of a host on the loopback network, for the servers of one test. */
export async function aPort(t: Test): Promise<ServerPort> {
  const port = await bindServerPort({ host: '127.0.6.20', port: 0 });
  t.teardown(() => port.close());
  return port;
}

/** Calls a PCO, and lets the auditor's reader make the observation again from its bytes. */
export function asker<Contract extends PcoContract>(t: Test, pco: Pco<Contract>, tapes: TestTapes) {
  return async <Op extends keyof Contract & string>(
    op: Op,
    args: Contract[Op]['args'],
    seconds = 20,
  ): Promise<Contract[Op]['observation']> => {
    const { observation, spans } = await pco.call(op, args, clock.in(seconds * 1000));
    if (spans.length > 0) {
      const { kind } = observation as { kind: string };
      const read = spans.map((span) => ({ ...span, text: tapes.read([span], span.pco) }));
      t.strictSame(
        JSON.parse(JSON.stringify(derivations[kind]?.({ op, args, observation, spans: read }))),
        JSON.parse(JSON.stringify(observation)),
        'the observation is what its bytes say',
      );
    }
    return observation;
  };
}

export async function aServer(t: Test) {
  const tapes = new TestTapes();
  const port = await aPort(t);
  const { pco: capture, watch } = openPacketCapture({ openTape: tapes.open, clock });
  const pco: Pco<SshServerHostContract> = openSshServerHost({
    port,
    service,
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
    watch,
    openTape: tapes.open,
    clock,
  });
  const clients = new Clients(port);
  t.teardown(() => clients.remove());
  const call = asker(t, pco, tapes);
  /** The connections since a place, when one of them is as it should be. */
  const seen = async (since: number, until: ServedUntil = { phase: 'ended' }) =>
    (await call('connections', { since, until })).connections;
  const one = async (since: number, until?: ServedUntil): Promise<SshServedConnection> => {
    const connections = await seen(since, until);
    const [first] = connections;
    if (first === undefined || connections.length > 1) throw new Error(`${connections.length} connections`);
    return first;
  };
  return { port, pco, tapes, clients, call, one, seen, capture: asker(t, capture, tapes) };
}

import type { Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { SshClientContract } from '../../../bench/ssh-client.ts';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from '../../drivers/ssh/fake-bench.ts';
import { FakeHost, user } from './fake-host.ts';

export type HostSettings = ConstructorParameters<typeof FakeHost>[0];

export interface DriverLab<Client> {
  readonly host: FakeHost;
  readonly client: Client;
  readonly clock: TestClock;
  readonly tapes: TestTapes;
}

/** The bench's own client against the switch's own server. */
export function lab(t: Test, settings?: HostSettings): Promise<DriverLab<Pco<SshClientContract>>> {
  return labOf(t, openSshClient, settings);
}

/** A client of the bench's, of either version, against the switch's own server. */
export async function labOf<Client extends { close(): Promise<void> }>(
  t: Test,
  open: (options: Parameters<typeof openSshClient>[0]) => Client,
  settings: HostSettings = {},
): Promise<DriverLab<Client>> {
  const host = new FakeHost(settings);
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  const clock = new TestClock();
  const tapes = new TestTapes();
  const client = open({
    reach: { host: server.address, port: server.port, localAddress: '127.0.3.10' },
    names: { client: '192.0.2.10', server: service },
    account: accountOf(user),
    enableSecret,
    openTape: tapes.open,
    clock,
  });
  t.teardown(async () => {
    await client.close();
    await server.close();
  });
  return { host, client, clock, tapes };
}

import { PcoError } from '../bench/errors.ts';
import { aaaNewModel } from './aaa-new-model.ts';
import type { Lab } from './lab.ts';
import { section } from './section.ts';

/** As suites call the bench's server in the configuration, and the secret that is shared with it. */
const serverName = 'CONFORM';
const keyName = 'tacacs-key';

/** The secret that `nameTacacsServer` shares with the server. */
export function tacacsKey(bench: Pick<Lab['bench'], 'secret'>): string {
  return bench.secret(keyName).reveal();
}

/** Tells the DUT of the bench's TACACS+ server, after `aaa new-model`. Throws where the bench has none. */
export async function nameTacacsServer({ dut, bench }: Pick<Lab, 'dut' | 'bench'>): Promise<void> {
  const service = bench.serviceOf('tacacs-server');
  if (service === undefined) throw new PcoError('no tacacs-server on this bench, so nobody to ask');
  await section(
    dut,
    `tacacs server ${serverName}`,
    `address ipv4 ${service.address}`,
    `key ${tacacsKey(bench)}`,
  );
}

/**
 * Has the DUT ask the bench's TACACS+ server who may log in, everywhere but at the console. Throws where the bench has no such
 * server.
 */
export async function tacacsLogins(lab: Pick<Lab, 'dut' | 'bench'>): Promise<void> {
  await aaaNewModel(lab.dut);
  await nameTacacsServer(lab);
  await lab.dut.configure('aaa authentication login default group tacacs+');
}

import { PcoError } from '../bench/errors.ts';
import { aaaNewModel } from './aaa-new-model.ts';
import type { Lab } from './lab.ts';
import { section } from './section.ts';

/** As suites call the bench's server in the configuration, and the secret that is shared with it. */
const serverName = 'CONFORM';
const keyName = 'tacacs-key';

/** The secret that `tacacsLogins` shares with the server. */
export function tacacsKey(bench: Pick<Lab['bench'], 'secret'>): string {
  return bench.secret(keyName).reveal();
}

/**
 * Has the DUT ask the bench's TACACS+ server who may log in, everywhere but at the console. Throws where the bench has no such
 * server.
 */
export async function tacacsLogins({ dut, bench }: Pick<Lab, 'dut' | 'bench'>): Promise<void> {
  const service = bench.serviceOf('tacacs-server');
  if (service === undefined) throw new PcoError('no tacacs-server on this bench, so nobody to ask');
  await aaaNewModel(dut);
  await section(
    dut,
    `tacacs server ${serverName}`,
    `address ipv4 ${service.address}`,
    `key ${tacacsKey(bench)}`,
  );
  await dut.configure('aaa authentication login default group tacacs+');
}

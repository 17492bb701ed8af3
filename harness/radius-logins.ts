import { PcoError } from '../bench/errors.ts';
import type { Lab } from './lab.ts';
import { section } from './section.ts';

/** As suites call the bench's server in the configuration, and the secret that is shared with it. */
const serverName = 'CONFORM';
const secretName = 'radius-secret';
const [authenticationPort, accountingPort] = [1812, 1813];

/** The secret that `nameRadiusServer` shares with the server. */
export function radiusSecret(bench: Pick<Lab['bench'], 'secret'>): string {
  return bench.secret(secretName).reveal();
}

/** Tells the DUT of the bench's RADIUS server, after `aaa new-model`. Throws where the bench has none. */
export async function nameRadiusServer({ dut, bench }: Pick<Lab, 'dut' | 'bench'>): Promise<void> {
  const service = bench.serviceOf('radius-server');
  if (service === undefined) throw new PcoError('no radius-server on this bench, so nobody to ask');
  await section(
    dut,
    `radius server ${serverName}`,
    `address ipv4 ${service.address} auth-port ${authenticationPort} acct-port ${accountingPort}`,
    `key ${radiusSecret(bench)}`,
  );
}

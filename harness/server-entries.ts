import type { HostKeyObservation } from '../bench/ssh-server-host.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import { enterKeyOfServer, enterServerKeyString, folded } from './key-entry.ts';

/** `ip ssh stricthostkeycheck`, or `no` before it. */
export async function strictHostKeyCheck(dut: Dut, on: boolean): Promise<void> {
  await dut.configure(`${on ? '' : 'no '}ip ssh stricthostkeycheck`);
}

/**
 * Leaves in `ip ssh pubkey-chain` the entries of these servers and no other, users' keys included: by name or address, each with
 * its key by `key-string`, or with none.
 */
export async function onlyServerEntries(
  dut: Dut,
  entries: Readonly<Record<string, Recorded<HostKeyObservation> | undefined>>,
): Promise<void> {
  await dut.configure('no ip ssh pubkey-chain');
  for (const [server, key] of Object.entries(entries)) {
    if (key === undefined) await enterKeyOfServer(dut, server);
    else await enterServerKeyString(dut, server, folded(key.observation.line));
  }
}

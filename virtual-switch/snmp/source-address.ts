import type { Block } from '../configuration/configuration.ts';
import type { PatchPanel } from '../patch-panel.ts';
import { interfaceAddresses, type NotificationHost, type SnmpSettings } from './settings.ts';

/**
 * The address that a notification comes from: that of `snmp-server trap-source`, else that of the interface whose
 * network the host is in, else the first that the patch panel gives the switch.
 */
export function sourceAddress(
  host: Pick<NotificationHost, 'address' | 'vrf'>,
  { trapSource }: SnmpSettings,
  configuration: Block,
  panel: PatchPanel,
): string {
  const interfaces = interfaceAddresses(configuration);
  const chosen =
    interfaces.find(({ name }) => name === trapSource) ??
    interfaces.find(({ address, mask, vrf }) => vrf === host.vrf && sameNetwork(address, host.address, mask));
  return chosen?.address ?? panel.binds[0]?.service.host ?? interfaces[0]?.address ?? '0.0.0.0';
}

function sameNetwork(left: string, right: string, mask: string): boolean {
  const other = right.split('.').map(Number);
  const bits = mask.split('.').map(Number);
  return left
    .split('.')
    .map(Number)
    .every((byte, index) => (byte & (bits[index] ?? 255)) === ((other[index] ?? 0) & (bits[index] ?? 255)));
}

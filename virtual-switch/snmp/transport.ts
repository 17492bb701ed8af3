import type { Endpoint } from '../patch-panel.ts';

/** How SNMP messages that the switch sends by itself leave it. */
export interface SnmpTransport {
  /**
   * Sends from one of the switch's addresses; false where there is no route to the other. The answer, if any,
   * comes by `SnmpService.answered`.
   */
  send(from: string, to: Endpoint & { readonly vrf?: string }, datagram: Buffer): boolean;
}

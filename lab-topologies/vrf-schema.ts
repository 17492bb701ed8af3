import { z } from 'zod';
import { strictObject } from './strict-object.ts';

/**
 * The role `vrf`: a host that the DUT reaches in a VRF beside the global table. Where the bench has an SSH server, it is of
 * the same address in that VRF: one address in two tables, so that who answers tells which table was looked in.
 */
export function vrfRole<
  Name extends z.ZodType,
  Interface extends z.ZodType,
  Length extends z.ZodType,
  Port extends z.ZodType,
  Reach extends z.ZodType,
>(parts: { vrf: Name; interface: Interface; prefixLength: Length; port: Port; reach: Reach }) {
  return strictObject({
    vrf: parts.vrf.meta({ description: 'Name of the VRF.' }),
    interface: parts.interface.meta({ description: 'Interface of the DUT in that VRF.' }),
    dutAddress: z
      .ipv4('an IPv4 address such as 192.0.2.1')
      .meta({ description: "The DUT's address on that interface." }),
    prefixLength: parts.prefixLength,
    address: z
      .ipv4('an IPv4 address such as 192.0.2.1')
      .meta({ description: 'Address of the host in that VRF: that of ssh-server-host in the global table.' }),
    port: parts.port.optional().meta({ description: 'Port of its SSH server; default 22.' }),
    reach: parts.reach.optional().meta({ description: 'What the harness binds; absent: address.' }),
  });
}

interface OwnAddress {
  readonly interface: string;
  readonly vrf?: string | undefined;
  readonly address: string;
}

/** What a VRF with a host in it cannot be on this bench, each with its place in the topology file. */
export function vrfMistakes(
  role:
    | {
        readonly vrf: string;
        readonly interface: string;
        readonly dutAddress: string;
        readonly address: string;
      }
    | undefined,
  dut: { readonly management: OwnAddress; readonly addresses: readonly OwnAddress[] },
  server: { readonly address: string; readonly vrf?: string | undefined } | undefined,
): { path: string[]; message: string }[] {
  if (role === undefined) return [];
  const mistake = (member: string, message: string) => ({ path: ['roles', 'vrf', member], message });
  const named = [dut.management, ...dut.addresses].find(
    (own) => own.interface.toLowerCase() === role.interface.toLowerCase(),
  );
  const mistakes = [];
  if (named !== undefined && named.vrf !== role.vrf) {
    const where = named.vrf === undefined ? 'the global routing table' : `the VRF ${named.vrf}`;
    mistakes.push(mistake('interface', `an interface in that VRF: ${named.interface} is in ${where}`));
  } else if (named !== undefined && named.address !== role.dutAddress) {
    mistakes.push(mistake('dutAddress', `the address that ${named.interface} has: ${named.address}`));
  }
  const elsewhere = [dut.management, ...dut.addresses].find(
    (own) => own.address === role.dutAddress && own.vrf !== role.vrf,
  );
  if (elsewhere !== undefined) {
    const why = `or nobody sees out of which table a connection came; that of ${elsewhere.interface} is ${elsewhere.address}`;
    mistakes.push(mistake('dutAddress', `an address that the DUT has in no other table, ${why}`));
  }
  if (server !== undefined && server.address !== role.address) {
    mistakes.push(mistake('address', `the address of ssh-server-host, ${server.address}, in another table`));
  }
  if (server !== undefined && server.vrf === role.vrf) {
    mistakes.push(mistake('vrf', 'another VRF than that of ssh-server-host: one address in two tables'));
  }
  return mistakes;
}

import { radiusDoors } from '../bench/radius-server.ts';
import { tacacsDoors } from '../bench/tacacs-server.ts';
import type { Topology } from './topology.ts';

/** The ports of the AAA servers: what the DUT types is fixed, what the harness binds need not be. */

export const aaaRoles = ['tacacs-server', 'radius-server'] as const;
export type AaaRole = (typeof aaaRoles)[number];

/** By which a bound port of an AAA server is known: `radius-server/1645`. */
export type AaaPortKey = `${AaaRole}/${number}`;

export interface AaaPort {
  readonly key: AaaPortKey;
  readonly role: AaaRole;
  /** As the DUT types it. */
  readonly typed: number;
  readonly host: string;
  /** What the harness binds, where that is said. */
  readonly port: number | undefined;
}

export const aaaPortNumbers: { readonly [Role in AaaRole]: readonly number[] } = {
  'tacacs-server': tacacsDoors,
  // A port of authentication, and the next one for accounting.
  'radius-server': radiusDoors.flatMap((door) => [door, door + 1]),
};

/** All ports of the AAA servers that the topology has. */
export function aaaPorts({ roles }: Pick<Topology, 'roles'>): AaaPort[] {
  return aaaRoles.flatMap((name) => {
    const role = roles[name];
    if (role === undefined) return [];
    return aaaPortNumbers[name].map((typed): AaaPort => {
      const reach = role.ports?.[String(typed)];
      const host = reach?.host ?? role.reach?.host ?? role.address;
      return { key: `${name}/${typed}`, role: name, typed, host, port: reach?.port };
    });
  });
}

/** An address and port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * Where the lab's addresses really are: `--bind` for what the switch serves, `--route` for where its own
 * connections go, and both to name the far end of a connection as the lab knows it.
 */
export interface PatchPanel {
  readonly binds: readonly { readonly service: Endpoint; readonly real: Endpoint }[];
  readonly routes: readonly { readonly vrf?: string; readonly service: Endpoint; readonly real: Endpoint }[];
}

/** Where a datagram to an address really goes; a route of a VRF is for that VRF alone. */
export function routeTo(
  panel: PatchPanel,
  { host, port, vrf }: Endpoint & { readonly vrf?: string },
): Endpoint | undefined {
  return panel.routes.find(
    (route) => route.service.host === host && route.service.port === port && route.vrf === vrf,
  )?.real;
}

/** The lab's name for a real address; the address itself where the panel does not know it. */
export function labAddress(panel: PatchPanel, real: string): string {
  const plain = real.replace(/^::ffff:/, '');
  return panel.routes.find((route) => route.real.host === plain)?.service.host ?? plain;
}

/** A text with every real address replaced by the lab's. */
export function labText(panel: PatchPanel, text: string): string {
  return text.replaceAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g, (found) =>
    labAddress(panel, found),
  );
}

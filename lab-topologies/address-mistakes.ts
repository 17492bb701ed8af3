interface OwnAddress {
  readonly interface: string;
  readonly vrf?: string | undefined;
  readonly address: string;
}

/** What cannot be in the addresses of one switch, each with its place in the topology file. */
export function addressMistakes(dut: {
  readonly management: OwnAddress;
  readonly addresses: readonly OwnAddress[];
}): { path: (string | number)[]; message: string }[] {
  return dut.addresses.flatMap((own, index) => {
    const before = [dut.management, ...dut.addresses.slice(0, index)];
    const path = ['dut', 'addresses', index];
    const twice = before.some((other) => other.interface.toLowerCase() === own.interface.toLowerCase());
    if (twice) {
      return [
        { path: [...path, 'interface'], message: `an interface of its own: ${own.interface} has an address` },
      ];
    }
    const taken = before.find((other) => other.address === own.address && other.vrf === own.vrf);
    if (taken === undefined) return [];
    return [
      { path: [...path, 'address'], message: `an address that ${taken.interface} does not have in that VRF` },
    ];
  });
}

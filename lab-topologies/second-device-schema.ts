import { z } from 'zod';
import { releaseName } from './release-name.ts';
import { strictObject } from './strict-object.ts';

/** The parts of a device that the DUT has too; they are the topology's. */
interface DeviceParts<Management, Accounts, Secret, Console> {
  readonly management: Management;
  readonly accounts: Accounts;
  readonly secret: Secret;
  readonly console: Console;
}

/**
 * The role `second-device`: another switch, which the suites configure at its own console, and which dials the DUT or is
 * dialled by it.
 */
export function secondDeviceRole<
  Management extends z.ZodType,
  Accounts extends z.ZodType,
  Secret extends z.ZodType,
  Console extends z.ZodType,
>({ management, accounts, secret, console }: DeviceParts<Management, Accounts, Secret, Console>) {
  return strictObject({
    platform: z
      .string()
      .regex(/^[A-Z][A-Z0-9-]+$/, 'a model such as WS-C3650-24TS')
      .optional()
      .meta({ description: 'Its model, as `show version` prints it; absent: that of the DUT.' }),
    profile: releaseName
      .optional()
      .meta({ description: 'The release that it runs; absent: that of the DUT.' }),
    console,
    management: management.meta({ description: 'Its own address, as the DUT types it, and its interface.' }),
    dials: z.ipv4('an IPv4 address of the DUT').meta({
      description: "The DUT's address as this device types it: one that dut.management or dut.addresses has.",
    }),
    accounts,
    enableSecret: secret,
    attach: strictObject({
      console: z.string().regex(/^\S+$/, 'the path of a tty').meta({
        description: 'The tty that `conform lab` printed.',
      }),
    })
      .optional()
      .meta({ description: 'Virtual only, beside dut.attach: a second switch that is already up.' }),
  });
}

interface DeviceSeen {
  readonly console: { readonly path?: string | undefined };
  readonly management: { readonly address: string };
  readonly dials: string;
  readonly accounts: { readonly bench: { readonly password: unknown } };
  readonly enableSecret: unknown;
  readonly attach?: unknown;
}

interface DutSeen {
  readonly kind: 'virtual' | 'hardware';
  readonly console: object;
  readonly management: { readonly address: string };
  readonly addresses: readonly { readonly address: string }[];
  readonly attach?: unknown;
}

/** What a second device cannot be beside this DUT, each with its place in the topology file. */
export function secondDeviceMistakes(
  device: DeviceSeen | undefined,
  dut: DutSeen,
): { path: (string | number)[]; message: string }[] {
  if (device === undefined) return [];
  const place = ['roles', 'second-device'];
  const mistakes: { path: (string | number)[]; message: string }[] = [];
  const refuse = (path: string[], message: string): void => {
    mistakes.push({ path: [...place, ...path], message });
  };
  const addresses = [dut.management, ...dut.addresses].map(({ address }) => address);
  if (!addresses.includes(device.dials))
    refuse(['dials'], `an address of the DUT: ${addresses.join(' or ')}`);
  if (addresses.includes(device.management.address)) {
    refuse(['management', 'address'], 'an address that the DUT does not have');
  }
  const { path } = device.console;
  if (dut.kind === 'hardware') {
    if (path === undefined) refuse(['console'], 'path: the serial port that its console cable is on');
    else if ('path' in dut.console && dut.console.path === path) {
      refuse(['console', 'path'], 'another serial port than that of the DUT');
    }
    if (device.attach !== undefined) refuse(['attach'], 'nothing: only a virtual switch can be attached to');
  } else {
    if (path !== undefined)
      refuse(['console', 'path'], 'nothing: a virtual switch says itself where its tty is');
    if ((device.attach === undefined) !== (dut.attach === undefined)) {
      refuse(['attach'], 'attach for both switches of a lab, or for none');
    }
  }
  const secrets: [string[], unknown][] = [
    [['enableSecret'], device.enableSecret],
    [['accounts', 'bench', 'password'], device.accounts.bench.password],
  ];
  for (const [where, source] of secrets) {
    if (dut.kind === 'hardware' && !has(source, 'env'))
      refuse(where, '{ env: NAME }: a real switch has its own');
    else if (has(source, 'literal') && device.attach === undefined) {
      refuse(
        where,
        'random or { env: NAME }: a literal is accepted only to attach to a lab that is already up',
      );
    }
  }
  return mistakes;
}

function has(source: unknown, member: 'env' | 'literal'): boolean {
  return typeof source === 'object' && source !== null && member in source;
}

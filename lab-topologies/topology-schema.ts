import { z } from 'zod';
import { hazardNames } from '../bench/bench.ts';
import { roleNames, type RoleName } from '../bench/pco.ts';
import { aaaRole } from './aaa-schema.ts';
import { addressMistakes } from './address-mistakes.ts';
import { deviationsSchema } from './deviations.ts';
import { nearMiss } from './near-miss.ts';
import { hardwareSecretSchema, virtualSecretSchema } from './secret-source.ts';
import { secondDeviceMistakes, secondDeviceRole } from './second-device-schema.ts';
import { releaseName } from './release-name.ts';
import { strictObject } from './strict-object.ts';
import { vrfMistakes, vrfRole } from './vrf-schema.ts';

/** The shape of a topology file; docs/topology.md tells it for people, topology.schema.json for editors. */

/** Roles that have a driver today. */
const drivenRoles = [
  'console',
  'ssh-client',
  'sshv1-client',
  'multi-ssh-clients',
  'telnet-client',
  'scp-client',
  'packet-capture',
  'trap-listener',
  'ssh-server-host',
  'sshv1-server-host',
  'dns-server',
  'tacacs-server',
  'radius-server',
  'otp-server',
  'syslog-listener',
  'second-device',
  'vrf',
  'reload-allowed',
] as const;
export type DrivenRole = (typeof drivenRoles)[number];

const word = (expected: string, pattern: RegExp) => z.string().regex(pattern, expected);

const ipv4 = z.ipv4('an IPv4 address such as 192.0.2.1');
const port = z.int().min(1, 'a port from 1 to 65535').max(65535, 'a port from 1 to 65535');
const host = word('a host name or an address', /^[A-Za-z0-9][A-Za-z0-9.:-]*$/);
const interfaceName = word('an interface such as GigabitEthernet0/0', /^[A-Za-z][A-Za-z-]*[0-9][0-9/.]*$/);
const vrfName = word('the name of a VRF', /^[!-~]+$/);

const reach = strictObject({
  host: host.meta({ description: 'Host name or address that the harness dials, or binds to.' }),
  port: port.optional().meta({ description: 'Where it differs from the port that the DUT knows.' }),
});

/** An address of the DUT on one of its interfaces. */
const ownAddress = {
  interface: interfaceName.meta({ description: 'Interface of the DUT.' }),
  vrf: vrfName.optional().meta({ description: 'VRF of that interface; absent: the global routing table.' }),
  address: ipv4.meta({ description: "The DUT's address on it, as others type it." }),
  prefixLength: z
    .int()
    .min(1, 'a prefix length from 1 to 31')
    .max(31, 'a prefix length from 1 to 31')
    .default(24)
    .meta({ description: 'The virtual switch gets its address with it; default 24.' }),
};

const furtherAddress = strictObject({
  ...ownAddress,
  reach: reach.optional().meta({ description: 'Where the harness really finds it; absent: address.' }),
});

const management = strictObject({
  ...ownAddress,
  port: port.default(22).meta({ description: 'Port of the SSH server; default 22.' }),
  reach: reach
    .optional()
    .meta({ description: 'Where the harness really dials; absent: address and port as above.' }),
});

const account = <Secret extends z.ZodType>(secret: Secret) =>
  strictObject({
    username: word('a user name of letters, digits, . _ -', /^[A-Za-z][A-Za-z0-9._-]*$/),
    privilege: z
      .int()
      .min(0, 'a privilege level from 0 to 15')
      .max(15, 'a privilege level from 0 to 15')
      .default(1)
      .meta({ description: 'Privilege level that it logs in with; default 1.' }),
    password: secret,
  });

const accountsOf = <Secret extends z.ZodType>(secret: Secret) =>
  strictObject({
    bench: account(secret).meta({ description: 'The account that the suites log in with.' }),
  });

const dutParts = <Secret extends z.ZodType>(secret: Secret) => ({
  platform: word('a model such as WS-C3650-24TS', /^[A-Z][A-Z0-9-]+$/).meta({
    description: 'Model of the DUT, as `show version` prints it.',
  }),
  profile: releaseName.meta({
    description: 'What the release claims to support: a file in lab-topologies/profiles.',
  }),
  management,
  addresses: z
    .array(furtherAddress)
    .default([])
    .meta({ description: 'Further addresses of the DUT, such as the SVI that its SNMP traps come from.' }),
  accounts: accountsOf(secret),
  enableSecret: secret,
});

const baud = z
  .union(
    [9600, 19200, 38400, 57600, 115200, 300, 1200, 2400, 4800].map((rate) => z.literal(rate)),
    {
      error: 'a line speed such as 9600 or 115200',
    },
  )
  .default(9600)
  .meta({ description: 'Speed of the console line; default 9600.' });

const hardware = strictObject({
  kind: z.literal('hardware'),
  ...dutParts(hardwareSecretSchema),
  console: strictObject({
    path: word('the path of a tty, such as /dev/ttyUSB0 or COM3', /^\S+$/).meta({
      description: 'Serial port that the console cable is on.',
    }),
    baud,
  }),
});

const virtual = strictObject({
  kind: z.literal('virtual'),
  ...dutParts(virtualSecretSchema),
  console: strictObject({ baud }).prefault({}),
  attach: strictObject({
    console: word('the path of a tty', /^\S+$/).meta({
      description: 'The tty that `conform lab` printed.',
    }),
    reach: strictObject({ host, port }).meta({
      description: 'Where the SSH server of that lab listens.',
    }),
    agent: strictObject({ host, port }).optional().meta({
      description: 'Where the SNMP agent of that lab listens.',
    }),
    telnet: strictObject({ host, port }).optional().meta({
      description: 'Where the Telnet server of that lab listens.',
    }),
  })
    .optional()
    .meta({ description: 'A virtual lab that is already up; absent: the run stands up its own.' }),
});

const plainRole = strictObject({});
const networkFields = {
  address: ipv4.meta({ description: 'Address of this host, as the DUT sees and types it.' }),
  reach: reach.optional().meta({ description: 'What the harness binds; absent: address.' }),
  port: port.optional().meta({ description: 'Port of the service, for roles that the DUT calls.' }),
  interface: interfaceName
    .optional()
    .meta({ description: 'Interface of the DUT that this host is seen through.' }),
  vrf: vrfName.optional().meta({ description: 'VRF of the DUT that this host is in.' }),
  source: interfaceName
    .optional()
    .meta({ description: "Interface that the DUT's packets to this host are sourced from." }),
};
const networkRole = strictObject(networkFields);
/** The ports of an AAA server are fixed. */
const { port: _port, ...aaaFields } = { ...networkFields, reach: strictObject({ host }).optional() };

/** A user of SNMP version 3 whose notifications are let in. */
const snmpUser = strictObject({
  name: word('a user name without blanks', /^[!-~]+$/),
  level: z.enum(['noAuthNoPriv', 'authNoPriv', 'authPriv']),
  auth: strictObject({
    protocol: z.enum(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512']),
    key: hardwareSecretSchema,
  }).optional(),
  priv: strictObject({
    protocol: z.enum(['aes', 'aes256', 'aes256-blumenthal']),
    key: hardwareSecretSchema,
  }).optional(),
  engineId: word('an engine ID in hex, as show snmp engineID prints it', /^(?:[0-9A-Fa-f]{2}){5,32}$/)
    .optional()
    .meta({ description: "The DUT's; absent: any." }),
}).superRefine(({ level, auth, priv }, context) => {
  const missing = (member: 'auth' | 'priv'): void => {
    context.addIssue({
      code: 'custom',
      path: [member],
      message: `protocol and key, because level is ${level}`,
    });
  };
  if (level !== 'noAuthNoPriv' && auth === undefined) missing('auth');
  if (level === 'authPriv' && priv === undefined) missing('priv');
});

const sshServerHostRole = strictObject({
  ...networkFields,
  otherPort: strictObject({
    port: port.default(2222),
    reach: reach
      .optional()
      .meta({ description: 'What the harness binds; absent: that port where the role is bound.' }),
  })
    .prefault({})
    .meta({ description: 'A second port of the same host, for `ssh -p`; default 2222.' }),
});

const trapListenerRole = strictObject({
  ...networkFields,
  users: z
    .array(snmpUser)
    .default([])
    .meta({ description: 'Users of SNMP version 3 whose notifications are let in.' }),
});

const noDriverYet = z
  .never('nothing: no driver for this role is built yet; name it under without, with the reason')
  .optional();
const undriven = roleNames.filter((role) => !(drivenRoles as readonly RoleName[]).includes(role));

const roles = strictObject({
  console: plainRole.optional(),
  'ssh-client': networkRole.optional(),
  'sshv1-client': networkRole.optional(),
  'multi-ssh-clients': plainRole
    .optional()
    .meta({ description: 'The SSH client may hold many sessions at once.' }),
  'telnet-client': strictObject({
    reach: reach.optional().meta({
      description:
        "Where the DUT's Telnet server is really dialled; absent: as its management address, port 23.",
    }),
  })
    .optional()
    .meta({ description: 'Logs in by Telnet, from the host of the SSH client.' }),
  'scp-client': plainRole
    .optional()
    .meta({ description: 'Copies files by SCP, from the host of the SSH client.' }),
  'packet-capture': plainRole
    .optional()
    .meta({ description: "The SSH client's connections are seen as they are on the wire." }),
  'trap-listener': trapListenerRole
    .optional()
    .meta({ description: 'Receives SNMP traps; default port 162.' }),
  'ssh-server-host': sshServerHostRole
    .optional()
    .meta({ description: 'An SSH-2 server that the DUT dials, at port 22.' }),
  'sshv1-server-host': networkRole
    .optional()
    .meta({ description: 'A server of SSH version 1 that the DUT dials, at port 22.' }),
  'dns-server': networkRole.optional().meta({ description: 'A DNS server for the DUT, at port 53.' }),
  'tacacs-server': aaaRole('tacacs-server', aaaFields, reach)
    .optional()
    .meta({ description: 'A TACACS+ server that the DUT asks, at ports 49 and 9000.' }),
  'radius-server': aaaRole('radius-server', aaaFields, reach).optional().meta({
    description: 'A RADIUS server that the DUT asks, at ports 1812, 1645 and 1650, and the ones behind them.',
  }),
  'otp-server': plainRole
    .optional()
    .meta({ description: 'Makes the challenges of one-time passwords for the AAA servers.' }),
  'syslog-listener': networkRole.optional().meta({ description: 'Receives syslog, at UDP port 514.' }),
  'second-device': secondDeviceRole({
    management,
    accounts: accountsOf(virtualSecretSchema),
    secret: virtualSecretSchema,
    console: strictObject({
      path: word('the path of a tty, such as /dev/ttyUSB1 or COM4', /^\S+$/)
        .optional()
        .meta({ description: 'Hardware only: serial port that its console cable is on.' }),
      baud,
    }).prefault({}),
  })
    .optional()
    .meta({ description: 'Another switch, which the suites configure at its own console.' }),
  vrf: vrfRole({
    vrf: vrfName,
    interface: interfaceName,
    prefixLength: ownAddress.prefixLength,
    port,
    reach,
  })
    .optional()
    .meta({ description: 'A VRF beside the global table, with a host in it.' }),
  'reload-allowed': plainRole.optional().meta({ description: 'A run may restart the DUT.' }),
  ...(Object.fromEntries(undriven.map((role) => [role, noDriverYet])) as Record<
    Exclude<RoleName, DrivenRole>,
    typeof noDriverYet
  >),
}).meta({ description: 'What the bench has: a role each, with its addresses.' });

const without = z
  .partialRecord(
    z.enum(roleNames),
    z.string().min(1, 'the reason in words, which is printed beside what could not be checked'),
    {
      error: (issue: z.core.$ZodRawIssue) =>
        issue.code === 'unrecognized_keys' ? roleNames.join(', ') : undefined,
    },
  )
  .meta({ description: 'What the bench is without, each with the reason in words.' });

const grants = z
  .union([z.literal('all'), z.array(z.enum(hazardNames))], {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearMiss(input, hazardNames) : undefined;
      return `all, or a list of hazards${meant === undefined ? '' : ` such as [${meant}]`}`;
    },
  })
  .meta({ description: 'What a run may break on this bench; default: virtual all, hardware none.' });

export const topologySchema = strictObject({
  name: word('a name of letters, digits, . _ -', /^[A-Za-z0-9][A-Za-z0-9._-]*$/).meta({
    description: 'Name of the bench; runs are filed under it.',
  }),
  description: z.string().default('').meta({ description: 'For people: what stands where.' }),
  dut: z.discriminatedUnion('kind', [virtual, hardware], { error: dutError }),
  clock: z
    .enum(['wall', 'steered'])
    .optional()
    .meta({ description: 'steered (virtual only): long waits become jumps. Default: virtual steered.' }),
  roles,
  without: without.default({}),
  grants: grants.optional(),
  deviations: deviationsSchema
    .optional()
    .meta({ description: 'Known departures of this bench: the fails of these requirements are expected.' }),
}).superRefine((topology, context) => {
  const refuse = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (topology.clock === 'steered' && topology.dut.kind === 'hardware') {
    refuse(['clock'], 'wall: the time of a real switch cannot be made to jump');
  }
  if (topology.dut.kind === 'virtual' && topology.dut.attach !== undefined) {
    if (topology.clock === 'steered') {
      refuse(['clock'], 'wall: only the run that stands up a virtual lab can steer its clock');
    }
  } else {
    if (hasLiteral(topology.dut.enableSecret)) refuse(['dut', 'enableSecret'], literalNeedsAttach);
    if (hasLiteral(topology.dut.accounts.bench.password)) {
      refuse(['dut', 'accounts', 'bench', 'password'], literalNeedsAttach);
    }
  }
  for (const role of ['multi-ssh-clients', 'telnet-client', 'scp-client', 'packet-capture'] as const) {
    if (topology.roles[role] !== undefined && topology.roles['ssh-client'] === undefined) {
      refuse(['roles', role], `${role} only beside an ssh-client, whose connections or host it is about`);
    }
  }
  const { 'otp-server': otp, 'tacacs-server': tacacs, 'radius-server': radius } = topology.roles;
  if (otp !== undefined && tacacs === undefined && radius === undefined) {
    refuse(['roles', 'otp-server'], 'otp-server only beside a tacacs-server or radius-server, which asks it');
  }
  const traps = topology.roles['trap-listener'];
  if (traps?.vrf !== undefined) {
    refuse(
      ['roles', 'trap-listener', 'vrf'],
      "no vrf: the guide's `snmp-server host` names none, so its traps leave by the global table",
    );
  }
  if (traps?.port !== undefined && traps.port !== trapPort) {
    refuse(
      ['roles', 'trap-listener', 'port'],
      `${trapPort}, where the guide's \`snmp-server host\` sends to; to bind another port, say reach: { host, port }`,
    );
  }
  for (const [role, typed, how] of calledPorts) {
    const called = topology.roles[role]?.port;
    if (called === undefined || called === typed) continue;
    refuse(['roles', role, 'port'], `${typed}, ${how}; to bind another port, say reach: { host, port }`);
  }
  const { roles } = topology;
  for (const { path, message } of [
    ...addressMistakes(topology.dut),
    ...secondDeviceMistakes(roles['second-device'], topology.dut),
    ...vrfMistakes(roles.vrf, topology.dut, roles['ssh-server-host']),
  ]) {
    refuse(path, message);
  }
  for (const role of Object.keys(topology.without) as RoleName[]) {
    if (Object.hasOwn(topology.roles, role)) {
      refuse(['without', role], `${role} under roles or under without, not under both`);
    }
  }
});

/** SNMP notifications go there unless `udp-port` is typed, which the guide does not (RFC 3417, section 3.1). */
const trapPort = 162;

/** Ports that the DUT calls because the suites, as the guide, name no other. */
const calledPorts = [
  ['ssh-server-host', 22, "where the guide's `ssh` dials to"],
  ['sshv1-server-host', 22, "where the guide's `ssh` dials to"],
  ['dns-server', 53, 'where `ip name-server` asks'],
  ['syslog-listener', 514, 'where `logging host` sends to'],
] as const;

const literalNeedsAttach =
  'random or { env: NAME }: a literal is accepted only to attach to a lab that is already up';

function hasLiteral(source: unknown): boolean {
  return typeof source === 'object' && source !== null && 'literal' in source;
}

function dutError(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_union') return 'virtual or hardware';
  return undefined;
}

/** A topology file as it was written, with the defaults filled in. */
export type TopologyFile = z.infer<typeof topologySchema>;
export type DutFile = TopologyFile['dut'];
export type VirtualDut = Extract<DutFile, { kind: 'virtual' }>;
export type SecondDeviceRole = NonNullable<TopologyFile['roles']['second-device']>;
export type NetworkRole = NonNullable<TopologyFile['roles']['ssh-client']>;

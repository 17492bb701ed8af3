import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { hazardNames, type Hazard } from '../bench/bench.ts';
import { roleNames, type RoleName } from '../bench/pco.ts';
import type { Profile } from '../bench/profile.ts';
import type { Secret } from '../bench/secret.ts';
import type { SnmpUser } from '../drivers/snmp/snmp-user.ts';
import { chooseProfile, type ProfileChoice } from './choose-profile.ts';
import { claimMistakes, placed } from './deviations.ts';
import { secondDeviceOf, type SecondDeviceFacts } from './second-device.ts';
import { resolveSecret } from './secrets.ts';
import { topologySchema, type DrivenRole, type DutFile, type TopologyFile } from './topology-schema.ts';
import { misfit, readYamlFile, type Mistake, type Path, type YamlFile } from './yaml-file.ts';

/** A lab as its topology file describes it, with its profile read and its secrets at hand. Nothing is opened yet. */
export interface Topology {
  readonly name: string;
  readonly description: string;
  readonly file: string;
  readonly dut: DutFile;
  /** With the deviations of this bench and of the platform and release. */
  readonly profile: Profile;
  /** Those of this bench alone, as the file has them. */
  readonly deviations: TopologyFile['deviations'];
  readonly clock: 'wall' | 'steered';
  readonly roles: TopologyFile['roles'];
  /** Every role that it has not, with the reason. */
  readonly without: Readonly<Partial<Record<RoleName, string>>>;
  readonly grants: ReadonlySet<Hazard>;
  readonly password: Secret;
  readonly enableSecret: Secret;
  /** SNMP version 3 users of the trap listener, with their keys. */
  readonly snmpUsers: readonly SnmpUser[];
  /** Absent where the bench has none. */
  readonly secondDevice?: SecondDeviceFacts;
  has(role: DrivenRole): boolean;
  /** `file:line:column` of a part of the file, for an error about what it describes. */
  readonly where: (path: Path) => string;
}

export interface LoadOptions extends ProfileChoice {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stands in for the file's own `clock`; by it one job of the project's tests runs unsteered. */
  readonly clock?: 'wall' | 'steered';
}

/**
 * Reads a topology file, its profile, and its secrets from the environment.
 *
 * Throws UsageError naming file:line:column, what was expected, and what was there.
 */
export function loadTopology(file: string, options: LoadOptions): Topology {
  const yaml = readYamlFile(file, 'topology', topologySchema);
  const { content } = yaml;
  const mistakes: Mistake[] = [];
  const secret = (name: string, source: DutFile['enableSecret'], path: Path): Secret | undefined => {
    const resolved = resolveSecret(name, source, options.env, path);
    if ('secret' in resolved) return resolved.secret;
    mistakes.push(resolved.mistake);
    return undefined;
  };
  const password = secret('bench-password', content.dut.accounts.bench.password, [
    'dut',
    'accounts',
    'bench',
    'password',
  ]);
  const enableSecret = secret('enable-secret', content.dut.enableSecret, ['dut', 'enableSecret']);
  const snmpUsers = (content.roles['trap-listener']?.users ?? []).map((user, index): SnmpUser => {
    const keyed = <Protocol>(
      part: 'auth' | 'priv',
      given: { protocol: Protocol; key: DutFile['enableSecret'] },
    ) => {
      const path = ['roles', 'trap-listener', 'users', index, part, 'key'];
      const key = secret(`${user.name}-${part}`, given.key, path);
      return key === undefined ? {} : { [part]: { protocol: given.protocol, key } };
    };
    return {
      name: user.name,
      level: user.level,
      ...(user.engineId === undefined ? {} : { engineId: user.engineId }),
      ...(user.auth === undefined ? {} : keyed('auth', user.auth)),
      ...(user.priv === undefined ? {} : keyed('priv', user.priv)),
    };
  });
  const { dut, profile } = chooseProfile(yaml, options, mistakes);
  const secondDevice = secondDeviceOf(content, dut, secret, mistakes);
  const { deviations } = content;
  const claims = deviations ?? [];
  mistakes.push(
    ...openToOthers(yaml),
    ...clockMistakes(content, options),
    ...claimMistakes(claims, options.requirements),
  );
  if (!password || !enableSecret || !profile || mistakes.length > 0) {
    throw misfit('topology', file, mistakes, ({ path }) => yaml.where(path));
  }
  const { name, description, roles } = content;
  const grants = content.grants ?? (dut.kind === 'virtual' ? 'all' : []);
  const steerable = dut.kind === 'virtual' && dut.attach === undefined;
  return {
    name,
    description,
    file,
    dut,
    profile: {
      ...profile,
      deviations: [...placed(claims, yaml.where), ...(profile.deviations ?? [])],
    },
    deviations,
    clock: options.clock ?? content.clock ?? (steerable ? 'steered' : 'wall'),
    roles,
    without: withReasons(content),
    grants: new Set(grants === 'all' ? hazardNames : grants),
    password,
    enableSecret,
    snmpUsers,
    ...(secondDevice === undefined ? {} : { secondDevice }),
    has: (role) => roles[role] !== undefined,
    where: yaml.where,
  };
}

function withReasons({ name, roles, without }: TopologyFile): Topology['without'] {
  const unnamed = roleNames.filter((role) => !Object.hasOwn(roles, role));
  return Object.fromEntries(
    unnamed.map((role) => [role, without[role] ?? `the topology ${name} names no ${role}`]),
  );
}

function clockMistakes({ dut }: TopologyFile, { clock }: LoadOptions): Mistake[] {
  if (clock !== 'steered') return [];
  const got = 'a steered clock asked for';
  if (dut.kind === 'hardware') {
    const expected = 'wall: the time of a real switch cannot be made to jump';
    return [{ path: ['dut', 'kind'], expected, got }];
  }
  if (dut.attach === undefined) return [];
  const expected = 'wall: only the run that stands up a virtual lab can steer its clock';
  return [{ path: ['dut', 'attach'], expected, got }];
}

/** A literal secret is accepted only in a file that nobody but its owner can read. */
function openToOthers(yaml: YamlFile<TopologyFile>): Mistake[] {
  const { dut, roles } = yaml.content;
  const sources = [dut, roles['second-device']].flatMap((device) =>
    device === undefined ? [] : [device.enableSecret, device.accounts.bench.password],
  );
  const literal = sources.some((source) => typeof source === 'object' && 'literal' in source);
  // Windows has no such mode bits.
  if (!literal || process.platform === 'win32') return [];
  const mode = statSync(yaml.file).mode & 0o777;
  if ((mode & 0o077) === 0) return [];
  return [
    {
      path: ['dut', 'enableSecret'],
      expected: 'a file that only its owner can read, because it holds a secret',
      got: `mode 0${mode.toString(8)}`,
      next: `chmod 600 ${basename(yaml.file)}`,
    },
  ];
}

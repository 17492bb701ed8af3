import type { Block, Configuration } from '../configuration/configuration.ts';
import { readPassword, revealed } from '../passwords.ts';

/** A TACACS+ server as configured. */
export interface TacacsServer {
  /** Of `tacacs server NAME`. */
  readonly name: string | undefined;
  readonly address: string;
  readonly port: number;
  readonly key: string | undefined;
  readonly timeoutMs: number;
}

/** A RADIUS server as configured. */
export interface RadiusServer {
  /** Of `radius server NAME`. */
  readonly name: string | undefined;
  readonly address: string;
  readonly authPort: number;
  readonly acctPort: number;
  readonly key: string | undefined;
  readonly timeoutMs: number;
  /** How often a request is sent again. */
  readonly retransmit: number;
}

const tacacsPort = 49;
const radiusPorts = { auth: 1645, acct: 1646 };
const timeoutSeconds = 5;
const retransmits = 3;

/** The servers of a group: all of them behind `tacacs+`, those that it lists behind another name. */
export function tacacsServers(configuration: Configuration, group: string): readonly TacacsServer[] {
  const common = {
    key: keyIn(configuration, 'tacacs-server key'),
    seconds: numberIn(configuration, 'tacacs-server timeout'),
  };
  const made = (name: string | undefined, address: string, own: Options): TacacsServer => ({
    name,
    address,
    port: own.port ?? tacacsPort,
    key: own.key ?? common.key,
    timeoutMs: (own.timeout ?? common.seconds ?? timeoutSeconds) * 1000,
  });
  const hosts = hostLines(configuration, 'tacacs-server host').map(({ address, options }) =>
    made(undefined, address, options),
  );
  const named = namedServers(configuration, 'tacacs server').flatMap(({ name, block }) => {
    const address = /^address ipv4 (\S+)/.exec(block.settings.get('address ipv4') ?? '')?.[1];
    if (address === undefined) return [];
    const key = keyIn(block, 'key');
    const port = numberIn(block, 'port');
    const timeout = numberIn(block, 'timeout');
    return [made(name, address, { ...(key !== undefined && { key }), ...defined({ port, timeout }) })];
  });
  return ofGroup(configuration, 'tacacs+', group, [...hosts, ...named]);
}

/** The same of RADIUS. */
export function radiusServers(configuration: Configuration, group: string): readonly RadiusServer[] {
  const common = {
    key: keyIn(configuration, 'radius-server key'),
    seconds: numberIn(configuration, 'radius-server timeout'),
    retransmit: numberIn(configuration, 'radius-server retransmit'),
  };
  const made = (name: string | undefined, address: string, own: Options): RadiusServer => ({
    name,
    address,
    authPort: own['auth-port'] ?? radiusPorts.auth,
    acctPort: own['acct-port'] ?? radiusPorts.acct,
    key: own.key ?? common.key,
    timeoutMs: (own.timeout ?? common.seconds ?? timeoutSeconds) * 1000,
    retransmit: own.retransmit ?? common.retransmit ?? retransmits,
  });
  const hosts = hostLines(configuration, 'radius-server host').map(({ address, options }) =>
    made(undefined, address, options),
  );
  const named = namedServers(configuration, 'radius server').flatMap(({ name, block }) => {
    const [, address, rest = ''] =
      /^address ipv4 (\S+)(.*)/.exec(block.settings.get('address ipv4') ?? '') ?? [];
    if (address === undefined) return [];
    const key = keyIn(block, 'key');
    const [timeout, retransmit] = [numberIn(block, 'timeout'), numberIn(block, 'retransmit')];
    const own = {
      ...optionsIn(rest),
      ...(key !== undefined && { key }),
      ...defined({ timeout, retransmit }),
    };
    return [made(name, address, own)];
  });
  return ofGroup(configuration, 'radius', group, [...hosts, ...named]);
}

/** Which protocol a group speaks; undefined where there is no such group. */
export function protocolOf(configuration: Configuration, group: string): 'tacacs+' | 'radius' | undefined {
  if (group === 'tacacs+' || group === 'radius') return group;
  return (['tacacs+', 'radius'] as const).find((protocol) =>
    configuration.blocks.has(groupBlock(protocol, group)),
  );
}

export const groupBlock = (protocol: 'tacacs+' | 'radius', group: string): string =>
  `aaa group server ${protocol} ${group}`;

/** The key that is stored as `0 text` or `7 text`. */
export function clearKey(stored: string): string | undefined {
  const [, type, text] = /^([07]) (.*)$/s.exec(stored) ?? [];
  const password = text === undefined ? undefined : readPassword(type, text);
  return password && revealed(password);
}

interface Options {
  readonly port?: number;
  readonly 'auth-port'?: number;
  readonly 'acct-port'?: number;
  readonly timeout?: number;
  readonly retransmit?: number;
  readonly key?: string;
}

/** `tacacs-server host A …`: what stands behind the address is numbers by their names, and a key at the end. */
function hostLines({ settings }: Block, command: string): { address: string; options: Options }[] {
  return [...settings].flatMap(([name, text]) => {
    const [, address, rest = ''] = new RegExp(`^${command} (\\S+)(.*)$`, 's').exec(text) ?? [];
    if (!name.startsWith(`${command} `) || address === undefined) return [];
    return [{ address, options: optionsIn(rest) }];
  });
}

function optionsIn(text: string): Options {
  const [, numbers = '', stored] = /^(.*?)(?: key ([07] .*))?$/s.exec(text) ?? [];
  const key = stored === undefined ? undefined : clearKey(stored);
  const found = [...numbers.matchAll(/(\S+) (\d+)/g)].map(([, name = '', value]) => [name, Number(value)]);
  return { ...(Object.fromEntries(found) as Options), ...(key !== undefined && { key }) };
}

function namedServers({ blocks }: Block, command: string): { name: string; block: Block }[] {
  return [...blocks].flatMap(([opening, block]) =>
    opening.startsWith(`${command} `) ? [{ name: opening.slice(command.length + 1), block }] : [],
  );
}

/** A group lists servers by name, or by address as in older releases. */
function ofGroup<Server extends { readonly name: string | undefined; readonly address: string }>(
  { blocks }: Block,
  protocol: 'tacacs+' | 'radius',
  group: string,
  all: readonly Server[],
): readonly Server[] {
  if (group === protocol) return all;
  const members = [...(blocks.get(groupBlock(protocol, group))?.settings.values() ?? [])];
  return members.flatMap((text) => {
    const [, byName, name = ''] = /^server (name )?(\S+)/.exec(text) ?? [];
    return all.filter((server) => (byName === undefined ? server.address : server.name) === name);
  });
}

function keyIn({ settings }: Block, name: string): string | undefined {
  const stored = settings.get(name);
  return stored === undefined ? undefined : clearKey(stored);
}

function numberIn({ settings }: Block, name: string): number | undefined {
  const found = /(\d+)$/.exec(settings.get(name) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

function defined<Values extends Readonly<Record<string, number | undefined>>>(
  values: Values,
): { [Name in keyof Values]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: number;
  };
}

import {
  radiusServerModeCommands,
  serverCommands,
  serverGroupModeCommands,
  tacacsServerModeCommands,
} from '../aaa/server-commands.ts';
import type { ConfigurationTrees } from '../command-line/desk.ts';
import { keyword, line, merge, type Node } from '../command-line/grammar.ts';
import { configurationModes } from '../command-line/modes.ts';
import type { Release } from '../release.ts';
import {
  controlPlaneModeCommands,
  transceiverModeCommands,
  withReleaseCommands,
} from '../releases/grammar.ts';
import type { Seams } from '../seams.ts';
import { bannerCommand } from './banner-commands.ts';
import {
  interfaceCommand,
  interfaceModeCommands,
  ipVrfCommand,
  platformCommands,
  redundancyModeCommands,
  vrfCommand,
  vrfFamilyModeCommands,
  vrfModeCommands,
} from './interface-commands.ts';
import { ipCommands } from './ip-commands.ts';
import { lineCommand, lineModeCommands } from './line-commands.ts';
import { loggingCommand } from './logging-commands.ts';
import { certificateChainModeCommands, cryptoCommand, trustpointModeCommands } from './pki-commands.ts';
import { snmpServerCommand } from './snmp-commands.ts';
import { systemCommands } from './system-commands.ts';
import { pubkeyChainCommands, pubkeyCommands, pubkeyDataCommands } from '../ssh/pubkey-commands.ts';
import { accessListCommands, standardListModeCommands } from './access-list-commands.ts';

/** In every configuration mode. */
const everywhere: readonly Node[] = [
  keyword('end', 'Exit from configure mode', {
    run: ({ session, end }) => (session ? session.endConfiguration() : end()),
  }),
  keyword('do', 'To run exec commands in config mode', line('command', 'Exec Command')),
];

const leaveMode: Node = keyword('exit', 'Exit from this mode', { run: ({ leave }) => leave() });

const leaveConfiguration: Node = keyword('exit', 'Exit from configure mode', {
  run: ({ session, end }) => (session ? session.exitConfiguration() : end()),
});

/** Lines of a configuration file that say nothing to a switch that is up. */
const ignored: readonly Node[] = [
  keyword('boot-start-marker', 'Boot start marker', { run: () => undefined }),
  keyword('boot-end-marker', 'Boot end marker', { run: () => undefined }),
  keyword('version', 'Version of the configuration', line('version', 'Version', { run: () => undefined })),
].map((node) => ({ ...node, hidden: true }));

/** The whole configuration tree, by mode. */
export function configurationTreesFor(seams: Seams, release: Release): ConfigurationTrees {
  const own: Record<(typeof configurationModes)[number], readonly Node[]> = {
    config: [
      ...systemCommands(release),
      vrfCommand,
      ipVrfCommand,
      ...ipCommands,
      ...accessListCommands,
      cryptoCommand(release),
      ...platformCommands,
      interfaceCommand,
      loggingCommand,
      snmpServerCommand,
      ...serverCommands(release),
      bannerCommand,
      lineCommand,
      leaveConfiguration,
      ...ignored,
    ],
    'config-line': [...lineModeCommands, leaveMode],
    'config-if': [...interfaceModeCommands, leaveMode],
    'config-vrf': [...vrfModeCommands, leaveMode],
    'config-vrf-af': [...vrfFamilyModeCommands, leaveMode],
    'ca-trustpoint': [...trustpointModeCommands, leaveMode],
    'config-cert-chain': [...certificateChainModeCommands, leaveMode],
    'config-red': [...redundancyModeCommands, leaveMode],
    'config-red-mode': [leaveMode],
    'config-xcvr-type': [...transceiverModeCommands, leaveMode],
    'config-cp': [...controlPlaneModeCommands, leaveMode],
    'config-std-nacl': [...standardListModeCommands, leaveMode],
    'config-server-tacacs': [...tacacsServerModeCommands, leaveMode],
    'config-radius-server': [...radiusServerModeCommands, leaveMode],
    'config-sg-tacacs+': [...serverGroupModeCommands, leaveMode],
    'config-sg-radius': [...serverGroupModeCommands, leaveMode],
    'conf-ssh-pubkey': [...seams.pubkeyChainTree(pubkeyChainCommands), leaveMode],
    'conf-ssh-pubkey-user': [...pubkeyCommands(seams.userKeyTypes()), leaveMode],
    'conf-ssh-pubkey-server': [...pubkeyCommands(seams.serverKeyTypes()), leaveMode],
    'conf-ssh-pubkey-data': pubkeyDataCommands,
  };
  const trees = Object.fromEntries(
    configurationModes.map((mode) => [mode, merge([...own[mode], ...everywhere])]),
  ) as Record<(typeof configurationModes)[number], readonly Node[]>;
  // Where the lines of a key are read, every word but two is data.
  trees['conf-ssh-pubkey-data'] = pubkeyDataCommands;
  return { ...trees, config: seams.configurationTree(withReleaseCommands(release, trees.config)) };
}

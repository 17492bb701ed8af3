import { CommandError } from '../command-line/errors.ts';
import {
  type Action,
  keyword,
  line,
  merge,
  type Node,
  number,
  replaceAt,
  word,
} from '../command-line/grammar.ts';
import { blockLines, blockOf } from '../configuration/blocks.ts';
import { keep, kept, valued } from '../configuration/keep.ts';
import type { Release } from '../release.ts';
import { algorithmCommands } from './algorithm-commands.ts';

/** The global configuration as the release knows it: some words more, and some of another range. */
export function withReleaseCommands(release: Release, nodes: readonly Node[]): readonly Node[] {
  const tree = merge([
    ...nodes,
    keyword('ip', 'ip', keyword('ssh', 'ssh', ...algorithmCommands(release), ...bulkMode(release))),
    ...platform(release),
  ]);
  const versions = replaceAt(tree, ['ip', 'ssh', 'version'], (node) => onlyVersions(release, node));
  return replaceAt(versions, ['ip', 'ssh', 'dh', 'min', 'size'], (node) => {
    const sizes = release.ssh.dhMinSizes.map(String);
    return { ...node, children: () => node.children().filter(({ word }) => sizes.includes(word)) };
  });
}

/** Where one version is left it can be typed, but neither the other nor `no` of it (ip-ssh-version-1--iol17-lab--1). */
function onlyVersions({ ssh: { versions } }: Release, node: Node): Node {
  if (versions.length > 1) return node;
  const [only = 2] = versions;
  const refuse: Action['no'] = () => {
    // The blank at its end is the device's.
    throw new CommandError(`no ip ssh version ${only} is not supported \n`);
  };
  const children = node.children().map((child) => ({
    ...child,
    word: `<${only}-${only}>`,
    accepts: (token: string) => token === String(only),
    action: { ...child.action, no: refuse },
  }));
  return { ...node, action: { ...node.action, no: refuse }, children: () => children };
}

/** Shown by default since 17.x (show-running-config-include-ip-ssh--iol17-lab--1); the size of a window, kept only. */
function bulkMode({ configuration }: Release): readonly Node[] {
  if (!configuration.defaults.some((text) => text.startsWith('ip ssh bulk-mode'))) return [];
  const action = keep('ip-ssh', { key: 'ip ssh bulk-mode' });
  return [
    valued(
      'bulk-mode',
      'Bulk data transfer mode',
      action,
      number('bytes', 131_072, 1_073_741_824, 'Window size in bytes', action),
    ),
  ];
}

/** What else stands in the factory's configuration of 16.x and 17.x: settings without a behaviour here. */
function platform({ configuration }: Release): readonly Node[] {
  const punt = 'platform punt-keepalive disable-kernel-core';
  if (!configuration.defaults.some((text) => text.endsWith(punt))) return [];
  return [
    kept('platform', punt, 'Disable the core file of the kernel'),
    kept('login', 'login on-success log', 'Log successful logins'),
    kept('service', 'service call-home', 'Enable call-home service'),
    keyword(
      'license',
      'Configure license features',
      keyword(
        'boot',
        'Boot settings',
        line('rest', 'License level', keep('license', { key: 'license boot' })),
      ),
    ),
    keyword('memory', 'Configure memory management', line('rest', 'Memory settings', keep('memory'))),
    kept(
      'ip-forward',
      'ip forward-protocol nd',
      'Controls forwarding of physical and directed IP broadcasts',
    ),
    keyword(
      'transceiver',
      'Select a transceiver to configure',
      keyword(
        'type',
        'Type',
        keyword('all', 'All types', entering('transceiver', 'transceiver type all', 'config-xcvr-type')),
      ),
    ),
    keyword(
      'control-plane',
      'Configure control plane services',
      entering('control-plane', 'control-plane', 'config-cp'),
    ),
  ];
}

function entering(section: string, name: string, mode: 'config-xcvr-type' | 'config-cp'): Action {
  return {
    run: ({ configuration, enter }) => enter(mode, [blockOf(configuration, name)]),
    show: { section, lines: (context) => blockLines(context, name, mode) },
  };
}

/** Their modes. */
export const transceiverModeCommands: readonly Node[] = [
  keyword('monitoring', 'Enable monitoring of all optical transceivers', keep('transceiver')),
];
export const controlPlaneModeCommands: readonly Node[] = [
  keyword(
    'service-policy',
    'Configure QOS Service Policy',
    valued(
      'input',
      'Assign policy-map to the input',
      keep('control-plane'),
      word('policy', 'Policy-map name', keep('control-plane')),
    ),
  ),
];

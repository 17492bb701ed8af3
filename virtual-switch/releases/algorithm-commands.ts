import { type Action, anyOrder, keyword, type Node } from '../command-line/grammar.ts';
import { keep, valued } from '../configuration/keep.ts';
import type { AlgorithmKind, Release } from '../release.ts';
import { algorithmCommand } from '../ssh-algorithms.ts';

const helpOf: Readonly<Record<AlgorithmKind, string>> = {
  authentication: 'Authentication methods',
  publickey: 'Public key algorithms of users',
  hostkey: 'Host key algorithms',
  encryption: 'Encryption algorithms',
  mac: 'MAC (message authentication code) algorithms',
  kex: 'Key exchange algorithms',
};
const kinds = Object.keys(helpOf) as AlgorithmKind[];
/** Those that the switch's own client has as well. */
const clientKinds: readonly AlgorithmKind[] = ['encryption', 'mac', 'kex'];

/** `ip ssh server|client algorithm …`, where the release has it: lists in the order of preference. */
export function algorithmCommands({ ssh: { configurable } }: Release): readonly Node[] {
  const present = kinds.filter((kind) => configurable[kind] !== undefined);
  if (present.length === 0) return [];
  const side = (name: 'server' | 'client', help: string, some: readonly AlgorithmKind[]) =>
    keyword(
      name,
      help,
      keyword(
        'algorithm',
        'Algorithms in the order of preference',
        ...some.map((kind) => list(name, kind, configurable[kind] ?? [])),
      ),
    );
  return [
    side('server', 'SSH server', present),
    side(
      'client',
      'SSH client',
      present.filter((kind) => clientKinds.includes(kind)),
    ),
  ];
}

function list(side: 'server' | 'client', kind: AlgorithmKind, names: readonly string[]): Node {
  const key = side === 'server' ? algorithmCommand(kind) : `ip ssh client algorithm ${kind}`;
  const kept = keep('ip-ssh', { key });
  const action: Action = { ...kept, ...(kept.show && { show: { ...kept.show, final: true } }) };
  return valued(
    kind,
    helpOf[kind],
    action,
    ...anyOrder(
      names.map(
        (name) =>
          (...parts) =>
            keyword(name, name, action, ...parts),
      ),
      action,
    )(),
  );
}

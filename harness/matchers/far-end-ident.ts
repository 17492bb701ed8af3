import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import type { Sshv1ConnectionsObservation } from '../../bench/sshv1-server-host.ts';
import { defineMatcher } from './define.ts';
import { regularExpression } from './regular-expression.ts';

/** The DUT came to the bench's server and said an identification string that the regular expression matches. */
export const farEndIdent = defineMatcher<SshConnectionsObservation | Sshv1ConnectionsObservation, string>(
  'farEndIdent',
  ['ssh-connections', 'sshv1-connections'],
  regularExpression,
  (expected, { connections }) => {
    const idents = connections.map(({ ident }) => ident ?? '');
    return {
      matches: idents.length > 0 && idents.every((ident) => new RegExp(expected).test(ident)),
      got: idents.map((ident) => ident || 'no identification').join(', ') || 'no connection',
    };
  },
);

import type {
  ServedAuthTurn,
  SshConnectionsObservation,
  SshServedConnection,
} from '../../../bench/ssh-server-host.ts';
import type { Sshv1ServedConnection } from '../../../bench/sshv1-server-host.ts';

/** Connections to the bench's SSH-2 server as its driver observes them, for tests. */

export function turn(rest: Partial<ServedAuthTurn> = {}): ServedAuthTurn {
  return {
    method: 'password',
    user: 'user2',
    result: 'success',
    prompts: 0,
    answered: 0,
    answers: ['right'],
    ...rest,
  };
}

/** A session that was logged in to and left. */
export function served(rest: Partial<SshServedConnection> = {}): SshServedConnection {
  return {
    connection: 1,
    at: 1000,
    client: { address: '198.51.100.1', port: 50_000 },
    server: { address: '198.51.100.20', port: 22 },
    door: 'service',
    phase: 'ended',
    hostKey: { type: 'ssh-rsa', bits: 2048, sha256: 'AB' },
    serviceAsked: true,
    authenticationAsked: true,
    turns: [turn()],
    authenticated: true,
    requests: ['shell'],
    program: { kind: 'shell' },
    typed: '',
    rekeys: [],
    end: { by: 'client' },
    ...rest,
  };
}

/** One whose server was left when it had shown its key. */
export function refusedServer(rest: Partial<SshServedConnection> = {}): SshServedConnection {
  const { program: _, ...whole } = served();
  return {
    ...whole,
    ...{ serviceAsked: false, authenticationAsked: false, authenticated: false, turns: [], requests: [] },
    ...rest,
  };
}

/** A session of version 1 that was logged in to and left. */
export function version1(rest: Partial<Sshv1ServedConnection> = {}): Sshv1ServedConnection {
  return {
    connection: 1,
    at: 1000,
    client: { address: '198.51.100.1', port: 50_000 },
    server: { address: '198.51.100.20', port: 22 },
    phase: 'ended',
    ident: 'SSH-1.5-Cisco-1.25',
    userAsked: true,
    authenticationAsked: true,
    turns: [{ method: 'password', result: 'success', answer: 'right' }],
    authenticated: true,
    requests: ['pty', 'shell'],
    program: { kind: 'shell' },
    typed: '',
    end: { by: 'client' },
    ...rest,
  };
}

export function seen(...connections: readonly SshServedConnection[]): SshConnectionsObservation {
  return { kind: 'ssh-connections', connections };
}

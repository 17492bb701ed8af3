import { type Head, journalVersion } from '../../journal/events.ts';

/** The head of a run on a virtual lab with a console and an SSH client. */
export function sampleHead(differences: Partial<Head> = {}): Head {
  return {
    type: 'head',
    version: journalVersion,
    tool: { name: 'catalyst-conform', version: '0.1.0' },
    runId: 'run-1',
    startedAt: '2026-11-22T19:00:00.000Z',
    topology: { name: 'virtual', file: 'virtual.yaml', description: { roles: ['console'] } },
    dut: {
      kind: 'virtual',
      address: '192.0.2.1',
      port: 22,
      addresses: [],
      username: 'conform',
      privilege: 1,
    },
    clock: 'steered',
    profile: {
      platform: 'WS-C3650',
      release: '03.03SE',
      facts: { 'ssh.version': { value: '1.99', source: 'guide page 9' } },
    },
    roles: ['console', 'ssh-client'],
    services: {},
    without: { 'trap-listener': 'no driver yet' },
    grants: ['keys', 'vty'],
    secrets: [
      { name: 'account', role: 'account', length: 16 },
      { name: 'enable', role: 'enable', length: 16 },
    ],
    suites: ['show-ip-ssh'],
    registry: [],
    ...differences,
  };
}

import type { Seams, SshVersionName } from '../seams.ts';

export const name = 'version-change-needs-reload';
export const title = 'ip ssh version has no effect on what is served before a reload';
export const requirements = [
  'SSH2-TRB-001',
  'SSH2-EXV-001',
  'SSH2-EXV-002',
  'SSH2-HOST-009',
  'SSH2-HOST-010',
];

export function apply(seams: Seams): void {
  const [ident, protocols] = [seams.sshIdent.bind(seams), seams.sshProtocolsOf.bind(seams)];
  let atBoot: SshVersionName | undefined;
  const served = (name: SshVersionName) => (atBoot ??= name);
  seams.sshIdent = (name) => ident(served(name));
  seams.sshProtocolsOf = (name) => protocols(served(name));
}

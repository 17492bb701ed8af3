import type { Seams } from '../seams.ts';

export const name = 'silent-client-stays';
export const title = 'A client that says nothing is never cut off';
export const requirements = [
  'SSH2-KEYS-009',
  'SSH2-INFO-001',
  'SSH1-EX72-004',
  'SSH1-EX75-004',
  'SSH1-EX12K-005',
];

export function apply(seams: Seams): void {
  const standard = seams.sshServerSettings.bind(seams);
  seams.sshServerSettings = (settings, software) => ({
    ...standard(settings, software),
    timeOutSeconds: 86_400,
  });
}

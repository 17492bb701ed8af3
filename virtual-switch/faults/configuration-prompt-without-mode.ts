import type { Seams } from '../seams.ts';

export const name = 'configuration-prompt-without-mode';
export const title = 'The prompt of configuration lacks (config)';
export const requirements = [
  'SSH2-HOST-003',
  'SSH1-SRV-003',
  'SSH2-PUBKEY-003',
  'SSH2-KEYS-003',
  'SCP-CFG-003',
  'SSH2-SCP-003',
];

export function apply(seams: Seams): void {
  const prompt = seams.prompt.bind(seams);
  seams.prompt = (facts) => prompt({ ...facts, mode: undefined });
}

import type { Seams } from '../seams.ts';

export const name = 'enable-keeps-user-prompt';
export const title = 'The prompt still ends in > after a second enable';
export const requirements = [
  'SSH2-VSTAT-002',
  'SSH2-HOST-002',
  'SSH2-VCON-002',
  'SSH1-SRV-002',
  'SSH2-PUBKEY-002',
  'SSH2-KEYS-002',
  'SSH2-MON-002',
  'SSH1-CLI-002',
  'SSH2-SRVAUTH-002',
  'SCP-CFG-002',
  'SSH2-SCP-002',
];

/** A switch that always did could not be brought to a baseline, and nothing would be put to the test. */
export function apply(seams: Seams): void {
  let enabled = 0;
  const [privilege, prompt] = [seams.privilegeAfterEnable.bind(seams), seams.prompt.bind(seams)];
  seams.privilegeAfterEnable = () => {
    enabled += 1;
    return privilege();
  };
  seams.prompt = (facts) =>
    prompt(enabled > 1 && facts.mode === undefined ? { ...facts, privilege: 1 } : facts);
}

import type { Seams } from '../seams.ts';

export const name = 'key-without-label-refused';
export const title = 'crypto key generate rsa without a label makes no pair';
export const requirements = ['SSH2-SRVAUTH-016'];

export function apply(seams: Seams): void {
  seams.keyNameWithoutLabel = () => ({ refusal: '% Key pair was not generated.' });
}

import type { Seams } from '../seams.ts';

export const name = 'key-needs-clock';
export const title = 'A key pair is refused for a reason that the guide does not know';
export const requirements = ['SSH1-PRE-002', 'SSH1-PRE-003', 'SSH1-TRB-001'];

export function apply(seams: Seams): void {
  const standard = seams.keyNameWithoutLabel.bind(seams);
  seams.keyNameWithoutLabel = (naming) => {
    const named = standard(naming);
    return 'refusal' in named ? named : { refusal: '% Please set the clock first.' };
  };
}

import type { BootStep } from './boot-step.ts';

/** The boot loader's own file system, as a 3850 has it. */
export const flashInit: readonly BootStep[] = [
  ['Initializing Flash...\n\n', 1500],
  [
    `flashfs[7]: 0 files, 1 directories
flashfs[7]: 0 orphaned files, 0 orphaned directories
flashfs[7]: Total bytes: 6784000
flashfs[7]: Bytes used: 1024
flashfs[7]: Bytes available: 6782976
flashfs[7]: flashfs fsck took 1 seconds....done Initializing Flash.

`,
    500,
  ],
];

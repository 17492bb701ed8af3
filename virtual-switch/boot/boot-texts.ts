import type { Hardware } from '../hardware.ts';
import type { Release } from '../release.ts';
import type { BootStep } from './boot-step.ts';
import { flashInit } from './flash-init.ts';

/** What a release prints from the boot loader to its own banner. */
export interface BootText {
  /** From power-on to where the boot can be interrupted. */
  readonly powerOn: (hardware: Hardware) => readonly BootStep[];
  /** Says that it can be. */
  readonly interruptible: string;
  readonly loaderVersion: string;
  /** Between the boot loader's `boot` and the banner of IOS. */
  readonly image: readonly BootStep[];
  /** What is printed on the console between the confirmed reload and the reset. */
  readonly goingDown: (at: Date) => readonly BootStep[];
  /** Log messages of a reload: facility, severity, mnemonic, text. */
  readonly reloadLog: readonly (readonly [string, number, string, string])[];
  /** The last sentence of `%SYS-5-RELOAD`. */
  readonly reloadReason: string;
  /** `Last reload reason: …` after it. */
  readonly lastReason: string;
  /** Whether the refused dialog is followed by the question about autoinstall. */
  readonly asksAboutAutoinstall: boolean;
  /** Whether an enable secret must be given even when the dialog is refused. */
  readonly wantsEnableSecret?: boolean;
}

/** `Thu Nov 15 10:56:37 2012` */
function unixDate(date: Date): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().split(/,? /);
  return `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`;
}

/** The power-on tests of the boot loader, the same under every release (a 3850 that goes from 03.06 to 16.3). */
const catalyst3k = {
  powerOn: ({ baseMac }: Hardware): readonly BootStep[] => [
    [`\n\nBooting...Initializing and Testing RAM ++++@@@@####...`, 3000],
    ['#'.repeat(32), 4000],
    [`${'++@@'.repeat(17)}done.\nMemory Test Pass!\n\n`, 1000],
    [`Base ethernet MAC Address: ${baseMac}\n\nInterface GE 0 link down***ERROR: PHY link is down\n`, 500],
    ...flashInit,
  ],
  interruptible: 'Interrupt within 5 seconds to abort boot process.\n',
  loaderVersion: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 1.18, RELEASE SOFTWARE (P)',
};

const loadKernel: readonly BootStep[] = [
  ['Getting rest of image\nReading full image into memory....', 2500],
  ['done\n', 300],
];

/** 03.02SE to 03.07E: software of packages, as the 3.x examples of Cisco's command reference show it. */
const packages: BootText = {
  ...catalyst3k,
  image: [
    ...loadKernel,
    ['Reading full base package into memory...: ', 9000],
    ['done = 74369252\n', 500],
    [
      `Bundle Image
--------------------------------------
Kernel Address    : 0x6042f354
Kernel Size       : 0x317ccc/3243212
Initramfs Address : 0x60747020
Initramfs Size    : 0xdbf2f9/14414585
Compression Format: .mzip

Bootable image at @ ram:0x6042f354
Bootable image segment 0 address range [0x81100000, 0x81b80000] is in range [0x80180000, 0x90000000].
`,
      1500,
    ],
    ...Array.from({ length: 8 }, (): BootStep => ['@'.repeat(10), 700]),
    [
      `boot_system: 377
Loading Linux kernel with entry point 0x811060f0 ...
Bootloader: Done loading app on core_mask: 0xf

### Launching Linux Kernel (flags = 0x5)

`,
      22_000,
    ],
    ['All packages are Digitally Signed\n', 14_000],
    ['Starting System Services\n', 95_000],
  ],
  goingDown: (at) => [
    [
      `\n<${unixDate(at)}> Message from sysmgr: Reset Reason:Reset/Reload requested by [stack-manager]. [Reload command]\n`,
      1200,
    ],
    ['umount: /proc/fs/nfsd: not mounted\nUnmounting ng3k filesystems...\nUnmounted /dev/sda3...\n', 900],
    ['Please stand by while rebooting the system...\nRestarting system.\n', 1500],
  ],
  reloadLog: [
    [
      'STACKMGR',
      1,
      'RELOAD_REQUEST',
      '1 stack-mgr: Received reload request for all switches, reason Reload command',
    ],
    ['STACKMGR', 1, 'RELOAD', '1 stack-mgr: reloading due to reason Reload command'],
    ['IOSXE', 3, 'PLATFORM', '1 process sysmgr: Reset/Reload requested by [stack-manager].'],
  ],
  reloadReason: 'Reload command',
  lastReason: 'Reload command',
  asksAboutAutoinstall: true,
};

/** 16.x, after boot-from-rommon--unicon--1 (a 3850). */
const polaris: BootText = {
  ...catalyst3k,
  image: [
    ...loadKernel,
    ['Reading full base package into memory...: ', 7000],
    ['done = 22301472\n', 500],
    [
      `Bundle Image
--------------------------------------
Kernel Address    : 0x53779724
Kernel Size       : 0x34e760/3467104
Initramfs Address : 0x53ac7e84
Initramfs Size    : 0x117fbcc/18349004
Compression Format: mzip

Bootable image at @ ram:0x53779724
Bootable image segment 0 address range [0x81100000, 0x81b8adc0] is in range [0x80180000, 0x90000000].
`,
      1500,
    ],
    ...Array.from({ length: 10 }, (): BootStep => ['@'.repeat(10), 700]),
    [
      `boot_system: 380
Loading Linux kernel with entry point 0x81690280 ...
Bootloader: Done loading app on core_mask: 0xf

### Launching Linux Kernel (flags = 0x5)

`,
      45_000,
    ],
    ['Front-end Microcode IMG MGR: found 4 microcode images for 1 device.\n', 4000],
    [
      `Front-end Microcode IMG MGR: Preparing to program device microcode...
Front-end Microcode IMG MGR: Preparing to program device[0]...594412 bytes... Skipped[0].
`,
      70_000,
    ],
    ['\nBoth links down, not waiting for other switches\nSwitch number is 1\n', 60_000],
  ],
  goingDown: () => [
    ['\nChassis 1 reloading, reason - Reload command\n', 1500],
    ['reload fp action requested\n', 1200],
    ['rp processes exit with reload switch code\n', 3000],
  ],
  reloadLog: [],
  reloadReason: 'Reload Command',
  lastReason: 'Reload Command',
  asksAboutAutoinstall: false,
};

/** 17.x on a C9300, after reload--unicon--1 and boot-reload--unicon--1 (9400, the same loader). */
const catalyst9k: BootText = {
  ...polaris,
  wantsEnableSecret: true,
  powerOn: ({ model, memory }) => [
    ['\n\n\nInitializing Hardware...\n\n', 9000],
    [
      `System Bootstrap, Version 17.6.1r[FC2], RELEASE SOFTWARE (P)
Compiled Wed 05/12/2021 15:39:34.01 by rel

Current ROMMON image : Primary
Last reset cause     : SoftwareReload
${model} platform with ${memory} Kbytes of main memory

`,
      1500,
    ],
  ],
  interruptible: 'Preparing to autoboot. [Press Ctrl-C to interrupt]  5     ',
  loaderVersion: 'System Bootstrap, Version 17.6.1r[FC2], RELEASE SOFTWARE (P)',
  image: [
    ['\nboot: attempting to boot from [flash:packages.conf]\nboot: reading file packages.conf\n#\n', 1500],
    ...Array.from({ length: 12 }, (): BootStep => ['#'.repeat(16), 1200]),
    ['\n\n\n', 60_000],
    ['Both links down, not waiting for other switches\nSwitch number is 1\n', 60_000],
  ],
};

/** Releases that boot otherwise than their family stand here by name. */
const byRelease: ReadonlyMap<string, BootText> = new Map([
  ['03.06E', { ...packages, asksAboutAutoinstall: false }],
  ['03.07E', { ...packages, asksAboutAutoinstall: false }],
]);

export function bootTextOf({ name }: Release): BootText {
  const family = name.startsWith('17.') ? catalyst9k : name.startsWith('16.') ? polaris : packages;
  return byRelease.get(name) ?? family;
}

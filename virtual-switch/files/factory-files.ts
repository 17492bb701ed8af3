import { monthNumber } from '../calendar.ts';
import type { Release } from '../release.ts';
import { contentOfText, sparseContent } from './content.ts';
import type { FactoryFile } from './storage.ts';

/** Part of a package's name, with its size in bytes. */
type Package = readonly [name: string, size: number];

interface PackageSet {
  readonly packages: readonly Package[];
  /** Where it is one of the family that the box belongs to. */
  readonly prefix: string;
}

/** Sizes of 03.03.04SE, found in a public listing. IOS and wireless have numbers of their own, some from memory. */
function packagesOf3(number: string, ios: string, wireless: string): PackageSet {
  return {
    prefix: 'cat3k_caa',
    packages: [
      [`base.SPA.${number}`, 79_110_340],
      [`drivers.SPA.${number}`, 6_521_532],
      [`infra.SPA.${number}`, 34_530_288],
      [`iosd-universalk9.SPA.${ios}`, 34_856_268],
      [`platform.SPA.${number}`, 25_172_880],
      [`wcm.SPA.${wireless}`, 77_445_952],
    ],
  };
}

/** Names of 16.x and 17.x are from memory, and so is the order of magnitude of the sizes. */
function packagesOf16(number: string): PackageSet {
  return {
    prefix: 'cat3k_caa',
    packages: [
      [`guestshell.${number}.SPA`, 14_275_584],
      [`rpbase.${number}.SPA`, 280_233_984],
      [`rpcore.${number}.SPA`, 139_010_048],
      [`srdriver.${number}.SPA`, 6_361_088],
      [`webui.${number}.SPA`, 19_047_424],
    ],
  };
}

function packagesOf17(number: string): PackageSet {
  return {
    prefix: 'cat9k',
    packages: [
      [`cc_srdriver.${number}.SPA`, 23_770_112],
      [`espbase.${number}.SPA`, 104_857_600],
      [`guestshell.${number}.SPA`, 2_179_072],
      [`rpbase.${number}.SPA`, 595_591_168],
      [`rpboot.${number}.SPA`, 61_865_984],
      [`sipbase.${number}.SPA`, 102_400_000],
      [`sipspa.${number}.SPA`, 63_963_136],
      [`srdriver.${number}.SPA`, 32_505_856],
      [`webui.${number}.SPA`, 25_165_824],
      [`wlc.${number}.SPA`, 162_529_280],
    ],
  };
}

function packagesOf({ name, version }: Release): PackageSet {
  const number = version.replace(/^(\d\d\.\d\d)(SE|E)$/, '$1.00$2');
  const padded = version.replaceAll(/\d+/g, (digits) => digits.padStart(2, '0'));
  switch (name) {
    case '03.02SE':
      return packagesOf3(number, '150-1.EX3', '10.0.120.0');
    case '03.03SE':
      return packagesOf3(number, '150-1.EZ', '10.1.100.0');
    case '03.06E':
      return packagesOf3(number, '152-2.E5', '10.2.150.0');
    case '03.07E':
      return packagesOf3(number, '152-3.E4', '10.3.140.0');
    default:
      return /^17/.test(version) ? packagesOf17(padded) : packagesOf16(padded);
  }
}

/** What stands on the flash of a switch that comes out of its box with this release. */
export function factoryFlash(release: Release): readonly FactoryFile[] {
  const modified = installed(release);
  const { prefix, packages } = packagesOf(release);
  const files = packages.map(([part, size]) => ({ name: `${prefix}-${part}.pkg`, size }));
  // Its form is from memory; only that it is there and how long it is was seen.
  const list = files.map(({ name }) => `boot  rp 0 0   rp_base    ${name}\n`).join('');
  return [
    { path: 'nvram_config', content: sparseContent(2_097_152), modified },
    ...files.map(({ name, size }) => ({ path: name, content: sparseContent(size), modified })),
    {
      path: 'packages.conf',
      content: contentOfText(`#! /usr/binos/bin/packages_conf.sh\n${list}`),
      modified,
    },
    { path: 'dc_profile_dir', modified },
    { path: 'dc_profile_dir/dc_default_profiles.txt', content: sparseContent(257_803), modified },
  ];
}

/** A month after the software was compiled. */
function installed({ showVersion: { compiled } }: Release): Date {
  const [, day = '1', month = 'Jan', year = '14'] = /(\d\d)-([A-Z][a-z]{2})-(\d\d)/.exec(compiled) ?? [];
  return new Date(Date.UTC(2000 + Number(year), monthNumber(month) + 1, Number(day), 9, 18, 17));
}

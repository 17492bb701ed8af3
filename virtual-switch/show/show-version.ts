import { uptimeInWords } from '../calendar.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { Release } from '../release.ts';
import type { VirtualSwitch } from '../switch.ts';

/** What the software says of itself, in `show version` and in the log once it has started. */
export function softwareLines(release: Release): string[] {
  const { headline, copyrightYears, compiled } = release.showVersion;
  return [
    headline(release),
    'Technical Support: http://www.cisco.com/techsupport',
    `Copyright (c) ${copyrightYears} by Cisco Systems, Inc.`,
    `Compiled ${compiled}`,
  ];
}

/** `show version` in the form of the release; the notices of licence and export are cut short. */
export function showVersion(device: VirtualSwitch): string {
  const { release, hardware, calendar, power } = device;
  const form = release.showVersion;
  const uptime = uptimeInWords(power.uptime);
  const restarted = calendar.fullStamp(new Date(calendar.now.getTime() - power.uptime));
  const gap = Array.from({ length: form.blankLines }, () => '');
  const columns = [
    hardware.model.padEnd(18),
    form.tableVersion(release.version).padEnd(17),
    form.tableImage.padEnd(21),
    'INSTALL',
  ];
  return [
    ...(form.productLine ? [form.productLine(release.version)] : []),
    ...softwareLines(release),
    ...gap,
    `Cisco IOS-XE software, Copyright (c) 2005-${form.noticeYear} by cisco Systems, Inc.`,
    'All rights reserved.  Certain components of Cisco IOS-XE software are',
    'licensed under the GNU General Public License ("GPL") Version 2.0.',
    ...gap,
    'ROM: IOS-XE ROMMON',
    `BOOTLDR: ${form.bootLoader}, RELEASE SOFTWARE (P)`,
    '',
    `${hostnameOf(device.configuration)} uptime is ${uptime}`,
    `Uptime for this control processor is ${uptime}`,
    `System returned to ROM by ${power.cause.returnedBy}`,
    `System restarted at ${restarted}`,
    `System image file is "${form.systemImageFile}"`,
    `Last reload reason: ${power.cause.lastReason}`,
    ...['', '', ''],
    ...form.licence,
    `cisco ${hardware.model} (${hardware.processor}) processor ${form.processorMemory(hardware)}.`,
    `Processor board ID ${hardware.serialNumber}`,
    '1 Virtual Ethernet interface',
    `${hardware.ports} Gigabit Ethernet interfaces`,
    '2048K bytes of non-volatile configuration memory.',
    `${hardware.memory}K bytes of physical memory.`,
    `${hardware.crashFiles}K bytes of Crash Files at crashinfo:.`,
    `${hardware.flash}K bytes of Flash at flash:.`,
    ...form.otherMemory,
    '',
    `Base Ethernet MAC Address          : ${hardware.baseMac}`,
    `Motherboard Assembly Number        : ${hardware.motherboardAssembly}`,
    `Motherboard Serial Number          : ${hardware.motherboardSerialNumber}`,
    `Model Revision Number              : ${hardware.revision}`,
    'Motherboard Revision Number        : A0',
    `Model Number                       : ${hardware.model}`,
    `System Serial Number               : ${hardware.serialNumber}`,
    ...form.afterSerialNumber,
    ...['', ''],
    'Switch Ports Model              SW Version        SW Image              Mode   ',
    '------ ----- -----              ----------        ----------            ----   ',
    `*    1 ${String(hardware.ports).padEnd(5)} ${columns.join(' ')}`,
    ...['', ''],
    'Configuration register is 0x102',
    '',
  ]
    .map((text) => `${text}\n`)
    .join('');
}

import { uptimeInWords } from '../calendar.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `show version`, form of show-version--utah-3650--2. */
export function showVersion(device: VirtualSwitch): string {
  const { release, hardware, calendar, clock } = device;
  const uptime = uptimeInWords(clock.now());
  const restarted = calendar.fullStamp(new Date(calendar.now.getTime() - clock.now()));
  return `Cisco IOS Software, IOS-XE Software, Catalyst L3 Switch Software (${release.image}), Version ${release.name} RELEASE SOFTWARE (${release.softwareTag})
Technical Support: http://www.cisco.com/techsupport
Copyright (c) ${release.copyrightYears} by Cisco Systems, Inc.
Compiled ${release.compiled}



Cisco IOS-XE software, Copyright (c) 2005-${release.copyrightYears.slice(-4)} by cisco Systems, Inc.
All rights reserved.  Certain components of Cisco IOS-XE software are
licensed under the GNU General Public License ("GPL") Version 2.0.



ROM: IOS-XE ROMMON
BOOTLDR: CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 1.18, RELEASE SOFTWARE (P)

${hostnameOf(device.configuration)} uptime is ${uptime}
Uptime for this control processor is ${uptime}
System returned to ROM by Power Failure
System restarted at ${restarted}
System image file is "${release.systemImageFile}"
Last reload reason: Power Failure



License Level: Ipbase
License Type: Permanent
Next reload license Level: Ipbase

cisco ${hardware.model} (MIPS) processor with 4194304K bytes of physical memory.
Processor board ID ${hardware.serialNumber}
1 Virtual Ethernet interface
${hardware.ports} Gigabit Ethernet interfaces
2048K bytes of non-volatile configuration memory.
4194304K bytes of physical memory.
250456K bytes of Crash Files at crashinfo:.
1609272K bytes of Flash at flash:.
0K bytes of Dummy USB Flash at usbflash0:.
0K bytes of  at webui:.

Base Ethernet MAC Address          : ${hardware.baseMac}
Motherboard Assembly Number        : 73-15899-06
Motherboard Serial Number          : ${hardware.motherboardSerialNumber}
Model Revision Number              : A0
Motherboard Revision Number        : A0
Model Number                       : ${hardware.model}
System Serial Number               : ${hardware.serialNumber}


Switch Ports Model              SW Version        SW Image              Mode   
------ ----- -----              ----------        ----------            ----   
*    1 ${String(hardware.ports).padEnd(5)} ${hardware.model.padEnd(18)} ${release.name.padEnd(17)} cat3k_caa-universalk9 INSTALL


Configuration register is 0x102

`;
}

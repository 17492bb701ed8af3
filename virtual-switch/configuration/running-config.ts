import type { VirtualSwitch } from '../switch.ts';
import { collectShown, shownLines } from './shown.ts';

/** The sections of running-config in the order of a 3650, with what stands between them. */
const layout = [
  'service',
  '!',
  'hostname',
  '!',
  'boot',
  '!',
  '!',
  'vrf',
  '!',
  'logging',
  'enable',
  '!',
  'username',
  'aaa',
  'switch',
  '!',
  'ip',
  '!',
  '!',
  'crypto',
  'diagnostic',
  '!',
  'spanning-tree',
  '!',
  'redundancy',
  '!',
  '!',
  'interface',
  'ip-service',
  'ip-ssh',
  '!',
  'access',
  'snmp',
  '!',
  'banner',
  'line',
  '!',
];

/** The configuration from `version` to `end`, as it is shown, saved and loaded again. */
export function configurationText(device: VirtualSwitch): string {
  const { configuration } = device;
  const found = collectShown(device.configurationTrees.config);
  const context = { configuration, device, block: configuration };
  const lines = ['!'];
  if (configuration.lastChange !== undefined) {
    lines.push(`! Last configuration change at ${configuration.lastChange}`, '!');
  }
  lines.push(`version ${device.release.configVersion}`);
  for (const section of layout) {
    if (section === '!') lines.push('!');
    else if (section === 'boot') lines.push('boot-start-marker', 'boot-end-marker');
    else lines.push(...shownLines(found, context, section));
  }
  lines.push('end', '');
  return lines.map((text) => `${text}\n`).join('');
}

/** `show running-config`. */
export function runningConfig(device: VirtualSwitch): string {
  const text = configurationText(device);
  return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n${text}`;
}

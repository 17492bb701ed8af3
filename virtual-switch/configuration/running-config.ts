import type { VirtualSwitch } from '../switch.ts';
import { collectShown, shownLines } from './shown.ts';

/** `ip ssh …` does not stand in the order in which it is asked for (FINDINGS section 3). */
const sshOrder = [
  'bulk-mode', 'time-out', 'authentication-retries', 'source-interface', 'rsa', 'logging', 'version', 'dh', 'pubkey-chain',
  'server algorithm mac', 'server algorithm encryption', 'server algorithm kex', 'server algorithm', 'client',
].map((text) => `ip ssh ${text}`); // prettier-ignore
const placeOf = ({ keywords }: { readonly keywords: string }) => {
  const place = sshOrder.findIndex((text) => keywords.startsWith(text));
  return place < 0 ? sshOrder.length : place;
};

/** The configuration from `version` to `end`, as it is shown, saved and loaded again. */
export function configurationText(device: VirtualSwitch): string {
  const { configuration } = device;
  const { configuration: form } = device.release;
  const found = collectShown(device.configurationTrees.config).toSorted(
    (left, right) => placeOf(left) - placeOf(right),
  );
  const context = { configuration, device, block: configuration };
  const lines = ['!'];
  if (configuration.lastChange !== undefined) {
    lines.push(`! Last configuration change at ${configuration.lastChange}`, '!');
  }
  lines.push(`version ${form.version}`);
  for (const section of form.layout) {
    if (section === '!') lines.push('!');
    else if (section === 'boot') lines.push('boot-start-marker', 'boot-end-marker');
    else {
      const shown = shownLines(found, context, section);
      lines.push(...shown.filter((text) => !form.unshown.includes(text)));
    }
  }
  lines.push('end', '');
  return lines.map((text) => `${text}\n`).join('');
}

/** `show running-config`. */
export function runningConfig(device: VirtualSwitch): string {
  const text = configurationText(device);
  return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n${text}`;
}

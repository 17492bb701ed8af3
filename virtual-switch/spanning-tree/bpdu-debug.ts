import type { DebugKind } from '../debugging.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `debug spanning-tree bpdu`: every port sends a BPDU every two seconds, more than a console carries. */
export const spanningTreeBpdu: DebugKind = {
  command: 'spanning-tree bpdu',
  title: 'Spanning Tree BPDU debugging',
  heading: 'Spanning Tree',
};

const helloMs = 2000;

/** Tells of each BPDU that goes out, while that is debugged. No capture was found: the form is that of IOS 12.2. */
export function watchBpdus(device: VirtualSwitch): void {
  const { clock, debugging, hardware } = device;
  const bridge = `8001${hardware.baseMac.replaceAll(':', '').toUpperCase()}`;
  const port = (index: number) => index.toString(16).toUpperCase().padStart(2, '0');
  let next: (() => void) | undefined;
  const hello = () => {
    next = undefined;
    if (!debugging.isOn(spanningTreeBpdu)) return;
    for (let index = 1; index <= 24; index += 1) {
      debugging.print(
        spanningTreeBpdu,
        `STP: VLAN0001 Gi1/0/${index} tx BPDU: config protocol=ieee`,
        `    Data : 0000 00 00 00 ${bridge} 00000000 ${bridge} 80${port(index)} 0000 1400 0200 0F00`,
      );
    }
    next = clock.after(helloMs, hello);
  };
  debugging.onTurn(() => {
    if (debugging.isOn(spanningTreeBpdu)) next ??= clock.after(helloMs, hello);
    else {
      next?.();
      next = undefined;
    }
  });
}

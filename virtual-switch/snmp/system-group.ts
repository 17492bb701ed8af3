import { hostnameOf } from '../configuration/configuration.ts';
import { softwareLines } from '../show/show-version.ts';
import type { VirtualSwitch } from '../switch.ts';
import { counterObjects, type CounterName, type Counters } from './counters.ts';
import type { MibPart } from './mib.ts';
import { snmpGroup, system } from './objects.ts';
import { counter, integer, type SnmpValue, text, ticks } from './values.ts';

/** cat38xxstack of CISCO-PRODUCTS-MIB, which 3650 and 3850 report whether they are stacked or not. */
export const sysObjectId = '1.3.6.1.4.1.9.1.1745';
/** sysServices of what is both a bridge and a router: 2^(2-1) + 2^(3-1). */
const bridgeAndRouter = 6;

/** RFC 1213 system group. */
export function systemGroup(device: VirtualSwitch): MibPart {
  const values = (): Record<number, SnmpValue> => {
    const { release, configuration, power } = device;
    const { snmp, domainName } = configuration;
    return {
      1: text(softwareLines(release).join('\r\n')),
      2: { type: 'oid', value: sysObjectId },
      3: ticks(Math.floor(power.uptime / 10)),
      4: text(snmp.contact ?? ''),
      5: text(`${hostnameOf(configuration)}${domainName === undefined ? '' : `.${domainName}`}`),
      6: text(snmp.location ?? ''),
      7: integer(bridgeAndRouter),
    };
  };
  return scalars(system, [1, 2, 3, 4, 5, 6, 7], values);
}

/** RFC 1213 snmp group. */
export function snmpGroupPart(device: VirtualSwitch, counters: Counters): MibPart {
  const enableAuthenTraps = 30;
  const values = (): Record<number, SnmpValue> => {
    const on = device.configuration.snmp.traps.has('snmp authentication');
    const counted = Object.entries(counterObjects).map(
      ([name, object]) => [object, counter(counters[name as CounterName])] as const,
    );
    return { ...Object.fromEntries(counted), [enableAuthenTraps]: integer(on ? 1 : 2) };
  };
  return scalars(snmpGroup, [...Object.values(counterObjects), enableAuthenTraps], values);
}

function scalars(
  group: string,
  objects: readonly number[],
  values: () => Readonly<Record<number, SnmpValue>>,
): MibPart {
  return {
    objects: objects.map((object) => `${group}.${object}`),
    instances: () =>
      Object.entries(values()).map(([object, value]) => ({ oid: `${group}.${object}.0`, value })),
  };
}

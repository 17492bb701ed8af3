import type { Notification } from './notification.ts';
import { ccmHistoryEventEntry, ciscoConfigMan } from './objects.ts';
import { integer } from './values.ts';

/** Of CISCO-CONFIG-MAN-MIB: who asked, and HistoryEventMedium. */
const commandLine = 1;
const commandSource = 2;
const running = 3;
const startup = 4;

/** ciscoConfigManEvent with the three variables of debug-snmp-packets--cscdr72939--1; `number` counts the events. */
export function configNotification(to: 'running' | 'startup', number: number): Notification {
  const [from, target] = to === 'running' ? [commandSource, running] : [running, startup];
  return {
    trap: 'config',
    type: 'config',
    enterprise: `${ciscoConfigMan}.2`,
    generic: 6,
    specific: 1,
    v2: `${ciscoConfigMan}.2.0.1`,
    varbinds: [commandLine, from, target].map((value, index) => ({
      oid: `${ccmHistoryEventEntry}.${index + 3}.${number}`,
      value: integer(value),
    })),
  };
}

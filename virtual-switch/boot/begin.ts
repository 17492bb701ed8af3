import { type Lab, Person } from './person.ts';

/** The states in which the next one at the console may find it. */
export const beginStates = [
  'rommon',
  'booting',
  'initial-dialog',
  'login-prompt',
  'password-prompt',
  'pager',
  'half-typed',
  'config-mode',
  'user-exec',
  'privileged',
  'flood',
  'silent-until-return',
] as const;
export type BeginState = (typeof beginStates)[number];

/** States that are met on the way up: the switch has only just been switched on. */
export const fromPowerOn = (state: BeginState): boolean =>
  state === 'rommon' || state === 'booting' || state === 'initial-dialog';

/** Brings the console into a state by switching on, waiting and typing, as whoever was here before did. */
export async function bringTo(state: BeginState, lab: Lab): Promise<void> {
  const person = new Person(`--begin ${state}`, lab);
  switch (state) {
    case 'booting':
      return person.sees(/Getting rest of image|attempting to boot/);
    case 'rommon':
      await person.sees(/Interrupt within 5 seconds|Ctrl-C to interrupt/);
      person.types('\x03');
      await person.sees(/switch: $/);
      return;
    case 'initial-dialog':
      await person.sees(/initial configuration dialog\? \[yes\/no\]: /);
      return person.seesNothingMore();
    case 'silent-until-return':
      return person.seesNothingMore();
    case 'login-prompt':
      await person.callsTheConsole();
      return;
    case 'password-prompt':
      await person.getsToAPassword();
      return;
    case 'user-exec':
      await person.logsIn();
      return;
    default:
      await person.logsIn();
      await person.enables();
  }
  if (state === 'pager') {
    person.types('show running-config\r');
    await person.sees(/ --More-- $/);
  } else if (state === 'half-typed') {
    person.types('sh runn');
    await person.sees(/sh runn$/);
  } else if (state === 'config-mode') {
    person.types('configure terminal\rinterface GigabitEthernet1/0/1\r');
    await person.sees(/\(config-if\)#$/);
  } else if (state === 'flood') {
    person.types('debug spanning-tree bpdu\r');
    await person.seesThat(() => lab.device.syslog.counters.dropped > 0, 'no log line was dropped');
    return;
  }
  await person.seesNothingMore();
}

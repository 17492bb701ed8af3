import type { Endpoint } from '../patch-panel.ts';
import type { VirtualSwitch } from '../switch.ts';
import { Agent } from './agent.ts';
import { closeNotification, closeVariables } from './close-trap.ts';
import { configNotification } from './config-trap.ts';
import { type Connection, Connections } from './connections.ts';
import { type Counters, newCounters } from './counters.ts';
import { Notifier } from './notifier.ts';
import { snmpTraps } from './objects.ts';
import { interfaceAddresses } from './settings.ts';
import { snmpGroupPart, sysObjectId, systemGroup } from './system-group.ts';
import { tcpTables, terminalTables } from './session-tables.ts';
import type { SnmpTransport } from './transport.ts';
import { address } from './values.ts';

/** authAddr of OLD-CISCO-SYSTEM-MIB: the last host that was refused. */
const authAddr = '1.3.6.1.4.1.9.2.1.5.0';

/** SNMP of one switch: its agent, and the notifications that it sends. */
export class SnmpService {
  readonly counters: Counters = newCounters();
  readonly connections: Connections;
  readonly notifier: Notifier;
  readonly #device: VirtualSwitch;
  readonly #agent: Agent;
  #transport: SnmpTransport | undefined;
  #configurationEvents = 0;

  constructor(device: VirtualSwitch) {
    this.#device = device;
    this.connections = new Connections(device.clock);
    this.notifier = new Notifier(device, this.counters, () => this.#transport);
    this.#agent = new Agent(device, {
      counters: this.counters,
      parts: [
        systemGroup(device),
        snmpGroupPart(device, this.counters),
        tcpTables(device, this.connections),
        terminalTables(device, this.connections),
      ],
      refused: (from) => this.#authenticationFailed(from),
    });
    device.power.onOff(() => {
      Object.assign(this.counters, newCounters());
      this.notifier.forget();
      this.#configurationEvents = 0;
    });
    this.connections.onLogin((connection) => this.#watch(connection));
  }

  /** How notifications leave the switch; without it there is no route to anywhere. */
  attach(transport: SnmpTransport): void {
    this.#transport = transport;
  }

  /** A datagram for UDP port 161 of one of the switch's addresses; gives the answer, if any. */
  received(datagram: Buffer, from: Endpoint, to: string): Buffer | undefined {
    const by = interfaceAddresses(this.#device.configuration).find((own) => own.address === to)?.name;
    return this.#agent.receive(datagram, from, by ?? 'GigabitEthernet0/0');
  }

  /** Configuration was entered from the terminal, or saved. */
  configurationEvent(to: 'running' | 'startup'): void {
    this.#configurationEvents += 1;
    this.notifier.notify(configNotification(to, this.#configurationEvents));
  }

  #watch(connection: Connection): void {
    const { seams, clock } = this.#device;
    const { connections } = this;
    seams.watchSession(
      {
        onEnd: (listener) => connections.onEnd(connection, () => listener(connection.endedBy)),
        after: (milliseconds, listener) => {
          const cancel = clock.after(milliseconds, listener);
          connections.onEnd(connection, cancel);
        },
      },
      () => this.#sessionClosed(connection),
    );
  }

  #sessionClosed(connection: Connection): void {
    const { seams, clock, vtys } = this.#device;
    const users = new Map(vtys.flatMap(({ number, user }) => (user === undefined ? [] : [[number, user]])));
    const variables = seams.closeVariables(closeVariables(connection, clock.now()), users);
    this.notifier.notify(closeNotification(connection, variables));
  }

  #authenticationFailed(from: Endpoint): void {
    this.#device.syslog.message(
      'SNMP',
      3,
      'AUTHFAIL',
      `Authentication failure for SNMP req from host ${from.host}`,
    );
    this.notifier.notify({
      trap: 'snmp authentication',
      type: 'snmp',
      enterprise: sysObjectId,
      generic: 4,
      specific: 0,
      v2: `${snmpTraps}.5`,
      varbinds: [{ oid: authAddr, value: address(from.host) }],
    });
  }
}

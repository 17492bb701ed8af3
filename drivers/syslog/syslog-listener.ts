import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import {
  isSyslogReached,
  readSyslogMessages,
  type SyslogFact,
  writeSyslogFact,
} from '../../bench/syslog-reading.ts';
import type { SyslogListenerContract } from '../../bench/syslog-listener.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { FactLog } from '../aaa/fact-log.ts';
import type { UdpSocket } from '../snmp/udp-socket.ts';

export interface SyslogListenerOptions {
  readonly socket: UdpSocket;
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = SyslogListenerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'syslog-listener';

/** The PCO `syslog-listener`. */
export function openSyslogListener({
  socket,
  nameOf,
  openTape,
  clock,
}: SyslogListenerOptions): Pco<Contract> {
  const log = new FactLog<SyslogFact>({
    ...{ pco: pcoName, openTape, clock },
    lineOf: (fact) => {
      if (fact.fact === 'stored') throw new Error('a syslog listener knows no user');
      return writeSyslogFact(fact);
    },
    dropped: () => socket.lost,
  });
  socket.listen(({ bytes, from }) => {
    clock.activity();
    const client = { address: nameOf(from.address), port: from.port };
    log.write({ fact: 'message', at: clock.now(), client, raw: bytes.toString('latin1') });
  });
  const operations: Operations = {
    mark: () => log.mark(),
    messages: ({ since, until }, deadline) =>
      log.since(
        since,
        readSyslogMessages,
        until && { isSo: (seen) => isSyslogReached(seen, until), awaited: 'a syslog message' },
        deadline,
      ),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => socket.close(),
  };
}

import type { RoleContracts } from '../bench/bench.ts';
import type { Deadline } from '../bench/clock.ts';
import { PcoError } from '../bench/errors.ts';
import type { RecordedBench, RecordedPco } from '../bench/recorded.ts';
import { packetCapture } from './capture.ts';
import { consoleDut } from './console-dut.ts';
import { dnsServer } from './dns.ts';
import type { Dut } from './dut.ts';
import type { Guide } from './guide.ts';
import type { HeldSwitch } from './held-switch.ts';
import type { Lab } from './lab.ts';
import { oneTimePasswords } from './one-time-passwords.ts';
import { peerOf } from './peer.ts';
import { scpClient } from './scp-client.ts';
import { radiusServer } from './radius.ts';
import { sshServer } from './ssh-server.ts';
import { sshSessions } from './ssh-sessions.ts';
import { sshv1Server } from './sshv1-server.ts';
import { sshv1Sessions } from './sshv1-sessions.ts';
import { syslogListener } from './syslog.ts';
import { tacacsServer } from './tacacs.ts';
import { telnetSessions } from './telnet-sessions.ts';
import { snmpTraps } from './traps.ts';

/** The lab of one suite, and what its steps leave open in it. */
export interface SuiteLab {
  readonly lab: Lab;
  /** Ends what a step left open: every session and server, and a capture. */
  readonly release: () => Promise<void>;
}

/** The bench as a suite sees it, with its two switches at their consoles; `deadline` gives the moment so many milliseconds ahead. */
export function suiteLab(
  bench: RecordedBench,
  dut: Dut,
  second: HeldSwitch | undefined,
  guide: Guide,
  deadline: (milliseconds: number) => Deadline,
): SuiteLab {
  const sessions = sshSessions(pcoOrRefusal(bench, 'ssh-client'), deadline);
  const version1 = sshv1Sessions(pcoOrRefusal(bench, 'sshv1-client'), deadline);
  const telnet = telnetSessions(pcoOrRefusal(bench, 'telnet-client'), deadline);
  const version2Server = sshServer(pcoOrRefusal(bench, 'ssh-server-host'), deadline);
  const version1Server = sshv1Server(pcoOrRefusal(bench, 'sshv1-server-host'), deadline);
  const { dns, forget } = dnsServer(pcoOrRefusal(bench, 'dns-server'), deadline);
  const tacacs = tacacsServer(pcoOrRefusal(bench, 'tacacs-server'), deadline);
  const radius = radiusServer(pcoOrRefusal(bench, 'radius-server'), deadline);
  const { capture, abandon } = packetCapture(pcoOrRefusal(bench, 'packet-capture'), deadline);
  return {
    lab: {
      dut,
      peer: peerOf(second?.dut ?? consoleDut(pcoOrRefusal(bench, 'second-device'), deadline), bench, () =>
        second?.mayChange(),
      ),
      client: sessions.client,
      sshv1: version1.client,
      telnet: telnet.client,
      scp: scpClient(pcoOrRefusal(bench, 'scp-client'), deadline),
      server: version2Server.server,
      serverV1: version1Server.server,
      dns,
      tacacs: tacacs.server,
      radius: radius.server,
      otp: oneTimePasswords(pcoOrRefusal(bench, 'otp-server'), deadline),
      syslog: syslogListener(pcoOrRefusal(bench, 'syslog-listener'), deadline),
      traps: snmpTraps(pcoOrRefusal(bench, 'trap-listener'), deadline),
      capture,
      guide,
      bench,
    },
    release: async () => {
      try {
        await sessions.closeAll();
      } finally {
        await version1
          .closeAll()
          .finally(() => telnet.closeAll())
          .finally(version2Server.closeIfOpen)
          .finally(version1Server.closeIfOpen)
          .finally(forget)
          .finally(tacacs.closeIfOpen)
          .finally(radius.closeIfOpen)
          .finally(abandon);
      }
    },
  };
}

/** The PCO of a role; where the bench is without, one that says why to whoever calls it. */
function pcoOrRefusal<Role extends keyof RoleContracts>(
  bench: RecordedBench,
  role: Role,
): RecordedPco<RoleContracts[Role]> {
  const pco = bench.pco(role);
  if (pco !== undefined) return pco;
  const why = bench.whyWithout(role) ?? 'the topology names none';
  return {
    name: role,
    role,
    call: () => Promise.reject(new PcoError(`no ${role} on this bench: ${why}`)),
    close: () => Promise.resolve(),
  };
}

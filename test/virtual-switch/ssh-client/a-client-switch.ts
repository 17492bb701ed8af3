import type { Test } from 'tap';
import { aSwitch, type ASwitch } from '../a-switch.ts';

export const lab = { vlan: '198.51.100.1', home: '127.0.4.1' } as const;

/** A server of the lab, as the switch knows it, and where it really is. */
export interface LabServer {
  readonly address: string;
  /** As the switch dials it; 22 where left out. */
  readonly service?: number;
  readonly vrf?: string;
  readonly host: string;
  readonly port: number;
}

export interface AClientSwitch extends ASwitch {
  /** Types, and gives what has come back when that matches; line ends as `\n`. */
  readonly until: (typed: string, pattern: RegExp) => Promise<string>;
  /** Types a command of the client, answers the password, and gives all that is printed up to the prompt. */
  readonly command: (line: string, ...passwords: readonly string[]) => Promise<string>;
  /** Types lines of global configuration. */
  readonly configure: (...lines: readonly string[]) => Promise<string>;
}

/** Real milliseconds after which something that does not come is missed. */
const patienceMs = 15_000;

/** A switch with servers to dial, and a session at its console in privileged mode. */
export async function aClientSwitch(
  t: Test,
  options: Omit<NonNullable<Parameters<typeof aSwitch>[0]>, 'patchPanel'> & {
    readonly servers?: readonly LabServer[];
    readonly startup?: string;
    /** The clock jumps while nothing is under way, as it does in the lab. */
    readonly jumps?: boolean;
  } = {},
): Promise<AClientSwitch> {
  const { servers = [], startup = '', jumps = true, ...rest } = options;
  const made = await aSwitch({
    ...rest,
    startup: `hostname Switch
username alice privilege 15 secret Right1
no ip domain-lookup
no logging console
logging buffered 100000 debugging
interface Vlan1
 ip address ${lab.vlan} 255.255.255.0
 no shutdown
line con 0
 exec-timeout 0 0
${startup}
end
`,
    patchPanel: {
      binds: [{ service: { host: lab.vlan, port: 22 }, real: { host: lab.home, port: 0 } }],
      routes: servers.map(({ address, service = 22, vrf, host, port }) => ({
        ...(vrf !== undefined && { vrf }),
        service: { host: address, port: service },
        real: { host, port },
      })),
    },
  });
  const { terminal, clock } = made;
  const until = async (typed: string, pattern: RegExp): Promise<string> => {
    const from = terminal.output.length;
    terminal.type(typed);
    const since = () => terminal.output.slice(from).replaceAll('\r\n', '\n');
    const end = performance.now() + patienceMs;
    while (!pattern.test(since())) {
      if (performance.now() > end) throw new Error(`no ${String(pattern)} in ${JSON.stringify(since())}`);
      await clock.advance(jumps ? 100 : 0);
    }
    return since();
  };
  t.teardown(() => terminal.type('\x03'));
  return {
    ...made,
    until,
    command: async (line, ...passwords) => {
      let seen = '';
      let next = line;
      for (const password of passwords) {
        seen += await until(`${next}\r`, /[Pp]assword: $|#$/);
        if (/#$/.test(seen)) return seen;
        next = password;
      }
      return seen + (await until(`${next}\r`, /[#>]$/));
    },
    configure: async (...lines) => {
      let seen = await made.send('configure terminal');
      for (const line of lines) seen += await made.send(line);
      return seen + (await made.send('end'));
    },
  };
}

import type { Fault } from '../../../virtual-switch/faults.ts';
import { bytesOf } from '../../../virtual-switch/files/content.ts';
import { serveScp } from '../../../virtual-switch/scp/server.ts';
import { aSwitch, type ASwitch } from '../a-switch.ts';

/** The dialogue of rcp by hand, with no SSH around it. */

export interface Spoken {
  /** All that the switch sent, latin-1. */
  readonly output: string;
  /** Undefined where it did not end the connection. */
  readonly exitStatus: number | undefined;
}

export interface ByHand extends ASwitch {
  /** Serves a client who says all this and then no more. */
  readonly speak: (
    command: string,
    said: readonly (string | Uint8Array)[],
    how?: { readonly as?: string; readonly version?: 1 | 2 },
  ) => Promise<Spoken>;
  /** Undefined where there is none. */
  readonly stored: (name: string) => string | undefined;
  /** The log so far. */
  readonly log: () => string;
}

export async function byHand(
  options: { readonly faults?: readonly Fault[]; readonly startup?: string } = {},
): Promise<ByHand> {
  const made = await aSwitch({
    startup: `hostname Switch
no logging console
logging buffered 100000 debugging
username copier privilege 15 secret Right1
username two privilege 2 secret Right1
username fourteen privilege 14 secret Right1
username none secret Right1
${options.startup ?? 'ip scp server enable'}
end
`,
    ...(options.faults && { faults: options.faults }),
  });
  const { device } = made;
  const [line] = device.vtys;
  if (line === undefined) throw new Error('there is no vty');
  line.location = '192.0.2.10';
  return {
    ...made,
    speak: async (command, said, { as = 'copier', version = 2 } = {}) => {
      const left = said.map((each) => Buffer.from(each as string, 'latin1'));
      let output = '';
      let exitStatus: number | undefined;
      const remote = { address: '192.0.2.10', port: 40_000, localAddress: '192.0.2.1', localPort: 22 };
      await serveScp(
        { device, line, username: as, command, version, remote },
        {
          read: () => Promise.resolve(left.shift()),
          write: (bytes) => {
            output += Buffer.from(bytes).toString('latin1');
            return Promise.resolve();
          },
          end: (status) => {
            exitStatus = status;
          },
        },
      );
      return { output, exitStatus };
    },
    stored: (name) => {
      const path = { system: 'flash', names: name.split('/') };
      return device.files.find(path) && bytesOf(device.files.read(path)).toString('latin1');
    },
    log: () => device.syslog.buffered.join('\n'),
  };
}

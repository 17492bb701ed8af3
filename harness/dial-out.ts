import { PcoError } from '../bench/errors.ts';
import type { SshServerArgs } from '../bench/ssh-server-host.ts';
import { sshCommand } from './device-session.ts';
import type { Lab } from './lab.ts';
import { outputLines } from './output-lines.ts';
import { type Dialled, everyPrompt, typeSsh } from './typed-ssh.ts';

export interface DialHow {
  /** As it is typed; default the address of the bench's server. */
  readonly target?: string;
  /** Of the command: `-v 2 -c aes128-ctr`. */
  readonly options?: string;
  /** Every prompt gets a wrong password. */
  readonly wrongPassword?: true;
  /** Typed behind the address: it is run there, and no session comes up. */
  readonly command?: string;
  /** Typed at the remote host. */
  readonly commands?: readonly string[];
  readonly serve?: Omit<SshServerArgs, 'accounts'>;
}

/**
 * Lets the DUT log in to the bench's server from privileged EXEC, as `user2`, and leaves the session again where one came up.
 * Throws where the bench has no such server.
 */
export async function dialOut(
  lab: Pick<Lab, 'dut' | 'server' | 'bench'>,
  { target, options = '', wrongPassword, command, commands = [], serve = {} }: DialHow = {},
): Promise<Dialled> {
  const service = lab.bench.serviceOf('ssh-server-host');
  if (service === undefined) throw new PcoError('no ssh-server-host on this bench, so nobody to dial');
  const address = [target ?? service.address, command].filter((part) => part !== undefined).join(' ');
  return await typeSsh(lab, sshCommand({ ...service, address }, { username: 'user2', options }), {
    serve: [serve],
    ...(wrongPassword && { wrong: everyPrompt }),
    during: async () => {
      for (const typed of commands) await lab.dut.execute(typed);
    },
  });
}

/** What became of it in words, for what is only recorded: let in, or the last that the DUT said. */
export function fateOf({ typed, served }: Dialled): string {
  if (served.observation.connections.some(({ authenticated }) => authenticated)) return 'let in';
  return outputLines(typed.observation).at(-1)?.trim() ?? '';
}

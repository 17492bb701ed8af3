import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import type { Args } from '../command-line/grammar.ts';
import { ownSession } from '../exec/own-session.ts';
import { vrfExists } from '../network/tables.ts';
import { Attempt, type NotConnected, startFacts } from './attempt.ts';
import { OutgoingSession } from './outgoing-session.ts';
import { requestOf } from './request.ts';

/** What is said where no connection came up; as for Telnet (FINDINGS section 8). */
const failures: Readonly<Record<NotConnected, string>> = {
  refused: '% Connection refused by remote host\n',
  unreachable: '% Destination unreachable; gateway or host down\n',
  'timed-out': '% Connection timed out; remote host not responding\n',
  'given-up': '',
};

/** `ssh …`: from what was typed to the prompt that comes back. */
export async function runSshClient(context: CommandContext, args: Args): Promise<void> {
  const session = ownSession(context);
  const { device } = session;
  const { configuration, seams } = device;
  const asked = seams.sshClientRequest(requestOf(args));
  const user = seams.sshClientUser(asked.user, session.line.user);
  // From memory of the device: no capture of it was found.
  if (user === undefined) throw new CommandError('% No user specified nor available for SSH client\n');
  const table = seams.sshClientTable(
    asked.vrf,
    asked.vrf !== undefined && vrfExists(configuration, asked.vrf),
  );
  if (table === undefined) throw new CommandError(`% VRF ${asked.vrf ?? ''} does not exist\n`);
  const version = asked.version ?? configuration.ssh.version;
  if (!seams.sshClientMayStart(startFacts(device, version))) {
    throw new CommandError(`${device.release.showIpSsh.missingKey}\n`);
  }
  const number = device.sshClients.take();
  const early: Buffer[] = [];
  let outgoing: OutgoingSession | undefined;
  const received = (bytes: Buffer): void => {
    if (outgoing === undefined) early.push(Buffer.from(bytes));
    else outgoing.received(bytes);
  };
  const attempt = new Attempt(session, { ...asked, user, version }, table.table, number, {
    notConnected: (why) => session.screen.print(failures[why]),
    over: ({ how }) => {
      const words = how === 'closed' ? 'closed by foreign host' : 'aborted: error status 0';
      const line = seams.sshClientClosing(`[Connection to ${asked.target} ${words}]`);
      session.screen.print(`${how === 'closed' ? '\n' : ''}${line}\n`);
    },
    received,
    complained: received,
  });
  try {
    const opened = await attempt.open();
    if (opened === undefined) return;
    outgoing = new OutgoingSession(asked.target, opened.address, opened.wire);
    for (const bytes of early.splice(0)) outgoing.received(bytes);
    await session.outgoing.begin(outgoing);
  } finally {
    attempt.done();
  }
}

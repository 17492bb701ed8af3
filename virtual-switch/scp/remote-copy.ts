import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { ownSession } from '../exec/own-session.ts';
import { vrfExists } from '../network/tables.ts';
import { Attempt, startFacts } from '../ssh-client/attempt.ts';
import { requestOf } from '../ssh-client/request.ts';
import { Typist } from '../ssh-client/typist.ts';
import { ReadQueue } from '../ssh/byte-channel.ts';
import { RcpPeer, type RcpTrace } from './rcp.ts';
import { type RemoteFile, shownUrl } from './remote-file.ts';

/** A copy goes wrong for a reason that stands in brackets behind the URL. */
export class CopyTrouble extends Error {
  override readonly name = 'CopyTrouble';
}

/** Bytes for which one `!` is printed; how many they are on a switch was recorded nowhere. */
const bytesPerMark = 64 * 1024;

const silent: RcpTrace = { sent: () => undefined, received: () => undefined };

/** What a copy does with the far end once that runs its scp. */
export interface RemoteProgram {
  readonly peer: RcpPeer;
  /** So many bytes have gone or come. */
  readonly mark: (bytes: number) => void;
  /** Nothing more will be sent. */
  readonly done: () => void;
}

/** Runs scp on the other host by our own SSH client and does the work with it; throws CopyTrouble. */
export async function withRemoteScp<T>(
  context: CommandContext,
  options: { readonly remote: RemoteFile; readonly flag: '-t' | '-f'; readonly table: string | undefined },
  work: (program: RemoteProgram) => Promise<T>,
): Promise<T> {
  const session = ownSession(context);
  const { device, screen } = session;
  const { remote, flag, table } = options;
  const { configuration, seams } = device;
  if (table !== undefined && !vrfExists(configuration, table)) {
    throw new CommandError(`% VRF ${table} does not exist\n`);
  }
  // Verbose: its "Sink: …" and "Sending file modes: …" are printed by the switch. The order of the two is not recorded.
  const command = `scp ${flag} -v ${remote.path}`;
  const asked = { ...requestOf({ remote: remote.host, user: remote.user, command }), vrf: table };
  const version = configuration.ssh.version;
  if (!seams.sshClientMayStart(startFacts(device, version))) {
    throw new CommandError(`${device.release.showIpSsh.missingKey}\n`);
  }
  let wire: { pause(): void; resume(): void } | undefined;
  const queue = new ReadQueue({ pause: () => wire?.pause(), resume: () => wire?.resume() });
  const remarks = new Remarks((text) => screen.print(text));
  let trouble = 'Invalid IP address or hostname';
  const number = device.sshClients.take();
  const attempt = new Attempt(session, { ...asked, user: remote.user, version }, table, number, {
    notConnected: (why) => {
      trouble = reasons[why];
    },
    over: (error) => {
      trouble = error.notLetIn || error.how === 'closed' ? 'Permission denied' : 'Undefined error';
    },
    received: (bytes) => queue.push(Buffer.from(bytes)),
    complained: (bytes) => remarks.heard(bytes),
  });
  try {
    const opened = await attempt.open();
    if (opened === undefined) throw new CopyTrouble(trouble);
    ({ wire } = opened);
    void opened.wire.over.then(() => queue.finish());
    const typist = new Typist(session.editor, () => opened.wire.close());
    try {
      let marked = 0;
      return await work({
        peer: new RcpPeer(
          {
            read: () => queue.read(),
            write: (bytes) => opened.wire.write(bytes),
            end: () => opened.wire.close(),
          },
          silent,
        ),
        mark: (bytes) => {
          while (marked * bytesPerMark < bytes) {
            marked += 1;
            screen.print('!');
          }
        },
        done: () => opened.wire.endInput(),
      });
    } finally {
      opened.wire.close();
      await opened.wire.over;
      typist.leave();
    }
  } finally {
    attempt.done();
  }
}

/** Of connections that did not come up, from memory. */
const reasons = {
  refused: 'Connection refused',
  unreachable: 'Destination unreachable',
  'timed-out': 'Timed out',
  'given-up': 'Undefined error',
} as const;

/** What scp of the far end says of itself: the lines about files are shown, after a blank. */
class Remarks {
  readonly #print: (text: string) => void;
  #line = '';

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  heard(bytes: Buffer): void {
    const lines = (this.#line + bytes.toString('latin1')).split(/\r?\n/);
    this.#line = lines.pop() ?? '';
    for (const line of lines) {
      if (/^(?:Sink|Sending file modes): [CDT]\d/.test(line)) this.#print(` ${line}\n`);
    }
  }
}

/** The reason in what the far end's scp complains of: `scp: nothing: No such file or directory`. */
export function reasonOf(complaint: string): string {
  const said = complaint.trim().split(': ').at(-1) ?? '';
  return said === '' ? 'Undefined error' : said;
}

/** Runs a copy and says what went wrong in the words of IOS. */
export async function orSayOf<T>(
  remote: RemoteFile,
  doing: 'opening' | 'writing',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CopyTrouble)) throw error;
    throw new CommandError(`\n%Error ${doing} ${shownUrl(remote)} (${error.message})\n`);
  }
}

/** Broken off by the one who typed it, or by the far end. */
export const brokenOff = (): never => {
  throw new CopyTrouble('Undefined error');
};

import { flag } from '../configuration/configuration.ts';
import type { ByteChannel } from '../ssh/byte-channel.ts';
import { incomingScp } from '../ssh/debug-kinds.ts';
import type { RemoteEnd } from '../ssh/host.ts';
import { WireWatch } from '../ssh-client/wire-watch.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { privilegeForScp } from './authorization.ts';
import { receiveFile } from './receive-file.ts';
import { type RcpTrace, RcpPeer } from './rcp.ts';
import { readScpRequest } from './request.ts';
import { sendFile } from './send-file.ts';

export interface ScpLogin {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly username: string;
  /** As the client sent it. */
  readonly command: string;
  readonly version: 1 | 2;
  readonly remote: RemoteEnd;
}

/** Serves one client of scp, from its command to the end of its connection. */
export async function serveScp(login: ScpLogin, channel: ByteChannel): Promise<void> {
  const { device } = login;
  const watch = new WireWatch(device.clock);
  const trace = traceOf(login);
  const peer = new RcpPeer(watched(channel, watch), trace);
  const refusal = await refusalOf(login);
  let exitStatus = 1;
  if (refusal !== undefined) {
    trace.refusing(true);
    await peer.refuse(refusal);
    if (device.seams.scpAfterRefusal() === 'hang') {
      watch.rest();
      return;
    }
  } else {
    const { direction = 'upload', path = '' } = readScpRequest(login.command) ?? {};
    const work = direction === 'upload' ? receiveFile : sendFile;
    exitStatus = (await work(login, peer, path)) ? 0 : 1;
  }
  watch.rest();
  channel.end(exitStatus);
}

/**
 * Why a client gets nothing; undefined where it may begin. "Privilege denied." and the text about options are what
 * clients of real devices were told; that of a server that is off is from memory.
 */
async function refusalOf({
  device,
  line,
  username,
  command,
  version,
}: ScpLogin): Promise<string | undefined> {
  const { configuration, seams } = device;
  if (!seams.scpServed(flag(configuration, 'ip scp server enable') === true))
    return 'Administratively disabled.';
  const request = readScpRequest(command);
  const privilege = await privilegeForScp(device, line, username);
  const direction = request?.direction ?? 'upload';
  if (!seams.scpMayCopy({ direction, version, privilege })) return 'Privilege denied.';
  return request?.unsupported === true ? '-p -d options not supported' : undefined;
}

/** `debug ip scp`: what goes by, with the two ends of the connection (debug-ip-scp--ccnp-book--1). */
function traceOf({ device, remote, line }: ScpLogin): RcpTrace & { refusing(now: boolean): void } {
  let refusal = false;
  const tell = (arrow: string, verb: string, text: string): void => {
    if (!device.debugging.isOn(incomingScp)) return;
    const ends = `[${remote.localPort} ${arrow} ${line.location ?? remote.address}:${remote.port}]`;
    const lines = device.seams.scpDebugLines([{ text: `SCP: ${ends} ${verb} ${text}`, refusal }]);
    for (const { text: shown } of lines) device.debugging.print(incomingScp, shown);
  };
  return {
    sent: (text) => tell('->', 'send', text),
    received: (text) => tell('<-', 'recv', text),
    refusing: (now) => {
      refusal = now;
    },
  };
}

/** Keeps a steered clock from jumping while the far end is about to go on. */
function watched(channel: ByteChannel, watch: WireWatch): ByteChannel {
  return {
    read: () => {
      watch.sent();
      return channel.read();
    },
    write: (bytes) => {
      watch.sent();
      return channel.write(bytes);
    },
    end: (status) => channel.end(status),
  };
}
